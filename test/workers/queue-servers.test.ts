import { describe, expect, test, vi } from 'vitest';
import { openQueue, UnfitRedis } from '../../workers/queue.ts';
import { collector, openTestQueue, postgresServer } from '../support/queues.ts';
import { redisInstalled, startRedis } from '../support/redis.ts';
import { onDatabase } from '../support/sql.ts';

const settled = (expectation: () => unknown) => vi.waitFor(expectation, { timeout: 20_000, interval: 20 });

/** Transactions rolled back in this database: what a worker tried in vain. */
async function failedStatements(client: {
  query(text: string): Promise<{ rows: { n: string }[] }>;
}): Promise<number[]> {
  await client.query('select pg_stat_force_next_flush()');
  const { rows } = await client.query(
    'select xact_rollback as n from pg_stat_database where datname = current_database()',
  );
  return rows.map(({ n }) => Number(n));
}

describe('a server of PostgreSQL', () => {
  test('is prepared by whoever opens the queue first', async () => {
    const server = await postgresServer();
    const { url } = server.place;
    await onDatabase(url, (client) => client.query('drop schema bullmq cascade'));
    const queue = await openTestQueue(server.place);
    await queue.enqueue('deadlines', ['first']);
    expect((await queue.counts()).deadlines.waiting).toBe(1);
    await queue.close();
    await server.stop();
  });

  test('whose schema is gone makes a worker pause, not spin', async () => {
    const server = await postgresServer();
    const { url } = server.place;
    const queue = await openTestQueue(server.place);
    const { handler, all } = collector();
    await queue.consume('deadlines', handler, { concurrency: 1 });
    await onDatabase(url, (client) => client.query('alter schema bullmq rename to elsewhere'));
    await expect(queue.enqueue('deadlines', ['lost'])).rejects.toThrow();
    await onDatabase(url, (client) => client.query(`notify bullmq_jobs, 'deadlines'`));
    await settled(() => expect(queue.errors.length).toBeGreaterThanOrEqual(1));
    await onDatabase(url, (client) => client.query('alter schema elsewhere rename to bullmq'));
    await queue.enqueue('deadlines', ['found']);
    await settled(() => expect(all()).toEqual(['found']));
    const [failures] = await onDatabase(url, (client) => failedStatements(client));
    expect(failures).toBeLessThan(100);
    expect(queue.errors.length).toBeLessThan(5);
    await queue.close();
    await server.stop();
  });

  test('that is not there is said at once', async () => {
    const place = { on: 'postgres', url: 'postgres://nobody@127.0.0.1:1/nothing' } as const;
    await expect(openQueue(place, { onError: () => undefined })).rejects.toThrow('ECONNREFUSED');
  });
});

describe.skipIf(!redisInstalled)('a Redis', () => {
  const onError = () => undefined;
  const at = (url: string, throwaway = false) => ({ on: 'redis', url, prefix: 'zhicheng-test', throwaway }) as const;

  test('that evicts keys is refused', async () => {
    const redis = await startRedis({ 'maxmemory-policy': 'allkeys-lru' });
    await expect(openQueue(at(redis.url), { onError })).rejects.toThrow(UnfitRedis);
    await expect(openQueue(at(redis.url, true), { onError })).rejects.toThrow('maxmemory-policy');
    await redis.stop();
  });

  test('that keeps no append-only file is refused, unless it may be thrown away', async () => {
    const redis = await startRedis({ appendonly: 'no' });
    await expect(openQueue(at(redis.url), { onError })).rejects.toThrow('appendonly');
    const queue = await openTestQueue(at(redis.url, true));
    await queue.enqueue('deadlines', ['taken']);
    await queue.close();
    await redis.stop();
  });

  test('that goes away makes enqueuing and counting fail soon, and what comes after it arrives', async () => {
    const redis = await startRedis();
    const queue = await openTestQueue(at(redis.url));
    const { handler, all } = collector();
    await queue.consume('deadlines', handler, { concurrency: 1 });
    await redis.kill();
    await expect(queue.enqueue('deadlines', ['lost'])).rejects.toThrow();
    await expect(queue.counts()).rejects.toThrow();
    await redis.restart();
    await settled(() => queue.enqueue('deadlines', ['found']));
    await settled(() => expect(all()).toContain('found'));
    await queue.close();
    await redis.stop();
  });

  test('that is gone does not keep a queue from closing', async () => {
    const redis = await startRedis();
    const queue = await openTestQueue(at(redis.url));
    await queue.consume('deadlines', async () => undefined, { concurrency: 1 });
    await redis.kill();
    await queue.close();
    await redis.stop();
  });
});
