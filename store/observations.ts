import type { CaseId } from '../machines/ids.ts';
import type { Instant } from '../machines/time.ts';
import { type Clock, readClock } from './clock.ts';
import type { Tx } from './db.ts';
import type { Reader } from './visible.ts';

/** What was seen of notices' public pages: rows that only grow, by the clock and by the server's own. */

export interface WatchedNotice {
  readonly id: CaseId;
  readonly programme: string;
  readonly lifecycle_version: number;
  readonly state: string;
  readonly snapshot: string;
  /** By the clock, when it was looked at last, or posted. */
  readonly observed_at: Instant;
}

/** Notices that are on show, or over and not proved yet. */
export async function watchedNotices(db: Reader): Promise<WatchedNotice[]> {
  const { rows } = await db.query<WatchedNotice>({
    name: 'watched-notices',
    text: `select c.id, c.programme, c.lifecycle_version, c.state, c.snapshot::text as snapshot,
        (select max(o.at) from notice_observations o where o.notice = c.id) as observed_at
      from cases c where c.state in ('posted', 'toBeProved', 'unproved') and c.lifecycle = 'notice' order by c.id`,
  });
  return rows;
}

export interface Observation {
  readonly notice: CaseId;
  readonly seen: boolean;
  /** Of the answer; null where none came. */
  readonly status: number | null;
  /** SHA-256 of what was shown; null where nothing came. */
  readonly shown: string | null;
}

/** Writes down what was seen, at the instant at which it is written. */
export async function recordObservation(tx: Tx, { notice, seen, status, shown }: Observation): Promise<Clock> {
  const clock = await readClock(tx);
  await tx.query({
    name: 'record-observation',
    text: 'insert into notice_observations (notice, what, at, raw, status, shown) values ($1, $2, $3, $4, $5, $6)',
    values: [notice, seen ? 'seen' : 'missed', clock.now, clock.raw, status, shown],
  });
  return clock;
}
