import { setTimeout as pause } from 'node:timers/promises';
import type { OnError } from './work.ts';

/** Something done again and again until it is stopped. */
export interface Loop {
  /** Resolves when the turn under way has ended. */
  stop(): Promise<void>;
}

/** Node turns a pause of more than 24.8 days into none (reliability H14); nothing here waits as long as a minute. */
const LONGEST_MS = 60_000;
/** After a turn that failed: its error is told, and telling it ten times a second would tell nothing more. */
const AFTER_FAILURE_MS = 1_000;

/** Each turn answers how long to pause before the next, ms. */
export function loop(what: string, turn: () => Promise<number>, onError: OnError): Loop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const attempt = async (): Promise<number> => {
    try {
      return await turn();
    } catch (error) {
      onError(error, what);
      return AFTER_FAILURE_MS;
    }
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const ms = Math.min(await attempt(), LONGEST_MS);
      await pause(ms, undefined, { signal }).catch(() => undefined);
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
