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
  /** How many cases it lists, and `listDigest` of them. */
  readonly listed: number;
  readonly list_digest: string;
}

/** Notices that are on show, or over and not proved yet: all, or those of these ids. */
export async function watchedNotices(db: Reader, ids: readonly CaseId[] | null): Promise<WatchedNotice[]> {
  const { rows } = await db.query<WatchedNotice>({
    name: 'watched-notices',
    text: `select c.id, c.programme, c.lifecycle_version, c.state, c.snapshot::text as snapshot,
        (select o.at from notice_observations o where o.notice = c.id order by o.id desc limit 1) as observed_at,
        list.listed, list.list_digest
      from cases c
      cross join lateral (select count(*)::integer as listed, encode(sha256(convert_to(coalesce(string_agg(
          concat_ws('|', n.position, n.case_id, n.series, n.level), E'\\n' order by n.position), ''), 'UTF8')), 'hex')
            as list_digest
        from notice_cases n where n.notice = c.id and not n.dropped) list
      where c.state in ('posted', 'toBeProved', 'unproved') and c.lifecycle = 'notice'
        and ($1::uuid[] is null or c.id = any($1)) order by c.id`,
    values: [ids],
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
export async function recordObservations(tx: Tx, observations: readonly Observation[]): Promise<Clock> {
  const clock = await readClock(tx);
  await tx.query({
    name: 'record-observations',
    text: `insert into notice_observations (notice, what, at, raw, status, shown)
      select notice, what, $1, $2, status, shown
        from unnest($3::uuid[], $4::text[], $5::integer[], $6::text[]) with ordinality as o(notice, what, status, shown, n)
       order by n`,
    values: [
      clock.now,
      clock.raw,
      observations.map(({ notice }) => notice),
      observations.map(({ seen }) => (seen ? 'seen' : 'missed')),
      observations.map(({ status }) => status),
      observations.map(({ shown }) => shown),
    ],
  });
  return clock;
}
