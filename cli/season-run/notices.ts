import type pg from 'pg';
import { kindWords } from '../../api/notice-view.ts';
import type { Publicity } from '../../machines/application/context.ts';
import type { Text } from '../../machines/programme-entries.ts';
import type { Language } from '../command.ts';

/** What became of a season's notices of publicity, by kind. */
export interface NoticeCount {
  readonly kind: Publicity;
  readonly drafted: number;
  readonly posted: number;
  readonly takenDown: number;
  /** Thrown away, or lapsed because nobody posted them. */
  readonly discarded: number;
  readonly closed: number;
  /** Not proved by the day by which they had to be, whatever came later. */
  readonly unproved: number;
  readonly gaps: number;
  /** Looks at their pages, and those at which a page was not there. */
  readonly looks: number;
  readonly missed: number;
}

/** What became of objections and complaints. */
export interface MatterCount {
  readonly kind: 'objection' | 'complaint';
  readonly raised: number;
  readonly dismissed: number;
  readonly upheld: number;
  readonly lapsed: number;
  readonly extended: number;
  /** Not answered in time, whatever came later. */
  readonly overdue: number;
}

export async function countNotices(pool: pg.Pool): Promise<NoticeCount[]> {
  const { rows } = await pool.query<NoticeCount>(
    `with notice as (select id, ended, snapshot -> 'context' ->> 'kind' as kind from cases where lifecycle = 'notice'),
     told as (
       select n.kind, count(*) filter (where e.type = 'post') as posted,
           count(*) filter (where e.type = 'noticeProofDue') as unproved,
           count(*) filter (where e.type = 'reportGap') as gaps
         from notice n join events e on e.case_id = n.id group by n.kind),
     seen as (
       select n.kind, count(*) as looks, count(*) filter (where o.what = 'missed') as missed
         from notice n join notice_observations o on o.notice = n.id and o.what <> 'posted' group by n.kind)
     select n.kind, count(*)::integer as drafted, t.posted::integer, t.unproved::integer, t.gaps::integer,
         count(*) filter (where n.ended = 'takenDown')::integer as "takenDown",
         count(*) filter (where n.ended = 'discarded')::integer as discarded,
         count(*) filter (where n.ended = 'closed')::integer as closed,
         coalesce(s.looks, 0)::integer as looks, coalesce(s.missed, 0)::integer as missed
       from notice n join told t on t.kind = n.kind left join seen s on s.kind = n.kind
      group by n.kind, t.posted, t.unproved, t.gaps, s.looks, s.missed
      order by array_position(array['internal', 'policy', 'result'], n.kind)`,
  );
  return rows;
}

export async function countMatters(pool: pg.Pool): Promise<MatterCount[]> {
  const { rows } = await pool.query<MatterCount>(
    `with matter as (select id, ended, snapshot -> 'context' ->> 'kind' as kind from cases where lifecycle = 'matter'),
     told as (
       select m.kind, count(*) filter (where e.type = 'extendAnswer') as extended,
           count(*) filter (where e.type = 'matterAnswerDue') as overdue
         from matter m join events e on e.case_id = m.id group by m.kind)
     select m.kind, count(*)::integer as raised, count(*) filter (where m.ended = 'dismissed')::integer as dismissed,
         count(*) filter (where m.ended = 'upheld')::integer as upheld,
         count(*) filter (where m.ended = 'lapsed')::integer as lapsed, t.extended::integer, t.overdue::integer
       from matter m join told t on t.kind = m.kind group by m.kind, t.extended, t.overdue order by m.kind desc`,
  );
  return rows;
}

export const noticesTitle: Text = {
  zh: '公示:起草 / 发布 / 撤下 / 作废 / 办结;逾期未证明 / 中断;查看(未见)',
  en: 'Notices: drafted / posted / taken down / discarded / closed; proved late / gaps; looks (not there)',
};
export const mattersTitle: Text = {
  zh: '异议与投诉:提出 / 不成立 / 成立 / 终结;延期 / 逾期',
  en: 'Objections and complaints: raised / dismissed / upheld / lapsed; extended / ever overdue',
};

export function noticeLine(of: NoticeCount, language: Language): string {
  const { kind, unproved, gaps, looks, missed } = of;
  const became = [of.drafted, of.posted, of.takenDown, of.discarded, of.closed];
  return `  ${aligned(became)}; ${unproved} / ${gaps}; ${looks} (${missed})  ${kindWords[kind][language]}`;
}

const matterWords = {
  objection: { zh: '异议', en: 'objections' },
  complaint: { zh: '投诉', en: 'complaints' },
} as const satisfies Record<MatterCount['kind'], Text>;

export function matterLine(of: MatterCount, language: Language): string {
  const became = [of.raised, of.dismissed, of.upheld, of.lapsed];
  return `  ${aligned(became)}; ${of.extended} / ${of.overdue}  ${matterWords[of.kind][language]}`;
}

function aligned(figures: readonly number[]): string {
  return figures.map((figure) => String(figure).padStart(5)).join('');
}
