import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createPostgresBackend, Queue as RedisQueue, withBackend } from 'bullmq';
import { Redis as RedisClient } from 'ioredis';
import { type JobKind, openQueue, type PostgresPlace, type Queue, type RedisPlace } from '../../workers/queue.ts';
import { freshDatabase } from './database.ts';
import { startRedis } from './redis.ts';
import { onDatabase } from './sql.ts';

/** A server for BullMQ, and what an operator or a mishap can do to it behind our backs. */
export interface QueueServer {
  readonly place: RedisPlace | PostgresPlace;
  /** Every job is gone, and nobody is told. */
  flush(): Promise<void>;
  /** A copy of everything that waits. */
  doubleEverything(kind: JobKind): Promise<void>;
  pause(kind: JobKind): Promise<void>;
  resume(kind: JobKind): Promise<void>;
  /** Jobs in whatever state, done and failed ones too. */
  everything(kind: JobKind): Promise<number>;
  stop(): Promise<void>;
}

/** BullMQ's own handle, for what our interface does not offer. */
interface Hand {
  pause(): Promise<void>;
  resume(): Promise<void>;
  getJobs(states: 'waiting'[]): Promise<{ name: string; data: unknown }[]>;
  getJobCounts(): Promise<Record<string, number>>;
  addBulk(jobs: { name: string; data: unknown; opts: object }[]): Promise<unknown>;
  close(): Promise<void>;
}

function handled(open: (kind: JobKind) => Hand) {
  const doing = async <T>(kind: JobKind, work: (hand: Hand) => Promise<T>): Promise<T> => {
    const hand = open(kind);
    try {
      return await work(hand);
    } finally {
      await hand.close();
    }
  };
  return {
    pause: (kind: JobKind) => doing(kind, (hand) => hand.pause()),
    resume: (kind: JobKind) => doing(kind, (hand) => hand.resume()),
    everything: (kind: JobKind) =>
      doing(kind, async (hand) => Object.values(await hand.getJobCounts()).reduce((sum, count) => sum + count, 0)),
    doubleEverything: (kind: JobKind) =>
      doing(kind, async (hand) => {
        const jobs = await hand.getJobs(['waiting']);
        const opts = { removeOnComplete: true, removeOnFail: true };
        await hand.addBulk(jobs.map(({ name, data }) => ({ name, data, opts })));
      }),
  };
}

export async function postgresServer(): Promise<QueueServer> {
  const database = await freshDatabase();
  const { Queue } = withBackend(createPostgresBackend);
  return {
    place: { on: 'postgres', url: database.url },
    ...handled((kind) => new Queue(kind, { connection: { connectionString: database.url, max: 1 } })),
    flush: () => onDatabase(database.url, async (client) => void (await client.query('truncate bullmq.job cascade'))),
    stop: () => database.drop(),
  };
}

export async function redisServer(): Promise<QueueServer> {
  const server = await startRedis();
  const prefix = 'zhicheng-test';
  return {
    place: { on: 'redis', url: server.url, prefix, throwaway: false },
    ...handled((kind) => new RedisQueue(kind, { connection: { url: server.url }, prefix })),
    flush: async () => {
      const client = new RedisClient(server.url);
      await client.flushall();
      await client.quit();
    },
    stop: () => server.stop(),
  };
}

/** A queue that must not complain, unless the test says what it expects. */
export function openTestQueue(place: QueueServer['place'], lockMs?: number): Promise<Queue & { errors: Error[] }> {
  const errors: Error[] = [];
  const onError = (error: Error) => void errors.push(error);
  return openQueue(place, { onError, ...(lockMs === undefined ? {} : { lockMs }) }).then((queue) => ({
    enqueue: queue.enqueue.bind(queue),
    consume: queue.consume.bind(queue),
    counts: queue.counts.bind(queue),
    close: queue.close.bind(queue),
    errors,
  }));
}

/** Collects what arrives, job by job. */
export function collector() {
  const jobs: string[][] = [];
  const handler = async (job: readonly string[]) => void jobs.push([...job]);
  return { jobs, handler, all: () => jobs.flat().sort() };
}

const VICTIM = fileURLToPath(new URL('./queue-victim.ts', import.meta.url));

/** A process that takes one job and never ends it. */
export async function startVictim(place: QueueServer['place'], lockMs: number): Promise<{ kill(): Promise<void> }> {
  const child = spawn(process.execPath, [VICTIM, JSON.stringify({ place, lockMs })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'taken') return { kill: () => end(child) };
  }
  throw new Error('The victim ended without a job.');
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
