import { createTask } from 'node-cron';
import { ZONE } from '../machines/time.ts';
import type { Clock } from '../store/clock.ts';
import type { Observer } from './observer.ts';
import type { OnError } from './work.ts';

export interface WatchingOptions {
  readonly clock: () => Promise<Pick<Clock, 'mode'>>;
  readonly onError: OnError;
}

const EVERY_MINUTE = '* * * * *';

/** Looks at notices from now on, until it is stopped; not where the clock stands: there it is asked for. */
export function startWatching(observer: Observer, { clock, onError }: WatchingOptions): { stop(): Promise<void> } {
  const watch = async (): Promise<void> => {
    if ((await clock()).mode !== 'frozen') await observer.once();
  };
  const task = createTask(EVERY_MINUTE, () => watch().catch((error: unknown) => onError(error, 'watching notices')), {
    timezone: ZONE,
    noOverlap: true,
    suppressMissedWarning: true,
  });
  void task.start();
  return {
    async stop() {
      await task.destroy();
    },
  };
}
