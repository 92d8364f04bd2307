import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../verify/verification.ts';
import { createObserver, type Observer } from '../../workers/observer.ts';
import { type Api, startApi } from '../support/api.ts';
import { sent, signature, verified } from '../support/applicants.ts';
import { delisting } from '../support/notice/delisting.ts';
import { type Office, openOffice } from '../support/office.ts';
import { type WatchedPool, watchedPool } from '../support/watched-pool.ts';

/** The observer on a clock that stands: whoever moves it looks, so that what is recorded depends on nothing else. */

let office: Office;
let api: Api;
let observer: Observer;
let away: Observer;
let statements: WatchedPool;
let notice: string;
let cases: string[];
const admin = 'school-1-admin/unitAdmin';

beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office);
  const watching = (address: string, pool = office.pool) =>
    createObserver({
      pool,
      door: office.door,
      address,
      pauses: [],
      onError: (error) => {
        throw error;
      },
    });
  statements = watchedPool(office.url);
  observer = watching(api.url, statements.pool);
  // Nobody listens on this port.
  away = watching('http://127.0.0.1:9');
  cases = [await verified(api, 'school-1-a0'), await verified(api, 'school-1-a1')];
  notice = await drafted(cases);
});
afterAll(async () => {
  await statements.pool.end();
  await api.close();
  await office.close();
});

/** And posted. */
async function drafted(listed: string[]): Promise<string> {
  const data = { kind: 'internal', organisation: 'school-1', cases: listed };
  const json = { programme: 'kaili-2023', id: randomUUID(), data };
  const { id } = (await api.call({ path: '/v1/notices', as: admin, json })).body;
  await sent(api, { id, as: admin, event: { type: 'post', signature } });
  return id;
}
const stateOf = async (id: string) =>
  (await office.query<{ state: string }>('select state from cases where id = $1', [id]))[0]?.state;
const state = () => stateOf(notice);
const rows = () =>
  office.query<{ what: string; status: number | null; named: boolean }>(
    'select what, status, shown is not null as named from notice_observations where notice = $1 order by id',
    [notice],
  );
const read = async () => (await api.call({ path: `/v1/notices/${notice}` })).body;

describe('a notice that is watched', () => {
  test('is looked at at the programme’s interval, and no more often', async () => {
    expect(await observer.once()).toBe(0);
    await office.advanceTo('2023-08-02T09:30');
    expect(await observer.once()).toBe(1);
    expect(await observer.once()).toBe(0);
    expect(await rows()).toEqual([
      { what: 'posted', status: null, named: false },
      { what: 'seen', status: 200, named: true },
    ]);
  });

  test('has no gap because the clock was set forward by days', async () => {
    await office.advanceTo('2023-08-04T10:00');
    await observer.once();
    expect((await read()).gaps).toEqual([]);
  });

  test('is seen with the shorter list, once a case has left it', async () => {
    expect((await read()).cases).toHaveLength(2);
    await office.door.advance(delisting(notice, cases[1]!, 'left'));
    await office.advanceTo('2023-08-04T15:00');
    expect(await observer.once()).toBe(1);
    expect((await rows()).at(-1)).toMatchObject({ what: 'seen' });
    const { cases: shown, count } = await read();
    expect([shown.map((one: { case: string }) => one.case), count]).toEqual([[cases[0]], 1]);
  });

  test('has one where its page was not there for longer than the programme allows, and is shown a day longer', async () => {
    expect((await read()).lastDay).toBe('2023-08-09');
    await office.advanceTo('2023-08-07T09:00');
    await observer.once();
    await office.advanceTo('2023-08-07T10:00');
    await away.once();
    expect((await rows()).at(-1)).toEqual({ what: 'missed', status: null, named: false });
    await office.advanceTo('2023-08-07T15:00');
    await observer.once();
    const { gaps, lastDay, days } = await read();
    expect(gaps).toEqual([{ from: '2023-08-07T09:00:00+08:00', to: '2023-08-07T15:00:00+08:00' }]);
    expect(lastDay).toBe('2023-08-10');
    expect(days.find(({ date }: { date: string }) => date === '2023-08-07')).toMatchObject({
      working: true,
      interrupted: true,
      number: null,
    });
  });

  test('a look that failed and was made good within the time allowed is no gap', async () => {
    await office.advanceTo('2023-08-08T09:00');
    await observer.once();
    await office.advanceTo('2023-08-08T09:40');
    await away.once();
    await office.advanceTo('2023-08-08T10:20');
    await observer.once();
    expect((await read()).gaps).toHaveLength(1);
  });

  test('is not over before it has been seen after its last day, and then is closed, without names', async () => {
    await office.advanceTo('2023-08-11T00:00');
    expect(await state()).toBe('toBeProved');
    await observer.once();
    expect(await state()).toBe('closed');
    const { namesShown, cases, observations } = await read();
    expect([namesShown, cases]).toEqual([false, []]);
    expect(observations.seen).toBeGreaterThan(4);
    const [event] = await office.query<{ facts: { evidence: { digest: string } } }>(
      `select facts from events where case_id = $1 and type = 'conclude'`,
      [notice],
    );
    expect(event?.facts.evidence.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is closed at the next ring of the minute, though it was seen before its end had fired', async () => {
    await office.moveTo('2023-08-11T00:00');
    const again = await drafted([await verified(api, 'school-1-a2')]);
    await office.advanceTo('2023-08-18T23:59');
    await observer.once();
    // The days are over, and nothing has fired yet.
    await office.moveTo('2023-08-19T00:00');
    await office.moveTo('2023-08-19T00:01');
    await office.query(
      `insert into notice_observations (notice, what, at, raw, status, shown)
        select $1, 'seen', instant, raw_now(), 200, $2 from clock`,
      [again, 'a'.repeat(64)],
    );
    await office.advanceTo('2023-08-19T00:01');
    expect(await stateOf(again)).toBe('toBeProved');
    expect(await observer.once()).toBe(0);
    expect(await stateOf(again)).toBe('closed');
  });

  test('is read with all the others at once, and judged with them', async () => {
    const shown = [];
    for (const applicant of ['school-1-a3', 'school-1-a4', 'school-1-a5'])
      shown.push(await drafted([await verified(api, applicant)]));
    await office.advanceTo('2023-08-21T15:00');
    statements.statements.length = 0;
    expect(await observer.once()).toBe(shown.length);
    const named = (name: string) => statements.statements.filter((one) => one === name).length;
    expect([named('watched-notices'), named('fact-evidence')]).toEqual([2, 1]);
    expect(named('record-observations')).toBeLessThanOrEqual(shown.length);
  });

  test('has a history that the checker can follow', async () => {
    const { findings } = await verify({ database: office.url });
    expect(findings.filter((finding) => finding.case === notice)).toEqual([]);
  });

  test('its observations are there for good', async () => {
    await expect(office.query('update notice_observations set at = 0')).rejects.toThrow('only grows');
    await expect(office.query('delete from notice_observations')).rejects.toThrow('only grows');
  });
});
