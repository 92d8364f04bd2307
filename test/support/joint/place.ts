/** Where the charts are explored together: a programme with short periods, a calendar without weekends, ids that say what they are. */
import { createHash } from 'node:crypto';
import type { Calendar } from '../../../machines/calendar.ts';
import type { Deadline } from '../../../machines/deadlines.ts';
import type { ExpertPool, PoolMember } from '../../../machines/facts.ts';
import type { CaseId } from '../../../machines/ids.ts';
import type { Programme } from '../../../machines/programme.ts';
import { DAY_MS, type Instant, parseInstant } from '../../../machines/time.ts';
import { settings } from '../application/cast.ts';
import { programmeCalendar } from '../programmes.ts';

export const setting = settings.oneDepartment;
export const committee = 'kaili-teacher';

/** Working days of each publicity. */
export const PUBLICITY_DAYS = 2;
/** Members of the committee: one may be recused or leave, and it still has its quorum of three. */
export const SIZE = 4;

/** Noon, at which everything happens that does not happen at midnight. */
export const start = parseInstant('2023-08-03T12:00');

/** Every day is worked, so that what is to come depends on how long ago things were and on no date. */
export const calendar: Calendar = {
  ...programmeCalendar,
  days: programmeCalendar.days.map((day) => ({ ...day, working: true })),
};

const years = 1_000;

/** kaili-2023 with a committee of four, publicities of two days and one look at each page a day. */
export const programme: Programme = programmeWith(setting.programme);

function programmeWith(base: Programme): Programme {
  const { periods, publicity, recheck } = base;
  const days = { workingDays: PUBLICITY_DAYS };
  const found = base.committees[committee]!;
  return {
    ...base,
    committees: {
      ...base.committees,
      [committee]: {
        ...found,
        size: { ...found.size, value: SIZE },
        draw: {
          ...found.draw,
          strata: [
            { seat: 'chair', count: 1 },
            { seat: 'viceChair', count: 1 },
          ],
        },
      },
    },
    periods: {
      ...periods,
      internalPublicityEnd: { ...periods.internalPublicityEnd, ...days },
      policyPublicityEnd: { ...periods.policyPublicityEnd, ...days },
      resultPublicityEnd: { ...periods.resultPublicityEnd, ...days },
      supplementDue: { ...periods.supplementDue, workingDays: 1 },
    },
    publicity: {
      ...publicity,
      draftWorkingDays: { ...publicity.draftWorkingDays, value: 1 },
      gapOverMinutes: { ...publicity.gapOverMinutes, value: 36 * 60 },
      gapProlongsWorkingDays: { ...publicity.gapProlongsWorkingDays, value: 1 },
    },
    recheck: { ...recheck, request: { ...recheck.request, workingDays: years } },
  };
}

/**
 * Deadlines that only write down that something is late: the state behind them takes the same events. They are searched with
 * their own charts and not rung here.
 */
export const silent: ReadonlySet<Deadline> = new Set<Deadline>([
  'clickWindowEnd',
  'unitPushDue',
  'departmentPushDue',
  'policyReviewDue',
  'reviewMeetingDue',
  'filingDue',
  'correctionDue',
  'rolloverDecisionDue',
  'noticeProofDue',
  'matterAnswerDue',
  'meetingDue',
  'minutesFilingDue',
  'recheckDecisionDue',
  'complaintDecisionDue',
  'recheckFollowUpDue',
  'titleQuestionDue',
]);

/** Dates of the plan that move the case: they may come on any day, in the plan's order. */
export const planned: readonly Deadline[] = ['intakeCutoff', 'cycleRollover'];

const ids = new Map<string, CaseId>();
const names = new Map<CaseId, string>();

/** The same id for the same name. */
export function idOf(name: string): CaseId {
  const known = ids.get(name);
  if (known) return known;
  const hex = createHash('sha256').update(name).digest('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  ids.set(name, id);
  names.set(id, name);
  return id;
}

export function nameOf(id: CaseId): string {
  return names.get(id) ?? id;
}

const member = (lot: number, seat: PoolMember['seat']): PoolMember => ({
  ...{
    lot,
    seat,
    person: `expert-${lot}`,
    level: 'DEPUTY_SENIOR',
    specialties: [],
    unit: 'school-9',
    worksAt: 'school-9',
  },
  ...{ termFrom: '2022-01-01', termThrough: '2024-12-31' },
});

/** Two committees could be drawn from it, so that a reopened case finds one without its earlier voters. */
export const pool: ExpertPool = {
  ...{ committee: 'committee-kaili-teacher', filedFrom: '2022-01-01', filedThrough: '2024-12-31' },
  members: [1, 5, 9].flatMap((lot) => [
    member(lot, 'chair'),
    member(lot + 1, 'viceChair'),
    member(lot + 2, 'member'),
    member(lot + 3, 'member'),
  ]),
};

/** Whole days from one instant to another: midnight belongs to the day it begins. */
export function daysBetween(from: Instant, to: Instant): number {
  return Math.floor((to - from) / DAY_MS);
}
