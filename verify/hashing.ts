import { createHash, type Hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type EventRow, isObject } from './rows.ts';
import { type Db, Pages } from './snapshot.ts';

/** Hashes over event rows: the chain of a case (design D7), and the log of a whole season. */

/** The previous hash of a case's first event. */
export const FIRST_PREVIOUS = Buffer.alloc(32);

/** Not part of what an event says: the chain itself, and which transaction wrote the row. */
const OUTSIDE_CHAIN: ReadonlySet<string> = new Set(['prev', 'hash', 'tx', 'written_by']);

/** Two runs of one season differ in these: when it was written down, by which transaction, under which request. */
const OUTSIDE_LOG: ReadonlySet<string> = new Set([...OUTSIDE_CHAIN, 'recorded', 'request_id']);

/** RFC 8785 JSON of a row over every column it has, nulls left out. Throws for a value that is no JSON (1e999). */
function canonical(row: object, outside: ReadonlySet<string>): string {
  const columns = Object.entries(row).filter(([column, value]) => value !== null && !outside.has(column));
  const text = canonicalize(Object.fromEntries(columns));
  if (text === undefined) throw new TypeError('the row is no JSON');
  return text;
}

/** SHA-256(previous ‖ canonical row): what `hash` of this row must be, given its `prev`. Throws as `canonical`. */
export function eventHash(event: EventRow): Buffer {
  return createHash('sha256').update(event.prev).update(canonical(event, OUTSIDE_CHAIN)).digest();
}

/** Whether two JSON values say the same, whatever the order of their keys; an undefined entry is none. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((item, at) => sameJson(item, other[at]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  for (const key in one) if (!sameJson(one[key], other[key])) return false;
  for (const key in other) if (other[key] !== undefined && one[key] === undefined) return false;
  return true;
}

/** A JSON value in one way of writing it, to be shown; of what is no JSON, why. */
export function jsonText(value: unknown): string {
  try {
    return canonicalize(value ?? null) ?? 'undefined';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * What was seen of a notice's page is left out of the log but for when it was seen and when it was not: how often it was looked
 * at depends on what had to be done twice, and the digest is over pages, which show a number that whoever came first was given.
 */
const LOOKS: ReadonlySet<string> = new Set(['looked', 'seen', 'digest']);

function withoutLooks(row: Record<string, unknown>): Record<string, unknown> {
  const { facts } = row;
  if (!isObject(facts) || !isObject(facts.evidence)) return row;
  const evidence = Object.fromEntries(Object.entries(facts.evidence).filter(([name]) => !LOOKS.has(name)));
  return { ...row, facts: { ...facts, evidence } };
}

export interface LogHash {
  /** Lower-case hexadecimal SHA-256. */
  readonly hash: string;
  readonly rows: number;
}

/** A row of the log, as its table has it. */
type LogRow = Record<string, unknown>;

/** What another case sent, apart from what the case made of it. */
const SENT: ReadonlySet<string> = new Set([
  'case_id',
  'type',
  'past',
  'at',
  'received',
  'actor',
  'on_behalf_of',
  'role',
  'organisation',
  'channel',
  'payload',
  'cause',
]);

/**
 * The log as lines to be hashed, one canonical line a row. What several cases tell one at the same instant arrives in no
 * certain order: of such a run what was sent and what came of it are lines of their own, each in the order of their text.
 */
export class LogLines {
  #run: LogRow[] = [];

  /** Rows by case and sequence number; answers the lines that are certain now. */
  add(row: LogRow): string[] {
    const last = this.#run.at(-1);
    const continues =
      last !== undefined &&
      last.case_id === row.case_id &&
      last.at === row.at &&
      [last, row].every(({ cause }) => (cause ?? null) !== null);
    if (continues) {
      this.#run.push(row);
      return [];
    }
    const lines = this.end();
    this.#run = [row];
    return lines;
  }

  /** The lines of what was added last. */
  end(): string[] {
    const run = this.#run;
    this.#run = [];
    if (run.length < 2) return run.map((row) => canonical(row, OUTSIDE_LOG));
    const part = (isOf: (column: string) => boolean) =>
      run
        .map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'seq' && isOf(column))))
        .map((columns) => canonical(columns, OUTSIDE_LOG))
        .sort();
    return [...part((column) => SENT.has(column)), ...part((column) => !SENT.has(column))];
  }
}

/**
 * The event-log hash of a season: SHA-256 over all columns of all events except recorded, tx, request_id, prev and hash,
 * ordered by (case_id, seq), one canonical line a row; runs of events that other cases sent at one instant as `LogLines`
 * has them; of an `evidence` fact only when a page was seen and its gaps.
 */
export async function logHash(db: Db): Promise<LogHash> {
  const select = 'select * from events order by case_id, seq';
  const pages = await Pages.open<LogRow>(db, { name: 'verify_log', select, size: 1_000 });
  const hash: Hash = createHash('sha256');
  const lines = new LogLines();
  let rows = 0;
  const write = (some: readonly string[]) => {
    for (const line of some) hash.update(line).update('\n');
  };
  for (let page = await pages.next(); page.length > 0; page = await pages.next()) {
    for (const row of page) write(lines.add(withoutLooks(row)));
    rows += page.length;
  }
  write(lines.end());
  return { hash: hash.digest('hex'), rows };
}
