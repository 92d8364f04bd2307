import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlayedYear, playedYear } from '../support/histories/copies.ts';
import { makeHome } from '../support/home.ts';
import { onDatabase } from '../support/sql.ts';

const MAIN = fileURLToPath(new URL('../../verify/main.ts', import.meta.url));

let year: PlayedYear;
let home: string;
beforeAll(async () => {
  year = await playedYear();
  home = makeHome();
});
afterAll(async () => {
  rmSync(home, { recursive: true });
  await year.drop();
});

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Started in a directory in which nothing is said to run. */
function run(...args: string[]): Promise<Said> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { cwd: home }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

const lastLine = ({ out }: Said) => out.trimEnd().split('\n').at(-1);

describe('npm run verify', () => {
  it('ends with the number of violations, and with exit code 0 where there is none', async () => {
    const said = await run('--database', year.url, '--settled', '--seal', join(home, 'seal'));
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(lastLine(said)).toBe('0 violations');
    expect(said.out).toMatch(/^sealed: run 1, \d+ cases/m);
  });

  it('names what it finds, where, and ends with exit code 1', async () => {
    const copy = await year.copy();
    try {
      const lost = `delete from deadlines where name = 'supplementDue' returning case_id, armed_seq`;
      const { rows } = await onDatabase(copy.url, async (db) => {
        await db.query('set session_replication_role = replica');
        return db.query<{ case_id: string; armed_seq: number }>(lost);
      });
      const said = await run('--database', copy.url);
      expect(said.code).toBe(1);
      expect(said.out).toContain(`armWithoutRow: 1\n  ${rows[0]?.case_id} event ${rows[0]?.armed_seq}: supplementDue`);
      expect(lastLine(said)).toBe('2 violations');
      const { counts, violations } = JSON.parse((await run('--database', copy.url, '--json')).out);
      expect({ counts, violations }).toEqual({ counts: { armWithoutRow: 1, firedWithoutRow: 1 }, violations: 2 });
    } finally {
      await copy.drop();
    }
  });

  it('says the hash over the event log with its number of rows', async () => {
    const said = await run('--database', year.url, '--log-hash');
    expect(said.out).toMatch(/^[0-9a-f]{64} \d+ rows\n$/);
    const { hash, rows } = JSON.parse((await run('--database', year.url, '--log-hash', '--json')).out);
    expect(said.out).toBe(`${hash} ${rows} rows\n`);
  });

  it('without an address takes the database that is said to run here, and refuses where none is', async () => {
    const nowhere = await run();
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toContain('--database URL');
    mkdirSync(join(home, '.zhicheng'));
    writeFileSync(join(home, '.zhicheng', 'running.json'), JSON.stringify({ databaseUrl: year.url }));
    expect(lastLine(await run())).toBe('0 violations');
    rmSync(join(home, '.zhicheng'), { recursive: true });
  });

  it('refuses what it does not know, and a database that is not there', async () => {
    expect(await run('--fast')).toMatchObject({ code: 2 });
    const absent = new URL(year.url);
    absent.pathname = '/no_such_database';
    expect(await run('--database', absent.href)).toMatchObject({ code: 2, out: '' });
  });
});
