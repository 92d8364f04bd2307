import type pg from 'pg';
import { readClock } from '../store/clock.ts';
import type { Door } from '../store/command.ts';
import type { Rulebook } from '../store/programmes.ts';
import { type AskedRounds, createAskedRounds } from './asked-rounds.ts';
import { type ClockGuard, createClockGuard, type Jump } from './clock-guard.ts';
import { deadlineWork } from './deadline.ts';
import { deliveryWork } from './delivery.ts';
import { type Loop, loop } from './loop.ts';
import { createObserver, type Observer } from './observer.ts';
import type { Queue } from './queue.ts';
import { createRelay, type Relay } from './relay.ts';
import { createRounds, type Rounds, startRinging } from './rounds.ts';
import { createSweep, type Sweep } from './sweep.ts';
import { startWatching } from './watching.ts';
import type { OnError, Work } from './work.ts';

/** Everything that works by itself in one process, put together; nothing of it begins before it is told to. */
export interface Crew {
  readonly guard: ClockGuard;
  readonly works: readonly Work[];
  readonly relay: Relay;
  readonly sweep: Sweep;
  readonly rounds: Rounds;
  /** Rounds that are asked for. */
  readonly askedRounds: AskedRounds;
  /** Null where the service’s own address is not known. */
  readonly observer: Observer | null;
  /** Works on the queue's jobs, so many of a kind at once. */
  consume(concurrency: number): Promise<void>;
}

export interface CrewOptions {
  readonly pool: pg.Pool;
  readonly door: Door;
  readonly rulebook: Rulebook;
  readonly queue: Queue;
  readonly verifyRecord: () => Promise<void>;
  /** Where the service answers the public; null: notices are not watched. */
  readonly address: string | null;
  /** ms between the attempts of a look at a page; else the observer's own. */
  readonly pauses?: readonly number[];
  readonly onError: OnError;
  readonly onJump?: (jump: Jump) => void;
  /** The process's own clock that never jumps, ms. */
  readonly monotonic?: () => number;
}

export function assembleCrew(options: CrewOptions): Crew {
  const { queue, address } = options;
  const guard = createClockGuard(options);
  const works = [deadlineWork(options), deliveryWork(options)];
  const rounds = createRounds(options);
  const observer = address === null ? null : createObserver({ ...options, address });
  return {
    guard,
    works,
    relay: createRelay({ ...options, guard, works }),
    sweep: createSweep({ ...options, guard, works }),
    rounds,
    askedRounds: createAskedRounds({ ...options, rounds, observer }),
    observer,
    consume: async (concurrency) => {
      for (const work of works) await queue.consume(work.kind, handlerOf(work, guard), { concurrency });
    },
  };
}

/** A job may have waited: timers may be held by now, or the clock have jumped. */
function handlerOf(work: Work, guard: ClockGuard): (ids: readonly string[]) => Promise<void> {
  return async (ids) => {
    const { held } = await guard.look();
    if (!held) await work.handle(ids);
  };
}

/** The relay makes for speed. A look at nothing is one small statement; where work comes, more follows. */
const RELAY_EVERY_MS = 100;
const RELAY_BUSY_MS = 10;
const BUSY_FOR_MS = 1_000;
const SWEEP_EVERY_MS = 1_000;

/** Sets everything going; the answer ends it, when what is under way has ended. */
export async function startCrew(
  crew: Crew,
  { pool, concurrency, onError }: { pool: pg.Pool; concurrency: number; onError: OnError },
): Promise<() => Promise<void>> {
  await crew.consume(concurrency);
  let busyUntil = 0;
  const asked = oneAtATime(() => crew.askedRounds.once(), onError);
  const relaying = async (): Promise<number> => {
    const { deadlines, outbox, failed, roundAsked } = await crew.relay.once();
    if (roundAsked) asked.begin();
    if (failed) return SWEEP_EVERY_MS;
    if (deadlines + outbox > 0 || roundAsked) busyUntil = performance.now() + BUSY_FOR_MS;
    return performance.now() < busyUntil ? RELAY_BUSY_MS : RELAY_EVERY_MS;
  };
  const sweeping = async (): Promise<number> => {
    await crew.sweep.once();
    return SWEEP_EVERY_MS;
  };
  const loops: Loop[] = [loop('the relay', relaying, onError), loop('the sweep', sweeping, onError)];
  const ringing = startRinging(crew.rounds, onError);
  const watching =
    crew.observer === null ? null : startWatching(crew.observer, { clock: () => readClock(pool), onError });
  return async () => {
    await Promise.all([...loops.map((one) => one.stop()), ringing.stop(), watching?.stop()]);
    await asked.ended();
  };
}

/** Work that takes its time and is not waited for; begun again while it is under way, it goes on. */
function oneAtATime(work: () => Promise<unknown>, onError: OnError): { begin(): void; ended(): Promise<void> } {
  let underWay: Promise<void> | null = null;
  return {
    begin() {
      underWay ??= work()
        .then(() => undefined)
        .catch((error: unknown) => onError(error, 'rounds that were asked for'))
        .finally(() => {
          underWay = null;
        });
    },
    ended: async () => {
      await underWay;
    },
  };
}
