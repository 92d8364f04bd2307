import type { Progress, SeasonPlayed } from './driver.ts';
import type { Surprise } from './player.ts';

/** What the driver process tells its launcher. */

export interface PlayedMessage {
  readonly answers: Readonly<Record<string, number>>;
  readonly surprises: readonly Surprise[];
  readonly moves: number;
  readonly settlingMs: number;
}

export type DriverMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'played'; readonly played: PlayedMessage };

export function told({ answers, surprises, moves, settlingMs }: SeasonPlayed): PlayedMessage {
  return { answers: Object.fromEntries(answers), surprises, moves, settlingMs };
}

export function isDriverMessage(message: unknown): message is DriverMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    (message.kind === 'progress' || message.kind === 'played')
  );
}
