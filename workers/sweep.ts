import type pg from 'pg';
import { BATCH } from '../store/claims.ts';
import type { Clock } from '../store/clock.ts';
import type { Door } from '../store/command.ts';
import { inTransaction } from '../store/db.ts';
import { claimRecomputation, settlePage } from '../store/recomputations.ts';
import type { ClockGuard } from './clock-guard.ts';
import { advanceEach, type OnError, type Work } from './work.ts';

/**
 * The path correctness rests on (design D4): a plain loop in every worker takes what nobody has in hand, whatever became of
 * the queue, and does it itself. With BullMQ dead it does everything.
 */
export interface Sweep {
  once(): Promise<Swept>;
}

/** How much was taken in hand. */
export interface Swept {
  readonly deadlines: number;
  readonly outbox: number;
  /** Cases an amendment was carried to. */
  readonly recomputed: number;
}

export interface SweepOptions {
  readonly pool: pg.Pool;
  readonly door: Door;
  readonly guard: ClockGuard;
  readonly works: readonly Work[];
  readonly onError: OnError;
}

/** Batches of a kind in one go; then the others have their turn, and the clock is asked again. */
const MOST_BATCHES = 20;

export function createSweep(options: SweepOptions): Sweep {
  const { guard, works, onError } = options;
  return {
    async once() {
      const clock = await guard.look();
      const swept = { deadlines: 0, outbox: 0, recomputed: 0 };
      if (clock.held) return swept;
      for (const work of works) swept[work.kind] = await attempt(() => sweepWork(options, work, clock), work.kind);
      swept.recomputed = await attempt(() => sweepRecomputations(options, clock), 'recomputations');
      return swept;
    },
  };

  async function attempt(work: () => Promise<number>, what: string): Promise<number> {
    try {
      return await work();
    } catch (error) {
      onError(error, `sweeping ${what}`);
      return 0;
    }
  }
}

async function sweepWork({ pool }: SweepOptions, work: Work, clock: Clock): Promise<number> {
  let swept = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const ids = await inTransaction(pool, (tx) => work.claimFree(tx, clock));
    if (ids.length > 0) await work.handle(ids);
    swept += ids.length;
    if (ids.length < BATCH) break;
  }
  return swept;
}

async function sweepRecomputations({ pool, door, onError }: SweepOptions, clock: Clock): Promise<number> {
  let swept = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const page = await inTransaction(pool, (tx) => claimRecomputation(tx, clock));
    if (!page) break;
    const commands = page.cases.map((id) => ({ kind: 'recompute', case: id }) as const);
    const answers = await advanceEach(door, commands, onError);
    // A case in other hands for all that time: the page is done again when its claim has run out.
    if (answers.some((answer) => answer?.outcome === 'tryAgain')) break;
    await inTransaction(pool, (tx) => settlePage(tx, page));
    swept += page.cases.length;
    if (page.cases.length === 0) break;
  }
  return swept;
}
