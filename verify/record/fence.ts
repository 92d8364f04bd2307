import type { Report } from '../findings.ts';
import type { Db } from '../snapshot.ts';

/** What the database must hold whatever writes (design D7, D8, I4): a checker that finds it gone says so at once. */

const triggers = [
  'events_only_grow',
  'pools_stay',
  'pool_members_stay',
  'urn_opens_empty',
  'urn_closes_once',
  'urns_stay',
  'roster_comes_first',
  'roster_stays',
  'voting_is_open',
  'marks_have_ballots',
  'marks_stay',
  'ballots_have_marks',
  'ballots_keep_marks',
  'ballots_stay',
  'ballots_go_into_a_box',
  'box_is_counted',
  'box_changes_hands',
];
const constraints = [
  'reviewer_is_not_the_applicant',
  'recommender_is_not_the_applicant',
  'policy_reviewer_is_not_the_material_reviewer',
  'confirmer_is_not_the_signer',
  'seconder_is_not_the_proposer',
  'one_ballot_each',
  'no_ballot_for_another',
  'no_ballot_when_recused',
  'voter_is_present',
  'voter_is_not_recused',
  'counted_when_closed',
  'inbox_case_id_seq_n_key',
  'seconder_is_not_the_proposer',
  'cases_pkey',
  'events_pkey',
  'deadlines_pkey',
  'outbox_pkey',
  'outbox_key_key',
  'year_slots_pkey',
  'year_slots_case_id_key',
  'request_keys_pkey',
  'reservations_pkey',
];
const indexes = ['deadlines_live', 'on_one_agenda_at_a_time'];

export async function checkFence(db: Db, report: Report): Promise<void> {
  const { rows } = await db.query<{ kind: string; name: string }>(
    `select kind, name from (
        select 'trigger' as kind, w.name, exists (
            select from pg_trigger t where t.tgname = w.name having bool_and(t.tgenabled in ('O', 'A'))) as stands
          from unnest($1::text[]) as w(name)
        union all
        select 'constraint', w.name, exists (
            select from pg_constraint c where c.conname = w.name and c.convalidated)
          from unnest($2::text[]) as w(name)
        union all
        select 'index', w.name, exists (
            select from pg_class i join pg_index x on x.indexrelid = i.oid
            where i.relname = w.name and x.indisunique and x.indisvalid)
          from unnest($3::text[]) as w(name)) as wanted
      where not stands order by kind, name`,
    [triggers, constraints, indexes],
  );
  for (const { kind, name } of rows) report('fenceDown', null, `the ${kind} ${name} is missing or disabled`);
}
