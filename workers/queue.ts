import { createPostgresBackend, Queue as RedisQueue, Worker as RedisWorker, withBackend } from 'bullmq';
import { Redis } from 'ioredis';

/**
 * BullMQ behind one small interface: on Redis where there is one, on its own PostgreSQL backend otherwise (design D4). It
 * carries work that is due now and may lose, double, delay or reorder all of it: the rows are the record, and the sweep
 * does what did not arrive. So jobs have no delay, no retries and no history, and hold nothing but opaque ids.
 */

export const jobKinds = ['deadlines', 'outbox'] as const;
export type JobKind = (typeof jobKinds)[number];

/** More ids than this go into several jobs. */
export const IDS_PER_JOB = 500;

/** What works on a job's ids. What it throws is reported, and the job counts as done: its rows' claims run out. */
export type Handler = (ids: readonly string[]) => Promise<void>;

export interface JobCounts {
  readonly waiting: number;
  readonly active: number;
}

export interface Queue {
  /** @throws where the queue's server does not take them; some may have been taken. */
  enqueue(kind: JobKind, ids: readonly string[]): Promise<void>;
  /** Begins to work on a kind's jobs, so many at once; resolves when it listens. Once a kind. */
  consume(kind: JobKind, handler: Handler, options: { readonly concurrency: number }): Promise<void>;
  /** Jobs not done yet, those of other processes too. @throws where the queue's server does not answer. */
  counts(): Promise<Record<JobKind, JobCounts>>;
  /** Ends what is consumed, after the jobs in hand. */
  close(): Promise<void>;
}

export interface RedisPlace {
  readonly on: 'redis';
  readonly url: string;
  /** Namespace of the keys: one a database, so that two installations on one Redis do not take each other's jobs. */
  readonly prefix: string;
  /** Accepts a Redis that keeps no append-only file: a restart of it then delays what was enqueued. */
  readonly throwaway: boolean;
}

export interface PostgresPlace {
  readonly on: 'postgres';
  readonly url: string;
}

export interface QueueOptions {
  /** Hears of what handlers throw, and of errors of the server: of one and the same not more often than every 10 s. */
  readonly onError: (error: Error) => void;
  /** How long a job of a process that died stays with it, ms. */
  readonly lockMs?: number;
}

/** The Redis is set up so that jobs would vanish one by one, or all at once, while everything looks well (reliability H5). */
export class UnfitRedis extends Error {
  readonly setting: 'maxmemory-policy' | 'appendonly';

  constructor(setting: UnfitRedis['setting'], found: string, wanted: string) {
    super(`this Redis has ${setting} ${found}; it must have ${setting} ${wanted}`);
    this.name = 'UnfitRedis';
    this.setting = setting;
  }
}

interface Telling {
  readonly onError: (error: Error) => void;
  readonly onServerError: (error: Error) => void;
}

interface Payload {
  readonly ids: readonly string[];
}

/** What is needed of BullMQ's queues and workers, alike on both backends. */
interface Producer {
  addBulk(jobs: { name: string; data: Payload; opts: typeof JOB }[]): Promise<unknown>;
  getActiveCount(): Promise<number>;
  getCountsPerPriority(priorities: number[]): Promise<Record<string, number>>;
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}
interface Consumer {
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  pause(doNotWaitActive: boolean): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
  disconnect(): Promise<void>;
}
type Process = (job: { data: Payload }) => Promise<void>;

interface Backend {
  producer(kind: JobKind): Producer;
  consumer(kind: JobKind, process: Process, concurrency: number): Consumer;
  close(): void;
}

/** A job is forgotten when it is done or failed: an id kept would silently swallow the next job (reliability H9). */
const JOB = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;
const CONNECT_MS = 5_000;
const QUERY_MS = 15_000;
/** Whoever enqueues does not wait for a server that is away: the sweep does not need it. */
const ANSWER_MS = 2_000;
const LOCK_MS = 10_000;
/** After an error a worker pauses: BullMQ itself retries a failing statement without any pause (decision 13). */
const BREATH_MS = 1_000;
const CLOSE_MS = 5_000;
const TOLD_AGAIN_AFTER_MS = 10_000;

/**
 * Opens the queue and prepares its server. @throws UnfitRedis; where the server is not to be had.
 */
export async function openQueue(place: RedisPlace | PostgresPlace, options: QueueOptions): Promise<Queue> {
  const onServerError = sparing(options.onError);
  const backend =
    place.on === 'redis' ? await redisBackend(place, { ...options, onServerError }) : postgresBackend(place, options);
  const queue = new BullQueue(backend, { ...options, onServerError });
  try {
    await queue.ready();
  } catch (error) {
    await queue.close();
    throw error;
  }
  return queue;
}

class BullQueue implements Queue {
  readonly #backend: Backend;
  readonly #tell: Telling;
  readonly #producers: Record<JobKind, Producer>;
  readonly #consumers = new Map<JobKind, Consumer>();
  #closing = false;

  constructor(backend: Backend, tell: Telling) {
    this.#backend = backend;
    this.#tell = tell;
    this.#producers = { deadlines: this.#producer('deadlines'), outbox: this.#producer('outbox') };
  }

  #producer(kind: JobKind): Producer {
    const producer = this.#backend.producer(kind);
    producer.on('error', this.#tell.onServerError);
    return producer;
  }

  /** Before any worker exists: one on an unprepared server would never stop failing. */
  async ready(): Promise<void> {
    // In order: on PostgreSQL the first brings BullMQ's schema.
    for (const kind of jobKinds) await this.#producers[kind].waitUntilReady();
  }

