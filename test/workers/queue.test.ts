import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { IDS_PER_JOB } from '../../workers/queue.ts';
import {
  collector,
  openTestQueue,
  postgresServer,
  type QueueServer,
  redisServer,
  startVictim,
} from '../support/queues.ts';
import { redisInstalled } from '../support/redis.ts';

type TestQueue = Awaited<ReturnType<typeof openTestQueue>>;

const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
const settled = (expectation: () => unknown) => vi.waitFor(expectation, { timeout: 20_000, interval: 20 });

const backends: readonly (readonly [name: string, start: () => Promise<QueueServer>, installed: boolean])[] = [
  ['PostgreSQL', postgresServer, true],
  ['Redis', redisServer, redisInstalled],
];

describe.each(backends)('the queue on %s', (_, start, installed) => {
  describe.skipIf(!installed)('keeps its contract:', () => {
    let server: QueueServer;
    const open = new Set<TestQueue>();

    beforeAll(async () => {
      server = await start();
    });
    afterEach(async () => {
      const unexpected = [...open].flatMap(({ errors }) => errors);
      await Promise.all([...open].map((queue) => queue.close()));
      open.clear();
      await server.flush();
      expect(unexpected).toEqual([]);
    });
    afterAll(() => server.stop());

    async function opened(lockMs?: number): Promise<TestQueue> {
      const queue = await openTestQueue(server.place, lockMs);
      open.add(queue);
      return queue;
    }

    test('what is enqueued arrives whole, in jobs of 500', async () => {
      const [producing, consuming] = [await opened(), await opened()];
      const sent = ids(2 * IDS_PER_JOB + 1);
      const { jobs, handler, all } = collector();
      await consuming.consume('deadlines', handler, { concurrency: 2 });
      await producing.enqueue('deadlines', sent);
      await settled(() => expect(all()).toEqual([...sent].sort()));
      expect(jobs.map(({ length }) => length).sort((a, b) => a - b)).toEqual([1, IDS_PER_JOB, IDS_PER_JOB]);
    });

    test('the kinds do not mix', async () => {
      const queue = await opened();
      const [deadlines, outbox] = [collector(), collector()];
      await queue.consume('deadlines', deadlines.handler, { concurrency: 1 });
      await queue.consume('outbox', outbox.handler, { concurrency: 1 });
      await queue.enqueue('deadlines', ['d']);
      await queue.enqueue('outbox', ['o']);
      await settled(() => expect([deadlines.all(), outbox.all()]).toEqual([['d'], ['o']]));
    });

    test('nothing to enqueue makes no job', async () => {
      const queue = await opened();
      await queue.enqueue('deadlines', []);
      expect(await queue.counts()).toEqual({
        deadlines: { waiting: 0, active: 0 },
        outbox: { waiting: 0, active: 0 },
      });
    });

    test('what waits and what is worked on is counted by everybody, what is done by nobody', async () => {
      const [here, there] = [await opened(), await opened()];
      await here.enqueue('outbox', ids(3 * IDS_PER_JOB));
      expect((await there.counts()).outbox).toEqual({ waiting: 3, active: 0 });
      const gate = Promise.withResolvers<void>();
      await there.consume('outbox', () => gate.promise, { concurrency: 1 });
      await settled(async () => expect((await here.counts()).outbox).toEqual({ waiting: 2, active: 1 }));
      gate.resolve();
      await settled(async () => expect((await here.counts()).outbox).toEqual({ waiting: 0, active: 0 }));
    });

    test('the same id may be enqueued again after it is done, and while it waits', async () => {
      const queue = await opened();
      const { handler, all } = collector();
      await queue.enqueue('deadlines', ['again']);
      await queue.enqueue('deadlines', ['again']);
      await queue.consume('deadlines', handler, { concurrency: 1 });
      await settled(() => expect(all()).toEqual(['again', 'again']));
      await queue.enqueue('deadlines', ['again']);
      await settled(() => expect(all()).toHaveLength(3));
    });

    test('a job that is done, or whose handler threw, leaves nothing behind', async () => {
      const queue = await opened();
      const seen: string[] = [];
      const handler = async ([id]: readonly string[]) => {
        seen.push(id ?? '');
        if (id === 'bad') throw new Error('thrown');
      };
      await queue.enqueue('deadlines', ['good']);
      await queue.enqueue('deadlines', ['bad']);
      await queue.consume('deadlines', handler, { concurrency: 1 });
      await settled(() => expect(seen).toEqual(['good', 'bad']));
      await settled(async () => expect(await server.everything('deadlines')).toBe(0));
      queue.errors.length = 0;
    });

    test('a job delivered twice reaches the handler twice: it has to bear that', async () => {
      const queue = await opened();
      const { handler, all } = collector();
      await queue.enqueue('deadlines', ['one', 'two']);
      await server.doubleEverything('deadlines');
      await queue.consume('deadlines', handler, { concurrency: 1 });
      await settled(() => expect(all()).toEqual(['one', 'one', 'two', 'two']));
    });

    test('the job of a worker that is killed in the middle comes to another', async () => {
      const lockMs = 1_000;
      const queue = await opened(lockMs);
      await queue.enqueue('deadlines', ['orphan']);
      const victim = await startVictim(server.place, lockMs);
      await victim.kill();
      const { handler, all } = collector();
      await queue.consume('deadlines', handler, { concurrency: 1 });
      await settled(() => expect(all()).toEqual(['orphan']));
    });

    test('a flush loses every job without a word, and the queue works on', async () => {
      const queue = await opened();
      const { handler, all } = collector();
      await queue.enqueue('deadlines', ids(1_000));
      await server.flush();
      expect((await queue.counts()).deadlines).toEqual({ waiting: 0, active: 0 });
      await queue.consume('deadlines', handler, { concurrency: 1 });
      await queue.enqueue('deadlines', ['after']);
      await settled(() => expect(all()).toEqual(['after']));
    });

    test('a flush under a worker does not stop it', async () => {
      const queue = await opened();
      const { handler, all } = collector();
      const gate = Promise.withResolvers<void>();
      await queue.consume('deadlines', (job) => gate.promise.then(() => handler(job)), { concurrency: 1 });
      await queue.enqueue('deadlines', ['in hand']);
      await settled(async () => expect((await queue.counts()).deadlines.active).toBe(1));
      await server.flush();
      gate.resolve();
      await settled(() => expect(all()).toEqual(['in hand']));
      await queue.enqueue('deadlines', ['after']);
      await settled(() => expect(all()).toEqual(['after', 'in hand']));
      // That the job in hand is gone is told; how, is BullMQ's affair.
      queue.errors.length = 0;
    });

    test('a paused queue takes jobs and gives none until it goes on', async () => {
      const queue = await opened();
      const { handler, all } = collector();
      await server.pause('deadlines');
      await queue.consume('deadlines', handler, { concurrency: 1 });
      await queue.enqueue('deadlines', ['patient']);
      await queue.enqueue('deadlines', ['patient too']);
      expect((await queue.counts()).deadlines).toEqual({ waiting: 2, active: 0 });
      expect(all()).toEqual([]);
      await server.resume('deadlines');
      await settled(() => expect(all()).toEqual(['patient', 'patient too']));
    });

    test('a handler that throws is reported, and its job is done: nothing is retried here', async () => {
      const queue = await opened();
      const seen: string[] = [];
      const failing = async ([id]: readonly string[]) => {
        seen.push(id ?? '');
        if (id === 'bad') throw new Error('the database is away');
      };
      await queue.consume('deadlines', failing, { concurrency: 1 });
      await queue.enqueue('deadlines', ['bad']);
      await queue.enqueue('deadlines', ['good']);
      await settled(() => expect(seen).toContain('good'));
      await settled(async () => expect((await queue.counts()).deadlines).toEqual({ waiting: 0, active: 0 }));
      expect(seen).toEqual(['bad', 'good']);
      expect(queue.errors.map(({ message }) => message)).toEqual(['the database is away']);
      queue.errors.length = 0;
    });

    test('closing waits for the job in hand', async () => {
      const queue = await opened();
      const gate = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      let done = false;
      const slow = async () => {
        begun.resolve();
        await gate.promise;
        done = true;
      };
      await queue.consume('deadlines', slow, { concurrency: 1 });
      await queue.enqueue('deadlines', ['slow']);
      await begun.promise;
      const closed = queue.close().then(() => done);
      gate.resolve();
      expect(await closed).toBe(true);
    });
  });
});
