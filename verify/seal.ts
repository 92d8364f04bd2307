import type { Finding } from './findings.ts';
import { readSeal, type SealEnd, type SealedCase, type SealedRun, type SealLine, SealWriter } from './seal-file.ts';
import { type Db, Pages } from './snapshot.ts';

/**
 * Compares the database with what earlier runs saw of it, and seals what has moved since (reliability H53): a history whose
 * tail was cut, or whose chain was computed anew behind an edit, no longer is what was sealed.
 */

type Found = (finding: Finding) => void;

const CHUNK = 2_000;

/** Compares every line ever sealed. Returns where the file ends, for `appendRun`. */
export async function compareSeal(db: Db, path: string, found: Found): Promise<SealEnd> {
  const lines = readSeal(path);
  let chunk: SealedCase[] = [];
  for (;;) {
    const next = await lines.next();
    if (next.done) {
      await compareChunk(db, chunk, found);
      return next.value;
    }
    const sealed = sealedIn(next.value, found);
    if (sealed !== null) chunk.push(sealed);
    if (chunk.length < CHUNK) continue;
    await compareChunk(db, chunk, found);
    chunk = [];
  }
}

function sealedIn(line: SealLine, found: Found): SealedCase | null {
  if (line.kind === 'case') return line.sealed;
  found({ name: 'sealFileEdited', case: null, seq: null, detail: `line ${line.line}: ${line.why}` });
  return null;
}

async function compareChunk(db: Db, chunk: readonly SealedCase[], found: Found): Promise<void> {
  const { rows } = await db.query<{ case: string; seq: number; sealed: string; hash: string | null }>(
    `select s.id::text as case, s.seq, encode(s.hash, 'hex') as sealed, encode(e.hash, 'hex') as hash
     from unnest($1::uuid[], $2::integer[], $3::bytea[]) as s(id, seq, hash)
     left join events e on e.case_id = s.id and e.seq = s.seq
     where e.hash is distinct from s.hash`,
    [chunk.map((one) => one.case), chunk.map(({ seq }) => seq), chunk.map(({ hash }) => Buffer.from(hash, 'hex'))],
  );
  for (const { case: id, seq, sealed, hash } of rows) {
    if (hash === null) found({ name: 'sealTailCut', case: id, seq, detail: `sealed as ${sealed}, and gone` });
    else found({ name: 'sealBroken', case: id, seq, detail: `sealed as ${sealed}, now ${hash}` });
  }
}

/** Another run is sealing; two would tear each other's lines. */
export class SealBusy extends Error {
  constructor() {
    super('another run is sealing this database');
    this.name = 'SealBusy';
  }
}

/** Appends the last event of every case that moved since the last run. @throws SealBusy */
export async function appendRun(
  db: Db,
  path: string,
  { end, violations }: { end: SealEnd; violations: number },
): Promise<SealedRun> {
  const { raw, xmin, since } = await positionOf(db, end);
  const moved = await Pages.open<SealedCase>(db, {
    name: 'verify_moved',
    select: `select distinct on (e.case_id) e.case_id::text as case, e.seq, encode(e.hash, 'hex') as hash
      from (select distinct case_id from events where tx >= $1::xid8) m join events e on e.case_id = m.case_id
      order by e.case_id, e.seq desc`,
    values: [since],
    size: CHUNK,
  });
  const writer = await SealWriter.open(path, end);
  try {
    let cases = 0;
    for (let page = await moved.next(); page.length > 0; page = await moved.next()) {
      for (const sealed of page) await writer.add(sealed);
      cases += page.length;
    }
    return await writer.finish({ raw, xmin, cases, violations });
  } catch (error) {
    await writer.close();
    throw error;
  }
}

/**
 * Where this run stands among the transactions, and from which one on nothing was sealed. A database restored into a new
 * server counts its transactions anew; then everything is sealed again.
 */
async function positionOf(db: Db, { last }: SealEnd): Promise<{ raw: number; xmin: string; since: string }> {
  const { rows } = await db.query<{ raw: number; xmin: string; xmax: string; free: boolean }>(
    `select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as raw,
       pg_snapshot_xmin(pg_current_snapshot())::text as xmin, pg_snapshot_xmax(pg_current_snapshot())::text as xmax,
       pg_try_advisory_xact_lock(hashtextextended('zhicheng:seal', 0)) as free`,
  );
  const [position] = rows;
  if (position === undefined || !position.free) throw new SealBusy();
  const { raw, xmin, xmax } = position;
  const since = last === null || BigInt(last.xmin) > BigInt(xmax) ? '0' : last.xmin;
  return { raw, xmin, since };
}
