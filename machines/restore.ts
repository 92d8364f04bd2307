import type { AnyMachineSnapshot, StateValue } from 'xstate';
import type { BaseContext, Lifecycle } from './lifecycle.ts';

/**
 * What is stored of a case: value and context, nothing else. XState believes a stored status, fills a missing region with
 * initials and accepts raw JSON until it dies in the middle; so the status is computed anew, the restored value is
 * compared with the row, and the context is parsed (design D1).
 */
export interface Stored {
  readonly value: StateValue;
  readonly context: BaseContext;
}

/** A case's state, restored and ready to be asked what may happen; only `machines/` looks into it. */
export type LiveState = AnyMachineSnapshot;

/** The row does not fit the chart it names: never guessed around (reliability H25). */
export class UnfitSnapshot extends Error {
  readonly lifecycle: string;

  constructor(lifecycle: Lifecycle, why: string) {
    super(`${lifecycle.name}@${lifecycle.version}: ${why}`);
    this.name = 'UnfitSnapshot';
    this.lifecycle = lifecycle.name;
  }
}

/** A live snapshot from the row. @throws UnfitSnapshot for a value or context the chart would not have written. */
export function restore(lifecycle: Lifecycle, stored: Stored): LiveState {
  const context = lifecycle.context.safeParse(stored.context);
  if (!context.success) throw new UnfitSnapshot(lifecycle, `context: ${context.error.issues[0]?.path.join('.')}`);
  return { ...standing(lifecycle, stored), context: context.data } as LiveState;
}

const known = new WeakMap<Lifecycle, Map<string, AnyMachineSnapshot>>();

/** A snapshot in this state. All but its context is a function of the value, so each value is resolved and compared once. */
function standing(lifecycle: Lifecycle, stored: Stored): AnyMachineSnapshot {
  const snapshots = known.get(lifecycle) ?? new Map<string, AnyMachineSnapshot>();
  known.set(lifecycle, snapshots);
  const value = JSON.stringify(stored.value);
  const snapshot = snapshots.get(value) ?? resolved(lifecycle, stored);
  if (!snapshots.has(value) && JSON.stringify(snapshot.value) !== value) {
    throw new UnfitSnapshot(lifecycle, `value ${value} restored as ${JSON.stringify(snapshot.value)}`);
  }
  snapshots.set(value, snapshot);
  return snapshot;
}

/** XState throws for a state the chart does not have. */
function resolved(lifecycle: Lifecycle, stored: Stored): AnyMachineSnapshot {
  try {
    return lifecycle.machine.resolveState(stored);
  } catch (error) {
    throw new UnfitSnapshot(lifecycle, `value ${JSON.stringify(stored.value)}: ${String(error)}`);
  }
}

/** Before `open`; never stored (design §4). */
export function unopenedSnapshot(lifecycle: Lifecycle): AnyMachineSnapshot {
  return lifecycle.machine.resolveState({ value: 'unopened', context: lifecycle.unopened });
}

/** What is to be stored of a snapshot. */
export function storedOf(snapshot: AnyMachineSnapshot): Stored {
  return { value: snapshot.value, context: snapshot.context };
}
