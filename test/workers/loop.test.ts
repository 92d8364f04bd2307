import { expect, test, vi } from 'vitest';
import { loop } from '../../workers/loop.ts';

test('a loop takes turn after turn, and one that fails is told and does not end it', async () => {
  const told: string[] = [];
  let turns = 0;
  const turn = async () => {
    turns += 1;
    if (turns === 2) throw new Error('a bad turn');
    return 1;
  };
  const running = loop('the loop', turn, (error, what) => void told.push(`${what}: ${String(error)}`));
  await vi.waitFor(() => expect(turns).toBeGreaterThanOrEqual(4), { timeout: 10_000 });
  await running.stop();
  expect(told).toEqual(['the loop: Error: a bad turn']);
});

test('stopping waits for the turn under way, and for no pause', async () => {
  const turn = Promise.withResolvers<number>();
  const running = loop(
    'the loop',
    () => turn.promise,
    () => undefined,
  );
  let stopped = false;
  const stop = running.stop().then(() => {
    stopped = true;
  });
  await Promise.resolve();
  expect(stopped).toBe(false);
  turn.resolve(60_000);
  await stop;
});
