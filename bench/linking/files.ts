import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Choice } from '../../store/ballots.ts';

/**
 * The attacker's reading of the data directory: every file of it, whether a relation's of today, one that was left behind,
 * or none at all; rows in use, dead rows, and what lies in free space, told by the case id in them and what follows it.
 */

/** A ballot found in a file. */
export interface Trace {
  readonly case: string;
  readonly choice: Choice;
  /** The transaction that wrote the row. */
  readonly xmin: number;
  readonly file: string;
  /** The row's page and number in it: the order in which rows were put in. It keeps them when it is moved within its page. */
  readonly page: number;
  readonly number: number;
}

const PAGE = 8_192;
/** A row's head, without nulls; its first 4 bytes are xmin, its 23rd says how long it is. */
const HEAD = 24;
/** What may stand before the case id in a row: nothing, the number of a box, a key. */
const BEFORE: readonly number[] = [0, 2, 4, 8, 16, 18, 32];

export type Where = 'database' | 'wal';

/** Every ballot of these cases in the data directory. `wal`: in what the server has written ahead, and only there. */
export function tracesIn(directory: string, cases: readonly string[], where: Where = 'database'): Trace[] {
  const sought = new Map(cases.map((id) => [id.replaceAll('-', ''), id]));
  const heads = headsOf(sought.keys());
  const found = filesOf(directory)
    .filter((path) => path.startsWith('pg_wal') === (where === 'wal'))
    .flatMap((path) => {
      const bytes = readIfThere(join(directory, path));
      return bytes === null ? [] : [...tracesOf(bytes, { file: path, sought, heads, where })];
    });
  return rowsOf(found);
}

/** Every row once. */
export function rowsOf(traces: readonly Trace[]): Trace[] {
  const nameOf = ({ file, page, number, xmin, case: id }: Trace) => `${file} ${page} ${number} ${xmin} ${id}`;
  return [...new Map(traces.map((trace) => [nameOf(trace), trace])).values()];
}

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
}

/** A file may go while the directory is read. */
function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (!existsSync(path)) return null;
    throw error;
  }
}

interface Search {
  readonly file: string;
  /** Case ids by their 32 hexadecimal digits. */
  readonly sought: ReadonlyMap<string, string>;
  /** Which first two bytes they have: most of a file is passed over by these. */
  readonly heads: Uint8Array;
  readonly where: Where;
}

function headsOf(ids: Iterable<string>): Uint8Array {
  const heads = new Uint8Array(65_536);
  for (const hex of ids) heads[Number.parseInt(hex.slice(0, 4), 16)] = 1;
  return heads;
}

function* tracesOf(bytes: Buffer, { file, sought, heads, where }: Search): Generator<Trace> {
  for (let at = 0; at + 17 < bytes.length; at += 1) {
    if (heads[((bytes[at] as number) << 8) | (bytes[at + 1] as number)] === 0) continue;
    const id = sought.get(bytes.toString('hex', at, at + 16));
    const choice = id === undefined ? null : choiceAt(bytes, at + 16);
    if (id === undefined || choice === null) continue;
    if (where === 'wal') {
      yield { case: id, choice, xmin: 0, file, page: 0, number: at };
      continue;
    }
    const head = headBefore(bytes, at);
    if (head === null) continue;
    const number = bytes.readUInt16LE(head + 16);
    yield { case: id, choice, xmin: bytes.readUInt32LE(head), file, page: Math.floor(head / PAGE), number };
  }
}

const letters: Readonly<Record<string, Choice>> = { y: 'yes', n: 'no', a: 'abstain' };

/** A choice as a letter, or as text with its length before it. */
function choiceAt(bytes: Buffer, at: number): Choice | null {
  const text = bytes.toString('latin1', at, at + 8);
  for (const choice of ['yes', 'no', 'abstain'] as const) {
    if (text.charCodeAt(0) === (choice.length + 1) * 2 + 1 && text.startsWith(choice, 1)) return choice;
  }
  return letters[text.charAt(0)] ?? null;
}

/** Where the row begins that has a case id here; null where no row can. */
function headBefore(bytes: Buffer, at: number): number | null {
  for (const before of BEFORE) {
    const head = at - HEAD - before;
    if (head >= 0 && (head % PAGE) % 8 === 0 && isHead(bytes, head)) return head;
  }
  return null;
}

const MOST_COLUMNS = 12;
const MOST_ROWS_A_PAGE = 300;

/** Of a row as it was put in: its length, its few columns, and its own place, which is this page. */
function isHead(bytes: Buffer, head: number): boolean {
  const page = bytes.readUInt16LE(head + 12) * 65_536 + bytes.readUInt16LE(head + 14);
  const number = bytes.readUInt16LE(head + 16);
  const columns = bytes.readUInt16LE(head + 18) & 0x7ff;
  return (
    bytes.readUInt8(head + 22) === HEAD &&
    page === Math.floor(head / PAGE) &&
    number >= 1 &&
    number <= MOST_ROWS_A_PAGE &&
    columns >= 2 &&
    columns <= MOST_COLUMNS
  );
}
