import type pg from 'pg';
import { BATCH } from '../store/claims.ts';
import type { Clock } from '../store/clock.ts';
import { inTransaction } from '../store/db.ts';
import type { ClockGuard } from './clock-guard.ts';
import type { JobKind, Queue } from './queue.ts';
import type { OnError, Work } from './work.ts';

/**
 * Hands work to the queue as it comes up (design D4): rows are claimed, that is committed, and their ids enqueued. For
 * speed only. What goes wrong here, or in the queue, is the sweep's when the claims run out.
 */
export interface Relay {
  /** Enqueues what is there. */
  once(): Promise<Relayed>;
}

/** How many rows of each kind were enqueued. */
export interface Relayed extends Readonly<Record<JobKind, number>> {
  /** Whether the queue did not take everything. */
  readonly failed: boolean;
  /** Whether a round was asked for that nobody has in hand. */
  readonly roundAsked: boolean;
}

export interface RelayOptions {
  readonly pool: pg.Pool;
  readonly queue: Queue;
  readonly guard: ClockGuard;
  readonly works: readonly Work[];
  readonly onError: OnError;
}

/** Jobs of a kind that may wait: more would wait longer than their rows are claimed for, and be done twice. */
export const MOST_WAITING = 4;

export function createRelay({ pool, queue, guard, works, onError }: RelayOptions): Relay {
  /** Kinds of which there was more than a batch, or that the queue did not take: before more is claimed, it is asked. */
  const doubtful = new Set<JobKind>();
  const roomFor = async (kind: JobKind): Promise<number> =>
    doubtful.has(kind) ? MOST_WAITING - (await queue.counts())[kind].waiting : MOST_WAITING;

  const relay = async (work: Work, clock: Clock): Promise<number> => {
    let relayed = 0;
    for (let room = await roomFor(work.kind); room > 0; room -= 1) {
      const ids = await inTransaction(pool, (tx) => work.claimUntouched(tx, clock));
      await queue.enqueue(work.kind, ids);
      relayed += ids.length;
      if (ids.length === BATCH) doubtful.add(work.kind);
      else {
        doubtful.delete(work.kind);
        break;
      }
    }
    return relayed;
  };
  return {
    async once() {
      const glance = await guard.look();
      const relayed = { deadlines: 0, outbox: 0, failed: false, roundAsked: glance.roundAsked && !glance.held };
      if (glance.held) return relayed;
      for (const work of works.filter((one) => one.isWaiting(glance))) {
        try {
          relayed[work.kind] = await relay(work, glance);
        } catch (error) {
          relayed.failed = true;
          doubtful.add(work.kind);
          onError(error, `relaying ${work.kind}`);
        }
      }
      return relayed;
    },
  };
}
