import type { ApplicationContext } from '../../machines/application/context.ts';
import { storedOf } from '../../machines/restore.ts';
import { organisationOf } from '../../machines/roles.ts';
import { standingMeta, standsOf } from '../../machines/structure.ts';
import type { Tx } from '../db.ts';
import { sealText } from '../sealing.ts';
import { type CaseFile, contextOf, outcomeOf } from './case-file.ts';
import type { RegisterChanges } from './fact-book.ts';
import type { Ledger } from './ledger.ts';

/**
 * The writes of a batch: two statements whatever its size. The first lays down cases and events and settles what is over;
 * the second arms, reserves and sends, for a partial unique index must see the old row settled before the new one comes.
 * One JSON document a statement: one parse on each side is cheaper than an array a column (decision 12).
 */
export async function writeBatch(
  tx: Tx,
  batch: { ledger: Ledger; registers: RegisterChanges; raw: number },
): Promise<void> {
  const { ledger, registers, raw } = batch;
  if (ledger.events.length === 0) return;
  await tx.query({
    name: 'write-history',
    text: WRITE_HISTORY,
    values: [
      JSON.stringify({
        cases: [...ledger.touched].map((file) => ({ ...caseRow(file), ...ledger.seconded.get(file.id) })),
        events: ledger.events,
        settled: ledger.settled,
        keptSlots: registers.keptSlots,
        freedSlots: registers.freedSlots,
        released: registers.released,
      }),
      raw,
    ],
  });
  const armed = [...ledger.armed.values()];
  const texts = await sealedTexts(tx, ledger);
  const { outbox, keys } = ledger;
  const { slots, reservations } = registers;
  if ([armed, outbox, keys, slots, reservations, texts].every(({ length }) => length === 0)) return;
  await tx.query({
    name: 'write-consequences',
    text: WRITE_CONSEQUENCES,
    values: [JSON.stringify({ armed, outbox, keys, slots, reservations, texts }), raw],
  });
}

function caseRow(file: CaseFile): Record<string, unknown> {
  const { lifecycle, snapshot } = file;
  const context = contextOf(file);
  const { holder } = standingMeta(lifecycle, snapshot.value);
  const persons = (context as Partial<ApplicationContext>).persons;
  return {
    id: file.id,
    stored: file.stored,
    number: file.number,
    lifecycle: lifecycle.name,
    lifecycle_version: lifecycle.version,
    programme: file.programme,
    version: file.version,
    state: standsOf(lifecycle, snapshot.value),
    ended: outcomeOf(file),
    snapshot: storedOf(snapshot),
    person: context.route.applicant,
    unit: context.route.unit,
    committee: context.route.committee,
    holder_role: holder,
    holder_org: holder === null ? null : organisationOf(holder, context),
    visible_to: file.visibleTo,
    shown: file.shown,
    last_recorded: file.lastRecorded,
    last_at: file.lastAt,
    head_hash: file.head.toString('hex'),
    material_reviewer: persons?.materialReviewer ?? null,
    recommender: persons?.recommender ?? null,
    policy_reviewer: persons?.policyReviewer ?? null,
    minutes_signer: persons?.minutesSigner ?? null,
    confirmer: file.confirmer,
  };
}

/** Texts are sealed with the key of the person they speak of; who has no key any more gets no text. */
async function sealedTexts(tx: Tx, { texts }: Ledger): Promise<object[]> {
  if (texts.length === 0) return [];
  const { rows } = await tx.query<{ id: string; key: Buffer }>({
    name: 'person-keys',
    text: 'select id, key from people where id = any($1::text[])',
    values: [texts.map(({ person }) => person)],
  });
  const keys = new Map(rows.map(({ id, key }) => [id, key]));
  return texts.flatMap(({ text, person, ...at }) => {
    const key = keys.get(person);
    return key ? [{ ...at, person, sealed: sealText(key, text).toString('hex') }] : [];
  });
}

const CASE_COLUMNS = `id uuid, stored boolean, number text, lifecycle text, lifecycle_version integer, programme text,
  version integer, state text, ended text, snapshot json, person text, unit text, committee text, holder_role text,
  holder_org text, visible_to text[], shown boolean, last_recorded bigint, last_at bigint, head_hash text,
  material_reviewer text, recommender text, policy_reviewer text, minutes_signer text, confirmer text,
  proposer text, seconder text`;

const EVENT_COLUMNS = `case_id uuid, seq integer, type text, past text, received bigint, recorded bigint, at bigint,
  actor text, on_behalf_of text, role text, organisation text, channel text, reason text, clause text, payload json,
  signature json, document text, text_sha256 text, facts json, arms json, disarms json, effects json, state text,
  holder_role text, holder_org text, nodes json, lifecycle text, lifecycle_version integer, engine text, programme text,
  programme_version integer, calendar_version integer, cause text, request_id text, prev text, hash text`;

