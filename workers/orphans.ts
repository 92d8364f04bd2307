import type pg from 'pg';
import type { Shelf, ShelvedFile } from '../files/shelf.ts';
import { raiseAlarms } from '../store/alarms.ts';
import { inTransaction } from '../store/db.ts';
import { lockFile, type MaterialKey, materialsAfter, namedFiles } from '../store/materials.ts';

/** The night's look at files and the rows that name them: what nobody names goes, what is named and not there is told. */

const DAY_MS = 86_400_000;
const AT_ONCE = 500;
/** An alarm names so many. */
const MOST_NAMED = 50;

export interface Orphans {
  /** Files taken away. */
  readonly removed: number;
  /** Rows whose file is not there. */
  readonly missing: number;
}

/** `diskNow`: the clock that files are dated by, UTC ms; that of the installation may stand still. */
export async function findOrphans(of: { pool: pg.Pool; shelf: Shelf; diskNow?: () => number }): Promise<Orphans> {
  const removed = await removeUnnamed({ diskNow: Date.now, ...of });
  const missing = await missingFiles(of);
  if (missing.length > 0) {
    const body = { count: missing.length, materials: missing.slice(0, MOST_NAMED) };
    await inTransaction(of.pool, (tx) => raiseAlarms(tx, [{ kind: 'materialsMissing', body }]));
  }
  return { removed, missing: missing.length };
}

interface Looking {
  readonly pool: pg.Pool;
  readonly shelf: Shelf;
  readonly diskNow: () => number;
}

async function removeUnnamed(of: Looking): Promise<number> {
  let removed = 0;
  let batch: ShelvedFile[] = [];
  const look = async () => {
    const hashes = batch.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
    const named = await namedFiles(of.pool, hashes);
    for (const file of batch) {
      if (file.sha256 !== null && named.has(file.sha256)) continue;
      if (await removeOld(of, file)) removed += 1;
    }
    batch = [];
  };
  for await (const file of of.shelf.all()) {
    batch.push(file);
    if (batch.length === AT_ONCE) await look();
  }
  await look();
  return removed;
}

/** Somebody may hand the same file in just now: whoever puts one in its place holds the same lock. */
async function removeOld({ pool, shelf, diskNow }: Looking, file: ShelvedFile): Promise<boolean> {
  const isOld = async () => {
    const writtenAt = await shelf.writtenAt(file);
    return writtenAt !== null && writtenAt < diskNow() - DAY_MS;
  };
  if (!(await isOld())) return false;
  return inTransaction(pool, async (tx) => {
    if (file.sha256 !== null) {
      await lockFile(tx, file.sha256);
      if ((await namedFiles(tx, [file.sha256])).size > 0) return false;
    }
    if (!(await isOld())) return false;
    await shelf.remove(file);
    return true;
  });
}

async function missingFiles({ pool, shelf }: { pool: pg.Pool; shelf: Shelf }): Promise<MaterialKey[]> {
  const found: MaterialKey[] = [];
  let after = 0;
  for (;;) {
    const rows = await materialsAfter(pool, { after, limit: AT_ONCE });
    const last = rows.at(-1);
    if (last === undefined) return found;
    after = last.id;
    const missing = new Set(await shelf.missing([...new Set(rows.map(({ sha256 }) => sha256))]));
    found.push(...rows.filter(({ sha256 }) => missing.has(sha256)).map(({ id: _, ...key }) => key));
  }
}
