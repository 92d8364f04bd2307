import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShelf } from '../../files/shelf.ts';
import { type Api, startApi } from '../support/api.ts';
import { opened } from '../support/applicants.ts';
import { goodFiles } from '../support/materials/good.ts';
import { hostileFiles } from '../support/materials/hostile.ts';
import { upload } from '../support/materials/upload.ts';
import { type Office, openOffice } from '../support/office.ts';

/** 300 files that must not be taken, and 150 that must, over HTTP (reliability §6, uploads). */

const as = 'school-1-a0/applicant';
let office: Office;
let api: Api;
let id: string;
beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office);
  id = await opened(api, 'school-1-a0');
});
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

const onDisk = async () => (await Array.fromAsync(openShelf(api.files).all())).length;

test('of 300 hostile files none is taken, each is refused with a reason, and nothing of them is left', async () => {
  const files = hostileFiles();
  expect(files).toHaveLength(300);
  const wrong: unknown[] = [];
  for (const { name, bytes, type } of files) {
    const { status, body } = await upload(api, { case: id, as, bytes, ...(type ? { type } : {}) });
    const reasons = body.errors?.map(({ code }: { code: string }) => code) ?? [];
    if (![415, 422].includes(status) || reasons.length !== 1) wrong.push([name, status, body.code, reasons]);
  }
  expect(wrong).toEqual([]);
  expect(await onDisk()).toBe(0);
  expect(await office.query('select from materials')).toEqual([]);
}, 120_000);

test('of 50 good files of each type none is refused', async () => {
  const wrong: unknown[] = [];
  for (const { name, type, bytes } of goodFiles(50)) {
    const { status, body } = await upload(api, { case: id, as, bytes, type });
    if (status !== 200 || body.mediaType !== type) wrong.push([name, status, body.code]);
  }
  expect(wrong).toEqual([]);
  expect(await onDisk()).toBe(150);
}, 60_000);
