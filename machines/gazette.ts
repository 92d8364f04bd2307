/**
 * What the statutory calendar is made of: the State Council's yearly notices of holidays and make-up workdays (调休), and
 * the days a region adds. Shapes, and the checks that need no more than one notice. Pure.
 */
import { z } from 'zod';
import { sources } from './programme-entries.ts';
import { addDays, type PlainDate } from './time.ts';

const gazetteDaySchema = z.strictObject({
  date: z.iso.date(),
  /** `off`: a day of the holiday, weekends inside it included; `work`: a Saturday or Sunday that is worked. */
  kind: z.enum(['off', 'work']),
  festival: z.string().min(1),
});

/** One notice for one year, or an amendment of it: always the whole year, so that the latest published alone decides. */
export const gazetteSchema = z.strictObject({
  year: z.int().min(1990).max(2100),
  published: z.iso.date(),
  /** `notice` where the paper or its address carries the day of publication, `assumed` where it had to be taken from elsewhere. */
  publishedSource: z.enum(sources),
  documents: z.array(z.strictObject({ title: z.string().min(1), url: z.url() })).min(1),
  days: z.array(gazetteDaySchema),
});

export type Gazette = Readonly<z.infer<typeof gazetteSchema>>;
export type GazetteDay = Gazette['days'][number];

/**
 * Days off that recur every year in one region (全国年节及纪念日放假办法 art. 4 lets minority areas set them). A day that
 * falls on a weekend is not made up elsewhere.
 */
export const overlaySchema = z.strictObject({
  /** Identifier by which a programme names it, e.g. `qiandongnan`. */
  region: z.string().regex(/^[a-z]+$/),
  days: z
    .array(
      z.strictObject({ monthDay: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/), festival: z.string() }),
    )
    .min(1),
  source: z.enum(sources),
  /** The regulation and what is assumed about it, in words. */
  basis: z.string().min(1),
});

export type Overlay = Readonly<z.infer<typeof overlaySchema>>;

/** The notices published on or before a day: the calendar as somebody could know it on that day. */
export function gazettesKnownOn(gazettes: readonly Gazette[], day: PlainDate): Gazette[] {
  return gazettes.filter(({ published }) => published <= day);
}

export type GazetteProblem =
  | { readonly code: 'NO_DAYS' }
  | { readonly code: 'PUBLISHED_AFTER_YEAR'; readonly published: PlainDate }
  | { readonly code: 'OUTSIDE_YEAR' | 'OFF_TWICE' | 'WORK_TWICE' | 'OFF_AND_WORK'; readonly date: PlainDate }
  /** A Monday to Friday named as a make-up workday, or a holiday made of weekend days alone: it would change nothing. */
  | { readonly code: 'WORKED_ANYWAY' | 'OFF_ANYWAY'; readonly date: PlainDate }
  /** Weekdays off less make-up workdays differ from the days the regulation grants: a day has been left out or added. */
  | { readonly code: 'UNBALANCED'; readonly found: number; readonly granted: number };

/**
 * What is wrong with a notice, each finding with its date; empty when it can be used. A notice may name December days of
 * the year before (2018-12-29 was set by the notice for 2019).
 * @param extraDays days off granted beyond the regulation, as by the notice of 2020-01-27; they must be stated.
 */
export function gazetteProblems(gazette: Gazette, extraDays = 0): GazetteProblem[] {
  if (gazette.days.length === 0) return [{ code: 'NO_DAYS' }];
  const problems = gazette.days.flatMap((day, index) => dayProblems(gazette, day, index));
  if (gazette.published > `${gazette.year}-12-31`) {
    problems.push({ code: 'PUBLISHED_AFTER_YEAR', published: gazette.published });
  }
  const found = gazette.days.reduce((sum, { date, kind }) => sum + balanceOf(kind, isWeekend(date)), 0);
  const granted = daysGranted(gazette.year) + extraDays;
  if (problems.length === 0 && found !== granted) problems.push({ code: 'UNBALANCED', found, granted });
  return problems;
}

function dayProblems(gazette: Gazette, day: GazetteDay, index: number): GazetteProblem[] {
  const { date, kind } = day;
  const earlier = gazette.days.slice(0, index).find((other) => other.date === date);
  if (earlier && earlier.kind !== kind) return [{ code: 'OFF_AND_WORK', date }];
  if (earlier) return [{ code: kind === 'off' ? 'OFF_TWICE' : 'WORK_TWICE', date }];
  if (!date.startsWith(`${gazette.year}-`) && !date.startsWith(`${gazette.year - 1}-12-`)) {
    return [{ code: 'OUTSIDE_YEAR', date }];
  }
  if (kind === 'work') return isWeekend(date) ? [] : [{ code: 'WORKED_ANYWAY', date }];
  return isWeekend(date) && !joinsWeekdayOff(gazette, date) ? [{ code: 'OFF_ANYWAY', date }] : [];
}

/** Whether the unbroken stretch of days off around a date has a weekday in it. */
function joinsWeekdayOff(gazette: Gazette, date: PlainDate): boolean {
  const off = new Set(gazette.days.filter(({ kind }) => kind === 'off').map((day) => day.date));
  for (const step of [-1, 1]) {
    for (let day = date; off.has(day); day = addDays(day, step)) if (!isWeekend(day)) return true;
  }
  return false;
}

function balanceOf(kind: GazetteDay['kind'], weekend: boolean): number {
  if (kind === 'work') return -1;
  return weekend ? 0 : 1;
}

/**
 * Days off for all citizens in a year (全国年节及纪念日放假办法 art. 2; one that falls on a weekend is made up, art. 6):
 * 11 since 2008, 13 since the revision in force from 2025-01-01.
 */
function daysGranted(year: number): number {
  return year < 2025 ? 11 : 13;
}

function isWeekend(date: PlainDate): boolean {
  return Temporal.PlainDate.from(date).dayOfWeek > 5;
}
