import { afterEach, expect, test, vi } from 'vitest';
import type { ClockMode } from '../../store/clock.ts';
import { startWatching } from '../../workers/watching.ts';

/** The minute's ring: what has come to its end is looked at within the minute. */

afterEach(() => vi.useRealTimers());

async function looksIn(minutes: number, mode: ClockMode): Promise<number> {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  let looks = 0;
  const once = async () => {
    looks += 1;
    return 0;
  };
  const watching = startWatching({ once }, { clock: async () => ({ mode }), onError: () => undefined });
  await vi.advanceTimersByTimeAsync(minutes * 60_000);
  await watching.stop();
  return looks;
}

test.each(['real', 'offset'] as const)('there is a look every minute where the clock is %s', async (mode) => {
  expect(await looksIn(5, mode)).toBeGreaterThanOrEqual(4);
});

test('there is none where the clock stands, for there it is asked for', async () => {
  expect(await looksIn(5, 'frozen')).toBe(0);
});
