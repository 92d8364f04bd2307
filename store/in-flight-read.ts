import type { Instant } from '../machines/time.ts';
import type { Clock } from './clock.ts';
import type { Reader } from './visible.ts';

/** What has come and is not done yet. */
export interface InFlight {
  /** Deadlines whose instant and grace have passed and that have not fired. */
  readonly due: number;
  /** Those of them a worker has in hand. */
  readonly claimed: number;
  /** Messages and commands to other cases that are not settled. */
  readonly outbox: number;
  /** Amendments whose cases are not all recomputed. */
  readonly recomputations: number;
  /** Rounds that were asked for and are not made. */
  readonly rounds: number;
  /** The next instant at which something falls due; `null` where nothing is armed. */
  readonly next_due: Instant | null;
}

/** What is in flight at an instant, in one statement, so that its parts belong together. */
export async function readInFlight(db: Reader, { now, grace }: Pick<Clock, 'now' | 'grace'>): Promise<InFlight> {
  const { rows } = await db.query<InFlight>({
    name: 'read-in-flight',
    text: `select
      (select count(*) from deadlines where status = 'armed' and due_at <= $1::bigint - $2::bigint) as due,
      (select count(*) from deadlines where status = 'armed' and due_at <= $1::bigint - $2::bigint
         and claimed_until > raw_now()) as claimed,
      (select count(*) from outbox where settled is null) as outbox,
      (select count(*) from recomputations where not done) as recomputations,
      (select count(*) from asked_rounds where outcome is null) as rounds,
      (select min(due_at) from deadlines where status = 'armed' and due_at > $1::bigint - $2::bigint) as next_due`,
    values: [now, grace],
  });
  const [row] = rows;
  if (!row) throw new Error('a query without a table answers one row');
  return row;
}
