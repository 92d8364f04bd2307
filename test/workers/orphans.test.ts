import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openShelf } from '../../files/shelf.ts';
import { findOrphans } from '../../workers/orphans.ts';
import { type Api, startApi } from '../support/api.ts';
import { opened } from '../support/applicants.ts';
import { pdf } from '../support/materials/good.ts';
import { hashOf, upload } from '../support/materials/upload.ts';
import { type Office, openOffice } from '../support/office.ts';

/** Files without a row, and rows without a file (design D10). */

const as = 'school-1-a0/applicant';
const TWO_DAYS_MS = 2 * 86_400_000;
let office: Office;
let api: Api;
let id: string;
beforeEach(async () => {
  office = await openOffice();
  api = await startApi(office);
  id = await opened(api, 'school-1-a0');
});
afterEach(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

const look = (shelf = openShelf(api.files), later = 0) =>
  findOrphans({ pool: office.pool, shelf, diskNow: () => Date.now() + later });
const onDisk = async (folder = api.files) => Array.fromAsync(openShelf(folder).all());
const alarms = () => office.query('select kind, body from alarms order by id');

test('files that nobody names go when they are older than a day; those that are named stay', async () => {
  await upload(api, { case: id, as, bytes: pdf(1) });
  const [old, fresh, torn] = ['a'.repeat(64), 'b'.repeat(64), 'torn'];
  for (const [folder, name] of [
    ['aa', old],
    ['bb', fresh],
    ['incoming', torn],
  ] as const) {
    await mkdir(join(api.files, folder), { recursive: true });
    const path = join(api.files, folder, name);
    await writeFile(path, 'x');
    if (name !== fresh) await utimes(path, new Date(), new Date(Date.now() - TWO_DAYS_MS));
  }
  expect(await look()).toEqual({ removed: 2, missing: 0 });
  const left = (await onDisk()).map(({ sha256 }) => sha256);
  expect(left.sort()).toEqual([fresh, hashOf(pdf(1))].sort());
  expect(await alarms()).toEqual([]);
});

test('a row whose file is not there raises an alarm with ids alone', async () => {
  await upload(api, { case: id, as, bytes: pdf(1) });
  await upload(api, { case: id, as, bytes: pdf(2) });
  const sha256 = hashOf(pdf(2));
  await rm(join(api.files, sha256.slice(0, 2), sha256));
  expect(await look()).toEqual({ removed: 0, missing: 1 });
  expect(await alarms()).toEqual([
    { kind: 'materialsMissing', body: { count: 1, materials: [{ case: id, item: 'form-1-9', sha256 }] } },
  ]);
  await upload(api, { case: id, as, bytes: pdf(2) });
  expect(await look()).toEqual({ removed: 0, missing: 0 });
});

const SEED = 2023;
const KILLS = 30;
const VICTIM = fileURLToPath(new URL('../support/materials/uploading-victim.ts', import.meta.url));

test(`after ${KILLS} kills at any moment (seed ${SEED}) no row is without its file, and the round takes what is left`, async () => {
  const folder = join(tmpdir(), `zhicheng-killed-${id}`);
  let state = SEED;
  const chance = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = fork(VICTIM, [office.url, folder, id, String(kill * 100_000)]);
    await once(child, 'message');
    await pause(40 + chance() * 160);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
  const shelf = openShelf(folder);
  const [rows] = await office.query<{ count: number }>('select count(*)::integer as count from materials');
  expect(rows?.count).toBeGreaterThan(KILLS);
  const before = (await onDisk(folder)).length;
  const { removed, missing } = await look(shelf, TWO_DAYS_MS);
  expect(missing).toBe(0);
  expect(removed).toBe(before - (rows?.count ?? 0));
  expect(await onDisk(folder)).toHaveLength(rows?.count ?? 0);
  await rm(folder, { recursive: true });
}, 120_000);
