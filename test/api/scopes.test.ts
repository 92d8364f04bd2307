import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, type Reply, startApi } from '../support/api.ts';
import { opened, submission, submitted, verified } from '../support/applicants.ts';
import { type Office, openOffice } from '../support/office.ts';

/** Outside one's scope a case does not exist (design D8): the same answer, byte for byte, as for a case that is not there. */

let office: Office;
let api: Api;
let draft: string;
let inUnit: string;
let shown: string;
const absent = '00000000-0000-4000-8000-00000000dead';

beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office);
  draft = await opened(api, 'school-1-a0');
  inUnit = await submitted(api, 'school-1-a1');
  shown = await verified(api, 'school-1-a2');
});
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

/** Everything of a reply that somebody could tell cases apart by; the request's own id is not. */
const tellable = ({ status, headers, text, body }: Reply) => {
  const kept = [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
  return { status, headers: kept, text: text.replace(body.request_id, '') };
};

/** Who sees which, by the rule in words, written out by hand. */
const sight: Readonly<Record<string, { draft: boolean; inUnit: boolean; shown: boolean }>> = {
  'school-1-a0/applicant': { draft: true, inUnit: false, shown: false },
  'school-1-a1/applicant': { draft: false, inUnit: true, shown: false },
  'school-1-a2/applicant': { draft: false, inUnit: false, shown: true },
  'school-1-handler/unitHandler': { draft: false, inUnit: true, shown: true },
  'school-1-reviewer/materialReviewer': { draft: false, inUnit: true, shown: true },
  'school-2-admin/unitAdmin': { draft: false, inUnit: false, shown: false },
  'company-1-admin/unitAdmin': { draft: false, inUnit: false, shown: false },
  'edu-1/departmentOfficer': { draft: false, inUnit: true, shown: true },
  'qdn-edu-1/departmentOfficer': { draft: false, inUnit: false, shown: false },
  'kaili-1/bureauOfficer': { draft: true, inUnit: true, shown: true },
  'kaili-2/auditor': { draft: true, inUnit: true, shown: true },
  'qdn-1/organiserOfficer': { draft: true, inUnit: true, shown: true },
  'secretary-1/committeeSecretary': { draft: false, inUnit: false, shown: false },
  'secretary-2/committeeSecretary': { draft: false, inUnit: false, shown: false },
  'neighbour/citizen': { draft: false, inUnit: false, shown: false },
};

describe.each(Object.entries(sight))('%s', (as, sees) => {
  const reads = ['', '/deadlines', '/history', '/responsibility'];
  const cases = () => ({ draft, inUnit, shown });

  test('reads what is theirs, and of the rest not even that it is there', async () => {
    for (const [which, visible] of Object.entries(sees)) {
      const id = cases()[which as keyof typeof sees];
      for (const part of reads) {
        const reply = await api.call({ path: `/v1/cases/${id}${part}`, as });
        if (visible) expect([which, part, reply.status]).toEqual([which, part, 200]);
        else {
          const missing = await api.call({ path: `/v1/cases/${absent}${part}`, as });
          expect(reply.body.code).toBe('CASE_NOT_FOUND');
          expect(tellable(reply)).toEqual(tellable(missing));
        }
      }
    }
  });

  test('lists and counts exactly these', async () => {
    const expected = Object.entries(sees).flatMap(([which, visible]) =>
      visible ? [cases()[which as keyof typeof sees]] : [],
    );
    const { body } = await api.call({ path: '/v1/cases', as });
    expect(body.cases.map(({ id }: { id: string }) => id).sort()).toEqual(expected.sort());
    const overview = await api.call({ path: '/v1/overview', as });
    const total = overview.body.states.reduce((sum: number, row: { cases: number }) => sum + row.cases, 0);
    expect(total).toBe(expected.length);
  });

  test('sends to what they cannot see as if it were not there', async () => {
    for (const [which, visible] of Object.entries(sees)) {
      if (visible) continue;
      const to = (id: string) =>
        api.call({
          path: `/v1/cases/${id}/events`,
          as,
          headers: { 'if-match': '"v1"', 'idempotency-key': `${as} ${which}` },
          json: submission,
        });
      expect(tellable(await to(cases()[which as keyof typeof sees]))).toEqual(tellable(await to(absent)));
    }
  });
});

test('an objection to a case that no notice shows meets nothing', async () => {
  const json = { type: 'object', data: { matter: absent, alleges: 'OTHER' } };
  const to = (id: string) => api.call({ path: `/v1/cases/${id}/events`, as: 'neighbour/citizen', json });
  const hidden = await to(inUnit);
  expect(hidden.body.code).toBe('CASE_NOT_FOUND');
  expect(tellable(hidden)).toEqual(tellable(await to(absent)));
  // Whoever sees the case objects as one of the public all the same.
  const insider = await api.call({ path: `/v1/cases/${inUnit}/events`, as: 'school-1-admin/unitAdmin', json });
  expect(insider.body.code).toBe('CASE_NOT_FOUND');
});

test('a path that can be no case is no case', async () => {
  for (const id of ['KL23-000001', 'x', '..%2f..', "'%20or%201=1--", '%F0%9F%98%80']) {
    const reply = await api.call({ path: `/v1/cases/${id}`, as: 'kaili-1/bureauOfficer' });
    expect([id, reply.status, reply.body.code]).toEqual([id, 404, 'CASE_NOT_FOUND']);
  }
});
