import type { Calendar } from '../machines/calendar.ts';
import { type Programme, plannedInstant, startInstant } from '../machines/programme.ts';
import { addDays, dateOf, type Instant, type PlainDate, parseInstant } from '../machines/time.ts';
import type { CommitteeKey, Fate, PlanDay } from './fate.ts';
import { homeHours, hourOn, officeHour, officeHours, workingDaysFrom } from './hours.ts';
import type { ActLabel } from './labels.ts';
import type { Chance } from './random.ts';

/** When the people of a case open and submit, and before which day some acts do not happen. */

/** The season that is played (Asia/Shanghai). */
export const seasonStart: Instant = parseInstant('2023-06-01T09:00:00+08:00');
export const seasonEnd: Instant = parseInstant('2024-08-01T12:00:00+08:00');

/**
 * Days on which the committees meet (附件1-2 was not published: assumed). The first ones lie before the plan's node; whoever
 * comes too late for them waits for the next.
 */
export const meetings: Readonly<Record<string, Readonly<Record<CommitteeKey, readonly PlainDate[]>>>> = {
  'kaili-2022': {
    'kaili-teacher': ['2023-07-05', '2023-07-12', '2023-07-18', '2023-07-27', '2023-08-16', '2023-09-13'],
    'qiandongnan-prefecture': ['2023-07-06', '2023-07-13', '2023-07-20', '2023-07-27', '2023-08-17', '2023-10-18'],
  },
  'kaili-2023': {
    'kaili-teacher': ['2023-11-08', '2023-11-10', '2023-11-22', '2023-12-06', '2024-03-13', '2024-06-19'],
    'qiandongnan-prefecture': ['2023-12-12', '2023-12-14', '2024-01-10', '2024-03-20', '2024-06-21'],
  },
};

/**
 * What the bureau changes in the middle of the season (assumed, like the node itself): one more week for the policy review,
 * announced while its cases are under way, so that the season sees an amendment reach them (design D2).
 */
export const amendments = [
  {
    announced: '2023-10-11',
    programme: 'kaili-2023',
    committee: 'kaili-teacher',
    node: 'policyReviewDue',
    toDate: '2023-10-27',
    clause: '五(一)',
    source: 'assumed',
  },
] as const;

export interface Plan {
  readonly calendar: Calendar;
  readonly programme: Programme;
  readonly committee: CommitteeKey;
}

/** The instant of a day of the plan, at an hour of the office. */
export function planDay({ calendar, programme, committee }: Plan, day: PlanDay, hour: number): Instant {
  const node = plannedInstant(programme, committee, day.of);
  if (day.moment === 'lastMillisecond') return node - 1;
  const lastDay = dateOf(node - 1);
  const date = workingDaysFrom(calendar, lastDay, day.days);
  return hourOn(date, officeHours[hour % officeHours.length] as string);
}

export function notBefore(plan: Plan, fate: Fate, of: { chance: Chance; index: number }): Map<ActLabel, Instant> {
  const entries = Object.entries(fate.notBefore ?? {}) as [ActLabel, PlanDay][];
  return new Map(
    entries.map(([label, day]) => [label, planDay(plan, day, of.chance.int([0, 3], 'notBefore', of.index, label))]),
  );
}

/** Opening and clicking «点击申报»: four of ten on the last day of the window (domain §6). */
export function draftDates(
  { calendar, programme, committee }: Plan,
  fate: Fate,
  { chance, index }: { chance: Chance; index: number },
): { opensAt: Instant; submitsAt: Instant } {
  const troubles = new Set(fate.troubles ?? []);
  const opens = Math.max(startInstant(programme.season.opens), seasonStart);
  const windowEnd = plannedInstant(programme, committee, 'clickWindowEnd');
  const lastDay = dateOf(windowEnd - 1);
  const at = (what: string) => chance.int([0, homeHours.length - 1], what, index);
  if (troubles.has('opensTooLate')) {
    const late = officeHour(calendar, { after: windowEnd, days: 0, hour: at('openHour') });
    return { opensAt: late, submitsAt: late };
  }
  if (troubles.has('opensTooEarly')) {
    return { opensAt: opens, submitsAt: hourOn(addDays(dateOf(opens), 2), homeHours[at('submitHour')] as string) };
  }
  const span = spanOf({ programme, committee, fate, lastDay });
  const opensAt = atHome({
    from: opens,
    date: addDays(dateOf(opens), chance.int(span.open, 'openDay', index)),
    hour: at('openHour'),
  });
  if (troubles.has('lastMoment')) return { opensAt, submitsAt: windowEnd - 1 };
  const onLastDay = !span.quick && chance.happens(40, 'lastDay', index);
  const day = onLastDay ? lastDay : addDays(dateOf(opensAt), chance.int(span.submit, 'submitDay', index));
  const submitsAt = atHome({ from: opensAt, date: day < lastDay ? day : lastDay, hour: at('submitHour') });
  return { opensAt, submitsAt: Math.min(submitsAt, hourOn(lastDay, '22:00')) };
}

interface Span {
  /** Days after the opening of the season, and days after the opening of the case. */
  readonly open: readonly [number, number];
  readonly submit: readonly [number, number];
  /** Never waits for the last day of the window. */
  readonly quick: boolean;
}

function spanOf({
  programme,
  committee,
  fate,
  lastDay,
}: {
  programme: Programme;
  committee: CommitteeKey;
  fate: Fate;
  lastDay: PlainDate;
}): Span {
  if (fate.pair === 'startsAgain') return { open: [16, 23], submit: [0, 6], quick: false };
  if (programme.cycleYear === 2022) {
    if (fate.troubles?.includes('neverSubmits')) return { open: [0, 20], submit: [0, 2], quick: true };
    return committee === 'kaili-teacher'
      ? { open: [0, 0], submit: [0, 1], quick: true }
      : { open: [0, 4], submit: [0, 2], quick: true };
  }
  if (fate.early) return { open: [0, 2], submit: [0, 1], quick: true };
  return { open: [0, Number(lastDay.slice(8)) - 6], submit: [0, 12], quick: false };
}

function atHome({ from, date, hour }: { from: Instant; date: PlainDate; hour: number }): Instant {
  const chosen = hourOn(date, homeHours[hour % homeHours.length] as string);
  if (chosen >= from) return chosen;
  return (
    homeHours.map((one) => hourOn(date, one)).find((instant) => instant >= from) ?? hourOn(addDays(date, 1), '09:00')
  );
}
