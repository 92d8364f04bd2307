import type { Calendar } from '../machines/calendar.ts';
import { type Deadline, nodeDeadlines } from '../machines/deadlines.ts';
import type { Gazette } from '../machines/gazette.ts';
import type { CaseId } from '../machines/ids.ts';
import { nodeInstant, type Programme } from '../machines/programme.ts';
import { checkProgramme } from '../machines/programme-check.ts';
import { lifecycleOf } from '../machines/registry.ts';
import { restore, type Stored } from '../machines/restore.ts';
import { step } from '../machines/step.ts';
import type { Instant } from '../machines/time.ts';
import { type Clock, readClock } from './clock.ts';
import type { Tx } from './db.ts';
import {
  addGazette,
  addProgrammeVersion,
  latestCalendarVersion,
  latestProgramme,
  RULES_LOCK,
  readCalendar,
} from './programmes.ts';
import type { Reader } from './visible.ts';

/**
 * Amendments (design D2): a further version of a programme or of the calendar, and the order to carry it to the cases. What
 * it would change is told by the same step that will change it, without the write.
 */

/** An amendment that may not be made. `params`: the instants compared, or where the check found fault. */
export class AmendmentRefusal extends Error {
  readonly code: 'AMENDMENT_IN_PAST' | 'PROGRAMME_UNWORKABLE';
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: AmendmentRefusal['code'], params: AmendmentRefusal['params']) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'AmendmentRefusal';
    this.code = code;
    this.params = params;
  }
}

/**
 * Deadlines are due that have not fired yet. An amendment un-fires nothing (design D2), and it must not make a difference
 * whether the workers were a minute late: it is to be sent again when they have caught up.
 */
export class DeadlinesOverdue extends Error {
  readonly code = 'DEADLINES_OVERDUE';
  override name = 'DeadlinesOverdue';
}

/**
 * Amendments follow each other, and no batch of the door runs beside one: whoever holds this knows the latest version and
 * what is due.
 */
