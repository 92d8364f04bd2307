import { addDays, addPeriod, type PlainDate } from '../time.ts';

/** Counting years, days and bars, as domain §0.2 defines it. */

/**
 * Full years from a day to a cut-off, both counted: the largest n with `start + n years ≤ cutoff + 1 day` (A08), so that who
 * began on 1 January has a whole year on 31 December. Negative spans count 0.
 */
export function yearsFull(start: PlainDate, cutoff: PlainDate): number {
  const end = addDays(cutoff, 1);
  if (start >= end) return 0;
  const years = Number(end.slice(0, 4)) - Number(start.slice(0, 4));
  return addPeriod(start, { years }) <= end ? years : Math.max(0, years - 1);
}

/** An interval of service, both days included; `through` is null while it lasts. */
export interface Interval {
  readonly from: PlainDate;
  readonly through: PlainDate | null;
}

/** Intervals up to a cut-off as a sorted union: overlaps count once, adjoining ones are one (A43). */
export function united(intervals: readonly Interval[], cutoff: PlainDate): { from: PlainDate; through: PlainDate }[] {
  const clipped = intervals
    .map(({ from, through }) => ({ from, through: through === null || through > cutoff ? cutoff : through }))
    .filter(({ from, through }) => from <= through)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const union: { from: PlainDate; through: PlainDate }[] = [];
  for (const one of clipped) {
    const last = union.at(-1);
    if (last && one.from <= addDays(last.through, 1))
      last.through = one.through > last.through ? one.through : last.through;
    else union.push({ ...one });
  }
  return union;
}

/** Days of an interval, both ends counted. */
export function daysOf({ from, through }: { from: PlainDate; through: PlainDate }): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(through)).days + 1;
}

/** Days a year of broken service has (domain §0.2). */
export const DAYS_OF_A_YEAR = 365;

/** Whether service came to so many years (domain §0.2 `servedYears`): one stretch by the calendar, several by their days. */
export function served(
  intervals: readonly Interval[],
  { cutoff, years }: { cutoff: PlainDate; years: number },
): boolean {
  const union = united(intervals, cutoff);
  const [only] = union;
  if (only === undefined) return years <= 0;
  if (union.length === 1)
    return only.through === cutoff
      ? yearsFull(only.from, cutoff) >= years
      : yearsFull(only.from, only.through) >= years;
  return union.reduce((sum, one) => sum + daysOf(one), 0) >= years * DAYS_OF_A_YEAR;
}

/** The last day barred, inclusive (domain §0.2). */
export function barredThrough(decidedOn: PlainDate, months: number): PlainDate {
  return addPeriod(decidedOn, { months });
}
