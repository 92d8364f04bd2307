import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verify } from '../../verify/verification.ts';
import type { FreshDatabase } from '../support/database.ts';
import { damage, type PlayedYear, playedYear } from '../support/histories/copies.ts';
import { idOf } from '../support/histories/corruption.ts';
import { rebuildChain } from '../support/histories/rebuild.ts';
import { makeHome } from '../support/home.ts';
import { onDatabase } from '../support/sql.ts';

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

let database: FreshDatabase;
let seal: string;
let runs = 0;
beforeEach(async () => {
  database = await year.copy();
  seal = join(home, `seal-${++runs}`);
});
afterEach(() => database.drop());

const checked = () => verify({ database: database.url, seal });
const lines = () => readFileSync(seal, 'utf8').split('\n').filter(Boolean);
const kinds = async () => (await checked()).findings.map(({ name, case: id, seq }) => ({ name, case: id, seq }));

describe('the seal', () => {
  it('holds a line for every case at first, and then only for those that moved', async () => {
    const first = await checked();
    expect(first.sealed).toMatchObject({ run: 1, cases: first.cases, violations: 0 });
    expect(lines()).toHaveLength(first.cases + 1);
    const before = readFileSync(seal, 'utf8');
    expect((await checked()).sealed).toMatchObject({ run: 2, cases: 0 });
    const after = readFileSync(seal, 'utf8');
    expect(after.startsWith(before)).toBe(true);
  });

  it('finds a chain that was rebuilt after an edit, which nothing else can find', async () => {
    await checked();
    const certified = idOf('certified');
    await rebuildChain(database.url, certified, `channel = 'counter' where type = 'confirm'`);
    expect((await verify({ database: database.url })).findings).toEqual([]);
    const [last] = await onDatabase(database.url, async (db) => {
      const { rows } = await db.query('select version from cases where id = $1', [certified]);
      return rows.map(({ version }) => version);
    });
    expect(await kinds()).toEqual([{ name: 'sealBroken', case: certified, seq: last }]);
    // The break stays in sight, although the new state was sealed too.
    expect(await kinds()).toEqual([{ name: 'sealBroken', case: certified, seq: last }]);
  });

  it('finds a tail that was cut, and a case that is gone altogether', async () => {
    await checked();
    const [certified, withdrawn] = [idOf('certified'), idOf('withdrawn')];
    await damage(database.url, async (db) => {
      await db.query('delete from events where case_id = $1 and seq = (select version from cases where id = $1)', [
        certified,
      ]);
      for (const table of ['events', 'deadlines', 'outbox', 'texts', 'request_keys', 'year_slots']) {
        await db.query(`delete from ${table} where case_id = $1`, [withdrawn]);
      }
      await db.query('delete from cases where id = $1', [withdrawn]);
    });
    const sealed = (await kinds()).filter(({ name }) => name === 'sealTailCut').map((one) => one.case);
    expect(new Set(sealed)).toEqual(new Set([certified, withdrawn]));
  });

  it('is itself sealed: an edited, dropped or added line is found', async () => {
    await checked();
    await checked();
    const whole = lines();
    const edits: readonly (readonly [string, string[]])[] = [
      ['a hash', whole.map((line, at) => (at === 3 ? line.replace(/"hash":"./, '"hash":"f') : line))],
      ['a line dropped', whole.toSpliced(2, 1)],
      ['a line added', whole.toSpliced(2, 0, whole[2]!)],
      ['a run dropped', whole.toSpliced(whole.length - 2, 1)],
      ['a run edited', whole.map((line) => line.replace('"violations":0', '"violations":1'))],
      ['rubbish', whole.toSpliced(2, 0, '{"case"')],
    ];
    for (const [what, edited] of edits) {
      writeFileSync(seal, `${edited.join('\n')}\n`);
      const names = (await kinds()).map(({ name }) => name);
      expect(names, what).toContain('sealFileEdited');
    }
  });

  it('survives a run that died in the middle of a line', async () => {
    await checked();
    const [first] = lines();
    appendFileSync(seal, `${first}\n${first!.slice(0, 40)}`);
    const resumed = await checked();
    expect(resumed).toMatchObject({ violations: 0, sealed: { run: 2 } });
    expect(await checked()).toMatchObject({ violations: 0, sealed: { run: 3 } });
  });

  it('of a file cut at the end of a run can say nothing, for whoever keeps the file keeps its end', async () => {
    await checked();
    const { length } = readFileSync(seal);
    await checked();
    truncateSync(seal, length);
    expect(await checked()).toMatchObject({ violations: 0, sealed: { run: 2 } });
  });
});
