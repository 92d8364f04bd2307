import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../store/migrate.ts';
import { emptyDatabase, type FreshDatabase } from '../support/database.ts';
import { makeHome } from '../support/home.ts';
import { onDatabase } from '../support/sql.ts';

describe('migrating a database', () => {
  let database: FreshDatabase;
  let folder: string;
  const run = () => migrate(database.url, pathToFileURL(`${folder}/`));
  const file = (name: string, text: string) => writeFileSync(join(folder, name), text);

  beforeEach(async () => {
    database = await emptyDatabase();
    folder = makeHome();
    file('001_seals.sql', 'create table seals (id int primary key);');
    file('002_first_seal.sql', 'insert into seals values (1); insert into seals values (2);');
  });

  afterEach(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  async function seals(): Promise<number[]> {
    const { rows } = await onDatabase(database.url, (client) =>
      client.query<{ id: number }>('select id from seals order by id'),
    );
    return rows.map(({ id }) => id);
  }

  test('applies every file once, in order of number', async () => {
    expect(await run()).toEqual(['001_seals.sql', '002_first_seal.sql']);
    expect(await run()).toEqual([]);
    expect(await seals()).toEqual([1, 2]);
  });

  test('of four runners at once, one applies and the others find it done', async () => {
    const answers = await Promise.all([run(), run(), run(), run()]);
    expect(answers.map((names) => names.length).sort()).toEqual([0, 0, 0, 2]);
    expect(await seals()).toEqual([1, 2]);
  });

  test('refuses a file that was changed after it was applied, and applies nothing', async () => {
    await run();
    file('002_first_seal.sql', 'insert into seals values (3);');
    file('003_more.sql', 'insert into seals values (4);');
    await expect(run()).rejects.toThrow('002_first_seal.sql was changed');
    expect(await seals()).toEqual([1, 2]);
  });

  test('takes a file with other line ends for the same', async () => {
    file('001_seals.sql', 'create table seals (\n id int primary key);');
    await run();
    file('001_seals.sql', 'create table seals (\r\n id int primary key);');
    expect(await run()).toEqual([]);
  });

  test('refuses a file that was removed, and one slipped in before the last applied', async () => {
    await run();
    file('000_before.sql', 'select 1;');
    await expect(run()).rejects.toThrow('000_before.sql comes before 002_first_seal.sql');
    rmSync(join(folder, '000_before.sql'));
    rmSync(join(folder, '001_seals.sql'));
    await expect(run()).rejects.toThrow('001_seals.sql was applied');
  });

  test('refuses two files of one number, and a name that is none', async () => {
    file('002_second.sql', 'select 1;');
    await expect(run()).rejects.toThrow('number is taken');
    rmSync(join(folder, '002_second.sql'));
    file('3-third.sql', 'select 1;');
    await expect(run()).rejects.toThrow('NNN_name.sql');
  });

  test('says on which line a mistake stands', async () => {
    file('003_mistyped.sql', 'select 1;\nselect 2;\ncrate table more ();');
    await expect(run()).rejects.toThrow('003_mistyped.sql, line 3: syntax error');
  });

  test('keeps nothing of a file that fails half-way, and says which', async () => {
    file('003_broken.sql', 'insert into seals values (3); insert into seals values (3);');
    await expect(run()).rejects.toThrow('003_broken.sql: duplicate key');
    expect(await seals()).toEqual([1, 2]);
    file('003_broken.sql', 'insert into seals values (3);');
    expect(await run()).toEqual(['003_broken.sql']);
  });
});
