import type { CaseId, PersonId } from '../machines/ids.ts';
import type { Instant } from '../machines/time.ts';
import { readClock } from './clock.ts';
import type { Tx } from './db.ts';
import type { Reader } from './visible.ts';

/** What is handed in for the items of a case's checklist: rows that only grow, each naming a file outside the database. */

export interface MaterialKey {
  readonly case: CaseId;
  readonly item: string;
  /** Hex. */
  readonly sha256: string;
}

export interface NewMaterial extends MaterialKey {
  readonly bytes: number;
  readonly mediaType: string;
  readonly by: PersonId;
}

export interface Material {
  readonly item: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly media_type: string;
  /** By the clock, UTC ms. */
  readonly uploaded_at: Instant;
  readonly uploaded_by: PersonId;
  /** The applicant's last submission names it. */
  readonly named: boolean;
  /** What was concluded of it, oldest first. */
  readonly conclusions: readonly Conclusion[];
}

/** 二(二)3: by a named reviewer, on a date, with a seal (E43). */
export interface Conclusion {
  readonly conclusion: string;
  readonly by: PersonId;
  readonly at: Instant;
  readonly date: string | null;
  readonly seal: string | null;
}

/** How much a case may hold. */
export interface MaterialQuota {
  readonly files: number;
  readonly bytes: number;
}

/** A file may be put in its place, or taken away, only by whoever holds this: until the transaction ends. */
export async function lockFile(tx: Tx, sha256: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('file ' || $1, 0))`, [sha256]);
}

/** Uploads to one case come one after the other, so that together they keep to its quota. */
export async function lockMaterials(tx: Tx, id: CaseId): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('materials ' || $1, 0))`, [id]);
}

/** What the case holds: the same file for two items lies there once and counts twice. */
export async function heldBy(db: Reader, id: CaseId): Promise<MaterialQuota> {
  const { rows } = await db.query<MaterialQuota>(
    'select count(*)::integer as files, coalesce(sum(bytes), 0)::bigint as bytes from materials where case_id = $1',
    [id],
  );
  return rows[0] as MaterialQuota;
}

export interface MaterialRow extends Omit<Material, 'named' | 'conclusions'> {}

const columns = 'item, sha256, bytes, media_type, uploaded_at, uploaded_by';

export async function findMaterial(db: Reader, { case: id, item, sha256 }: MaterialKey): Promise<MaterialRow | null> {
  const { rows } = await db.query<MaterialRow>(
    `select ${columns} from materials where case_id = $1 and item = $2 and sha256 = $3`,
    [id, item, sha256],
  );
  return rows[0] ?? null;
}

/** Names a file that is in its place already. */
export async function addMaterial(tx: Tx, of: NewMaterial): Promise<MaterialRow> {
  const { now } = await readClock(tx);
  const { rows } = await tx.query<MaterialRow>(
    `insert into materials (case_id, item, sha256, bytes, media_type, uploaded_at, uploaded_by)
      values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    [of.case, of.item, of.sha256, of.bytes, of.mediaType, now, of.by],
  );
  return rows[0] as MaterialRow;
}

/**
 * Every file of a case, oldest first. A conclusion is about the file that the applicant's last submission before it named for
 * the item: the history fixes which, whatever is uploaded later.
 */
export async function materialsOf(db: Reader, id: CaseId): Promise<Material[]> {
  const { rows } = await db.query<Material>(
    `with named as (
       select e.seq, lead(e.seq) over (order by e.seq) as until, e.payload
       from events e where e.case_id = $1 and e.type in ('submit', 'resubmit', 'supplement')
     ), files as (
       select n.seq, n.until, m.item, m.sha256
       from named n, json_to_recordset(n.payload -> 'materials') as m(item text, sha256 text)
     ), concluded as (
       select f.item, f.sha256, e.seq, json_build_object('conclusion', c.conclusion, 'by', e.actor, 'at', e.at,
           'date', e.signature ->> 'date', 'seal', e.signature ->> 'seal') as told
       from events e
       cross join json_to_recordset(e.payload -> 'conclusions') as c(item text, conclusion text)
       join files f on f.item = c.item and f.seq < e.seq and (f.until is null or e.seq < f.until)
       where e.case_id = $1 and e.type = 'verify'
     )
     select m.item, m.sha256, m.bytes, m.media_type, m.uploaded_at, m.uploaded_by,
       exists (select from files f where f.item = m.item and f.sha256 = m.sha256 and f.until is null) as named,
       coalesce((select json_agg(c.told order by c.seq) from concluded c
         where c.item = m.item and c.sha256 = m.sha256), '[]') as conclusions
     from materials m where m.case_id = $1 order by m.id`,
    [id],
  );
  return rows;
}

/** An expert who is recused from a case does not see its files (令40 第25条). */
export async function isRecused(db: Reader, of: { case: CaseId; person: PersonId }): Promise<boolean> {
  const { rows } = await db.query<{ recused: boolean }>(
    'select exists (select from ballot_roster where case_id = $1 and voter = $2 and recused) as recused',
    [of.case, of.person],
  );
  return rows[0]?.recused ?? false;
}

/** Those of the hashes that a row names. */
export async function namedFiles(db: Reader, hashes: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ sha256: string }>(
    'select distinct sha256 from materials where sha256 = any ($1::text[])',
    [hashes],
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}

export interface MaterialPlace extends MaterialKey {
  readonly id: number;
}

/** Rows in the order they were written, so many after one. */
export async function materialsAfter(db: Reader, { after, limit }: { after: number; limit: number }) {
  const { rows } = await db.query<MaterialPlace>(
    'select id, case_id as case, item, sha256 from materials where id > $1 order by id limit $2',
    [after, limit],
  );
  return rows;
}
