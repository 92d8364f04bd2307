import { addDays, type PlainDate } from '../time.ts';
import { DAYS_OF_A_YEAR, daysOf, type Interval, served, united, yearsFull } from './counting.ts';
import type { Worked } from './rule.ts';

/** Years of service with the arithmetic that says how they were counted (domain §0.2 `servedYears`). */

export interface ServiceAsked {
  readonly cutoff: PlainDate;
  /** Years needed. */
  readonly years: number;
  /** Calendar years that do not count (E01). */
  readonly struck?: readonly number[];
}

/**
 * Whether service came to the years, and how that was counted: one stretch by the calendar; several, and what is left where a
 * year was struck out, by days of which a year has 365.
 */
export function countService(
  intervals: readonly Interval[],
  { cutoff, years, struck = [] }: ServiceAsked,
): { enough: boolean; worked: Worked } {
  const union = united(intervals, cutoff);
  const left = struck.reduce((rest, year) => rest.flatMap((one) => without(one, year)), union);
  const days = left.reduce((sum, one) => sum + daysOf(one), 0);
  const [only] = left;
  const isOneStretch = left.length === 1 && days === union.reduce((sum, one) => sum + daysOf(one), 0);
  if (only !== undefined && isOneStretch) {
    const { from, through } = only;
    const params = { from, years: yearsFull(from, through), cutoff: through, needed: years };
    return { enough: served(left, { cutoff, years }), worked: { code: 'YEARS_FULL', params } };
  }
  const needed = years * DAYS_OF_A_YEAR;
  return { enough: days >= needed, worked: { code: 'DAYS_SERVED', params: { days, needed } } };
}

/** What is left of a stretch without a calendar year. */
function without({ from, through }: { from: PlainDate; through: PlainDate }, year: number) {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  if (through < first || from > last) return [{ from, through }];
  return [
    ...(from < first ? [{ from, through: addDays(first, -1) }] : []),
    ...(through > last ? [{ from: addDays(last, 1), through }] : []),
  ];
}
