import type { Evidence } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';

export interface EvidenceAsk {
  readonly notice: CaseId;
  /** UTC ms: gaps from here on. */
  readonly since: number;
  /** ms. */
  readonly over: number;
}

/** So many gaps are told at once; the next come when these have been judged. */
const MOST_GAPS = 20;

/**
 * What observations say of notices. A time between two good ones is a gap where the clock says it was too long and it really
 * was: by the server's own clock, or because the page was looked at in between and was not there. So a clock that is set
 * forward by days makes no gap by itself. The server's own instants are not in the digest, so that a season played twice has
 * the same history.
 */
export async function loadEvidence(tx: Tx, asks: readonly EvidenceAsk[]): Promise<Map<CaseId, Evidence>> {
  const { rows } = await tx.query<Evidence & { notice: CaseId }>({
    name: 'fact-evidence',
    text: `select a.notice,
        (select count(*)::integer from notice_observations o where o.notice = a.notice and o.what <> 'posted') as looked,
        (select count(*)::integer from notice_observations o where o.notice = a.notice and o.what = 'seen') as seen,
        (select max(o.at) from notice_observations o where o.notice = a.notice and o.what = 'seen') as last,
        (select encode(sha256(convert_to(coalesce(string_agg(
            concat_ws('|', o.what, o.at, coalesce(o.status::text, '-'), coalesce(o.shown, '-')), E'\\n'
            order by o.id), ''), 'UTF8')), 'hex') from notice_observations o where o.notice = a.notice) as digest,
        (select coalesce(json_agg(json_build_object('from', g.at, 'to', g.next_at) order by g.id), '[]') from (
            select * from (
              select id, at, raw, lead(id) over w as next_id, lead(at) over w as next_at, lead(raw) over w as next_raw
                from notice_observations o where o.notice = a.notice and o.what <> 'missed' and o.at >= a.since
                window w as (order by id)) pairs
             where next_at - at > a.over and (next_raw - raw > a.over or exists (
               select from notice_observations m
                where m.notice = a.notice and m.what = 'missed' and m.id between pairs.id and pairs.next_id))
             order by id limit ${MOST_GAPS}) g) as gaps
      from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as a(notice, since, over)`,
    values: [asks.map(({ notice }) => notice), asks.map(({ since }) => since), asks.map(({ over }) => over)],
  });
  return new Map(rows.map(({ notice, ...evidence }) => [notice, evidence]));
}

/** Of a notice that is not on show. */
export const nothingSeen: Evidence = { looked: 0, seen: 0, last: null, gaps: [], digest: '' };
