import { startInstant } from '../programme.ts';
import { LATER_RETIREMENT_DECIDED, statutoryRetirement } from '../retirement.ts';
import { addDays, addPeriod, DAY_MS, type PlainDate } from '../time.ts';
import { ask } from './ask.ts';
import { barOfBreach, barOfSanction, freeFrom } from './bars.ts';
import { type Affairs, type Clock, daysBetween, movedTo } from './changes.ts';
import type { Dossier } from './dossier.ts';
import type { RuleId, Situation } from './rule.ts';

/** From when on a rule would no longer fail, if nothing happened but that time goes by. */

/** How far ahead is looked: a working life. */
export const HORIZON_YEARS = 50;

/**
 * What time a rule depends on: bars and the course of an application on the day of the act, years and service on the day they
 * are counted to. Null where the rule never fails, or where the lapse of time alone never helps: hours are asked for year by
 * year, and another cycle asks for other years.
 */
export const clockOf: Readonly<Record<RuleId, Clock | null>> = {
  E01: 'CUTOFF',
  E02: 'CUTOFF',
  E03: 'CUTOFF',
  E04: null,
  E05: null,
  E06: 'CUTOFF',
  E07: 'CUTOFF',
  E07b: 'CUTOFF',
  E08: 'CUTOFF',
  E09: null,
  E10: null,
  E11: 'CUTOFF',
  E12: 'CUTOFF',
  E13: 'CUTOFF',
  E14: 'CUTOFF',
  E15: 'CUTOFF',
  E16: null,
  E17: 'CUTOFF',
  E18: 'CUTOFF',
  E19: 'CUTOFF',
  E20: null,
  E21: 'CUTOFF',
  E22: 'CUTOFF',
  E23: 'CUTOFF',
  E24: null,
  E25: null,
  E26: null,
  E27: null,
  E28: null,
  E29: 'ACT',
  E30: 'ACT',
  E31: 'ACT',
  E32: 'ACT',
  E33: null,
  E34: 'ACT',
  E35: 'CUTOFF',
  E36: 'CUTOFF',
  E37: null,
  E38: null,
  E39: null,
  E40: 'ACT',
  E41: null,
  E42: 'CUTOFF',
  E43: 'ACT',
};

export interface Earliest {
  readonly clock: Clock;
  /** The first day on which the rule would not fail: of the act, or to which years are counted. */
  readonly day: PlainDate;
  /** Of a day that years are counted to: the first cycle whose own such day (五(四)) the rule does not fail on; else null. */
  readonly cycle: number | null;
}

/**
 * The first day on which a rule would not fail, everything else as it is; the day asked about where it does not fail now. Null
 * where time alone does not help within `HORIZON_YEARS`.
 */
export function earliest(rule: RuleId, affairs: Affairs): Earliest | null {
  const clock = clockOf[rule];
  if (clock === null) return null;
  const day = firstDay(rule, affairs, clock);
  if (day === null) return null;
  return { clock, day, cycle: clock === 'ACT' ? null : firstCycle(rule, affairs, day) };
}

/**
 * The first day on a clock, from that of the situation on, on which the rule does not fail. Between two days on which something
 * in the dossier begins, ends or turns, more time can only help: so each such stretch is halved, and none is gone through day
 * by day.
 */
export function firstDay(rule: RuleId, affairs: Affairs, clock: Clock): PlainDate | null {
  const { dossier, situation } = affairs;
  const from = clock === 'ACT' ? situation.on : situation.cutoff;
  const last = addPeriod(from, { years: HORIZON_YEARS });
  const fails = (day: PlainDate) => ask(rule, dossier, movedTo(situation, clock, day)).outcome === 'FAIL';
  const within = turns(affairs, last).filter((day) => from < day && day <= last);
  const starts = [from, ...[...new Set(within)].sort()];
  for (const [index, start] of starts.entries()) {
    if (!fails(start)) return start;
    const next = starts[index + 1];
    const end = next === undefined ? last : addDays(next, -1);
    if (!fails(end)) return halved(start, end, fails);
  }
  return null;
}

/** The first day that does not fail, between one that does and one that does not. */
function halved(start: PlainDate, end: PlainDate, fails: (day: PlainDate) => boolean): PlainDate {
  let [failing, holding] = [0, daysBetween(start, end)];
  while (holding - failing > 1) {
    const middle = Math.floor((failing + holding) / 2);
    if (fails(addDays(start, middle))) failing = middle;
    else holding = middle;
  }
  return addDays(start, holding);
}

function firstCycle(rule: RuleId, { dossier, situation }: Affairs, day: PlainDate): number | null {
  const { cycleYear, rules } = situation.programme;
  const cutoffOf = (year: number) => `${year}${rules.tenureCutoff.value.slice(4)}`;
  const years = Array.from({ length: HORIZON_YEARS }, (_, n) => cycleYear + n);
  const holds = (cutoff: PlainDate) => ask(rule, dossier, { ...situation, cutoff }).outcome !== 'FAIL';
  return years.find((year) => cutoffOf(year) >= day && holds(cutoffOf(year))) ?? null;
}

/** The days on which something may begin, end or turn for the worse, in no order. */
function turns({ dossier, situation }: Affairs, last: PlainDate): PlainDate[] {
  const days = [...daysIn(dossier), ...daysIn(situation.process?.conclusions ?? [])];
  return [
    ...days.flatMap((day) => [day, addDays(day, 1)]),
    ...dossier.assessments.map(({ year }) => `${year}-01-01`),
    ...turnsOfBars(dossier, situation),
    ...turnsOfRetirement(dossier, situation, last),
    ...turnsOfWindow(situation),
  ];
}

/** Every day that stands somewhere in a value. */
function daysIn(value: unknown): PlainDate[] {
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(daysIn) : [];
}

function turnsOfBars({ breaches, sanctions }: Dossier, { programme }: Situation): PlainDate[] {
  const bars = [
    ...breaches.map((one) => barOfBreach(one, programme)),
    ...sanctions.map((one) => barOfSanction(one, programme)),
  ];
  return bars.map(({ barredThrough }) => freeFrom(barredThrough));
}

function turnsOfRetirement({ born }: Dossier, { cutoff }: Situation, last: PlainDate): PlainDate[] {
  if (born === null) return [];
  const of = { bornOn: born.on, category: born.category };
  return [LATER_RETIREMENT_DECIDED, ...[cutoff, last].map((asOf) => statutoryRetirement(of, { asOf }))];
}

/** The first day whose act falls into the click window, by the hour of the act asked about. */
function turnsOfWindow({ programme, process: course, on }: Situation): PlainDate[] {
  if (course === null) return [];
  const days = Math.ceil((startInstant(programme.clickWindow.from) - course.at) / DAY_MS);
  return days > 0 ? [addDays(on, days)] : [];
}
