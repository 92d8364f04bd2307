import type { Finding } from '../findings.ts';
import { type Db, Pages } from '../snapshot.ts';
import { findInFlight } from './across.ts';

/**
 * What is under way in a running system and nothing in one that has settled: messages and commands not delivered yet,
 * deadlines due and not fired yet, amendments on their way.
 */

export interface Clock {
  readonly mode: 'real' | 'offset' | 'frozen';
  /** UTC ms. */
  readonly now: number;
  /** How long after its instant a deadline may not fire, ms. */
  readonly grace: number;
  /** Timers are held until an operator releases them. */
  readonly held: boolean;
}

/** @throws Error for a database without a clock. */
export async function readClock(db: Db): Promise<Clock> {
  const { rows } = await db.query<Clock>(
    `select mode, held, case when mode = 'frozen' then 0 else grace_ms end as grace,
       case when mode = 'frozen' then instant
         else floor(extract(epoch from clock_timestamp()) * 1000)::bigint + raw_offset_ms + offset_ms end as now
     from clock`,
  );
  const [clock] = rows;
  if (clock === undefined) throw new Error('this database has no clock: it was never installed');
  return clock;
}

export interface UnderWay {
  /** Rows of the outbox that are not settled. */
  readonly outbox: number;
  /** Deadlines whose instant and grace have passed, in cases nobody has fired them in. */
  readonly due: number;
  /** Amendments that have not come to all their cases. */
  readonly recomputations: number;
}

/** On a running clock, nobody needs so long (ms): then the deadline is lost, not under way. */
const LOST_AFTER_MS = 600_000;

/** `settled`: everything should be done, so whatever is under way is a finding. */
export async function checkUnderWay(
  db: Db,
  { clock, settled, found }: { clock: Clock; settled: boolean; found: (finding: Finding) => void },
): Promise<UnderWay> {
  const { rows } = await db.query<UnderWay>(
    `select (select count(*) from outbox where settled is null) as outbox,
       (select count(*) from deadlines where status = 'armed' and due_at <= $1::bigint) as due,
       (select count(*) from recomputations where not done) as recomputations`,
    [clock.now - clock.grace],
  );
  if (settled) await findInFlight(db, found);
  // A clock that is moved by hand jumps over weeks at once; there only the operator knows when all should be done.
  const lost = clock.mode === 'real' && !clock.held ? clock.now - clock.grace - LOST_AFTER_MS : null;
  const before = settled ? clock.now - clock.grace : lost;
  if (before !== null) await findOverdue(db, before, found);
  return rows[0] ?? { outbox: 0, due: 0, recomputations: 0 };
}

async function findOverdue(db: Db, before: number, found: (finding: Finding) => void): Promise<void> {
  const pages = await Pages.open<{ case_id: string; armed_seq: number; name: string; due_at: number }>(db, {
    name: 'verify_overdue',
    select: `select case_id, armed_seq, name, due_at from deadlines where status = 'armed' and due_at <= $1
      order by due_at, case_id`,
    values: [before],
    size: 500,
  });
  for (let page = await pages.next(); page.length > 0; page = await pages.next()) {
    for (const { case_id, armed_seq, name, due_at } of page) {
      found({ name: 'overdue', case: case_id, seq: armed_seq, detail: `${name} was due ${due_at} and has not fired` });
    }
  }
}
