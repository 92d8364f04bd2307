import pg from 'pg';

/**
 * One look at the database: everything the checker reads, it reads in one read-only transaction that sees one state, so
 * that a running system can be checked. Large tables come through cursors, a page ahead of the reader.
 */

export interface Db {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
}

/** Statements one after another on one connection, in the order they are asked for: pages are fetched ahead. */
class Queue implements Db {
  readonly #client: pg.Client;
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: pg.Client) {
    this.#client = client;
  }

  query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> {
    const ask = () => this.#client.query<Row>(text, values);
    // Whoever asked hears of a failure; the next one asks all the same.
    const answer = this.#last.then(ask, ask);
    this.#last = answer;
    return answer;
  }
}

const { builtins } = pg.types;
const INT8_ARRAY = 1016;

/** `bigint` as number, `json` parsed, dates and everything unknown as text: what the chain hashes (design D7). */
function getTypeParser(oid: number, format: 'text' | 'binary' = 'text'): (text: string) => unknown {
  if (format === 'text') {
    if (oid === builtins.INT8) return Number;
    if (oid === builtins.DATE) return (text) => text;
    if (oid === INT8_ARRAY) return (text) => text.slice(1, -1).split(',').filter(Boolean).map(Number);
  }
  return pg.types.getTypeParser(oid, format);
}

/**
 * Connects, opens the transaction, runs the work and disconnects. Nothing can be written through it. Throws what the
 * connection or the work throws.
 */
export async function onSnapshot<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'zhicheng-verify',
    options: '-c TimeZone=UTC',
    types: { getTypeParser },
  });
  // A connection that breaks fails the statement under way; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const result = await work(new Queue(client));
    await client.query('rollback');
    return result;
  } finally {
    await client.end();
  }
}

/** One page at a time of a large result, the next page fetched while this one is worked on. */
export class Pages<Row extends object> {
  readonly #db: Db;
  readonly #fetch: string;
  readonly #size: number;
  #next: Promise<Row[]> | undefined;

  private constructor(db: Db, name: string, size: number) {
    this.#db = db;
    this.#size = size;
    this.#fetch = `fetch ${size} from ${name}`;
    this.#next = this.#ahead();
  }

  static async open<Row extends object>(
    db: Db,
    of: { name: string; select: string; values?: unknown[]; size: number },
  ): Promise<Pages<Row>> {
    await db.query(`declare ${of.name} no scroll cursor for ${of.select}`, of.values ?? []);
    return new Pages<Row>(db, of.name, of.size);
  }

  /** The next page; empty at the end. */
  async next(): Promise<Row[]> {
    const rows = this.#next === undefined ? [] : await this.#next;
    this.#next = rows.length < this.#size ? undefined : this.#ahead();
    return rows;
  }

  #ahead(): Promise<Row[]> {
    const page = this.#db.query<Row>(this.#fetch).then(({ rows }) => rows);
    // Whoever asks for the page hears of its failure; nobody may ask when another query failed first.
    page.catch(() => undefined);
    return page;
  }
}

/** Rows of one table in the order of their case, handed out a case at a time. */
export class ByCase<Row extends { case_id: string }> {
  readonly #pages: Pages<Row>;
  #page: Row[] = [];
  #at = 0;

  constructor(pages: Pages<Row>) {
    this.#pages = pages;
  }

  /** The case of the next row; undefined at the end. */
  async peek(): Promise<string | undefined> {
    if (this.#at >= this.#page.length) {
      this.#page = await this.#pages.next();
      this.#at = 0;
    }
    return this.#page[this.#at]?.case_id;
  }

  /** All rows of one case, which must not lie before the next row. */
  async take(caseId: string): Promise<Row[]> {
    const rows: Row[] = [];
    while ((await this.peek()) === caseId) {
      const from = this.#at;
      while (this.#page[this.#at]?.case_id === caseId) this.#at += 1;
      rows.push(...this.#page.slice(from, this.#at));
    }
    return rows;
  }
}
