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
  /** Where in the file: the order of the rows in it. */
  readonly offset: number;
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
  const heads = new Set([...sought.keys()].map((hex) => Buffer.from(hex, 'hex').readUInt32LE(0)));
  return filesOf(directory)
    .filter((path) => path.startsWith('pg_wal') === (where === 'wal'))
    .flatMap((path) => {
      const bytes = readIfThere(join(directory, path));
      return bytes === null ? [] : [...tracesOf(bytes, { file: path, sought, heads, where })];
    });
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
  readonly sought: ReadonlyMap<string, string>;
  readonly heads: ReadonlySet<number>;
  readonly where: Where;
}

function* tracesOf(bytes: Buffer, { file, sought, heads, where }: Search): Generator<Trace> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 17 < bytes.length; at += 1) {
    if (!heads.has(view.getUint32(at, true))) continue;
    const id = sought.get(bytes.toString('hex', at, at + 16));
    const choice = id === undefined ? null : choiceAt(bytes, at + 16);
    if (id === undefined || choice === null) continue;
    const head = where === 'wal' ? at : headBefore(bytes, at);
    if (head !== null) yield { case: id, choice, xmin: view.getUint32(head, true), file, offset: at };
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
    if (head >= 0 && (head % PAGE) % 8 === 0 && bytes.readUInt8(head + 22) === HEAD) return head;
  }
  return null;
}
