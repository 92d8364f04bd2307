import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, startApi } from '../support/api.ts';
import { opened, published, sent, signature, submitted } from '../support/applicants.ts';
import { type Office, openOffice } from '../support/office.ts';

/** Missed deadlines of real histories, from the door to the reply. */

let office: Office;
let api: Api;
beforeAll(async () => {
  office = await openOffice({ at: '2023-08-28T10:00' });
  api = await startApi(office);
});
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

const read = async (id: string, language = 'zh') =>
  (await api.call({ path: `/v1/cases/${id}/responsibility?lang=${language}`, as: 'kaili-1/bureauOfficer' })).body;

test('as a season goes by, each miss falls on whoever held the case, and the first of them answers', async () => {
  const draft = await opened(api, 'school-1-a0');
  const left = await submitted(api, 'school-1-a1');
  const pushed = await published(api, { office, applicant: 'school-1-a2' });
  expect(await read(left)).toMatchObject({ responsible: null, contributors: [], missed: [] });

  await office.advanceTo('2023-09-12T12:00');
  await sent(api, { id: pushed, as: 'school-1-admin/unitAdmin', event: { type: 'recommend', signature } });
  await office.advanceTo('2023-09-22T18:00');

  const applicant = { role: 'applicant', organisation: null, person: 'school-1-a0' };
  expect(await read(draft)).toMatchObject({ responsible: applicant, contributors: [] });
  expect((await read(draft)).missed[0]).toMatchObject({
    deadline: 'clickWindowEnd',
    dueAt: '2023-09-01T00:00:00+08:00',
  });

  const unit = { role: 'materialReviewer', organisation: 'school-1', person: null, label: '审查人员' };
  expect(await read(left)).toMatchObject({ responsible: unit, contributors: [] });
  const names = (await read(left)).missed.map(({ deadline }: { deadline: string }) => deadline);
  expect(names).toEqual(['unitPushDue', 'departmentPushDue', 'intakeCutoff']);

  const department = { role: 'departmentOfficer', organisation: 'kaili-edu', person: null };
  expect(await read(pushed)).toMatchObject({ responsible: department, contributors: [] });
  expect((await read(pushed, 'en')).missed[0]).toMatchObject({ label: 'department push due', because: 'held' });
});
