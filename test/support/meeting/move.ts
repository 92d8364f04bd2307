/** What the search of a sitting is made of: what is tried, where it stands, what moved it. */
import type { AnyMachineSnapshot } from 'xstate';
import type { Deadline } from '../../../machines/deadlines.ts';
import type { Facts } from '../../../machines/facts.ts';
import type { Envelope } from '../../../machines/lifecycle.ts';
import type { MeetingEventName } from '../../../machines/meeting/events.ts';
import type { Actor } from '../../../machines/roles.ts';
import type { Moved } from '../../../machines/step.ts';
import type { Instant } from '../../../machines/time.ts';

export interface Attempt {
  readonly label: string;
  readonly type: MeetingEventName;
  readonly by: Actor;
  readonly at: Instant;
  readonly data: object;
  readonly with: Envelope;
  /** Instead of what the world says. */
  readonly facts: Partial<Facts>;
  /** Whether it must not be taken, whatever else. */
  readonly wrong: boolean;
}

export type Cause =
  | { readonly kind: 'command'; readonly attempt: Attempt }
  | { readonly kind: 'due'; readonly deadline: Deadline };

export interface State {
  readonly snapshot: AnyMachineSnapshot;
  readonly stands: string;
  readonly world: World;
  readonly from: number;
  readonly by: string;
}

export interface Move {
  readonly cause: Cause;
  readonly from: string;
  readonly to: string;
  readonly before: World;
  readonly after: World;
  readonly result: Moved;
}

export type CaseId = string;

export interface CaseThere {
  readonly stands: string;
  readonly held: boolean;
}

export interface Urn {
  /** Lots. */
  readonly voters: readonly number[];
  readonly voted: readonly number[];
  readonly yes: number;
  readonly open: boolean;
}

/** What the witness knows. */
export interface World {
  readonly cases: Readonly<Record<CaseId, CaseThere>>;
  /** The second case is complained about in the very moment it is told that it is under review. */
  readonly race: boolean;
  readonly share: boolean;
  readonly drawn: readonly number[];
  /** By case, the lots that must not vote on it; sorted. */
  readonly recused: Readonly<Record<CaseId, readonly number[]>>;
  readonly present: readonly number[] | null;
  /** Cases with a written opinion of a group none of whose experts turned out to be biased. */
  readonly opinions: readonly CaseId[];
  /** What the register has on this sitting's agenda. */
  readonly live: readonly CaseId[];
  readonly urns: Readonly<Record<CaseId, Urn>>;
  readonly signed: readonly number[];
  readonly announced: boolean;
  readonly armed: readonly string[];
  readonly judged: 'met' | 'overrun' | null;
}
