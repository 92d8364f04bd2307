import { type Choice, choices } from '../../store/ballots.ts';
import type { Totals } from './sitting.ts';

/**
 * An urn grew by one ballot with each voter, from empty to the totals, and of some of its states some ballots were seen. Of all
 * ways it can have grown the share in which each voter chose each: forward and backward over the states.
 */

export function sizeOf(totals: Totals): number {
  return choices.reduce((sum, choice) => sum + totals[choice], 0);
}

/** Weight of each state, by its counts. */
type Layer = ReadonlyMap<string, { readonly state: Totals; readonly weight: number }>;

const nothing: Totals = { yes: 0, no: 0, abstain: 0 };
const keyOf = ({ yes, no, abstain }: Totals) => `${yes} ${no} ${abstain}`;
const covers = (state: Totals, seen: Totals) => choices.every((choice) => state[choice] >= seen[choice]);
const stepped = (state: Totals, choice: Choice, by: number): Totals => ({ ...state, [choice]: state[choice] + by });

/**
 * The likeliest choice of each voter in turn; empty where the urn cannot have grown so.
 * `seen`: after each voter, the ballots that were found of the urn as it was then.
 */
export function likeliest(seen: readonly Totals[], totals: Totals): Choice[] {
  const forward = [layerOf([[nothing, 1]])];
  for (const found of seen)
    forward.push(next(forward.at(-1)!, 1, (state) => covers(totals, state) && covers(state, found)));
  const backward = [layerOf([[totals, 1]])];
  for (const found of seen.slice(0, -1).toReversed()) {
    backward.unshift(next(backward[0]!, -1, (state) => covers(state, nothing) && covers(state, found)));
  }
  return seen.flatMap((_, n) => best(forward[n]!, backward[n]!));
}

function layerOf(states: readonly (readonly [Totals, number])[]): Layer {
  return new Map(states.map(([state, weight]) => [keyOf(state), { state, weight }]));
}

function next(layer: Layer, by: 1 | -1, allowed: (state: Totals) => boolean): Layer {
  const reached = new Map<string, { state: Totals; weight: number }>();
  for (const { state, weight } of layer.values()) {
    for (const choice of choices) {
      const there = stepped(state, choice, by);
      if (!allowed(there)) continue;
      const key = keyOf(there);
      reached.set(key, { state: there, weight: (reached.get(key)?.weight ?? 0) + weight });
    }
  }
  return reached;
}

/** The choice most ways take between one layer and the next. */
function best(before: Layer, after: Layer): Choice[] {
  const shares = choices.map((choice) => {
    const through = [...before.values()].map(
      ({ state, weight }) => weight * (after.get(keyOf(stepped(state, choice, 1)))?.weight ?? 0),
    );
    return { choice, share: through.reduce((sum, one) => sum + one, 0) };
  });
  const most = shares.reduce((one, other) => (other.share > one.share ? other : one));
  return most.share > 0 ? [most.choice] : [];
}
