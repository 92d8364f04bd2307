import type pg from 'pg';
import { acknowledged, type LedgerEntry } from '../../season/ledger.ts';
import { logHash } from '../../verify/hashing.ts';
import { onSnapshot } from '../../verify/snapshot.ts';
import { type Verification, verify } from '../../verify/verification.ts';
import { countMissed, type MissedDeadlines, type MissedGrounds } from './missed.ts';
import { countMatters, countNotices, type MatterCount, type NoticeCount } from './notices.ts';
import { countSittings, type SittingCount } from './sittings.ts';
import { type CertificateCount, countCertificates, countRechecks, type RecheckCount } from './titles.ts';

/** What a bureau asks at the end of a season, read from its database. */

export interface OutcomeCount {
  readonly year: number;
  readonly lifecycle: string;
  /** The outcome, or where a case still stands. */
  readonly outcome: string;
  readonly ended: boolean;
  readonly cases: number;
}

/** How late deadlines of a name fired: real ms from the clock's move to their commit. */
export interface Lateness {
  readonly name: string;
  readonly fired: number;
  readonly median: number;
  readonly p99: number;
  readonly most: number;
}

/** What became of the forms an organisation owed (五(五), 五(七)). */
export interface DutyCount {
  readonly organisation: string;
  readonly owed: number;
  /** How the form that counts was accepted: handed in in time, or late and with a reason. */
  readonly accepted: number;
  readonly acceptedLate: number;
  /** Forms that were ever overdue, whatever was handed in later. */
  readonly overdue: number;
}

export interface Measures {
  readonly outcomes: readonly OutcomeCount[];
  readonly duties: readonly DutyCount[];
  readonly sittings: readonly SittingCount[];
  readonly notices: readonly NoticeCount[];
  readonly matters: readonly MatterCount[];
  readonly rechecks: readonly RecheckCount[];
  readonly certificates: CertificateCount;
  readonly missed: readonly MissedDeadlines[];
  readonly lateness: readonly Lateness[];
  readonly verification: Verification;
  readonly hash: string;
  readonly rows: number;
  /** Accepted by the service, by the driver's ledger, and not in the history as it was told. */
  readonly lost: readonly LedgerEntry[];
  readonly acknowledged: number;
}

export interface MeasureOptions {
  readonly url: string;
  readonly ledger: string;
  readonly seal: string;
  readonly grounds: MissedGrounds;
}

export async function measure(pool: pg.Pool, of: MeasureOptions): Promise<Measures> {
  const entries = acknowledged(of.ledger);
  const { hash, rows } = await onSnapshot(of.url, logHash);
  return {
    outcomes: await countOutcomes(pool),
    duties: await countDuties(pool),
    sittings: await countSittings(pool),
    notices: await countNotices(pool),
    matters: await countMatters(pool),
    rechecks: await countRechecks(pool),
    certificates: await countCertificates(pool),
    missed: await countMissed(pool, of.grounds),
    lateness: await readLateness(pool),
    verification: await verify({ database: of.url, seal: of.seal, settled: true }),
    hash,
    rows,
    lost: await notInHistory(pool, entries),
    acknowledged: entries.length,
  };
}

async function countOutcomes(pool: pg.Pool): Promise<OutcomeCount[]> {
  const { rows } = await pool.query<OutcomeCount>(
    `select year, lifecycle, coalesce(ended, state) as outcome, ended is not null as ended, count(*) as cases
       from cases group by year, lifecycle, coalesce(ended, state), ended is not null
       order by year, lifecycle, ended is not null desc, count(*) desc, outcome`,
  );
  return rows;
}

async function countDuties(pool: pg.Pool): Promise<DutyCount[]> {
  const { rows } = await pool.query<DutyCount>(
    `select d.organisation, count(*) as owed, count(*) filter (where not d.late) as accepted,
       count(*) filter (where d.late) as "acceptedLate",
       count(*) filter (where exists (select from events e where e.case_id = d.case_id and e.state = 'overdue')) as overdue
       from duties d group by d.organisation order by overdue desc, "acceptedLate" desc, d.organisation`,
  );
  return rows;
}

/** Only of what was armed before its instant: what is armed late fires in the transaction that arms it. */
async function readLateness(pool: pg.Pool): Promise<Lateness[]> {
  const { rows } = await pool.query<Lateness>(
    `with late as (
       select d.name, d.settled_raw - m.raw as ms
         from deadlines d
         join lateral (select raw from clock_moves where kind = 'move' and to_instant >= d.due_at order by id limit 1) m on true
        where d.status = 'fired' and d.anchor < d.due_at)
     select name, count(*) as fired,
       percentile_disc(0.5) within group (order by ms) as median,
       percentile_disc(0.99) within group (order by ms) as p99, max(ms) as most
       from late group by grouping sets ((name), ()) order by name nulls last`,
  );
  return rows.map((row) => ({ ...row, name: row.name ?? '*' }));
}

/** Of an objection or a complaint the sender has a receipt without a number: that the case has one of the kind. */
async function notInHistory(pool: pg.Pool, entries: readonly LedgerEntry[]): Promise<LedgerEntry[]> {
  const { rows } = await pool.query<{ n: number }>(
    `select (g.n)::integer as n from json_to_recordset($1::json) as g(n integer, "case" uuid, seq integer, type text)
      where not exists (select from events e
        where e.case_id = g."case" and e.type = g.type and e.seq = coalesce(g.seq, e.seq))`,
    [JSON.stringify(entries.map((entry, n) => ({ n, case: entry.case, seq: entry.seq, type: entry.type })))],
  );
  return rows.map(({ n }) => entries[n] as LedgerEntry);
}
