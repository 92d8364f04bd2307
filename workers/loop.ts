import { setTimeout as pause } from 'node:timers/promises';
import type { OnError } from './work.ts';

/** Something done again and again, with a pause between, until it is stopped. */
export interface Loop {
  /** Resolves when the turn under way has ended. */
  stop(): Promise<void>;
}

/** Node turns a pause of more than 24.8 days into none (reliability H14); nothing here waits as long as a minute. */
const LONGEST_MS = 60_000;

export function loop(what: string, options: { everyMs: number; turn: () => Promise<unknown>; onError: OnError }): Loop {
  const { everyMs, turn, onError } = options;
  if (!(everyMs > 0 && everyMs <= LONGEST_MS)) throw new RangeError(`${what} every ${everyMs} ms`);
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await turn().catch((error: unknown) => onError(error, what));
      await pause(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}
