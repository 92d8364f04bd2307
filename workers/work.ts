import type { Clock } from '../store/clock.ts';
import type { Answer, Command, Door } from '../store/command.ts';
import type { Tx } from '../store/db.ts';
import type { Glance } from '../store/glance.ts';
import type { JobKind } from './queue.ts';

/**
 * A kind of work that comes from rows: taken by the relay, which hands it to the queue, or by the sweep, which does it
 * itself. Ids are opaque to both. Doing the same work twice must do nothing the second time.
 */
export interface Work {
  readonly kind: JobKind;
  /** Whether there is any that nobody ever took. */
  isWaiting(glance: Glance): boolean;
  /** Takes a batch that nobody ever took. */
  claimUntouched(tx: Tx, clock: Clock): Promise<string[]>;
  /** Takes a batch that nobody has in hand now. */
  claimFree(tx: Tx, clock: Clock): Promise<string[]>;
  /** Does it. What could not be done yet is taken again when its claim has run out. */
  handle(ids: readonly string[]): Promise<void>;
}

/** Told of what went wrong while work went on: one line of a log each. */
export type OnError = (error: unknown, while_: string) => void;

/**
 * The answers to many commands, in order. Where one ends in an error they are asked one by one, for asking twice does
 * nothing the second time: the error is told, that one answered with nothing, and none of the others kept from being done.
 */
export async function advanceEach(
  door: Door,
  commands: readonly Command[],
  onError: OnError,
): Promise<(Answer | undefined)[]> {
  try {
    return await door.advanceAll(commands);
  } catch {
    const outcomes = await Promise.allSettled(commands.map((command) => door.advance(command)));
    return outcomes.map((outcome, index) => {
      if (outcome.status === 'fulfilled') return outcome.value;
      onError(outcome.reason, `case ${commands[index]?.case}`);
      return undefined;
    });
  }
}

/** A row's id as a job carries it: a UUID, then numbers and names. */
export function toId(parts: readonly (string | number)[]): string {
  return parts.join('/');
}
