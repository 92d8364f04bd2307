import type pg from 'pg';
import type { Text } from '../../machines/programme-entries.ts';
import { organisationNamed } from '../../season/organisations.ts';
import type { Language } from '../command.ts';

/** How the committees of a season sat, by committee. */
export interface SittingCount {
  readonly organisation: string;
  readonly called: number;
  /** Put off before its vote, or left by so many that nothing was decided. */
  readonly postponed: number;
  readonly cancelled: number;
  /** The authority has its minutes. */
  readonly filed: number;
  /** Seats that were drawn, and people who were drawn at least once. */
  readonly seats: number;
  readonly experts: number;
  readonly recusals: number;
  readonly ballots: number;
}

export async function countSittings(pool: pg.Pool): Promise<SittingCount[]> {
  const { rows } = await pool.query<SittingCount>(
    `with sitting as (
       select id, unit as organisation, ended, snapshot -> 'context' as context from cases where lifecycle = 'meeting'),
     drawn as (
       select s.organisation, e ->> 'person' as person
         from sitting s, lateral json_array_elements((s.context -> 'experts')::json) as e)
     select organisation, count(*)::integer as called,
         count(*) filter (where ended = 'postponed')::integer as postponed,
         count(*) filter (where ended = 'cancelled')::integer as cancelled,
         count(*) filter (where ended = 'filed')::integer as filed,
         (select count(*)::integer from drawn d where d.organisation = s.organisation) as seats,
         (select count(distinct person)::integer from drawn d where d.organisation = s.organisation) as experts,
         sum(json_array_length((context -> 'recusals')::json))::integer as recusals,
         (select count(*)::integer from ballot_marks m join sitting o on o.id = m.meeting
           where o.organisation = s.organisation) as ballots
       from sitting s group by organisation order by organisation`,
  );
  return rows;
}

export const sittingsTitle: Text = {
  zh: '评审会议:召集 / 延期 / 取消 / 备案;抽取席位(人) / 回避 / 投票',
  en: 'Sittings: called / postponed / cancelled / filed; seats drawn (people) / recusals / ballots cast',
};

export function sittingLine(of: SittingCount, language: Language): string {
  const { called, postponed, cancelled, filed, seats, experts, recusals, ballots } = of;
  const sat = [called, postponed, cancelled, filed].map((figure) => String(figure).padStart(5)).join('');
  const name = organisationNamed(of.organisation).title[language];
  return `  ${sat}; ${seats} (${experts}) / ${recusals} / ${ballots}  ${name}`;
}
