import type { ApplicationContext } from '../../machines/application/context.ts';
import { storedOf } from '../../machines/restore.ts';
import { heldBy, nullIfNobody } from '../../machines/roles.ts';
import { standingMeta, standsOf } from '../../machines/structure.ts';
import type { Tx } from '../db.ts';
import { sealText } from '../sealing.ts';
import { type CaseFile, contextOf, outcomeOf } from './case-file.ts';
import {
  ARMED_DEADLINE,
  CASE,
  CASE_ID,
  DUTY,
  EVENT,
  OUTBOX,
  REQUEST_KEY,
  RESERVATION,
  SETTLED_DEADLINE,
  TEXT,
  VACANCIES,
  YEAR_SLOT,
} from './columns.ts';
import type { RegisterChanges } from './fact-book.ts';
import type { ArmedRow, Ledger } from './ledger.ts';
import { shown, unshown } from './notice-writes.ts';
import { inserting, type Part, type Writing } from './part.ts';
import { parametersOf, parametersOfOne, rowSet, singleRow } from './row-set.ts';
import { listing, unlisting } from './sitting-writes.ts';
import { titleWritings } from './title-writes.ts';

/**
 * The writes of a batch: one statement whatever its size, each table a part of it, and no part that has no rows. Where a
 * deadline is armed anew, two: a partial unique index must see the old row settled before the new one comes.
 */
export async function writeBatch(
  tx: Tx,
  batch: { ledger: Ledger; registers: RegisterChanges; raw: number },
): Promise<void> {
  const { ledger, registers, raw } = batch;
  if (ledger.events.length === 0) return;
  const history = historyOf(ledger, registers, raw);
  const consequences = [...armedOf(ledger, raw), ...(await consequencesOf(tx, batch))];
  const steps = replaces(ledger, registers) ? [history, consequences] : [[...history, ...consequences]];
  for (const all of steps) {
    const writing = all.filter(({ rows }) => rows.length > 0);
    if (writing.length > 0) await tx.query(statementOf(writing, ledger.touched.size === 1));
  }
}

/** What became of the cases, and what is over. */
function historyOf(ledger: Ledger, registers: RegisterChanges, raw: number): Writing[] {
  const cases = [...ledger.touched].map((file) => ({ ...caseRow(file), ...ledger.seconded.get(file.id) }));
  return [
    { part: OPENED, rows: cases.filter(({ stored }) => !stored) },
    { part: MOVED, rows: cases.filter(({ stored }) => stored) },
    { part: TOLD, rows: ledger.events },
    { part: SETTLED, rows: ledger.settled.map((row) => ({ ...row, settled_raw: raw })) },
    { part: KEPT, rows: registers.keptSlots.map((case_id) => ({ case_id })) },
    { part: FREED, rows: registers.freedSlots.map((case_id) => ({ case_id })) },
    ...unlisting(registers.sittings),
    unshown(registers.notices),
    { part: RELEASED, rows: registers.released.map((case_id) => ({ case_id })) },
  ];
}

function armedOf({ armed }: Ledger, raw: number): Writing[] {
  const settledRaw = (row: ArmedRow) => (row.settled_seq === null ? null : raw);
  return [{ part: ARMED, rows: [...armed.values()].map((row) => ({ ...row, settled_raw: settledRaw(row) })) }];
}

async function consequencesOf(
  tx: Tx,
  { ledger, registers, raw }: { ledger: Ledger; registers: RegisterChanges; raw: number },
): Promise<Writing[]> {
  return [
    { part: SENT, rows: ledger.outbox },
    { part: KEYED, rows: ledger.keys },
    { part: TAKEN, rows: registers.slots.map((slot) => ({ ...slot, case_id: slot.case })) },
    { part: OWED, rows: registers.duties.owed },
    { part: ACCEPTED, rows: registers.duties.accepted },
    { part: APPROVED, rows: registers.approved },
    { part: RESERVED, rows: registers.reservations.map((one) => ({ ...one, case_id: one.case })) },
    ...titleWritings(registers.titles),
    ...listing(registers.sittings),
    ...shown(registers.notices, raw),
    { part: SEALED, rows: await sealedTexts(tx, ledger) },
  ];
}

/**
 * Whether a partial unique index must see one row settled before another comes: a deadline that is armed anew, a case that one
 * notice gives free and another lists.
 */
function replaces({ settled, armed }: Ledger, { notices }: RegisterChanges): boolean {
  if (notices.unlisted.length > 0 && notices.listed.length > 0) return true;
  const names = new Set([...armed.values()].map(({ case_id, name }) => `${case_id}|${name}`));
  return settled.some(({ case_id, name }) => names.has(`${case_id}|${name}`));
}

/** The statement of these parts, prepared once a connection. Its name tells parts and form. */
function statementOf(writing: readonly Writing[], alone: boolean): { name: string; text: string; values: unknown[] } {
  const forms = writing.map(({ part, rows }) => ({ part, rows, single: alone && rows.length === 1 }));
  const name = `write-${forms.map(({ part, single }) => (single ? part.letter : part.letter.toUpperCase())).join('.')}`;
  const text = statements.get(name) ?? composed(forms);
  statements.set(name, text);
  const values = forms.flatMap(({ part: { columns }, rows, single }) =>
    single ? parametersOfOne(columns, rows[0]!) : parametersOf(columns, rows),
  );
  return { name, text, values };
}

