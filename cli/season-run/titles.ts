import type pg from 'pg';
import type { Text } from '../../machines/programme-entries.ts';
import type { Language } from '../command.ts';

/** What was asked about results (令40 第27条), and what became of certificates (二(三)4). */
export interface RecheckCount {
  readonly ground: 'RESULT' | 'PROCEDURE';
  readonly asked: number;
  readonly refused: number;
  readonly retracted: number;
  readonly reopened: number;
  /** Granted, and not a case again yet: its unit has no vacancy. */
  readonly waiting: number;
  /** Not decided in time, whatever came later. */
  readonly overdue: number;
  /** What became of the cases that were reopened. */
  readonly certified: number;
  readonly failedAgain: number;
}

export interface CertificateCount {
  readonly issued: number;
  readonly revoked: number;
  /** Ever looked into because an earlier title fell, and too late. */
  readonly questioned: number;
  readonly questionedLate: number;
  /** Lookups by the public: found, with another's name, of no certificate. */
  readonly found: number;
  readonly nameDiffers: number;
  readonly unknown: number;
}

export async function countRechecks(pool: pg.Pool): Promise<RecheckCount[]> {
  const { rows } = await pool.query<RecheckCount>(
    `select r.ground, count(*)::integer as asked,
         count(*) filter (where c.ended = 'refused')::integer as refused,
         count(*) filter (where c.ended = 'retracted')::integer as retracted,
         count(*) filter (where c.ended = 'reopened')::integer as reopened,
         count(*) filter (where c.state in ('granted', 'followUpOverdue'))::integer as waiting,
         count(*) filter (where exists (select from events e where e.case_id = c.id
           and e.type in ('recheckDecisionDue', 'complaintDecisionDue')))::integer as overdue,
         count(*) filter (where a.ended = 'certified')::integer as certified,
         count(*) filter (where a.ended in ('notPassed', 'publicityRejected'))::integer as "failedAgain"
       from rechecks r join cases c on c.id = r.case_id
         left join follow_ups f on f.result = r.result and c.ended = 'reopened'
         left join cases a on a.id = f.case_id
      group by r.ground order by r.ground desc`,
  );
  return rows;
}

export async function countCertificates(pool: pg.Pool): Promise<CertificateCount> {
  const { rows } = await pool.query<CertificateCount>(
    `with told as (select e.type from events e where e.lifecycle = 'certificate'),
     looked as (select kind, sum(times) as times from certificate_lookups group by kind)
     select (select count(*)::integer from told where type = 'open') as issued,
         (select count(*)::integer from cases where lifecycle = 'certificate' and ended = 'revoked') as revoked,
         (select count(distinct case_id)::integer from events
           where lifecycle = 'certificate' and state in ('questioned', 'questionOverdue')) as questioned,
         (select count(*)::integer from told where type = 'titleQuestionDue') as "questionedLate",
         coalesce((select times from looked where kind = 'found'), 0)::integer as found,
         coalesce((select times from looked where kind = 'nameDiffers'), 0)::integer as "nameDiffers",
         coalesce((select times from looked where kind = 'unknown'), 0)::integer as unknown`,
  );
  return rows[0] as CertificateCount;
}

export const rechecksTitle: Text = {
  zh: '复查与投诉:提出 / 不予 / 撤回 / 重新受理 / 待岗位;逾期未决;重新受理后:通过 / 未通过',
  en: 'Rechecks: asked / refused / retracted / reopened / without a vacancy; decided late; reopened ones certified / failed',
};
export const certificatesTitle: Text = {
  zh: '证书:签发 / 撤销;存疑 / 逾期;公众核验:相符 / 姓名不符 / 无此编号',
  en: 'Certificates: issued / revoked; in question / too long; lookups found / with another name / of no certificate',
};

const groundWords = {
  RESULT: { zh: '复查', en: 'rechecks' },
  PROCEDURE: { zh: '投诉程序', en: 'complaints about the procedure' },
} as const satisfies Record<RecheckCount['ground'], Text>;

export function recheckLine(of: RecheckCount, language: Language): string {
  const became = [of.asked, of.refused, of.retracted, of.reopened, of.waiting];
  return `  ${aligned(became)}; ${of.overdue}; ${of.certified} / ${of.failedAgain}  ${groundWords[of.ground][language]}`;
}

export function certificateLine(of: CertificateCount): string {
  const { issued, revoked, questioned, questionedLate, found, nameDiffers, unknown } = of;
  return `  ${aligned([issued, revoked])}; ${questioned} / ${questionedLate}; ${found} / ${nameDiffers} / ${unknown}`;
}

function aligned(figures: readonly number[]): string {
  return figures.map((figure) => String(figure).padStart(5)).join('');
}
