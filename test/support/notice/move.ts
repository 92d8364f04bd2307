/** What the search of a notice is made of: what is tried, where it stands, what moved it. */
import type { AnyMachineSnapshot } from 'xstate';
import type { Facts } from '../../../machines/facts.ts';
import type { Envelope } from '../../../machines/lifecycle.ts';
import type { Actor } from '../../../machines/roles.ts';
import type { Moved } from '../../../machines/step.ts';
import type { World } from './world.ts';

export interface Attempt {
  readonly label: string;
  readonly type: string;
  readonly by: Actor;
  readonly data?: object;
  readonly with?: Envelope;
  readonly facts?: Partial<Facts>;
  /** Whether it must not be taken, whatever else. */
  readonly wrong?: true;
}

export interface State {
  readonly snapshot: AnyMachineSnapshot;
  readonly stands: string;
  readonly world: World;
  readonly from: number;
  readonly by: string;
}

export interface Move {
  readonly what: Attempt | { readonly deadline: string };
  readonly from: State;
  readonly to: string;
  readonly result: Moved;
  readonly world: World;
}
