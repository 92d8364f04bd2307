import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, startApi } from '../support/api.ts';
import { submitted } from '../support/applicants.ts';
import { gazette2027 } from '../support/calendars.ts';
import { type Office, openOffice } from '../support/office.ts';
import { rowCounts } from '../support/rows.ts';

/** What is done to the season: nodes amended, gazettes loaded, the clock set forward. */

let office: Office;
let api: Api;
const bureau = 'kaili-1/bureauOfficer';
beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office);
});
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

describe('amending a node', () => {
  const path = '/v1/programmes/kaili-2023/amendments';
  const change = {
    committee: 'kaili-teacher',
    node: 'unitPushDue',
    toDate: '2023-09-15',
    clause: '五(一)',
    source: 'notice',
  };
  const amend = (of: { query?: string; json?: object; version?: string; as?: string }) =>
    api.call({
      path: `${path}${of.query ?? ''}`,
      as: of.as ?? bureau,
      headers: of.version === undefined ? {} : { 'if-match': of.version },
      json: of.json ?? change,
    });

  test('is previewed: which cases, which deadlines, from when to when, and nothing written', async () => {
    const ids = [await submitted(api, 'school-1-a0'), await submitted(api, 'school-2-a0')];
    const before = await rowCounts(office);
    const reply = await amend({ query: '?preview=true' });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ preview: true, version: 1, cases: 2, affected: 2 });
    expect(reply.body).toMatchObject({ from: '2023-09-13T00:00:00+08:00', to: '2023-09-16T00:00:00+08:00' });
    expect(reply.body.changes.map((one: { case: string }) => one.case).sort()).toEqual(ids.sort());
    for (const one of reply.body.changes) expect(one).toMatchObject({ name: 'unitPushDue', newDueAt: reply.body.to });
    expect(await rowCounts(office)).toEqual(before);
  });

  test('needs the version it amends, and only the bureau may', async () => {
    expect((await amend({})).body.code).toBe('VERSION_REQUIRED');
    expect((await amend({ version: '"v2"' })).body.code).toBe('STALE_VERSION');
    for (const as of ['school-1-admin/unitAdmin', 'edu-1/departmentOfficer', 'kaili-2/auditor']) {
      expect((await amend({ as, version: '"v1"' })).body.code).toBe('ROLE_NOT_ENTITLED');
    }
  });

  test('may not set a date that is past', async () => {
    const reply = await amend({ version: '"v1"', json: { ...change, toDate: '2023-08-01' } });
    expect([reply.status, reply.body.code]).toEqual([422, 'AMENDMENT_IN_PAST']);
    expect(reply.body.params).toMatchObject({ to: '2023-08-02T00:00:00+08:00', now: '2023-08-02T09:00:00+08:00' });
  });

  test('may not make a programme that cannot work, and says where', async () => {
    const reply = await amend({ query: '?preview=true', json: { ...change, toDate: '2023-09-20' } });
    expect([reply.status, reply.body.code]).toEqual([422, 'PROGRAMME_UNWORKABLE']);
    expect(reply.body.errors[0]).toMatchObject({ code: 'WINDOW_OUT_OF_ORDER' });
  });

  test('is a further version, reaches the cases through the door, and a double of it is refused', async () => {
    const reply = await amend({ version: '"v1"' });
    expect([reply.status, reply.headers.get('etag')]).toEqual([200, '"v2"']);
    expect(await office.query('select programme, programme_version, done from recomputations')).toEqual([
      { programme: 'kaili-2023', programme_version: 2, done: false },
    ]);
    const again = await amend({ version: '"v1"' });
    expect([again.status, again.body.params]).toEqual([412, { version: 2 }]);
    const plan = await api.call({ path: '/v1/programmes/kaili-2023', as: bureau });
    expect(plan.headers.get('etag')).toBe('"v2"');

    const [{ id } = { id: '' }] = await office.query<{ id: string }>('select id from cases limit 1');
    await office.door.advance({ kind: 'recompute', case: id });
    const { body } = await api.call({ path: `/v1/cases/${id}/deadlines`, as: bureau });
    const rows = body.deadlines.filter((one: { name: string }) => one.name === 'unitPushDue');
    expect(rows).toMatchObject([
      { state: 'disarmed', dueAt: '2023-09-13T00:00:00+08:00', programmeVersion: 1, agrees: true },
      { state: 'armed', dueAt: '2023-09-16T00:00:00+08:00', programmeVersion: 2, agrees: true },
    ]);
    const history = await api.call({ path: `/v1/cases/${id}/history`, as: bureau });
    expect(history.body.events.at(-1)).toMatchObject({
      fact: 'deadlinesRecomputed',
      label: '期限重新计算',
      role: 'clock',
    });
  });

  test('two at once: one is carried out, the other meets its version', async () => {
    const dates = ['2023-09-13', '2023-09-14'];
    const replies = await Promise.all(dates.map((toDate) => amend({ version: '"v2"', json: { ...change, toDate } })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('of a programme that is not there meets nothing', async () => {
    const reply = await api.call({ path: '/v1/programmes/kaili-1999/amendments', as: bureau, json: change });
    expect([reply.status, reply.body.code]).toEqual([404, 'PROGRAMME_NOT_FOUND']);
  });
});

describe('loading a gazette', () => {
  const load = (json: object, as = bureau) => api.call({ path: '/v1/gazettes', as, json });

  test('that leaves days out is refused, with what does not balance', async () => {
    const reply = await load(gazette2027);
    expect([reply.status, reply.body.code]).toEqual([422, 'GAZETTE_UNUSABLE']);
    expect(reply.body.errors[0]).toMatchObject({ code: 'UNBALANCED', message: expect.stringContaining('应为 13 天') });
  });

  test('makes a further version of the calendar, once; another of the same day is refused', async () => {
    // The invented gazette grants 2 weekdays off and takes one weekend day back: 12 fewer than the regulation.
    const gazette = { ...gazette2027, extraDays: -12 };
    const first = await load(gazette);
    expect([first.status, first.body]).toMatchObject([200, { year: 2027, loaded: true }]);
    const second = await load(gazette);
    expect(second.body).toEqual({ ...first.body, loaded: false });
    const days = gazette.days.map((day) => ({ ...day, festival: '新年' }));
    const other = await load({ ...gazette, days });
    expect([other.status, other.body.code]).toEqual([409, 'GAZETTE_KNOWN']);
    const orders = await office.query('select calendar_version from recomputations where calendar_version is not null');
    expect(orders).toEqual([{ calendar_version: first.body.calendarVersion }]);
  });

  test('is the bureau’s', async () => {
    expect((await load(gazette2027, 'school-1-admin/unitAdmin')).body.code).toBe('ROLE_NOT_ENTITLED');
  });
});

describe('the clock', () => {
  const set = (to: string, as = bureau) => api.call({ path: '/v1/clock', as, json: { to } });

  test('tells the instant, the next due instant, and what is in flight', async () => {
    const { body } = await api.call({ path: '/v1/clock', as: 'school-1-a0/applicant' });
    expect(body).toMatchObject({ mode: 'frozen', now: '2023-08-02T09:00:00+08:00', graceMs: 0, held: false });
    expect(body.inFlight).toMatchObject({ due: 0, claimed: 0, rounds: 0 });
    expect(body.inFlight.outbox).toBeGreaterThan(0);
    expect(body.settled).toBe(false);
  });

  test('is set forward by the bureau, and what falls due is in flight until it has fired', async () => {
    const moved = await set('2023-09-16T00:00:00+08:00');
    expect(moved.body).toMatchObject({ now: '2023-09-16T00:00:00+08:00', inFlight: { due: 2 } });
    const again = await set('2023-09-15T16:00:00Z');
    expect([again.status, again.body.now]).toEqual([200, '2023-09-16T00:00:00+08:00']);
    await office.advanceTo('2023-09-16T00:00');
    const { body } = await api.call({ path: '/v1/clock', as: bureau });
    expect(body).toMatchObject({ nextDue: '2023-09-20T00:00:00+08:00', inFlight: { due: 0 } });
  });

  test('is never set back, and not by everybody', async () => {
    const back = await set('2023-09-15T23:59:59+08:00');
    expect([back.status, back.body.code]).toEqual([422, 'CLOCK_ONLY_FORWARD']);
    expect((await set('2023-10-01T00:00', 'school-1-admin/unitAdmin')).body.code).toBe('ROLE_NOT_ENTITLED');
    const moves = await office.query<{ by_person: string }>(
      'select by_person from clock_moves where by_person is not null',
    );
    expect(new Set(moves.map((move) => move.by_person))).toEqual(new Set(['kaili-1']));
  });
});
