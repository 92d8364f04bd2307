import fc from 'fast-check';
import type { Agenda, AgendaCase, ExpertPool, PoolMember, Seat } from '../../../machines/facts.ts';
import type { TitleLevel } from '../../../machines/programme-entries.ts';
import { sha256Of } from '../../../machines/sha256.ts';

/** Pools of experts and agendas for the tests of draws and sittings. */

export const day = '2023-11-06';

export function member(lot: number, more: Partial<PoolMember> = {}): PoolMember {
  return {
    lot,
    person: `expert-${lot}`,
    seat: 'member',
    level: 'DEPUTY_SENIOR',
    specialties: [],
    unit: `school-${lot}`,
    worksAt: `school-${lot}`,
    termFrom: '2022-01-01',
    termThrough: '2024-12-31',
    ...more,
  };
}

export function poolOf(members: readonly PoolMember[]): ExpertPool {
  return { committee: 'committee-kaili-teacher', filedFrom: '2022-01-01', filedThrough: '2024-12-31', members };
}

/** So many of each seat, by lot: chairs first. */
export function seated(counts: Readonly<Record<Seat, number>>): PoolMember[] {
  const seats = Object.entries(counts).flatMap(([seat, count]) => Array<Seat>(count).fill(seat as Seat));
  return seats.map((seat, index) => member(index + 1, { seat }));
}

export function agendaCase(id: string, more: Partial<AgendaCase> = {}): AgendaCase {
  return {
    case: id,
    programme: 'kaili-2023',
    committee: 'kaili-teacher',
    level: 'INTERMEDIATE',
    stands: 'expertReview.queued',
    held: false,
    unit: 'school-of-nobody',
    listedBy: null,
    involved: [],
    ...more,
  };
}

export const meetingId = '00000000-0000-4000-8000-00000000000e';

export function agendaOf(...cases: readonly AgendaCase[]): Agenda {
  return { meeting: meetingId, cases };
}

export const hashes = fc.integer().map((n) => sha256Of(String(n)));
export const levels: readonly TitleLevel[] = ['JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR', 'FULL_SENIOR'];
