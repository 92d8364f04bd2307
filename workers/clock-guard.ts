import type pg from 'pg';
import type { Instant } from '../machines/time.ts';
import { holdBecause } from '../store/alarms.ts';
import { inTransaction } from '../store/db.ts';
import { type Glance, glance } from '../store/glance.ts';

/**
 * Whoever moves cases by itself asks the time here (design D6; reliability H4). The server's raw clock is compared with
 * the process's monotonic one at every look: after a jump nothing fires until an operator has looked, for thirty days that
 * pass in a second would end thirty days of legal deadlines.
 */
export interface ClockGuard {
  /** The clock, and what waits; `held` where timers are held, also since this very look. */
  look(): Promise<Glance>;
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

/** A reading of the two clocks. */
export interface Sample {
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
export function jumpBetween(earlier: Sample, later: Sample): Jump | null {
  const progress = later.raw - earlier.raw;
  const ahead = progress - (later.after - earlier.before);
  const back = progress - (later.before - earlier.after);
  const byMs = ahead > AHEAD_MS ? ahead : back < -BACK_MS ? back : null;
  return byMs === null ? null : { raw: later.raw, previousRaw: earlier.raw, byMs: Math.round(byMs) };
}

export function createClockGuard(options: ClockGuardOptions): ClockGuard {
  const { pool, monotonic = () => performance.now(), onJump = () => undefined } = options;
  let last: Sample | null = null;
  return {
    async look() {
      const before = monotonic();
      const seen = await glance(pool);
      const sample = { raw: seen.raw, before, after: monotonic() };
      const jump = last && jumpBetween(last, sample);
      if (jump) onJump(jump);
      const held = jump ? await inTransaction(pool, (tx) => holdBecause(tx, jump)) : seen.held;
      // Not before the hold is committed: whoever looks meanwhile must see the jump too.
      last = sample;
      return { ...seen, held };
    },
  };
}
