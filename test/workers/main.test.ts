import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Office } from '../support/office.ts';
import { redisInstalled, startRedis } from '../support/redis.ts';
import { dueNow, historyOf, IDLE_UNTIL, idleApplicants } from '../support/season-slice.ts';
import { spawnWorkers, startWorkers, type WorkerProcess } from '../support/worker-process.ts';

let office: Office;
const running: WorkerProcess[] = [];
beforeEach(async () => {
  office = await idleApplicants();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((workers) => workers.stop()));
  await office.close();
});

const started = async (more: Record<string, string> = {}) => {
  const workers = await startWorkers({ DATABASE_URL: office.url, ...more });
  running.push(workers);
  return workers;
};
const settled = (expectation: () => unknown) => vi.waitFor(expectation, { timeout: 20_000, interval: 50 });
const everythingFires = async () => {
  await office.moveTo(IDLE_UNTIL);
  await settled(async () => expect(await dueNow(office)).toBe(0));
  await settled(async () => expect(await office.query('select from outbox where settled is null')).toEqual([]));
};

async function expected(): Promise<unknown> {
  const control = await idleApplicants();
  await control.advanceTo(IDLE_UNTIL);
  const history = await historyOf(control);
  await control.close();
  return history;
}

describe('a worker process', () => {
  test('does by itself all that falls due, and what follows from it; two do the same', async () => {
    await Promise.all([started(), started()]);
    await everythingFires();
    expect(await historyOf(office)).toEqual(await expected());
    expect(await office.query('select from alarms')).toEqual([]);
  });

  test('ends in good order when the launcher’s channel closes', async () => {
    const workers = await started();
    workers.child.disconnect();
    expect(await workers.ended).toBe(0);
  });

  test('ends in good order when it is told to', async () => {
    const workers = await started();
    workers.child.kill('SIGTERM');
    expect(await workers.ended).toBe(0);
  });

  test('goes on after the database has thrown everybody out', async () => {
    const workers = await started();
    await office.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await everythingFires();
    expect(workers.child.exitCode).toBeNull();
    expect(await historyOf(office)).toEqual(await expected());
  });

  test('without a database says so and ends', async () => {
    const workers = spawnWorkers({});
    expect(await workers.ended).toBe(1);
    expect(workers.log()).toContain('DATABASE_URL is not set');
  });
});

describe.skipIf(!redisInstalled)('a worker process on Redis', () => {
  test('does the same, and goes on after the Redis was killed', async () => {
    const redis = await startRedis();
    const workers = await started({ REDIS_URL: redis.url });
    await settled(() => expect(workers.log()).toContain('"queue":"redis"'));
    await redis.kill();
    await everythingFires();
    expect(await historyOf(office)).toEqual(await expected());
    await workers.stop();
    await redis.stop();
  });

  test('refuses a Redis that forgets', async () => {
    const redis = await startRedis({ appendonly: 'no' });
    const workers = spawnWorkers({ DATABASE_URL: office.url, REDIS_URL: redis.url });
    expect(await workers.ended).toBe(1);
    expect(workers.log()).toContain('appendonly');
    await redis.stop();
  });
});
