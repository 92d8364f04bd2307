import type pg from 'pg';
import { type Calendar, calendarFrom } from '../machines/calendar.ts';
import { type Gazette, gazetteSchema, type Overlay, overlaySchema } from '../machines/gazette.ts';
import { type Programme, programmeSchema } from '../machines/programme.ts';
import type { Tx } from './db.ts';

/**
 * Programmes, gazettes and overlays as they run (design D5): the files are the first version, amendments are further ones
 * here. A version never changes, so what was read of it once is kept.
 */

export interface ProgrammeVersion {
  readonly id: string;
  readonly version: number;
  readonly body: Programme;
}

type Reader = Pick<pg.Pool, 'query'> | Tx;

/**
 * The advisory lock on what cases are judged by: every batch of the door shares it, an amendment has it alone. So no batch
 * that read the versions before an amendment writes after it, and what an amendment finds due stays so until it commits.
 */
export const RULES_LOCK = `hashtextextended('rules', 0)`;

/** Programmes and calendars by version, parsed once. One per process and database. */
export interface Rulebook {
  programme(db: Reader, id: string, version: number): Promise<ProgrammeVersion>;
  calendar(db: Reader, region: string, version: number): Promise<Calendar>;
}

export class UnknownProgramme extends Error {
  readonly id: string;

  constructor(id: string) {
    super(`no programme ${id}`);
    this.name = 'UnknownProgramme';
    this.id = id;
  }
}

export function createRulebook(): Rulebook {
  const programmes = new Map<string, Promise<ProgrammeVersion>>();
  const calendars = new Map<string, Promise<Calendar>>();
  return {
    programme: (db, id, version) =>
      remembered(programmes, `${id}@${version}`, async () => ({
        id,
        version,
        body: await readProgramme(db, id, version),
      })),
    calendar: (db, region, version) =>
      remembered(calendars, `${region}@${version}`, () => readCalendar(db, region, version)),
  };
}

function remembered<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = kept.get(key) ?? make();
  kept.set(key, found);
  // A failed read is not an answer to keep.
  found.catch(() => kept.delete(key));
  return found;
}

/** One version of a programme. @throws UnknownProgramme */
export async function readProgramme(db: Reader, id: string, version: number): Promise<Programme> {
  const { rows } = await db.query<{ body: unknown }>('select body from programmes where id = $1 and version = $2', [
    id,
    version,
  ]);
  if (!rows[0]) throw new UnknownProgramme(`${id}@${version}`);
  return programmeSchema.parse(rows[0].body);
}

/** The latest version of a programme. @throws UnknownProgramme */
export async function latestProgramme(db: Reader, id: string): Promise<ProgrammeVersion> {
  const { rows } = await db.query<{ version: number; body: unknown }>(
    'select version, body from programmes where id = $1 order by version desc limit 1',
    [id],
  );
  const [row] = rows;
  if (!row) throw new UnknownProgramme(id);
  return { id, version: row.version, body: programmeSchema.parse(row.body) };
}

/** The calendar of a region as of a version: the gazettes loaded up to it. */
export async function readCalendar(db: Reader, region: string, version: number): Promise<Calendar> {
  const gazettes = await db.query<{ body: unknown }>('select body from gazettes where version <= $1 order by version', [
    version,
  ]);
  const overlays = await db.query<{ body: unknown }>('select body from overlays where region = $1', [region]);
  return calendarFrom({
    version,
    gazettes: gazettes.rows.map(({ body }) => gazetteSchema.parse(body)),
    overlay: overlays.rows[0] ? overlaySchema.parse(overlays.rows[0].body) : undefined,
  });
}

export async function latestCalendarVersion(db: Reader): Promise<number> {
  const { rows } = await db.query<{ version: number }>('select coalesce(max(version), 0) as version from gazettes');
  return rows[0]?.version ?? 0;
}

/** Writes a further version of a programme, the first or an amendment, and returns its number. */
export async function addProgrammeVersion(tx: Tx, programme: Programme): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(
    `insert into programmes (id, version, body)
     select $1, coalesce(max(version), 0) + 1, $2 from programmes where id = $1 returning version`,
    [programme.id, JSON.stringify(programme)],
  );
  return rows[0]!.version;
}

/** Loads a gazette as a further calendar version; the same gazette again changes nothing. Returns the version. */
export async function addGazette(tx: Tx, gazette: Gazette): Promise<number> {
  await tx.query(
    `insert into gazettes (version, year, published, body)
     select coalesce(max(version), 0) + 1, $1, $2, $3 from gazettes on conflict (year, published) do nothing`,
    [gazette.year, gazette.published, JSON.stringify(gazette)],
  );
  return latestCalendarVersion(tx);
}

export async function putOverlay(tx: Tx, overlay: Overlay): Promise<void> {
  await tx.query(
    'insert into overlays (region, body) values ($1, $2) on conflict (region) do update set body = excluded.body',
    [overlay.region, JSON.stringify(overlay)],
  );
}
