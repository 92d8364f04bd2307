import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, startApi } from '../support/api.ts';
import { lead, openAll } from '../support/case-path.ts';
import { type Office, openOffice } from '../support/office.ts';

/** Registers over HTTP: who declares, who compares, who looks; and who may apply by them. */

let office: Office;
let api: Api;
let id: string;
beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office);
  [id] = (await openAll(office, ['school-1-a0'])) as [string];
});
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

const graded = { entry: { kind: 'assessment', fact: { year: 2022, grade: 'QUALIFIED' } } };
const check = { entry: { kind: 'check', of: 1, source: 'hrss', result: 'MATCH', on: '2023-08-01' } };
const add = (as: string, entries: unknown[], more: { person?: string; key?: string | null; lang?: string } = {}) =>
  api.call({
    path: `/v1/people/${more.person ?? 'school-1-a0'}/register-entries?lang=${more.lang ?? 'zh'}`,
    as,
    json: { entries },
    headers: more.key === null ? {} : { 'idempotency-key': more.key ?? randomUUID() },
  });
const read = (as: string, person = 'school-1-a0') => api.call({ path: `/v1/people/${person}/register`, as });
const eligibility = (as: string, lang = 'zh') => api.call({ path: `/v1/cases/${id}/eligibility?lang=${lang}`, as });

describe('a register', () => {
  test('is declared by the person and the unit’s handler, and compared by the bureau', async () => {
    expect((await add('school-1-a0/applicant', [graded])).body).toEqual({ person: 'school-1-a0', first: 1, last: 1 });
    expect((await add('school-1-handler/unitHandler', [graded])).body).toMatchObject({ first: 2, last: 2 });
    expect((await add('kaili-1/bureauOfficer', [check])).body).toMatchObject({ first: 3, last: 3 });
  });

  test('is told to the person, the unit and its bureau, and to nobody else', async () => {
    for (const as of ['school-1-a0/applicant', 'school-1-handler/unitHandler', 'kaili-1/bureauOfficer']) {
      const { status, body } = await read(as);
      expect([status, body.entries.length, body.unreadable], as).toEqual([200, 3, 0]);
      expect(body.entries[0].entry).toEqual(graded.entry);
    }
    for (const as of [
      'school-1-a1/applicant',
      'school-2-handler/unitHandler',
      'qdn-1/organiserOfficer',
      'neighbour/citizen',
    ]) {
      expect((await read(as)).status, as).toBe(404);
    }
    expect((await read('kaili-1/bureauOfficer', 'no-such-person')).body.code).toBe('PERSON_NOT_FOUND');
  });

  test.each([
    ['another applicant', 'school-1-a1/applicant', graded, 404, 'PERSON_NOT_FOUND'],
    ['the handler of another unit', 'school-2-handler/unitHandler', graded, 404, 'PERSON_NOT_FOUND'],
    ['a department without that office', 'edu-1/departmentOfficer', graded, 403, 'ROLE_NOT_ENTITLED'],
    ['who declares and checks himself', 'school-1-a0/applicant', check, 403, 'ENTRY_NOT_ENTITLED'],
    [
      'who undoes a check’s fact of the other side',
      'kaili-1/bureauOfficer',
      { entry: { kind: 'withdrawal', of: 1 } },
      409,
      'ENTRY_OF_OTHERS',
    ],
    [
      'a referee without a case',
      'school-1-a0/applicant',
      { entry: { kind: 'specialty', fact: { specialty: 'chinese' } } },
      409,
      'ENTRY_CASE',
    ],
  ])('takes nothing of %s, says why in both languages, and is unchanged', async (_, as, entry, status, code) => {
    const before = await office.query('select from register_entries');
    const [zh, en] = [await add(as, [graded, entry], { lang: 'zh' }), await add(as, [graded, entry], { lang: 'en' })];
    expect([zh.status, zh.body.code, en.body.code]).toEqual([status, code, code]);
    expect(zh.body.detail).toMatch(/[\u4e00-\u9fff]/);
    expect(en.body.detail).toMatch(/^[ -~’“”–]+$/);
    expect(await office.query('select from register_entries')).toHaveLength(before.length);
  });

  test('takes no command without a key: sent twice, its hours would count twice', async () => {
    const before = (await read('school-1-a0/applicant')).body.entries.length;
    const { status, body } = await add('school-1-a0/applicant', [graded], { key: null });
    expect([status, body.code]).toEqual([400, 'INVALID_HEADER']);
    expect((await read('school-1-a0/applicant')).body.entries.length).toBe(before);
  });

  test('takes a command with a key once, and another under the same key not at all', async () => {
    const twice = [
      await add('school-1-a0/applicant', [graded], { key: 'k1' }),
      await add('school-1-a0/applicant', [graded], { key: 'k1' }),
    ];
    expect(twice.map(({ body }) => body)).toEqual([twice[0]?.body, twice[0]?.body]);
    expect(twice.map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
    expect((await add('school-1-a0/applicant', [graded, graded], { key: 'k1' })).body.code).toBe('KEY_REUSED');
    expect((await read('school-1-a0/applicant')).body.entries).toHaveLength(4);
  });

  test('refuses what is no entry before anything else', async () => {
    expect((await add('school-1-a0/applicant', [{ entry: { kind: 'assessment', fact: { year: 1 } } }])).status).toBe(
      422,
    );
  });
});

describe('who may apply', () => {
  test('is told rule by rule, in both languages, to whoever sees the case', async () => {
    await lead(office, id, ['submit']);
    const [zh, en] = [
      await eligibility('school-1-a0/applicant'),
      await eligibility('school-1-handler/unitHandler', 'en'),
    ];
    expect([zh.status, en.status]).toEqual([200, 200]);
    expect(zh.body).toMatchObject({ id, programmeVersion: 1, rulesVersion: 1, entries: 4 });
    expect(zh.body.evaluation.outcome).toBe('FAIL');
    const failing = (body: { evaluation: { findings: { outcome: string; message: string }[] } }) =>
      body.evaluation.findings.filter(({ outcome }) => outcome === 'FAIL').map(({ message }) => message);
    expect(failing(zh.body).length).toBeGreaterThan(0);
    for (const message of failing(zh.body)) expect(message).toMatch(/[\u4e00-\u9fff]/);
    for (const message of failing(en.body)) expect(message).not.toMatch(/[\u4e00-\u9fff]/);
    expect((await eligibility('school-2-handler/unitHandler')).status).toBe(404);
  });

  test('is not told where nobody can read the register any more', async () => {
    await office.query(`update people set key = null where id = 'school-1-a0'`);
    expect((await eligibility('school-1-a0/applicant')).body).toMatchObject({ entries: 4, evaluation: null });
    expect((await read('school-1-a0/applicant')).body).toMatchObject({ entries: [], unreadable: 4 });
    expect((await add('school-1-a0/applicant', [graded])).body.code).toBe('REGISTER_CLOSED');
  });
});
