import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, test, vi } from 'vitest';
import { CommitUnknown, createPool, inTransaction, type Tx } from '../../store/db.ts';
import { emptyDatabase, type FreshDatabase } from '../support/database.ts';
import { startRelay } from '../support/relay.ts';

let database: FreshDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await emptyDatabase();
  pool = createPool(database.url, { max: 4 });
  await pool.query('create table notes (id int primary key, text text not null)');
  await pool.query('create table replies (note int not null references notes deferrable initially deferred)');
});

beforeEach(() => pool.query('truncate notes, replies'));

afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function one(sql: string, values: unknown[] = []): Promise<unknown> {
  const { rows } = await pool.query<{ value: unknown }>(sql, values);
  return rows[0]!.value;
}

const noteCount = () => one('select count(*) as value from notes');
const write = (tx: Tx, id: number) => tx.query('insert into notes values ($1, $2)', [id, 'a note']);

const pidOf = async (tx: Tx) => (await tx.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;

describe('what comes back from the database', () => {
  test('a bigint is a number, to the last safe integer', async () => {
    expect(await one('select 1690819200000::bigint as value')).toBe(1_690_819_200_000);
    expect(await one('select $1::bigint as value', [Number.MAX_SAFE_INTEGER])).toBe(Number.MAX_SAFE_INTEGER);
    expect(await one(`select array[1, null, -5]::bigint[] as value`)).toEqual([1, null, -5]);
  });

  test('a bigint that a number would round is refused', async () => {
    await expect(one('select 9007199254740993::bigint as value')).rejects.toThrow(RangeError);
    await expect(one('select array[9007199254740993]::bigint[] as value')).rejects.toThrow('9007199254740993');
    expect(await one('select 1 as value')).toBe(1);
  });

  test('a date is the text of the date', async () => {
    expect(await one(`select date '2023-08-10' as value`)).toBe('2023-08-10');
    expect(await one(`select array[date '2023-08-10', null] as value`)).toEqual(['2023-08-10', null]);
  });

  test('a session runs in UTC and gives up on waiting', async () => {
    const { rows } = await pool.query(
      `select name, setting from pg_settings where name in
         ('TimeZone', 'lock_timeout', 'idle_in_transaction_session_timeout', 'statement_timeout')`,
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      TimeZone: 'UTC',
      lock_timeout: '2000',
      idle_in_transaction_session_timeout: '5000',
      statement_timeout: '60000',
    });
  });
});

describe('a transaction', () => {
  test('keeps what was written and hands back the answer', async () => {
    expect(await inTransaction(pool, (tx) => write(tx, 1).then(() => 'written'))).toBe('written');
    expect(await noteCount()).toBe(1);
  });

  test('costs two statements beside the work', async () => {
    const relay = await startRelay(database.url);
    const through = createPool(relay.url, { max: 1 });
    await inTransaction(through, (tx) => tx.query('select 1'));
    await through.end();
    await relay.close();
    expect(relay.statements).toEqual(['begin', 'select 1', 'commit']);
  });

  test('keeps nothing when the work fails, throws that failure, and leaves no lock behind', async () => {
    await inTransaction(pool, (tx) => write(tx, 1));
    const failure = new Error('no');
    const work = async (tx: Tx) => {
      await tx.query('select from notes where id = 1 for update');
      await write(tx, 2);
      throw failure;
    };
    await expect(inTransaction(pool, work)).rejects.toBe(failure);
    expect(await one('select id as value from notes for update skip locked')).toBe(1);
    expect(await noteCount()).toBe(1);
  });

  test('is rolled back before the failure is told, so that a retry finds its locks free', async () => {
    const relay = await startRelay(database.url);
    const through = createPool(relay.url, { max: 1 });
    const work = async (tx: Tx) => {
      await tx.query('select 1');
      throw new Error('no');
    };
    await expect(inTransaction(through, work)).rejects.toThrow('no');
    expect(relay.statements).toEqual(['begin', 'select 1', 'rollback']);
    await through.end();
    await relay.close();
  });

  test('does not reuse the connection of a transaction that failed', async () => {
    let failed = 0;
    const work = async (tx: Tx) => {
      failed = await pidOf(tx);
      throw new Error('no');
    };
    await expect(inTransaction(pool, work)).rejects.toThrow('no');
    const later = await Promise.all([1, 2, 3, 4].map(() => inTransaction(pool, pidOf)));
    expect(later).not.toContain(failed);
  });

  test('is an error when a failed statement was swallowed by the work', async () => {
    const work = async (tx: Tx) => {
      await write(tx, 1);
      await write(tx, 1).catch(() => undefined);
    };
    await expect(inTransaction(pool, work)).rejects.toThrow('failed unnoticed');
    expect(await noteCount()).toBe(0);
  });

  test('throws what the database refuses at the commit itself', async () => {
    const work = (tx: Tx) => tx.query('insert into replies values (77)');
    await expect(inTransaction(pool, work)).rejects.toMatchObject({ code: '23503' });
  });

  test('can only be written to through its own client', () => {
    expectTypeOf<pg.Pool>().not.toExtend<Tx>();
    expectTypeOf<pg.PoolClient>().not.toExtend<Tx>();
    expectTypeOf<pg.Client>().not.toExtend<Tx>();
    expectTypeOf<Tx>().toHaveProperty('query');
  });
});

describe('a connection that breaks', () => {
  test('in the middle of a transaction fails that transaction and nothing else', async () => {
    const errors: Error[] = [];
    const other = createPool(database.url, { max: 1, onError: (error) => errors.push(error) });
    const work = async (tx: Tx) => {
      await pool.query('select pg_terminate_backend($1)', [await pidOf(tx)]);
      await vi.waitFor(() => expect(errors.length).toBeGreaterThan(0));
      await write(tx, 1);
    };
    await expect(inTransaction(other, work)).rejects.toThrow('not queryable');
    expect(await inTransaction(other, (tx) => write(tx, 1).then(() => 'on a new one'))).toBe('on a new one');
    await other.end();
  });

  test('while it is idle is told to the listener', async () => {
    const errors: Error[] = [];
    const other = createPool(database.url, { max: 1, onError: (error) => errors.push(error) });
    await pool.query('select pg_terminate_backend($1)', [await inTransaction(other, pidOf)]);
    await vi.waitFor(() => expect(errors.length).toBeGreaterThan(0));
    expect((await other.query('select 1 as value')).rows).toEqual([{ value: 1 }]);
    await other.end();
  });

  test('between COMMIT and its answer leaves the commit unknown, and the work is there', async () => {
    const relay = await startRelay(database.url);
    const through = createPool(relay.url, { max: 1 });
    relay.cutAfter('commit');
    await expect(inTransaction(through, (tx) => write(tx, 1))).rejects.toThrow(CommitUnknown);
    expect(await noteCount()).toBe(1);
    await through.end();
    await relay.close();
  });
});