  async enqueue(kind: JobKind, ids: readonly string[]): Promise<void> {
    const jobs = chunks(ids, IDS_PER_JOB).map((part) => ({ name: kind, data: { ids: part }, opts: JOB }));
    if (jobs.length > 0) await answered(this.#producers[kind].addBulk(jobs));
  }

  async consume(kind: JobKind, handler: Handler, { concurrency }: { concurrency: number }): Promise<void> {
    if (this.#consumers.has(kind)) throw new Error(`${kind} are consumed already`);
    const process: Process = ({ data }) =>
      handler(data.ids).catch((error: unknown) =>
        this.#tell.onError(error instanceof Error ? error : new Error(String(error))),
      );
    const consumer = this.#backend.consumer(kind, process, concurrency);
    this.#consumers.set(kind, consumer);
    let breathing = false;
    consumer.on('error', (error) => {
      if (breathing || this.#closing) return;
      breathing = true;
      this.#tell.onServerError(error);
      const again = () => {
        breathing = false;
        if (!this.#closing) void consumer.resume();
      };
      void consumer.pause(true).finally(() => setTimeout(again, BREATH_MS).unref());
    });
    await consumer.waitUntilReady();
  }

  async counts(): Promise<Record<JobKind, JobCounts>> {
    const of = async (kind: JobKind): Promise<JobCounts> => {
      const producer = this.#producers[kind];
      // Counted by priority, of which we use one: by state, a queue that is paused hides what waits on PostgreSQL.
      const asked = Promise.all([producer.getCountsPerPriority([0]), producer.getActiveCount()]);
      const [waiting, active] = await answered(asked);
      return { waiting: waiting['0'] ?? 0, active };
    };
    const [deadlines, outbox] = await Promise.all([of('deadlines'), of('outbox')]);
    return { deadlines, outbox };
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all([...this.#consumers.values()].map(closeConsumer));
    await Promise.allSettled(jobKinds.map((kind) => answered(this.#producers[kind].close(), CLOSE_MS)));
    this.#backend.close();
  }
}

/** Waits for the jobs in hand; not for a server that is away, to which they could never be handed back. */
async function closeConsumer(consumer: Consumer): Promise<void> {
  try {
    await answered(consumer.close(), CLOSE_MS);
  } catch {
    await answered(consumer.disconnect(), 500).catch(() => undefined);
  }
}

function postgresBackend({ url }: PostgresPlace, { lockMs = LOCK_MS }: QueueOptions): Backend {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  // A configuration, not a pool: each gets connections of its own, with BullMQ's search_path, and one to listen on.
  const connection = (max: number, rest: object = {}) => ({
    connectionString: url,
    max,
    application_name: 'zhicheng-queue',
    connectionTimeoutMillis: CONNECT_MS,
    // A connection that swallows everything without a word must not hold a worker (reliability H7).
    query_timeout: QUERY_MS,
    keepAlive: true,
    ...rest,
  });
  return {
    producer: (kind) => new Queue<Payload>(kind, { connection: connection(1, { migrate: true }) }),
    consumer: (kind, process, concurrency) =>
      new Worker<Payload>(kind, process, { connection: connection(2), concurrency, ...timesOf(lockMs) }),
    close: () => undefined,
  };
}

async function redisBackend(
  { url, prefix, throwaway }: RedisPlace,
  { lockMs = LOCK_MS, onServerError }: QueueOptions & Telling,
): Promise<Backend> {
  // Producers fail at once when Redis is away; workers wait for it, as BullMQ asks.
  const producing = new Redis(url, { maxRetriesPerRequest: 1, connectTimeout: CONNECT_MS });
  const consuming = new Redis(url, { maxRetriesPerRequest: null, connectTimeout: CONNECT_MS });
  const close = () => {
    for (const connection of [producing, consuming]) connection.disconnect();
  };
  for (const connection of [producing, consuming]) connection.on('error', onServerError);
  try {
    await refuseUnfit(producing, throwaway);
  } catch (error) {
    close();
    throw error;
  }
  return {
    producer: (kind) => new RedisQueue<Payload>(kind, { connection: producing, prefix }),
    consumer: (kind, process, concurrency) =>
      new RedisWorker<Payload>(kind, process, { connection: consuming, prefix, concurrency, ...timesOf(lockMs) }),
    close,
  };
}

async function refuseUnfit(redis: Redis, throwaway: boolean): Promise<void> {
  const [memory, persistence] = [await redis.info('memory'), await redis.info('persistence')];
  const policy = /^maxmemory_policy:(.*)$/m.exec(memory)?.[1]?.trim() ?? 'unknown';
  if (policy !== 'noeviction') throw new UnfitRedis('maxmemory-policy', policy, 'noeviction');
  const appends = /^aof_enabled:1/m.test(persistence);
  if (!appends && !throwaway) throw new UnfitRedis('appendonly', 'no', 'yes');
}

function timesOf(lockMs: number) {
  return { lockDuration: lockMs, stalledInterval: Math.ceil(lockMs / 2) };
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

/** Rejects when there is no answer in time; whatever comes later is of no interest. */
async function answered<T>(asked: Promise<T>, within = ANSWER_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the queue's server has not answered within ${within} ms`)), within);
  });
  asked.catch(() => undefined);
  try {
    return await Promise.race([asked, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** A server that is away fails every attempt of every connection in the same words. */
function sparing(tell: (error: Error) => void): (error: Error) => void {
  const told = new Map<string, number>();
  return (error) => {
    const now = performance.now();
    if (now - (told.get(error.message) ?? Number.NEGATIVE_INFINITY) < TOLD_AGAIN_AFTER_MS) return;
    if (told.size > 100) told.clear();
    told.set(error.message, now);
    tell(error);
  };
}
