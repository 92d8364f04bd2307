/** A move of an application as the properties look at it. */
import type { Attempt } from './attempt.ts';
import type { Setting } from './cast.ts';
import type { Seen, Witness } from './witness.ts';

export interface Move extends Seen {
  readonly setting: Setting;
  readonly before: Witness;
  readonly after: Witness;
  /** Regions of `underway` whose value the move changed; `null` where the case was opened or has ended. */
  readonly regions: readonly string[] | null;
  readonly ended: boolean;
}

/** A property holds, or says what is wrong. */
export type Property = (move: Move) => string | null;

export const holds = (right: boolean, otherwise: string): string | null => (right ? null : otherwise);
export const attemptOf = ({ cause }: Move): Attempt | null => (cause.kind === 'command' ? cause.attempt : null);
export const dataOf = <T extends object>(move: Move): T => (attemptOf(move)?.data ?? {}) as T;
export const sent = (move: Move, ...types: string[]): boolean => types.includes(attemptOf(move)?.type ?? '');
export const rang = ({ cause }: Move, deadline: string): boolean => cause.kind === 'due' && cause.deadline === deadline;
