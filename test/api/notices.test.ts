import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLimiter } from '../../api/limiter.ts';
import { type Api, startApi } from '../support/api.ts';
import { sent, signature, verified } from '../support/applicants.ts';
import { type Office, openOffice } from '../support/office.ts';
import { tell } from '../support/publicity.ts';

/** Notices of publicity over HTTP: drafted and posted by whoever publishes, read by anybody. */

let office: Office;
let api: Api;
beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office);
});
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

const admin = 'school-1-admin/unitAdmin';
const bodyOf = (cases: readonly string[], more: object = {}) => ({
  programme: 'kaili-2023',
  data: { kind: 'internal', organisation: 'school-1', cases, ...more },
});
const draft = (cases: readonly string[], as = admin) =>
  api.call({ path: '/v1/notices', as, json: bodyOf(cases), headers: { 'idempotency-key': randomUUID() } });
const post = (id: string) => sent(api, { id, as: admin, event: { type: 'post', signature } });
const read = (id: string, lang = 'zh') => api.call({ path: `/v1/notices/${id}?lang=${lang}` });

describe('a notice', () => {
  let shown: string[];
  let id: string;
  beforeAll(async () => {
    shown = [await verified(api, 'school-1-a0'), await verified(api, 'school-1-a1')];
  });

  test('lists only cases of whoever publishes that are in this publicity', async () => {
    const foreign = await verified(api, 'school-2-a0');
    for (const cases of [[foreign], [shown[0]!, randomUUID()]]) {
      const reply = await draft(cases);
      expect([reply.status, reply.body.code]).toEqual([409, 'NOT_TO_BE_SHOWN']);
    }
    expect((await draft(shown, 'school-2-admin/unitAdmin')).body.code).toBe('ROLE_NOT_ENTITLED');
    expect((await draft([shown[0]!, shown[0]!])).status).toBe(422);
  });

  test('is drafted once however often it is sent, and nobody reads a draft', async () => {
    const headers = { 'idempotency-key': 'the-draft' };
    const [first, again] = [
      await api.call({ path: '/v1/notices', as: admin, json: bodyOf(shown), headers }),
      await api.call({ path: '/v1/notices', as: admin, json: bodyOf(shown), headers }),
    ];
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    expect(first.body.state).toBe('drafted');
    id = first.body.id;
    expect((await read(id)).body.code).toBe('NOTICE_NOT_FOUND');
    expect((await draft(shown)).body.code).toBe('LISTED_ALREADY');
  });

  test('once posted is read by anybody, without a token, with what may be published and no more', async () => {
    await post(id);
    await tell(office, [id]);
    const { status, body } = await read(id);
    expect(status).toBe(200);
    expect(Object.keys(body.cases[0]).sort()).toEqual(['case', 'level', 'name', 'position', 'series', 'unit']);
    expect(body.cases.map((one: { case: string }) => one.case)).toEqual(shown);
    expect(body.cases.map(({ name }: { name: string }) => name)).toEqual(['示例school-1-a0', '示例school-1-a1']);
    expect((await api.call({ path: '/v1/notices' })).body.notices[0]).toMatchObject({ id, count: 2, state: 'posted' });
  });

  test('shows its arithmetic day by day, in both languages', async () => {
    const { body } = await read(id, 'en');
    expect(body).toMatchObject({ firstDay: '2023-08-03', lastDay: '2023-08-09', workingDays: 5, provisional: false });
    expect(body.days.map(({ date, number }: { date: string; number: number | null }) => [date, number])).toEqual([
      ['2023-08-03', 1],
      ['2023-08-04', 2],
      ['2023-08-05', null],
      ['2023-08-06', null],
      ['2023-08-07', 3],
      ['2023-08-08', 4],
      ['2023-08-09', 5],
    ]);
    const page = await api.call({ path: `/notices/${id}` });
    for (const said of ['单位内部公示', 'internal publicity', '2023-08-09', 'object', body.listDigest])
      expect(page.text).toContain(said);
    expect(page.text).not.toMatch(/<script|style="|https?:\/\/(?!127)/);
    expect((await api.call({ path: '/notices' })).text).toContain(`/notices/${id}`);
  });

  test('tells whoever is shown that he is', async () => {
    const told = await office.query(
      `select payload ->> 'person' as person from outbox where case_id = $1 and payload ->> 'about' = 'noticePosted'`,
      [id],
    );
    expect(told).toEqual([{ person: 'school-1-a0' }, { person: 'school-1-a1' }]);
  });

  test('withholds the name of a person whose key is gone', async () => {
    const [before] = await office.query<{ key: Buffer }>(`select key from people where id = 'school-1-a1'`);
    await office.query(`update people set key = null where id = 'school-1-a1'`);
    expect((await read(id)).body.cases[1].name).toBeNull();
    expect((await api.call({ path: `/notices/${id}` })).text).toContain('(withheld)');
    await office.query(`update people set key = $1 where id = 'school-1-a1'`, [before?.key]);
  });

  test('holds up one person where an objection names one, and the other goes on', async () => {
    const matter = randomUUID();
    const objection = { type: 'object', data: { matter, alleges: 'OTHER' } };
    const path = `/v1/cases/${shown[0]}/events`;
    expect((await api.call({ path, as: 'neighbour/citizen', json: objection })).body.matter).toBe(matter);
    await office.advanceTo('2023-08-10T00:00');
    const states = await office.query(`select state from cases where id = any($1) order by id = $2 desc`, [
      shown,
      shown[0],
    ]);
    expect(states).toEqual([
      { state: 'beforeIntake.unitVerification.objectionCheck' },
      { state: 'beforeIntake.unitVerification.recommendation' },
    ]);
  });

  test('once taken down shows no names and says why', async () => {
    const wrong = (await draft([await verified(api, 'school-1-a2')])).body.id;
    await post(wrong);
    await sent(api, { id: wrong, as: admin, event: { type: 'takeDown', reason: { code: 'OTHER' } } });
    const { body } = await read(wrong);
    expect([body.state, body.namesShown, body.cases]).toEqual(['takenDown', false, []]);
    expect(body.why).toContain('个人信息保护法');
    expect((await api.call({ path: `/notices/${wrong}` })).text).not.toContain('class="listed"');
  });

  test('that is nowhere is not found, as a page too', async () => {
    expect((await read(randomUUID())).status).toBe(404);
    expect((await read('nonsense')).body.code).toBe('NOTICE_NOT_FOUND');
    expect((await api.call({ path: `/notices/${randomUUID()}` })).status).toBe(404);
  });
});

test('who asks without a token is limited by his address', async () => {
  const limited = await startApi(office, { limiter: createLimiter(3) });
  const answers = [];
  for (let n = 0; n < 5; n += 1) answers.push((await limited.call({ path: '/v1/notices' })).status);
  expect(answers).toEqual([200, 200, 200, 429, 429]);
  await limited.close();
});
