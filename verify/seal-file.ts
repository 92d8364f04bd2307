import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import canonicalize from 'canonicalize';
import { isObject } from './rows.ts';

/**
 * The seal: a file outside the database that only grows. A run of the checker appends a line for every case that moved
 * since the run before, then a line of its own with a hash over everything since the last such line and that line's hash,
 * so that the file cannot be edited unnoticed. A run that died in the middle leaves lines without a run's; the next one
 * says so (`resumed`) and seals them with its own.
 */

export interface SealedCase {
  readonly case: string;
  readonly seq: number;
  /** Lower-case hexadecimal. */
  readonly hash: string;
}

export interface SealedRun {
  readonly run: number;
  /** Raw clock of the database, UTC ms. */
  readonly raw: number;
  /** Transactions below this one were visible to the run, committed or not to be. */
  readonly xmin: string;
  readonly cases: number;
  /** How many violations the run found. */
  readonly violations: number;
}

/** What is known of a file once it is read to its end. */
export interface SealEnd {
  readonly last: SealedRun | null;
  /** The hash of the last run's line; empty before the first. */
  readonly chain: string;
  /** Lines behind the last run's. */
  readonly unfinished: readonly string[];
  /** Whether the file ends in the middle of a line. */
  readonly torn: boolean;
}

export type SealLine =
  | { readonly kind: 'case'; readonly line: number; readonly sealed: SealedCase }
  /** A line that is none, or a run whose hash is not that of the lines it seals. */
  | { readonly kind: 'edited'; readonly line: number; readonly why: string };

const RESUMED = JSON.stringify({ resumed: true });

/** Reads a seal from the start, line by line, in constant memory; returns where it ends. A missing file is an empty seal. */
export async function* readSeal(path: string): AsyncGenerator<SealLine, SealEnd> {
  const reader = new Reader();
  const whole = await endsInNewline(path);
  if (whole === undefined) return reader.end(false);
  for await (const text of createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    yield* reader.take(text);
  }
  return reader.end(!whole);
}

class Reader {
  #line = 0;
  #last: SealedRun | null = null;
  #chain = '';
  #span: Hash = spanAfter('');
  #unfinished: string[] = [];
  /** A line that could not be read; forgiven where the next one says that a torn run was resumed. */
  #unread: number | null = null;

  *take(text: string): Generator<SealLine> {
    this.#line += 1;
    const parsed = parse(text);
    if (this.#unread !== null && text !== RESUMED) yield this.#edited(this.#unread, 'is no line of a seal');
    this.#unread = null;
    const run = parsed === null ? null : runOf(parsed);
    if (run === null) {
      this.#span.update(`${text}\n`);
      this.#unfinished.push(text);
      const sealed = parsed === null ? null : caseOf(parsed);
      if (sealed !== null) yield { kind: 'case', line: this.#line, sealed };
      else if (text !== RESUMED) this.#unread = this.#line;
      return;
    }
    const chain = chainOf(this.#span, run.run);
    if (chain !== run.chain)
      yield this.#edited(this.#line, `its run is sealed as ${run.chain}, the lines give ${chain}`);
    this.#last = run.run;
    this.#chain = run.chain;
    this.#span = spanAfter(run.chain);
    this.#unfinished = [];
  }

  end(torn: boolean): SealEnd {
    return { last: this.#last, chain: this.#chain, unfinished: this.#unfinished, torn };
  }

  #edited(line: number, why: string): SealLine {
    return { kind: 'edited', line, why };
  }
}

/** Appends one run to a seal; the lines are on the disk when `finish` answers. */
export class SealWriter {
  readonly #file: FileHandle;
  readonly #end: SealEnd;
  readonly #span: Hash;
  #buffer = '';

  private constructor(file: FileHandle, end: SealEnd) {
    this.#file = file;
    this.#end = end;
    this.#span = spanAfter(end.chain);
    for (const text of end.unfinished) this.#span.update(`${text}\n`);
  }

  static async open(path: string, end: SealEnd): Promise<SealWriter> {
    const writer = new SealWriter(await open(path, 'a', 0o600), end);
    if (end.torn) writer.#buffer = '\n';
    if (end.unfinished.length > 0) await writer.#line(RESUMED);
    return writer;
  }

  add(sealed: SealedCase): Promise<void> {
    return this.#line(JSON.stringify({ case: sealed.case, seq: sealed.seq, hash: sealed.hash }));
  }

  /** Writes the run's own line and closes the file. */
  async finish(run: Omit<SealedRun, 'run'>): Promise<SealedRun> {
    const numbered: SealedRun = { run: (this.#end.last?.run ?? 0) + 1, ...run };
    const chain = chainOf(this.#span, numbered);
    this.#buffer += `${JSON.stringify({ ...numbered, chain })}\n`;
    await this.#flush();
    await this.#file.sync();
    await this.#file.close();
    return numbered;
  }

  /** Closes the file without sealing what was added. */
  close(): Promise<void> {
    return this.#file.close();
  }

  async #line(text: string): Promise<void> {
    this.#span.update(`${text}\n`);
    this.#buffer += `${text}\n`;
    if (this.#buffer.length > 65_536) await this.#flush();
  }

  async #flush(): Promise<void> {
    await this.#file.appendFile(this.#buffer);
    this.#buffer = '';
  }
}

/** The hash over a run's span: begun with the last run's hash. */
function spanAfter(chain: string): Hash {
  return createHash('sha256').update(`${chain}\n`);
}

function chainOf(span: Hash, run: SealedRun): string {
  return span
    .copy()
    .update(canonicalize(run) ?? '')
    .digest('hex');
}

async function endsInNewline(path: string): Promise<boolean | undefined> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    if (size === 0) return true;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString() === '\n';
  } finally {
    await file.close();
  }
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function caseOf(value: Readonly<Record<string, unknown>>): SealedCase | null {
  const { case: id, seq, hash } = value;
  const fits = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) && Number.isSafeInteger(seq);
  return fits && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? { case: id, seq: Number(seq), hash } : null;
}

function runOf(value: Readonly<Record<string, unknown>>): { run: SealedRun; chain: string } | null {
  const { chain, xmin } = value;
  const [run, raw, cases, violations] = [value.run, value.raw, value.cases, value.violations];
  if (typeof chain !== 'string' || typeof xmin !== 'string') return null;
  if (!isCount(run) || !isCount(raw) || !isCount(cases) || !isCount(violations)) return null;
  return { run: { run, raw, xmin, cases, violations }, chain };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
