import { choices } from '../../store/ballots.ts';
import type { Totals } from './sitting.ts';

/**
 * How likely as many hits are for somebody who knows the totals and nothing else. The null: given the totals of a case, every
 * way of dealing its votes to its voters is as likely as any other, whatever the traces; the attacker's guesses are held fast.
 * The distribution of hits over all cases is then exact, case by case by counting and over cases by convolution.
 */

/** Probabilities by number of hits, from 0 on. */
type Distribution = readonly number[];

/** Of one case: `guessed` and `true` votes of each choice, dealt at random. */
export function hitsOf(guessed: Totals, truth: Totals): Distribution {
  const n = sum(truth);
  if (sum(guessed) !== n) throw new RangeError('every vote is guessed once');
  const found: number[] = Array.from({ length: n + 1 }, () => 0);
  // True yes-votes fall on guesses of yes, no, abstain; then the true no-votes; the abstentions fill what is left.
  for (const [yy, yn, ya] of dealt(truth.yes, guessed)) {
    const left: Totals = { yes: guessed.yes - yy, no: guessed.no - yn, abstain: guessed.abstain - ya };
    for (const [ny, nn, na] of dealt(truth.no, left)) {
      const aa = left.abstain - na;
      const ways = choose(guessed.yes, yy) * choose(guessed.no, yn) * choose(guessed.abstain, ya);
      const rest = choose(left.yes, ny) * choose(left.no, nn) * choose(left.abstain, na);
      found[yy + nn + aa]! += (ways / choose(n, truth.yes)) * (rest / choose(n - truth.yes, truth.no));
    }
  }
  return found;
}

function* dealt(count: number, into: Totals): Generator<readonly [number, number, number]> {
  for (let yes = 0; yes <= Math.min(count, into.yes); yes += 1) {
    for (let no = 0; no <= Math.min(count - yes, into.no); no += 1) {
      const abstain = count - yes - no;
      if (abstain <= into.abstain) yield [yes, no, abstain];
    }
  }
}

function sum(totals: Totals): number {
  return choices.reduce((all, choice) => all + totals[choice], 0);
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i += 1) ways = (ways * (n - k + i)) / i;
  return ways;
}

/** Of all cases together. */
export function together(distributions: readonly Distribution[]): Distribution {
  return distributions.reduce<number[]>(
    (all, one) => {
      const next: number[] = Array.from({ length: all.length + one.length - 1 }, () => 0);
      for (const [i, p] of all.entries()) for (const [j, q] of one.entries()) next[i + j]! += p * q;
      return next;
    },
    [1],
  );
}

/** The probability of at least so many hits. */
export function tailFrom(distribution: Distribution, hits: number): number {
  return Math.min(
    1,
    distribution.slice(hits).reduce((all, p) => all + p, 0),
  );
}

export function meanOf(distribution: Distribution): number {
  return distribution.reduce((all, p, hits) => all + p * hits, 0);
}
