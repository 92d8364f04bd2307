import type { Publicity } from '../machines/application/context.ts';
import type { DueRule } from '../machines/due-rule.ts';
import type { CaseId } from '../machines/ids.ts';
import type { Instant } from '../machines/time.ts';
import { sha256Hex } from './hashing.ts';
import { openText } from './sealing.ts';
import type { Reader } from './visible.ts';

/** Notices as the public sees them: only those that were posted, and of the cases only what may be published (domain §2.7). */

export interface PostedNotice {
  readonly id: CaseId;
  readonly number: string;
  readonly kind: Publicity;
  readonly organisation: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly programme: string;
  readonly state: string;
  readonly ended: string | null;
  readonly posted_at: Instant;
  /** *at* of its last event; where it has ended, when. */
  readonly last_at: Instant;
  readonly count: number;
  /** Of its end as it was last armed. */
  readonly rule: Extract<DueRule, { kind: 'period' }>;
  readonly due_at: Instant;
  readonly provisional: boolean;
  readonly programme_version: number;
  readonly calendar_version: number;
}

const posted = `
  select c.id, c.number, c.snapshot #>> '{context,kind}' as kind, o.id as organisation, o.title_zh, o.title_en, c.programme,
    c.state, c.ended, (c.snapshot #>> '{context,postedAt}')::bigint as posted_at, c.last_at,
    (c.snapshot #>> '{context,count}')::integer as count, d.rule, d.due_at, d.status = 'provisional' as provisional,
    d.programme_version, d.calendar_version
  from cases c
  join organisations o on o.id = c.unit
  join lateral (select * from deadlines d where d.case_id = c.id and d.name = 'noticeEnd'
    order by armed_seq desc limit 1) d on true
  where c.lifecycle = 'notice'`;

/** Those on show first, then the others, the latest first. */
export async function postedNotices(db: Reader, limit: number): Promise<PostedNotice[]> {
  const { rows } = await db.query<PostedNotice>({
    name: 'posted-notices',
    text: `${posted} order by c.ended is not null, posted_at desc, c.id limit $1`,
    values: [limit],
  });
  return rows;
}

/** Null for one that was never posted, as for one that is not there. */
export async function postedNotice(db: Reader, id: CaseId): Promise<PostedNotice | null> {
  const { rows } = await db.query<PostedNotice>({
    name: 'posted-notice',
    text: `${posted} and c.id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

export interface ShownCase {
  readonly position: number;
  readonly case: CaseId;
  /** Null where the person has no key any more: what was sealed with it is gone (design D7). */
  readonly name: string | null;
  readonly unit_zh: string;
  readonly unit_en: string;
  readonly series: string;
  readonly level: string;
}

interface SealedCase extends Omit<ShownCase, 'name'> {
  readonly key: Buffer | null;
  readonly name_sealed: Buffer;
}

/** What a notice lists, in its order, with the names opened. */
export async function shownCases(db: Reader, notice: CaseId): Promise<ShownCase[]> {
  const { rows } = await db.query<SealedCase>({
    name: 'shown-cases',
    text: `select n.position, n.case_id as case, p.key, p.name_sealed, u.title_zh as unit_zh, u.title_en as unit_en, n.series,
        n.level
      from notice_cases n join people p on p.id = n.person join organisations u on u.id = n.unit
      where n.notice = $1 and not n.dropped order by n.position`,
    values: [notice],
  });
  return rows.map(({ key, name_sealed, ...shown }) => ({ ...shown, name: key && openText(key, name_sealed) }));
}

/** What a notice lists, as one hash without a name in it: it stands on the page, and `watchedNotices` says it in SQL. */
export function listDigest(cases: readonly Pick<ShownCase, 'position' | 'case' | 'series' | 'level'>[]): string {
  return sha256Hex(
    cases.map(({ position, case: id, series, level }) => `${position}|${id}|${series}|${level}`).join('\n'),
  );
}

export interface SeenOf {
  readonly looked: number;
  readonly seen: number;
  readonly last: Instant | null;
  readonly gaps: readonly { readonly from: Instant; readonly to: Instant }[];
}

/** How a notice was watched, and the interruptions its history tells. */
export async function seenOf(db: Reader, notice: CaseId): Promise<SeenOf> {
  const { rows } = await db.query<SeenOf>({
    name: 'seen-of-notice',
    text: `select count(*) filter (where o.what <> 'posted')::integer as looked,
        count(*) filter (where o.what = 'seen')::integer as seen, max(o.at) filter (where o.what = 'seen') as last,
        (select coalesce(json_agg(e.payload order by e.seq), '[]') from events e
          where e.case_id = $1 and e.type = 'reportGap') as gaps
      from notice_observations o where o.notice = $1`,
    values: [notice],
  });
  return rows[0] ?? { looked: 0, seen: 0, last: null, gaps: [] };
}
