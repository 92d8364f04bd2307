import type {
  AgendaRow,
  BarRow,
  CaseFile,
  CaseRow,
  DeadlineRow,
  DutyRow,
  EventRow,
  FollowUpRow,
  IntegrityRow,
  OutboxRow,
  RecheckRow,
  ReservationRow,
  RosterRow,
  SlotRow,
  TextRow,
  TitleRow,
  VacancyRow,
} from './rows.ts';
import { ByCase, type Db, Pages } from './snapshot.ts';

/**
 * The whole record, case by case in the order of their ids: the tables are read side by side, each through a cursor, so
 * that rows which belong to no case turn up as well and memory is one case and a page a table.
 */
export async function* caseFiles(db: Db): AsyncGenerator<CaseFile> {
  const tables = await openTables(db);
  for (;;) {
    const id = await firstOf(Object.values(tables));
    if (id === undefined) return;
    const [row] = await tables.cases.take(id);
    yield {
      id,
      row: row ?? null,
      events: await tables.events.take(id),
      deadlines: await tables.deadlines.take(id),
      outbox: await tables.outbox.take(id),
      texts: await tables.texts.take(id),
      slots: await tables.slots.take(id),
      reservations: await tables.reservations.take(id),
      duties: await tables.duties.take(id),
      vacancies: await tables.vacancies.take(id),
      titles: await tables.titles.take(id),
      bars: await tables.bars.take(id),
      entries: await tables.entries.take(id),
      rechecks: await tables.rechecks.take(id),
      followUps: await tables.followUps.take(id),
      agendas: await tables.agendas.take(id),
      roster: await tables.roster.take(id),
    };
  }
}

type Open = <Row extends { case_id: string }>(name: string, select: string) => Promise<ByCase<Row & object>>;

async function openTables(db: Db) {
  const open: Open = async <Row extends { case_id: string }>(name: string, select: string) =>
    new ByCase(await Pages.open<Row & object>(db, { name: `verify_${name}`, select, size: 1_000 }));
  return {
    cases: await open<CaseRow>(
      'cases',
      `select id as case_id, lifecycle, lifecycle_version, programme, version, state, ended, snapshot, person, year, unit,
         committee, holder_role, holder_org, visible_to, shown, last_recorded, last_at, head_hash, material_reviewer,
         recommender, policy_reviewer, minutes_signer, confirmer, proposer, seconder
       from cases order by id`,
    ),
    // Every column there is, for the chain covers them all; xmin says whether a row was written again.
    events: await open<EventRow>('events', 'select *, xmin::text as written_by from events order by case_id, seq'),
    deadlines: await open<DeadlineRow>(
      'deadlines',
      `select case_id, name, armed_seq, anchor, rule, due_at, programme_version, calendar_version, status, settled_seq
       from deadlines order by case_id, armed_seq, name`,
    ),
    outbox: await open<OutboxRow>(
      'outbox',
      'select case_id, seq, n, kind, target, payload, key from outbox order by case_id, seq, n',
    ),
    texts: await open<TextRow>(
      'texts',
      `select t.case_id, t.seq, t.sealed, p.key as person_key
       from texts t left join people p on p.id = t.person order by t.case_id, t.seq`,
    ),
    slots: await open<SlotRow>('slots', 'select case_id, person, year, permanent from year_slots order by case_id'),
    reservations: await open<ReservationRow>(
      'reservations',
      'select case_id, unit, class, year from reservations order by case_id',
    ),
    duties: await open<DutyRow>(
      'duties',
      `select case_id, form, organisation, year, reviewer, file, late, people, hours, units_in, units_missing
       from duties order by case_id`,
    ),
    vacancies: await open<VacancyRow>(
      'fixed_vacancies',
      `select duty as case_id, unit, class, year, approved from vacancies where duty is not null order by duty, class`,
    ),
    agendas: await open<AgendaRow>(
      'agendas',
      'select meeting as case_id, case_id as listed, live from agendas order by meeting, case_id',
    ),
    roster: await open<RosterRow>(
      'roster',
      // Urns that no sitting opened are the business of the look at the votes.
      `select r.meeting as case_id, r.case_id as voted_on, r.voter, r.recused
       from ballot_roster r join cases c on c.id = r.meeting order by r.meeting, r.case_id, r.voter`,
    ),
    ...(await openTitleTables(open)),
  };
}

async function openTitleTables(open: Open) {
  return {
    titles: await open<TitleRow>(
      'titles',
      `select case_id, person, series, level, scope, approved_on::text, counts_from::text, revoked_on::text from titles
       order by case_id`,
    ),
    bars: await open<BarRow>(
      'bars',
      `select case_id, person, kind, decided_on::text, barred_through::text from bars where case_id is not null
       order by case_id`,
    ),
    entries: await open<IntegrityRow>(
      'integrity_entries',
      `select case_id, person, breach, decided_on::text, stands_through::text, serious, document from integrity_entries
       order by case_id`,
    ),
    rechecks: await open<RecheckRow>('rechecks', 'select case_id, result, ground from rechecks order by case_id'),
    followUps: await open<FollowUpRow>('follow_ups', 'select case_id, result from follow_ups order by case_id'),
  };
}

async function firstOf(tables: readonly ByCase<{ case_id: string }>[]): Promise<string | undefined> {
  let first: string | undefined;
  for (const table of tables) {
    const id = await table.peek();
    // A UUID as text sorts as PostgreSQL sorts it.
    if (id !== undefined && (first === undefined || id < first)) first = id;
  }
  return first;
}
