import type { Chance } from '../../season/random.ts';
import { type Choice, choices } from '../../store/ballots.ts';

/** Simulated sittings: who voted how on what, and in which order; what the attacker is to find out, and what he knows. */

export interface Voted {
  readonly voter: string;
  readonly case: string;
  readonly choice: Choice;
}

export interface Sitting {
  readonly meeting: string;
  readonly cases: readonly string[];
  readonly voters: readonly string[];
  /** One request a ballot, in the order they came: all cases of an expert at once, or one. */
  readonly ballots: readonly (readonly Voted[])[];
}

/** Percent that vote yes; of the rest one in six abstains. */
const YES: readonly [number, number] = [30, 70];
const SIZES: readonly [number, number] = [7, 25];
const MOST_CASES = 3;

/** A sitting of a few cases, whose yes-rate is drawn from 0.3–0.7 for each; voters come in any order. */
export function sittingOf(chance: Chance, name: string): Sitting {
  const voters = Array.from(
    { length: chance.int(SIZES, name, 'size') },
    (_, n) => `v${n + 100}.${chance.uuid(name).slice(0, 8)}`,
  );
  const cases = Array.from({ length: chance.int([1, MOST_CASES], name, 'cases') }, (_, n) => chance.uuid(name, n));
  const votes = cases.flatMap((id) => {
    const yes = chance.int(YES, name, id);
    return voters.map((voter): Voted => ({ voter, case: id, choice: choiceOf(chance, yes, [name, id, voter]) }));
  });
  const wholly = new Set(voters.filter((voter) => chance.happens(50, name, voter, 'all at once')));
  const [atOnce, single] = [
    votes.filter(({ voter }) => wholly.has(voter)),
    votes.filter(({ voter }) => !wholly.has(voter)),
  ];
  const ballots = [...Map.groupBy(atOnce, ({ voter }) => voter).values(), ...single.map((vote) => [vote])];
  return { meeting: chance.uuid(name, 'meeting'), cases, voters, ballots: chance.shuffled(ballots, name, 'order') };
}

function choiceOf(chance: Chance, yes: number, key: readonly string[]): Choice {
  if (chance.happens(yes, ...key)) return 'yes';
  return chance.int([1, 6], ...key, 'abstains') === 1 ? 'abstain' : 'no';
}

export type Totals = Readonly<Record<Choice, number>>;

export function totalsOf(votes: readonly { readonly choice: Choice }[]): Totals {
  const of = (choice: Choice) => votes.filter((vote) => vote.choice === choice).length;
  return { yes: of('yes'), no: of('no'), abstain: of('abstain') };
}

/** All of one mind: the totals tell every vote, whatever an urn does. */
export function isUnanimous(totals: Totals): boolean {
  return choices.filter((choice) => totals[choice] > 0).length === 1;
}
