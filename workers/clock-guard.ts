import type pg from 'pg';
import type { Instant } from '../machines/time.ts';
import { holdBecause } from '../store/alarms.ts';
import { type Clock, readClock } from '../store/clock.ts';
import { inTransaction } from '../store/db.ts';

/**
 * Whoever moves cases by itself asks the time here (design D6; reliability H4). The server's raw clock is compared with
 * the process's monotonic one at every look: after a jump nothing fires until an operator has looked, for thirty days that
 * pass in a second would end thirty days of legal deadlines.
 */
export interface ClockGuard {
  /** The clock; `held` where timers are held, also since this very look. */
  look(): Promise<Clock>;
}

export interface ClockGuardOptions {
  readonly pool: pg.Pool;
  /** ms; the process's own clock that never jumps. */
  readonly monotonic?: () => number;
  readonly onJump?: (jump: Jump) => void;
}

/** Back by more than this, or ahead by more than that, is no drift and no correction. */
export const BACK_MS = 2_000;
export const AHEAD_MS = 60_000;

export interface Look {
  readonly raw: Instant;
  /** Monotonic ms before the question and after the answer: the raw instant lies between. */
  readonly before: number;
  readonly after: number;
}

export interface Jump {
  readonly raw: Instant;
  readonly previousRaw: Instant;
  /** By how much the raw clock went ahead (or, negative, back) against the monotonic one, at least. */
  readonly byMs: number;
}

/** Whether the raw clock jumped between two looks, by more than their own uncertainty explains. */
export function jumpBetween(earlier: Look, later: Look): Jump | null {
  const progress = later.raw - earlier.raw;
  const ahead = progress - (later.after - earlier.before);
  const back = progress - (later.before - earlier.after);
  const byMs = ahead > AHEAD_MS ? ahead : back < -BACK_MS ? back : null;
  return byMs === null ? null : { raw: later.raw, previousRaw: earlier.raw, byMs: Math.round(byMs) };
}

export function createClockGuard(options: ClockGuardOptions): ClockGuard {
  const { pool, monotonic = () => performance.now(), onJump = () => undefined } = options;
  let last: Look | null = null;
  return {
    async look() {
      const before = monotonic();
      const clock = await readClock(pool);
      const look = { raw: clock.raw, before, after: monotonic() };
      const jump = last && jumpBetween(last, look);
      if (jump) {
        onJump(jump);
        await inTransaction(pool, (tx) => holdBecause(tx, jump));
      }
      // Not before the hold is committed: whoever looks meanwhile must see the jump too.
      last = look;
      return jump ? { ...clock, held: true } : clock;
    },
  };
}
