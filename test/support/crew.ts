import { createRulebook } from '../../store/programmes.ts';
import { assembleCrew, type Crew } from '../../workers/crew.ts';
import { openQueue, type Queue } from '../../workers/queue.ts';
import type { Office } from './office.ts';
import type { QueueServer } from './queues.ts';

/** A crew on an office's database; nothing of it moves before a test says so. */
export interface TestCrew extends Crew {
  readonly queue: Queue;
  /** What went wrong, as a log would have it. */
  readonly errors: string[];
  /** Rounds of the night made. */
  readonly nights: () => number;
  close(): Promise<void>;
}

export interface TestCrewOptions {
  /** BullMQ's server; without it the queue is dead and every call to it fails. */
  readonly place?: QueueServer['place'];
  /** In the place of BullMQ. */
  readonly queue?: Queue;
  readonly monotonic?: () => number;
  readonly door?: Office['door'];
  readonly verifyRecord?: () => Promise<void>;
  /** Where the public pages are; without it they are not watched. */
  readonly address?: string;
}

export async function crewOn(office: Office, options: TestCrewOptions = {}): Promise<TestCrew> {
  const errors: string[] = [];
  let nights = 0;
  const onError = (error: unknown, what: string) => void errors.push(`${what}: ${String(error)}`);
  const { place } = options;
  const opened = place ? await openQueue(place, { onError: (error) => onError(error, 'queue') }) : deadQueue;
  const queue = options.queue ?? opened;
  const crew = assembleCrew({
    ...options,
    pool: office.pool,
    door: options.door ?? office.door,
    rulebook: createRulebook(),
    queue,
    verifyRecord: async () => {
      await options.verifyRecord?.();
      nights += 1;
    },
    address: options.address ?? null,
    onError,
  });
  return { ...crew, queue, errors, nights: () => nights, close: () => queue.close() };
}

const dead = () => Promise.reject(new Error('the queue is dead'));

export const deadQueue: Queue = { enqueue: dead, consume: dead, counts: dead, close: async () => undefined };
