import type { Calendar } from '../machines/calendar.ts';
import type { Deadline } from '../machines/deadlines.ts';
import type { Gazette } from '../machines/gazette.ts';
import type { CaseId } from '../machines/ids.ts';
import type { Programme } from '../machines/programme.ts';
import { lifecycleOf } from '../machines/registry.ts';
import { restore, type Stored } from '../machines/restore.ts';
import { step } from '../machines/step.ts';
import type { Instant } from '../machines/time.ts';
import type { Tx } from './db.ts';
import { addGazette, addProgrammeVersion, latestCalendarVersion } from './programmes.ts';
import type { Reader } from './visible.ts';

/**
 * Amendments (design D2): a further version of a programme or of the calendar, and the order to carry it to the cases. What
 * it would change is told by the same step that will change it, without the write.
 */

/** Amendments of one programme follow each other: whoever holds this knows its latest version. */
export async function lockProgramme(tx: Tx, id: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('programme:' || $1, 0))`, [id]);
}

/** Writes the amended programme and orders its cases to be recomputed; returns the version. */
export async function addAmendment(tx: Tx, programme: Programme): Promise<number> {
  const version = await addProgrammeVersion(tx, programme);
  await tx.query('insert into recomputations (programme, programme_version) values ($1, $2)', [programme.id, version]);
  return version;
}

export type GazetteLoading =
  | { readonly outcome: 'loaded' | 'known'; readonly version: number }
  /** Another gazette for the same year and day of publication is there. */
  | { readonly outcome: 'differs' };

/** Loads a gazette and orders every case to be recomputed; the same gazette again changes nothing. */
export async function loadGazette(tx: Tx, gazette: Gazette): Promise<GazetteLoading> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('gazettes', 0))`);
  const { rows } = await tx.query<{ same: boolean }>(
    'select body::jsonb = $3::jsonb as same from gazettes where year = $1 and published = $2',
    [gazette.year, gazette.published, JSON.stringify(gazette)],
  );
  if (rows[0]?.same === false) return { outcome: 'differs' };
  if (rows[0]?.same) return { outcome: 'known', version: await latestCalendarVersion(tx) };
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

/** What a programme and calendar would change, over all cases it would be carried to; nothing is written. */
export async function previewAmendment(
  db: Reader,
  under: { programme: Programme; calendar: Calendar; now: Instant },
  { most }: { most: number },
): Promise<AmendmentEffect> {
  let cases = 0;
  let affected = 0;
  const changes: DeadlineChange[] = [];
  let after: CaseId | null = null;
  for (;;) {
    const page: ArmedCase[] = await armedCases(db, under.programme.id, after);
    for (const one of page) {
      const found = changesOf(one, under);
      if (found.length > 0) affected += 1;
      changes.push(...found.slice(0, Math.max(0, most - changes.length)));
    }
    cases += page.length;
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return { cases, affected, changes };
  }
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

function changesOf(
  one: ArmedCase,
  { programme, calendar, now }: { programme: Programme; calendar: Calendar; now: Instant },
): DeadlineChange[] {
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
