import type { PlainDate } from '../machines/time.ts';

/**
 * What does not go smoothly at sittings: the first sitting of a day meets what stands here for it, so that every season of
 * some size sees each of them.
 */

export const mishaps = [
  /** Too few come: it is postponed, its cases are decided on the next working day. */
  'tooFewCome',
  /** The organiser calls it off before the draw. */
  'cancelled',
  /** So many leave before the vote that nothing is decided. */
  'walkout',
  /** The chair is biased in one of the cases: a vice-chair presides over it, and signs too. */
  'chairRecused',
  /** Somebody leaves while the groups sit. */
  'departure',
  /** A bias that the office finds. */
  'recusalFound',
  /** The minutes are signed a day later than they would be. */
  'signedLate',
  /** They are received long after they should have been. */
  'filedLate',
] as const;
export type Mishap = (typeof mishaps)[number];

const planned: Readonly<Record<string, Readonly<Record<PlainDate, readonly Mishap[]>>>> = {
  'kaili-2022.kaili-teacher': {
    '2023-07-05': ['recusalFound'],
    '2023-07-12': ['departure'],
    '2023-07-18': ['chairRecused'],
  },
  'kaili-2022.qiandongnan-prefecture': {
    '2023-07-06': ['chairRecused'],
    '2023-07-13': ['recusalFound'],
    '2023-07-20': ['departure'],
  },
  'kaili-2023.kaili-teacher': {
    '2023-11-08': ['tooFewCome'],
    '2023-11-09': ['chairRecused', 'departure'],
    '2023-11-22': ['filedLate'],
  },
  'kaili-2023.qiandongnan-prefecture': {
    '2023-12-12': ['cancelled'],
    '2023-12-13': ['walkout'],
    // The plan's node comes before it is signed, and another before it is filed.
    '2023-12-14': ['recusalFound', 'signedLate', 'filedLate'],
  },
};

/** What befalls the n-th sitting of a day, counted from 0. */
export function mishapsOf(of: { programme: string; committee: string; day: PlainDate; nth: number }): Set<Mishap> {
  const found = of.nth > 0 ? [] : (planned[`${of.programme}.${of.committee}`]?.[of.day] ?? []);
  return new Set(found);
}
