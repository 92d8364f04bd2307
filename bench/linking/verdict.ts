import { choices } from '../../store/ballots.ts';
import { type Way, ways } from './attack.ts';
import { hitsOf, meanOf, tailFrom, together } from './chance.ts';
import type { RoundResult } from './round.ts';
import { isUnanimous } from './sitting.ts';

/** How well an urn kept its secret. */
export interface Verdict {
  readonly urn: string;
  readonly meetings: number;
  /** Of cases that were not unanimous. */
  readonly cases: number;
  readonly votes: number;
  readonly hits: number;
  /** Hits to be expected by the totals alone. */
  readonly expected: number;
  /** Probability of as many hits or more for somebody who knows the totals and nothing else. */
  readonly p: number;
  /** Hits of whoever guesses what most chose, for everybody: nothing links, and the totals alone give it. */
  readonly byMajority: number;
  /** Cases of one mind and their votes, which the totals tell. */
  readonly unanimous: { readonly cases: number; readonly votes: number };
  readonly ways: Readonly<Partial<Record<Way, number>>>;
  /** Ballots found in files, values of ballots in the planner's statistics, cases in kept statements. */
  readonly traces: number;
  readonly statistics: number;
  readonly statements: number;
}

/** What was attacked, and what came of it. */
export interface Attacked {
  readonly name: string;
  readonly meetings: number;
  readonly rounds: readonly RoundResult[];
}

export function verdictOf({ name, meetings, rounds }: Attacked): Verdict {
  const all = rounds.flatMap(({ cases }) => cases);
  const divided = all.filter(({ truth }) => !isUnanimous(truth));
  const united = all.filter(({ truth }) => isUnanimous(truth));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const votesOf = (cases: typeof all) => sum(cases.map(({ guesses }) => guesses.length));
  const distribution = together(divided.map(({ guessed, truth }) => hitsOf(guessed, truth)));
  const hits = sum(divided.map((one) => one.hits));
  const taken = Map.groupBy(
    divided.flatMap(({ guesses }) => guesses),
    ({ way }) => way,
  );
  return {
    urn: name,
    meetings,
    cases: divided.length,
    votes: votesOf(divided),
    hits,
    expected: meanOf(distribution),
    p: tailFrom(distribution, hits),
    byMajority: sum(divided.map(({ truth }) => Math.max(...choices.map((choice) => truth[choice])))),
    unanimous: { cases: united.length, votes: votesOf(united) },
    ways: Object.fromEntries(ways.flatMap((way) => (taken.has(way) ? [[way, taken.get(way)!.length]] : []))),
    traces: sum(all.map(({ traces }) => traces)),
    statistics: sum(rounds.map(({ statistics }) => statistics)),
    statements: sum(rounds.map(({ statements }) => statements)),
  };
}
