import type pg from 'pg';
import type { Instant } from '../machines/time.ts';
import type { Tx } from './db.ts';

/**
 * The clock is a row, read in every transaction and never cached (design D6). `real` follows the server; `offset` runs and
 * can be set forward, in a demonstration; `frozen` stands where it was put, in a simulation, and there G is 0.
 */

export type ClockMode = 'real' | 'offset' | 'frozen';

export interface Clock {
  readonly mode: ClockMode;
  /** UTC ms. */
  readonly now: Instant;
  /** G, ms: how long after its instant a deadline may not fire yet. */
  readonly grace: number;
  /** The server's own clock, UTC ms; sessions, leases and rate limits use it. */
  readonly raw: Instant;
  /** Timers are held after a jump of the raw clock. */
  readonly held: boolean;
}

/** A clock that does not go where it was told: a running production, the past. */
export class ClockRefusal extends Error {
  readonly code: 'CLOCK_NOT_MOVABLE' | 'CLOCK_ONLY_FORWARD';
  readonly now: Instant;

  constructor(code: ClockRefusal['code'], now: Instant) {
    super(code);
    this.name = 'ClockRefusal';
    this.code = code;
    this.now = now;
  }
}

export const clockColumns = 'mode, offset_ms, instant, grace_ms, held, raw_now() as raw';

export interface ClockRow {
  readonly mode: ClockMode;
  readonly offset_ms: number;
  readonly instant: number | null;
  readonly grace_ms: number;
  readonly held: boolean;
  readonly raw: number;
}

export function clockOf(row: ClockRow): Clock {
  const { mode, offset_ms, instant, grace_ms, held, raw } = row;
  const now = mode === 'frozen' ? (instant ?? raw) : mode === 'offset' ? raw + offset_ms : raw;
  return { mode, now, grace: mode === 'frozen' ? 0 : grace_ms, raw, held };
}

/** Asks the clock. */
export async function readClock(db: Pick<pg.Pool, 'query'> | Tx): Promise<Clock> {
  const { rows } = await db.query<ClockRow>(`select ${clockColumns} from clock`);
  const [row] = rows;
  if (!row) throw new Error('this database has no clock: it was never installed');
  return clockOf(row);
}

/**
 * Sets a movable clock forward to an instant (UTC ms) and records the move with its raw instant.
 * @throws ClockRefusal where the clock is real, or the instant lies before the present one.
 */
export async function moveClock(tx: Tx, { to, by }: { to: Instant; by: string | null }): Promise<Clock> {
  const { rows } = await tx.query<ClockRow>(`select ${clockColumns} from clock for update`);
  const clock = clockOf(rows[0] as ClockRow);
  if (clock.mode === 'real') throw new ClockRefusal('CLOCK_NOT_MOVABLE', clock.now);
  if (to < clock.now) throw new ClockRefusal('CLOCK_ONLY_FORWARD', clock.now);
  await tx.query(
    `update clock set instant = case when mode = 'frozen' then $1::bigint end,
       -- It has run on since it was read above: never back behind what it shows by now.
       offset_ms = case when mode = 'offset' then greatest(offset_ms, $1::bigint - raw_now()) else offset_ms end`,
    [to],
  );
  await recordMove(tx, { kind: 'move', from: clock.now, to, by });
  return { ...clock, now: to };
}

/** Holds the timers: nothing fires until an operator has looked (reliability H4). Idempotent. */
export async function holdClock(tx: Tx): Promise<void> {
  const clock = await readClock(tx);
  const { rowCount } = await tx.query('update clock set held = true where not held');
  if (rowCount) await recordMove(tx, { kind: 'hold', from: clock.now, to: clock.now, by: null });
}

/** Lets the timers go on, by an operator. Idempotent. */
export async function releaseClock(tx: Tx, { by }: { by: string }): Promise<void> {
  const clock = await readClock(tx);
  const { rowCount } = await tx.query('update clock set held = false where held');
  if (rowCount) await recordMove(tx, { kind: 'release', from: clock.now, to: clock.now, by });
}

async function recordMove(
  tx: Tx,
  move: { kind: 'move' | 'hold' | 'release'; from: Instant; to: Instant; by: string | null },
): Promise<void> {
  await tx.query(
    'insert into clock_moves (kind, from_instant, to_instant, raw, by_person) values ($1, $2, $3, raw_now(), $4)',
    [move.kind, move.from, move.to, move.by],
  );
}