export async function lockRules(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(${RULES_LOCK})`);
}

/**
 * Writes the amended programme and orders its cases to be recomputed; returns the version. The same programme without a
 * change is a version like any other.
 * @throws AmendmentRefusal for a node moved to an instant that is not later than now, and for what the checker refuses;
 * DeadlinesOverdue; UnknownProgramme.
 */
export async function addAmendment(tx: Tx, programme: Programme): Promise<number> {
  await lockRules(tx);
  const { body: before } = await latestProgramme(tx, programme.id);
  const clock = await readClock(tx);
  refusePast({ before, after: programme, now: clock.now });
  await refuseUnworkable(tx, programme);
  await refuseOverdue(tx, clock);
  const version = await addProgrammeVersion(tx, programme);
  await tx.query('insert into recomputations (programme, programme_version) values ($1, $2)', [programme.id, version]);
  return version;
}

/** An amendment may not set a date already past (design D2); one that stays where it was is not set. */
function refusePast({ before, after, now }: { before: Programme; after: Programme; now: Instant }): void {
  const known = new Map(datesOf(before));
  for (const [date, to] of datesOf(after)) {
    if (to <= now && known.get(date) !== to) throw new AmendmentRefusal('AMENDMENT_IN_PAST', { date, to, now });
  }
}

function datesOf({ season, committees }: Programme): [path: string, at: Instant][] {
  const nodes = Object.entries(committees).flatMap(([id, committee]) =>
    nodeDeadlines.map((name): [string, Instant] => [`${id}.${name}`, nodeInstant(committee.nodes[name])]),
  );
  return [['season.cycleRollover', nodeInstant(season.cycleRollover)], ...nodes];
}

async function refuseUnworkable(tx: Tx, programme: Programme): Promise<void> {
  const calendar = await readCalendar(tx, programme.calendar.region, await latestCalendarVersion(tx));
  const [error] = checkProgramme(programme, calendar).errors;
  if (error) throw new AmendmentRefusal('PROGRAMME_UNWORKABLE', { path: error.path, finding: error.code });
}

async function refuseOverdue(tx: Tx, { now, grace }: Clock): Promise<void> {
  const { rows } = await tx.query<{ there: boolean }>(
    `select exists (select from deadlines where status = 'armed' and due_at <= $1) as there`,
    [now - grace],
  );
  if (rows[0]?.there) throw new DeadlinesOverdue('Deadlines that are due have not fired yet.');
}

export type GazetteLoading =
  | { readonly outcome: 'loaded' | 'known'; readonly version: number }
  /** Another gazette for the same year and day of publication is there. */
  | { readonly outcome: 'differs' };

/**
 * Loads a gazette and orders every case to be recomputed; the same gazette again changes nothing.
 * @throws DeadlinesOverdue
 */
export async function loadGazette(tx: Tx, gazette: Gazette): Promise<GazetteLoading> {
  await lockRules(tx);
  const { rows } = await tx.query<{ same: boolean }>(
    'select body::jsonb = $3::jsonb as same from gazettes where year = $1 and published = $2',
    [gazette.year, gazette.published, JSON.stringify(gazette)],
  );
  if (rows[0]?.same === false) return { outcome: 'differs' };
  if (rows[0]?.same) return { outcome: 'known', version: await latestCalendarVersion(tx) };
  await refuseOverdue(tx, await readClock(tx));
  const version = await addGazette(tx, gazette);
  await tx.query('insert into recomputations (calendar_version) values ($1)', [version]);
  return { outcome: 'loaded', version };
}

export interface DeadlineChange {
  readonly case: CaseId;
  readonly number: string;
  readonly name: Deadline;
  readonly dueAt: Instant;
  readonly newDueAt: Instant;
  readonly provisional: boolean;
}

export interface AmendmentEffect {
  /** Cases with a live deadline under this programme. */
  readonly cases: number;
  /** Those of them of which at least one deadline changes. */
  readonly affected: number;
  /** The first of the changes, by case id. */
  readonly changes: readonly DeadlineChange[];
}

interface ArmedCase {
  readonly id: CaseId;
  readonly number: string;
  readonly lifecycle: string;
  readonly lifecycle_version: number;
  readonly snapshot: string;
  readonly live: readonly [name: Deadline, anchor: Instant, dueAt: Instant, provisional: boolean][];
}

const PAGE = 500;

/** What cases would be judged by. */
export interface Under {
  readonly programme: Programme;
  readonly calendar: Calendar;
  readonly now: Instant;
}

export interface ChangesPage {
  readonly cases: number;
  readonly affected: number;
  readonly changes: readonly DeadlineChange[];
  /** Where the next page begins; null: this was the last. */
  readonly next: CaseId | null;
}

/** What a programme and calendar would change in the next 500 cases it would be carried to; nothing is written. */
export async function previewPage(db: Reader, under: Under, after: CaseId | null): Promise<ChangesPage> {
  const page = await armedCases(db, under.programme.id, after);
  const changes = page.map((one) => changesOf(one, under));
  return {
    cases: page.length,
    affected: changes.filter(({ length }) => length > 0).length,
    changes: changes.flat(),
    next: page.length < PAGE ? null : (page.at(-1)?.id ?? null),
  };
}

/** The same over all cases, with no more than so many of the changes. */
export async function previewAmendment(db: Reader, under: Under, { most }: { most: number }): Promise<AmendmentEffect> {
  let [cases, affected] = [0, 0];
  const changes: DeadlineChange[] = [];
  let after: CaseId | null = null;
  do {
    const page: ChangesPage = await previewPage(db, under, after);
    cases += page.cases;
    affected += page.affected;
    changes.push(...page.changes.slice(0, Math.max(0, most - changes.length)));
    after = page.next;
  } while (after !== null);
  return { cases, affected, changes };
}

/** Cases of a programme with a live deadline, by id: those an amendment is carried to. */
async function armedCases(db: Reader, programme: string, after: CaseId | null): Promise<ArmedCase[]> {
  const { rows } = await db.query<ArmedCase>({
    name: 'armed-cases',
    text: `select c.id, c.number, c.lifecycle, c.lifecycle_version, c.snapshot::text as snapshot, d.live
      from cases c, lateral (
        select json_agg(json_build_array(name, anchor, due_at, status = 'provisional') order by name) as live
        from deadlines where case_id = c.id and status in ('armed', 'provisional')) d
      where c.programme = $1 and ($2::uuid is null or c.id > $2) and c.ended is null and d.live is not null
      order by c.id limit ${PAGE}`,
    values: [programme, after],
  });
  return rows;
}

function changesOf(one: ArmedCase, { programme, calendar, now }: Under): DeadlineChange[] {
  const lifecycle = lifecycleOf(one.lifecycle, one.lifecycle_version);
  const result = step({
    lifecycle,
    snapshot: restore(lifecycle, JSON.parse(one.snapshot) as Stored),
    occurrence: { kind: 'recomputed', armed: one.live.map(([name, anchor]) => ({ name, anchor })) },
    actor: { role: 'clock', person: null, organisation: null, onBehalfOf: null },
    at: now,
    facts: {},
    programme,
    calendar,
  });
  if (result.outcome === 'refused') throw new Error(`${one.id}: an amendment was refused: ${result.code}`);
  return result.arms.flatMap(({ name, dueAt, provisional }) => {
    const [, , before, wasProvisional] = one.live.find(([armed]) => armed === name) ?? [];
    if (before === undefined || (before === dueAt && wasProvisional === provisional)) return [];
    return [{ case: one.id, number: one.number, name, dueAt: before, newDueAt: dueAt, provisional }];
  });
}