const EVENT_NAMES = `case_id, seq, type, past, received, recorded, at, actor, on_behalf_of, role, organisation, channel,
  reason, clause, payload, signature, document, text_sha256, facts, arms, disarms, effects, state, holder_role, holder_org,
  nodes, lifecycle, lifecycle_version, engine, programme, programme_version, calendar_version, cause, request_id`;

/** $1: one JSON document {cases, events, settled, keptSlots, freedSlots, released}; $2: the raw clock, UTC ms. */
const WRITE_HISTORY = `
with given as (select * from json_to_recordset($1::json -> 'cases') as c(${CASE_COLUMNS})),
opened as (
  insert into cases (id, number, lifecycle, lifecycle_version, programme, version, state, ended, snapshot, person, year,
      unit, committee, holder_role, holder_org, visible_to, shown, last_recorded, last_at, head_hash, material_reviewer,
      recommender, policy_reviewer, minutes_signer, confirmer, proposer, seconder)
  select id, number, lifecycle, lifecycle_version, g.programme, version, state, ended, snapshot, person,
      (select (p.body ->> 'cycleYear')::integer from programmes p where p.id = g.programme and p.version = 1),
      unit, committee, holder_role, holder_org, visible_to, shown, last_recorded, last_at, decode(head_hash, 'hex'),
      material_reviewer, recommender, policy_reviewer, minutes_signer, confirmer, proposer, seconder
    from given g where not stored),
moved as (
  update cases c set version = g.version, state = g.state, ended = g.ended, snapshot = g.snapshot,
      holder_role = g.holder_role, holder_org = g.holder_org, visible_to = g.visible_to, shown = g.shown,
      last_recorded = g.last_recorded, last_at = g.last_at, head_hash = decode(g.head_hash, 'hex'),
      material_reviewer = g.material_reviewer, recommender = g.recommender, policy_reviewer = g.policy_reviewer,
      minutes_signer = g.minutes_signer, confirmer = coalesce(g.confirmer, c.confirmer),
      proposer = coalesce(g.proposer, c.proposer), seconder = coalesce(g.seconder, c.seconder)
    from given g where g.stored and c.id = g.id),
told as (
  insert into events (${EVENT_NAMES}, prev, hash)
  select ${EVENT_NAMES}, decode(prev, 'hex'), decode(hash, 'hex')
    from json_to_recordset($1::json -> 'events') as e(${EVENT_COLUMNS})),
settled as (
  update deadlines d set status = s.status, settled_seq = s.settled_seq, settled_raw = $2, claimed_until = null
    from json_to_recordset($1::json -> 'settled')
      as s(case_id uuid, name text, armed_seq integer, status text, settled_seq integer)
    where d.case_id = s.case_id and d.name = s.name and d.armed_seq = s.armed_seq),
kept as (
  update year_slots set permanent = true
    where case_id in (select json_array_elements_text($1::json -> 'keptSlots')::uuid)),
freed as (
  delete from year_slots
    where case_id in (select json_array_elements_text($1::json -> 'freedSlots')::uuid) and not permanent)
delete from reservations where case_id in (select json_array_elements_text($1::json -> 'released')::uuid)`;

/** $1: one JSON document {armed, outbox, keys, slots, reservations, texts}; $2: the raw clock, UTC ms. */
const WRITE_CONSEQUENCES = `
with armed as (
  insert into deadlines (case_id, name, armed_seq, anchor, rule, due_at, programme_version, calendar_version, status,
      settled_seq, settled_raw)
  select case_id, name, armed_seq, anchor, rule, due_at, programme_version, calendar_version, status, settled_seq,
      case when settled_seq is not null then $2::bigint end
    from json_to_recordset($1::json -> 'armed') as d(case_id uuid, name text, armed_seq integer, anchor bigint, rule json,
      due_at bigint, programme_version integer, calendar_version integer, status text, settled_seq integer)),
sent as (
  insert into outbox (case_id, seq, n, kind, target, payload, key)
  select case_id, seq, n, kind, target, payload, key
    from json_to_recordset($1::json -> 'outbox')
      as o(case_id uuid, seq integer, n integer, kind text, target uuid, payload json, key text)),
keyed as (
  insert into request_keys (principal, key, fingerprint, case_id, seq, recorded)
  select principal, key, decode(fingerprint, 'hex'), case_id, seq, recorded
    from json_to_recordset($1::json -> 'keys')
      as k(principal text, key text, fingerprint text, case_id uuid, seq integer, recorded bigint)),
taken as (
  insert into year_slots (person, year, case_id, permanent)
  select person, year, "case", permanent
    from json_to_recordset($1::json -> 'slots') as s(person text, year integer, "case" uuid, permanent boolean)),
reserved as (
  insert into reservations (case_id, unit, class, year)
  select "case", unit, class, year
    from json_to_recordset($1::json -> 'reservations') as r("case" uuid, unit text, class text, year integer))
insert into texts (case_id, seq, person, sealed)
select case_id, seq, person, decode(sealed, 'hex')
  from json_to_recordset($1::json -> 'texts') as t(case_id uuid, seq integer, person text, sealed text)`;
