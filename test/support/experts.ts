import type { PoolFiling } from '../../store/expert-pools.ts';
import type { PersonSeed } from '../../store/install.ts';
import { sha } from './office.ts';

/** Thirteen experts of the teachers' committee of the small office, so that all of them are drawn; needs no test runner. */

export const COMMITTEE = 'committee-kaili-teacher';
export const lots = Array.from({ length: 13 }, (_, n) => n + 1);

const unitOf = (lot: number) => (lot === 4 ? 'school-1' : 'qdn-edu');
const seatOf = (lot: number) => (lot === 1 ? 'chair' : lot <= 3 ? 'viceChair' : 'member');
export const voterOf = (lot: number) => `expert-${lot}`;

/** Two more than are filed. */
export const expertPeople: PersonSeed[] = [...lots, 14, 15].map((lot) => ({
  id: voterOf(lot),
  organisation: unitOf(lot),
  name: `示例${voterOf(lot)}`,
  roles: [{ role: 'expert', organisation: COMMITTEE, token: `token-${voterOf(lot)}-expert` }],
}));

const term = { termFrom: '2022-01-01', termThrough: '2024-12-31' } as const;
export const filing: PoolFiling = {
  committee: COMMITTEE,
  filedFrom: '2022-01-01',
  filedThrough: '2024-12-31',
  document: sha('filing'),
  members: lots.map((lot) => ({
    person: voterOf(lot),
    seat: seatOf(lot),
    level: 'DEPUTY_SENIOR',
    specialties: [],
    unit: unitOf(lot),
    ...term,
  })),
};
