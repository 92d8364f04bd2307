import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { environmentWith } from '../../config/child-environment.ts';
import { verifyInProcess } from '../../workers/verification.ts';
import { makeHome } from '../support/home.ts';
import type { Office } from '../support/office.ts';
import { idleApplicants } from '../support/season-slice.ts';

let office: Office;
let home: string;
beforeAll(async () => {
  office = await idleApplicants();
  home = makeHome();
});
afterAll(async () => {
  rmSync(home, { recursive: true });
  await office.close();
});

const { signal } = new AbortController();
const night = () =>
  verifyInProcess({
    pool: office.pool,
    environment: environmentWith({ DATABASE_URL: office.url }),
    seal: join(home, 'seal.jsonl'),
    signal,
  });
const alarms = () => office.query<{ kind: string; body: object }>('select kind, body from alarms order by id');

test('the night’s verification of a good record seals it and raises no alarm', async () => {
  await night();
  expect(existsSync(join(home, 'seal.jsonl'))).toBe(true);
  expect(await alarms()).toEqual([]);
});

test('that of a record somebody has changed raises one', async () => {
  await office.query(`update cases set state = 'certified' where person = 'school-1-a0'`);
  await night();
  expect(await alarms()).toEqual([{ kind: 'verificationFailed', body: { code: 1 } }]);
});