const statements = new Map<string, string>();

function composed(forms: readonly { part: Part; single: boolean }[]): string {
  let first = 1;
  const texts = forms.map(({ part: { columns, text }, single }) => {
    const rows = single ? singleRow(columns, first) : rowSet(columns, first);
    first += Object.keys(columns).length;
    return text(rows);
  });
  const before = texts.slice(0, -1).map((text, index) => `w${index} as (${text})`);
  return `${before.length === 0 ? '' : `with ${before.join(',\n')}\n`}${texts.at(-1)}`;
}

function caseRow(file: CaseFile) {
  const { lifecycle, snapshot } = file;
  const context = contextOf(file);
  const { holder } = standingMeta(lifecycle, snapshot.value);
  const held = holder === null ? null : heldBy(holder, context);
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
    person: nullIfNobody(context.route.applicant),
    unit: context.route.unit,
    committee: nullIfNobody(context.route.committee),
    holder_role: held?.role ?? null,
    holder_org: held?.organisation ?? null,
    visible_to: file.visibleTo,
    shown: file.shown,
    last_recorded: file.lastRecorded,
    last_at: file.lastAt,
    head_hash: file.head,
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
    return key ? [{ ...at, person, sealed: sealText(key, text) }] : [];
  });
}

const OPENED: Part = {
  letter: 'o',
  columns: CASE,
  text: (rows) => `
  insert into cases (id, number, lifecycle, lifecycle_version, programme, version, state, ended, snapshot, person, year,
      unit, committee, holder_role, holder_org, visible_to, shown, last_recorded, last_at, head_hash, material_reviewer,
      recommender, policy_reviewer, minutes_signer, confirmer, proposer, seconder)
  select g.id, number, lifecycle, lifecycle_version, g.programme, g.version, state, ended, snapshot, person,
      (select (p.body ->> 'cycleYear')::integer from programmes p where p.id = g.programme and p.version = 1),
      unit, committee, holder_role, holder_org, visible_to::text[], shown, last_recorded, last_at, head_hash,
      material_reviewer, recommender, policy_reviewer, minutes_signer, confirmer, proposer, seconder
    from ${rows}`,
};

const MOVED: Part = {
  letter: 'm',
  columns: CASE,
  text: (rows) => `
  update cases c set version = g.version, state = g.state, ended = g.ended, snapshot = g.snapshot,
      holder_role = g.holder_role, holder_org = g.holder_org, visible_to = g.visible_to::text[], shown = g.shown,
      last_recorded = g.last_recorded, last_at = g.last_at, head_hash = g.head_hash,
      material_reviewer = g.material_reviewer, recommender = g.recommender, policy_reviewer = g.policy_reviewer,
      minutes_signer = g.minutes_signer, confirmer = coalesce(g.confirmer, c.confirmer),
      proposer = coalesce(g.proposer, c.proposer), seconder = coalesce(g.seconder, c.seconder)
    from ${rows} where c.id = g.id`,
};

const SETTLED: Part = {
  letter: 's',
  columns: SETTLED_DEADLINE,
  text: (rows) => `
  update deadlines d set status = g.status, settled_seq = g.settled_seq, settled_raw = g.settled_raw, claimed_until = null
    from ${rows} where d.case_id = g.case_id and d.name = g.name and d.armed_seq = g.armed_seq`,
};

const KEPT: Part = {
  letter: 'k',
  columns: CASE_ID,
  text: (rows) => `update year_slots s set permanent = true from ${rows} where s.case_id = g.case_id`,
};

const FREED: Part = {
  letter: 'f',
  columns: CASE_ID,
  text: (rows) => `delete from year_slots s using ${rows} where s.case_id = g.case_id and not s.permanent`,
};

const RELEASED: Part = {
  letter: 'l',
  columns: CASE_ID,
  text: (rows) => `delete from reservations r using ${rows} where r.case_id = g.case_id`,
};

const TOLD = inserting('e', 'events', EVENT);
const ARMED = inserting('a', 'deadlines', ARMED_DEADLINE);
const SENT = inserting('b', 'outbox', OUTBOX);
const KEYED = inserting('i', 'request_keys', REQUEST_KEY);
const TAKEN = inserting('t', 'year_slots', YEAR_SLOT);
const RESERVED = inserting('v', 'reservations', RESERVATION);
const SEALED = inserting('x', 'texts', TEXT);
const OWED = inserting('da', 'duties', DUTY);

const ACCEPTED: Part = {
  letter: 'db',
  columns: DUTY,
  text: (rows) => `
  update duties d set file = g.file, late = g.late, people = g.people, hours = g.hours, units_in = g.units_in,
      units_missing = g.units_missing
    from ${rows} where d.case_id = g.case_id`,
};

const APPROVED: Part = {
  letter: 'dc',
  columns: VACANCIES,
  text: (rows) => `
  insert into vacancies (unit, class, year, approved, duty) select unit, class, year, approved, duty from ${rows}
  on conflict (unit, class, year) do update set approved = excluded.approved, duty = excluded.duty`,
};
