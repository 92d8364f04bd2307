import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPool } from '../../store/db.ts';
import { refuseForgetfulServer, ServerForgets } from '../../store/durability.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

/** A production starts on no server that may lose what it acknowledged (reliability H18). */
let database: FreshDatabase;
let pool: ReturnType<typeof createPool>;

beforeAll(async () => {
  database = await freshDatabase();
  pool = createPool(database.url, { max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Whether it starts, where this database is of that kind and `synchronous_commit` is as given in this session. */
async function startsAs(kind: string, synchronousCommit: 'on' | 'off'): Promise<unknown> {
  await pool.query('delete from installation');
  await pool.query('insert into installation (kind) values ($1)', [kind]);
  await pool.query(`set synchronous_commit = ${synchronousCommit}`);
  return refuseForgetfulServer(pool).then(
    () => 'starts',
    (error: unknown) => error,
  );
}

describe('the start', () => {
  test('of a production refuses a server that commits without waiting for the disk, and says by which setting', async () => {
    const refusal = await startsAs('production', 'off');
    expect(refusal).toBeInstanceOf(ServerForgets);
    expect((refusal as ServerForgets).settings).toContain('synchronous_commit');
    expect((refusal as Error).message).toContain('synchronous_commit');
  });

  test('names everything that is off, and nothing that is on', async () => {
    const { rows } = await pool.query<{ name: string }>(
      `select name from pg_settings where name in ('fsync', 'full_page_writes') and setting = 'off' order by name`,
    );
    const off = rows.map(({ name }) => name);
    const refusal = await startsAs('production', 'on');
    expect(refusal instanceof ServerForgets ? refusal.settings : []).toEqual(off);
  });

  test.each(['demonstration', 'simulation'])('of a %s does not ask', async (kind) => {
    expect(await startsAs(kind, 'off')).toBe('starts');
  });
});
