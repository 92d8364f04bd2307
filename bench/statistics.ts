/** Middle value and spread of the rounds of one run. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @throws RangeError of an empty list: a measurement that measured nothing is a bug. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: percentile(sorted, 0.5), min: percentile(sorted, 0), max: percentile(sorted, 1) };
}

/** Nearest rank of an ascending list; the median of an even count is the mean of the middle two. */
export function percentile(sorted: readonly number[], share: number): number {
  const { length } = sorted;
  if (length === 0) throw new RangeError('no values');
  if (share === 0.5 && length % 2 === 0) return (sorted[length / 2 - 1]! + sorted[length / 2]!) / 2;
  return sorted[Math.min(length - 1, Math.max(0, Math.ceil(share * length) - 1))]!;
}
