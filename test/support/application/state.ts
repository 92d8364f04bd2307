/** A state of the search. */
import type { AnyMachineSnapshot } from 'xstate';
import type { Witness } from './witness.ts';

export interface State {
  readonly snapshot: AnyMachineSnapshot;
  readonly stands: string;
  readonly witness: Witness;
  /** The state it was first reached from, and by what; -1 at the start. */
  readonly from: number;
  readonly by: string;
}
