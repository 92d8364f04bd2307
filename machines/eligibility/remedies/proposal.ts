import type { Affairs, Change } from '../changes.ts';
import type { Finding, RuleId } from '../rule.ts';

/** Why nothing that a person could do makes a rule hold: the closed list, with words in `machines/words/eligibility/`. */
export const hopeless = [
  /** The level, series or specialty cannot be had this way; another claim, or another way, is needed. */
  'ANOTHER_CLAIM',
  /** Depends on for whom one works. */
  'EMPLOYER',
  /** What has been done, or where somebody came from, stays so. */
  'PAST_FACT',
  /** The day by which it had to be done is over. */
  'TERM_OVER',
  'HELD_ALREADY',
  /** Of the level claimed no title is held that could be transferred. */
  'NOTHING_TO_TRANSFER',
  'BY_EXAMINATION',
  /** The unit has no post left. */
  'NO_VACANCY',
  'RETIRED',
  'SLOT_TAKEN',
  /** A reviewer found an item untrue, or other than its original. */
  'FOUND_UNTRUE',
] as const;
export type Hopeless = (typeof hopeless)[number];

export interface Proposed {
  /** What might help, each list taken whole; an empty one where time or service alone may do. */
  readonly among: readonly (readonly Change[])[];
  /** Whether each of them may be followed by waiting, or by service in a township. */
  readonly lasting?: 'wait' | 'serve';
  /** Why nothing helps, where none of it does. */
  readonly otherwise: Hopeless;
}

/** What could help against a finding of FAIL. Everything proposed is tried, and the smallest that helps is told. */
export type Proposal = (finding: Finding, affairs: Affairs) => Proposed;
export type Proposals = Partial<Record<RuleId, Proposal>>;

/** Nothing helps, for a reason. */
export const none = (otherwise: Hopeless): Proposed => ({ among: [], otherwise });

/** Every choice of some of these, the empty one first. */
export function subsets(changes: readonly Change[]): Change[][] {
  const [first, ...rest] = changes;
  if (first === undefined) return [[]];
  return subsets(rest).flatMap((some) => [some, [first, ...some]]);
}

/** Every list of the one followed by every list of the other. */
export function crossed(some: readonly (readonly Change[])[], others: readonly (readonly Change[])[]): Change[][] {
  return some.flatMap((one) => others.map((other) => [...one, ...other]));
}
