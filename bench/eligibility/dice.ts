import { addDays, type PlainDate } from '../../machines/time.ts';

/** Chance of one dossier: the same for the same seed, and fast, since there are a hundred thousand of them. */
export interface Dice {
  /** From 0 to 1, without 1. */
  part(): number;
  happens(percent: number): boolean;
  int(from: number, to: number): number;
  /** One of the items. @throws RangeError where there is none. */
  pick<T>(items: readonly T[]): T;
  /** Up to so many, each made anew. */
  some<T>(most: number, make: () => T): T[];
  /** A day of a span, both ends included. */
  day(from: PlainDate, days: number): PlainDate;
}

export function diceOf(seed: number): Dice {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0;
  // Mulberry32: enough for steering, and no secret hangs on it.
  const part = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number) => from + Math.floor(part() * (to - from + 1));
  return {
    part,
    happens: (percent) => part() * 100 < percent,
    int,
    pick(items) {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    some: (most, make) => Array.from({ length: int(0, most) }, make),
    day: (from, days) => addDays(from, int(0, days)),
  };
}
