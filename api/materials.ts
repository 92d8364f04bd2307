import type pg from 'pg';
import type { z } from 'zod';
import { FileRefused } from '../files/refusal.ts';
import { type Received, type Shelf, WrongDigest, WrongLength } from '../files/shelf.ts';
import { fileWords } from '../files/words.ts';
import type { ApplicationContext } from '../machines/application/context.ts';
import { lifecycleOf } from '../machines/registry.ts';
import { restore, type Stored } from '../machines/restore.ts';
import type { Actor } from '../machines/roles.ts';
import { isoInZone } from '../machines/time.ts';
import { type CaseInForce, findCaseInForce } from '../store/cases-in-force.ts';
import { inTransaction, type Tx } from '../store/db.ts';
import {
  addMaterial,
  findMaterial,
  heldBy,
  isRecused,
  lockFile,
  lockMaterials,
  type MaterialKey,
  type MaterialRow,
  materialsOf,
} from '../store/materials.ts';
import type { Rulebook } from '../store/programmes.ts';
import { type Reader, visibleTo } from '../store/visible.ts';
import type { Operations } from './contract.ts';
import { type Language, said } from './language.ts';
import type { Answered, Handler, Upload } from './operation.ts';
import { Problem } from './problems.ts';

/** Files of a case: handed in by its applicant, read by whoever sees the case. */

export interface MaterialParts {
  readonly pool: pg.Pool;
  readonly rulebook: Rulebook;
  readonly shelf: Shelf;
  readonly limits: { readonly fileBytes: number; readonly caseFiles: number; readonly caseBytes: number };
}

type Uploaded = Answered<Operations['uploadMaterial']>;

export function uploadMaterial(parts: MaterialParts): Handler<Operations['uploadMaterial']> {
  return async ({ params, headers, who: { actor }, upload, language }) => {
    const found = await caseSeen(parts.pool, actor, params.id);
    if (actor.role !== 'applicant') throw new Problem('ROLE_NOT_ENTITLED');
    if (found.record.ended !== null) throw new Problem('CASE_ENDED');
    await expectItem(parts, found, params.item);
    const key = { case: params.id, item: params.item, sha256: headers['content-digest'] };
    const bytes = lengthOf(upload, parts.limits.fileBytes);
    const held = await findMaterial(parts.pool, key);
    if (held === null) await expectRoom(parts, parts.pool, { id: params.id, bytes });
    const declared = { bytes, sha256: key.sha256, mediaType: headers['content-type'] ?? null };
    const received = await parts.shelf.receive(upload.stream, declared).catch((error: unknown) => {
      throw problemOfFile(error, language);
    });
    try {
      const row = await inTransaction(parts.pool, (tx) => keep(parts, tx, { key, received, by: actor.person }));
      return { body: fileOf(row) } satisfies Uploaded;
    } finally {
      await received.discard();
    }
  };
}

/** The file is in its place before the row that names it is committed (design D10). */
async function keep(
  parts: MaterialParts,
  tx: Tx,
  { key, received, by }: { key: MaterialKey; received: Received; by: string },
): Promise<MaterialRow> {
  await lockMaterials(tx, key.case);
  await lockFile(tx, key.sha256);
  const held = await findMaterial(tx, key);
  const { bytes, mediaType } = received;
  if (held === null) await expectRoom(parts, tx, { id: key.case, bytes });
  // A file whose row was there and that was lost comes back by being sent again.
  await received.keep();
  return held ?? (await addMaterial(tx, { ...key, bytes, mediaType, by }));
}

/** @throws Problem CASE_NOT_FOUND for what the actor does not see, and for what is no application. */
async function caseSeen(pool: pg.Pool, actor: Actor & { person: string }, id: string): Promise<CaseInForce> {
  const found = await findCaseInForce(pool, visibleTo(actor), id);
  if (found === null || found.record.lifecycle !== 'application') throw new Problem('CASE_NOT_FOUND');
  if (actor.role === 'expert' && (await isRecused(pool, { case: id, person: actor.person })))
    throw new Problem('CASE_NOT_FOUND');
  return found;
}

