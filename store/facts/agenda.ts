import type { AgendaCase, Relation } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { TitleLevel } from '../../machines/programme-entries.ts';
import type { Tx } from '../db.ts';

interface Row {
  readonly id: CaseId;
  readonly programme: string;
  readonly committee: string | null;
  readonly level: TitleLevel;
  readonly state: string;
  readonly held: boolean;
  readonly unit: string;
  readonly listed_by: CaseId | null;
  readonly involved: { person: string; as: Relation }[] | null;
}

/**
 * Applications that sittings are about: where they stand, on whose agenda they are, and who had a part in them – the applicant,
 * whoever checked, recommended or reviewed (delegates count as both), referees, and the voters of the cases it reopens (A50).
 * With `lock`, nobody else puts them on an agenda until the transaction ends; where they stand is theirs to change.
 */
export async function loadAgendaCases(
  tx: Tx,
  cases: readonly CaseId[],
  { lock }: { lock: boolean },
): Promise<Map<CaseId, AgendaCase>> {
  const ids = [...new Set(cases)].sort();
  if (lock)
    await tx.query({
      name: 'lock-agenda-cases',
      text: `select pg_advisory_xact_lock(hashtextextended('agenda:' || id, 0)) from unnest($1::text[]) as id`,
      values: [ids],
    });
  const { rows } = await tx.query<Row>({
    name: 'fact-agenda',
    text: `with recursive asked as (
        select id, programme, committee, state, unit, person, material_reviewer, recommender, policy_reviewer,
            snapshot -> 'context' as context
          from cases where id = any($1::uuid[]) and lifecycle = 'application'),
      earlier as (
        select id, (context ->> 'reopens')::uuid as before from asked
        union
        select e.id, (c.snapshot -> 'context' ->> 'reopens')::uuid from earlier e join cases c on c.id = e.before),
      involved as (
        select id, p.person, p.part from asked, lateral (values (person, 'applicant'),
            (material_reviewer, 'materialReviewer'), (context -> 'persons' ->> 'reviewedFor', 'materialReviewer'),
            (recommender, 'recommender'), (policy_reviewer, 'policyReviewer')) as p(person, part)
        union
        select case_id, person, 'referee' from referees where case_id = any($1::uuid[])
        union
        select e.id, r.voter, 'earlierVoter' from earlier e join ballot_roster r on r.case_id = e.before and not r.recused)
      select a.id, a.programme, a.committee, a.context -> 'claim' ->> 'level' as level, a.state, a.unit,
        json_array_length(a.context -> 'openMatters') > 0 as held,
        (select g.meeting from agendas g where g.case_id = a.id and g.live) as listed_by,
        (select json_agg(json_build_object('person', i.person, 'as', i.part) order by i.part, i.person)
           from involved i where i.id = a.id and i.person is not null) as involved
      from asked a`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, caseOf(row)]));
}

function caseOf({ id, programme, committee, level, state, held, unit, listed_by, involved }: Row): AgendaCase {
  return {
    case: id,
    programme,
    committee,
    level,
    stands: state,
    held,
    unit,
    listedBy: listed_by,
    involved: involved ?? [],
  };
}
