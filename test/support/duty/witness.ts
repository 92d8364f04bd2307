/**
 * An independent record of a duty, built only from what was sent, what rang, what was armed and what was written – never
 * from the chart's context, which it is there to contradict.
 */
import type { AnyMachineSnapshot } from 'xstate';
import type { Deadline } from '../../../machines/deadlines.ts';
import type { Moved } from '../../../machines/step.ts';
import type { Attempt, Setting } from './cast.ts';

export interface Witness {
  /** The hand-in that nobody has decided on: whether it came late, and whether it was taken up. */
  readonly pending: { readonly late: boolean; readonly takenUp: boolean } | null;
  /** How the last accepted one was accepted. */
  readonly accepted: 'accept' | 'acceptLate' | null;
  /** Whether its day ever passed without a hand-in. */
  readonly missed: boolean;
  readonly opened: boolean;
  readonly armed: readonly Deadline[];
}

export const nothingKnown: Witness = { pending: null, accepted: null, missed: false, opened: false, armed: [] };

export type Cause =
  | { readonly kind: 'command'; readonly attempt: Attempt }
  | { readonly kind: 'due'; readonly deadline: Deadline };

export interface Seen {
  readonly setting: Setting;
  readonly cause: Cause;
  readonly result: Moved;
}

/** The record after a move. */
export function observe(before: Witness, { setting, cause, result }: Seen): Witness {
  const fired = cause.kind === 'due' ? [cause.deadline] : [];
  const gone = new Set([...result.disarms, ...fired]);
  const armed = [
    ...new Set([...before.armed.filter((name) => !gone.has(name)), ...result.arms.map(({ name }) => name)]),
  ].sort();
  const told = cause.kind === 'due' ? rung(before, cause.deadline) : heard(before, setting, cause.attempt);
  return { ...told, armed };
}

function rung(before: Witness, deadline: Deadline): Witness {
  return deadline === 'dutyDue' || deadline === 'dutyCorrectionDue' ? { ...before, missed: true } : before;
}

function heard(before: Witness, { due }: Setting, { type, at }: Attempt): Witness {
  switch (type) {
    case 'open':
      return { ...before, opened: true };
    case 'handIn': {
      // What was accepted once is replaced in time only up to the day due; what was missed stays late.
      const late = before.missed || (before.accepted !== null && at >= due);
      return { ...before, pending: { late, takenUp: false } };
    }
    case 'takeUp':
      return before.pending === null ? before : { ...before, pending: { ...before.pending, takenUp: true } };
    case 'accept':
    case 'acceptLate':
      return { ...before, pending: null, accepted: type };
    case 'sendBack':
      return { ...before, pending: null };
    default:
      return type satisfies never;
  }
}

/** A duty as the search has it: where it stands, and what the witness knows. */
export interface State {
  readonly snapshot: AnyMachineSnapshot;
  readonly stands: string;
  readonly witness: Witness;
  readonly setting: Setting;
  readonly from: number;
  readonly by: string;
}
