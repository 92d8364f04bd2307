import type { Instant } from '../machines/time.ts';
import { free } from './claims.ts';
import { type Clock, type ClockRow, clockColumns, clockOf } from './clock.ts';
import type { Reader } from './visible.ts';

/** The clock, and whether there is work that nobody ever took: one statement, asked many times a second. */
export interface Glance extends Clock {
  /** The first armed deadline nobody ever took, due or not; null where there is none. */
  readonly nextUntouched: Instant | null;
  /** Whether a message or command waits that nobody ever took. */
  readonly outboxUntouched: boolean;
  /** Whether a round was asked for that nobody has in hand. */
  readonly roundAsked: boolean;
}

interface GlanceRow extends ClockRow {
  readonly next_untouched: number | null;
  readonly outbox_untouched: boolean;
  readonly round_asked: boolean;
}

/**
 * Its look-ups walk an index from its beginning. Asked only whether a row exists, the planner would expect to meet one
 * soon in the whole table, and read all of it where there is none.
 */
export const GLANCE = `
  select ${clockColumns},
    (select due_at from deadlines where status = 'armed' and claimed_until is null order by due_at limit 1)
      as next_untouched,
    (select n from outbox where settled is null and claimed_until is null order by case_id, seq, n limit 1) is not null
      as outbox_untouched,
    (select id from asked_rounds where outcome is null and ${free('raw_now()')} order by id limit 1) is not null
      as round_asked
  from clock`;

export async function glance(db: Reader): Promise<Glance> {
  const { rows } = await db.query<GlanceRow>({ name: 'glance', text: GLANCE });
  const [row] = rows;
  if (!row) throw new Error('this database has no clock: it was never installed');
  const { next_untouched: nextUntouched, outbox_untouched: outboxUntouched, round_asked: roundAsked } = row;
  return { ...clockOf(row), nextUntouched, outboxUntouched, roundAsked };
}