/** @throws Problem MATERIAL_ITEM_UNKNOWN for what no checklist of the series and level names (E38). */
async function expectItem({ pool, rulebook }: MaterialParts, found: CaseInForce, item: string): Promise<void> {
  const { record, programmeVersion } = found;
  const { body: programme } = await rulebook.programme(pool, record.programme, programmeVersion);
  const lifecycle = lifecycleOf(record.lifecycle, record.lifecycle_version);
  const { claim } = restore(lifecycle, JSON.parse(record.snapshot) as Stored).context as ApplicationContext;
  const known = programme.materials.checklists
    .filter(({ series, levels }) => series.includes(claim.series) && levels.includes(claim.level))
    .some(({ items }) => items.some(({ id }) => id === item));
  if (!known) throw new Problem('MATERIAL_ITEM_UNKNOWN');
}

function lengthOf({ bytes }: Upload, limit: number): number {
  if (bytes === null) throw new Problem('LENGTH_REQUIRED');
  if (bytes > limit) throw new Problem('FILE_TOO_LARGE', { params: { limit }, headers: { Connection: 'close' } });
  return bytes;
}

async function expectRoom(
  { limits: { caseFiles, caseBytes } }: MaterialParts,
  db: Reader,
  { id, bytes }: { id: string; bytes: number },
): Promise<void> {
  const held = await heldBy(db, id);
  if (held.files < caseFiles && held.bytes + bytes <= caseBytes) return;
  throw new Problem('MATERIAL_QUOTA', { params: { files: caseFiles, bytes: caseBytes } });
}

function problemOfFile(error: unknown, language: Language): unknown {
  if (error instanceof WrongLength || error instanceof WrongDigest) return new Problem('FILE_DIFFERS');
  // The sender went away before its file was whole.
  if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') return new Problem('FILE_DIFFERS');
  if (!(error instanceof FileRefused)) return error;
  const { finding } = error;
  const why = said(fileWords[finding], language);
  const isOfType = finding !== 'NOT_PDF_JPEG_PNG' && finding !== 'TYPE_DIFFERS';
  return new Problem(isOfType ? 'FILE_REFUSED' : 'FILE_TYPE_REFUSED', {
    params: { why },
    faults: [{ in: 'body', pointer: '', code: finding, message: why }],
  });
}

type FileView = z.input<Operations['uploadMaterial']['reply']['schema']>;

function fileOf({ item, sha256, bytes, media_type, uploaded_at, uploaded_by }: MaterialRow): FileView {
  const mediaType = media_type as FileView['mediaType'];
  return { item, sha256, bytes, mediaType, uploadedAt: isoInZone(uploaded_at), uploadedBy: uploaded_by };
}

export function listOfMaterials({ pool }: MaterialParts): Handler<Operations['listMaterials']> {
  return async ({ params, who: { actor }, language }) => {
    await caseSeen(pool, actor, params.id);
    const held = await materialsOf(pool, params.id);
    const materials = held.map((row) => ({
      ...fileOf(row),
      named: row.named,
      conclusions: row.conclusions.map((one) => ({
        ...one,
        label: said(conclusionWords[one.conclusion] ?? { zh: one.conclusion, en: one.conclusion }, language),
        at: isoInZone(one.at),
      })),
    }));
    return { body: { materials } };
  };
}

/** 二(二)3. */
const conclusionWords: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  TRUE: { zh: '属实', en: 'true' },
  MATCHES_ORIGINAL: { zh: '与原件相符', en: 'matches the original' },
  UNTRUE: { zh: '不属实', en: 'untrue' },
  DIFFERS_FROM_ORIGINAL: { zh: '与原件不符', en: 'differs from the original' },
};

const ends: Readonly<Record<string, string>> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' };

export function materialDownload({ pool, shelf }: MaterialParts): Handler<Operations['readMaterial']> {
  return async ({ params: { id, item, sha256 }, who: { actor } }) => {
    await caseSeen(pool, actor, id);
    const row = await findMaterial(pool, { case: id, item, sha256 });
    if (row === null) throw new Problem('MATERIAL_NOT_FOUND');
    const { bytes, stream } = await shelf.read(sha256);
    return {
      body: stream,
      headers: {
        'Content-Type': row.media_type,
        'Content-Length': String(bytes),
        'Content-Disposition': `attachment; filename="${item}-${sha256.slice(0, 8)}.${ends[row.media_type]}"`,
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Content-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
      },
    };
  };
}
