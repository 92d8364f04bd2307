import pg from 'pg';

declare const open: unique symbol;

/**
 * The client of an open transaction, made only by `inTransaction`. Whoever writes takes one as first argument; neither
 * a pool nor a plain client passes for it, so nothing can be written outside the transaction by mistake.
 */
export type Tx = Pick<pg.PoolClient, 'query'> & { readonly [open]: true };

export interface PoolOptions {
  /** Connections at most. */
  max: number;
  /** Hears of connections that broke while nobody was waiting for an answer; whoever uses one next is told anyway. */
  onError?: (error: Error) => void;
}

const CONNECT_MS = 5_000;
/** Nothing waits longer for a lock: a batch that would is rolled back and retried in halves (design D3). */
const LOCK_MS = 2_000;
/** A process that stops in the middle of a transaction must not hold its cases longer than this. */
const IDLE_IN_TRANSACTION_MS = 5_000;
const STATEMENT_MS = 60_000;

/**
 * A pool whose sessions run in UTC and give up on locks after 2 s, on idling in a transaction after 5 s, on a
 * statement after 60 s. `bigint` is read as a number (throws RangeError beyond 2^53, rather than rounding an instant),
 * `date` as `YYYY-MM-DD`; `numeric` stays a string and `timestamptz` a Date, as the driver has them. What is sent before the
 * last answer is there goes out at once.
 */
export function createPool(url: string, { max, onError = () => undefined }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    keepAlive: true,
    pipeline: true,
    connectionTimeoutMillis: CONNECT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    statement_timeout: STATEMENT_MS,
    options: '-c TimeZone=UTC',
    types: { getTypeParser },
  });
  pool.on('error', onError);
  // The pool listens on idle clients only: a server that goes down while one is checked out would end the process.
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

/** The connection broke between COMMIT and its answer: whether the work is done has to be looked up. */
export class CommitUnknown extends Error {
  override name = 'CommitUnknown';
}

/**
 * Runs the work in one transaction and commits it. Whatever fails is thrown on, after the rollback, so that the locks
 * are free when the caller hears of it; the connection is then discarded. Throws `CommitUnknown` where the outcome is
 * not known, and an Error when the work swallowed a failed statement, for PostgreSQL answers that COMMIT with a
 * rollback and without an error.
 */
export function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  return committed(pool, async (client) => {
    await client.query('begin');
    return work(asTx(client));
  });
}

/**
 * Statements keep the plan they once had. For transactions whose statements find rows by their keys, whatever is asked for:
 * left to itself, PostgreSQL plans a small question anew every time, which takes longer than to answer it.
 */
const BEGIN_ASKING = 'begin; set local plan_cache_mode = force_generic_plan';

/**
 * As `inTransaction`, without waiting for BEGIN: what `ask` sends goes out with it, in one round trip. `ask` may only lock and
 * read, for where BEGIN failed its statements stood alone; `work` begins when BEGIN is known to have been done.
 */
export function inAskingTransaction<A, T>(
  pool: pg.Pool,
  { ask, work }: { ask: (tx: Tx) => Promise<A>; work: (tx: Tx, asked: A) => Promise<T> },
): Promise<T> {
  return committed(pool, async (client) => {
    const begun = client.query(BEGIN_ASKING);
    // Whoever awaits it hears of a failure, as soon as what was asked has been answered too.
    begun.catch(() => undefined);
    const asked = await ask(asTx(client));
    await begun;
    return work(asTx(client), asked);
  });
}

async function committed<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await work(client);
    await commit(client);
    client.release();
    return result;
  } catch (error) {
    await rollBack(client);
    client.release(error instanceof Error ? error : true);
    throw error;
  }
}

function asTx(client: Pick<pg.PoolClient, 'query'>): Tx {
  return client as Tx;
}

async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit').catch((cause: unknown) => {
    throw wasRefused(cause) ? cause : new CommitUnknown('The connection broke during COMMIT.', { cause });
  });
  if (command !== 'COMMIT') throw new Error('Rolled back: a statement of this transaction failed unnoticed.');
}

/** A server that says why (a deferred constraint, say) has not committed; one that is going down (57…) may have. */
function wasRefused(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code !== undefined && !error.code.startsWith('57');
}

async function rollBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('rollback');
  } catch {
    // Only a broken connection refuses a rollback, and the server rolls back by itself when one breaks.
  }
}

type Parse = (text: string) => unknown;

const { builtins } = pg.types;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const TEXT_ARRAY: number = 1009;

const PARSERS: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [builtins.INT8, safeInteger],
  [builtins.DATE, (text) => text],
  [INT8_ARRAY, (text) => elements(text).map((item) => (item === null ? null : safeInteger(item)))],
  [DATE_ARRAY, elements],
]);

function getTypeParser(oid: number, format: 'text' | 'binary' = 'text'): Parse {
  const own = format === 'text' ? PARSERS.get(oid) : undefined;
  return own ?? pg.types.getTypeParser(oid, format);
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond the safe integers.`);
  return value;
}

/** The elements of a one-dimensional array as PostgreSQL writes it. */
function elements(text: string): (string | null)[] {
  return pg.types.getTypeParser(TEXT_ARRAY, 'text')(text) as (string | null)[];
}
