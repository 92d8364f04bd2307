import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, startApi } from '../support/api.ts';
import { act, lead, moved, openAll, usualSending, wayBefore } from '../support/case-path.ts';
import { type Office, openOffice, sha } from '../support/office.ts';

/** Rechecks over HTTP: asked for at a place of their own, decided by events sent to the case. */

const applicant = 'school-1-a0/applicant';
let office: Office;
let api: Api;
let result: string;
beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office);
  [result] = (await openAll(office, ['school-1-a0'])) as [string];
  for (const step of wayBefore('decide')) await lead(office, result, [step]);
  const usual = await usualSending(office, result, 'decide');
  moved(await act(office, result, 'decide', { data: { ...usual.data, yes: 3, signedBy: 'kaili-2' } }));
});
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});
const ask = (data: object, as = applicant) =>
  api.call({ path: '/v1/rechecks', as, json: { programme: 'kaili-2023', data } });

test('of a result that is none of his, or none at all, is refused in words', async () => {
  for (const [person, of, as] of [
    ['school-1-a0', '00000000-0000-4000-8000-000000000000', applicant],
    ['school-1-a1', result, 'school-1-a1/applicant'],
  ] as const) {
    const { status, body } = await ask({ person, result: of }, as);
    expect([status, body.code, body.blockers[0].message]).toEqual([409, 'RESULT_UNKNOWN', '没有此评审结果']);
  }
});

test('is asked for by the applicant alone', async () => {
  const { status } = await ask({ person: 'school-1-a0', result }, 'school-1-admin/unitAdmin');
  expect([403, 404]).toContain(status);
});

test('is opened once, answers where it is, and is refused by the organiser with a reason and a document', async () => {
  const { status, body, headers } = await ask({ person: 'school-1-a0', result });
  expect([status, body.state]).toEqual([201, 'requested']);
  expect((await ask({ person: 'school-1-a0', result })).body.code).toBe('RECHECK_KNOWN');
  const path = headers.get('location') ?? '';
  const decide = (json: object, as: string) =>
    api.call({
      path: `${path}/events`,
      as,
      json: { type: 'refuse', ...json },
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
  const sent = { reason: { code: 'OTHER' }, document: sha('decision') };
  expect((await decide(sent, 'kaili-2/organiserOfficer')).body.code).toBe('SAME_PERSON');
  expect((await decide(sent, 'kaili-1/organiserOfficer')).body).toMatchObject({ state: 'refused' });
});
