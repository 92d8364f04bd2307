import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAskedRounds } from '../../workers/asked-rounds.ts';
import { type Api, startApi } from '../support/api.ts';
import { crewOn, type TestCrew, type TestCrewOptions } from '../support/crew.ts';
import { type Office, openOffice } from '../support/office.ts';
import { startWorkers } from '../support/worker-process.ts';

/** Rounds where the clock stands: whoever moves it asks for them, and the workers make them. */

let office: Office;
let api: Api;
const crews: TestCrew[] = [];
beforeEach(async () => {
  office = await openOffice();
  api = await startApi(office);
});
afterEach(async () => {
  await Promise.all(crews.splice(0).map((crew) => crew.close()));
  await api.close();
  await office.close();
});

const bureau = 'kaili-1/bureauOfficer';
const ask = (round: string, as = bureau) => api.call({ path: '/v1/rounds', as, json: { round } });
const clock = async () => (await api.call({ path: '/v1/clock', as: bureau })).body;
const claims = () => office.query<{ claimed_until: number }>('select claimed_until from asked_rounds');
async function crew(options: TestCrewOptions = {}): Promise<TestCrew> {
  const made = await crewOn(office, options);
  crews.push(made);
  return made;
}

describe('a round that is asked for', () => {
  test('is in flight until a worker has made it, and is asked once at an instant', async () => {
    const { askedRounds } = await crew();
    const asked = { round: 'morning', at: '2023-08-02T09:00:00+08:00' };
    expect((await ask('morning')).body).toEqual({ ...asked, state: 'asked' });
    expect((await ask('morning')).body).toEqual({ ...asked, state: 'asked' });
    expect(await clock()).toMatchObject({ settled: false, inFlight: { rounds: 1 } });
    expect(await askedRounds.once()).toBe(1);
    expect(await clock()).toMatchObject({ settled: true, inFlight: { rounds: 0 } });
    expect((await ask('morning')).body).toEqual({ ...asked, state: 'made' });
    expect(await askedRounds.once()).toBe(0);
    expect(await office.query('select name, day from rounds')).toEqual([{ name: 'morning', day: '2023-08-02' }]);
  });

  test('is asked for anew when the clock has moved', async () => {
    const { askedRounds, nights } = await crew();
    for (const day of ['2023-08-03', '2023-08-04']) {
      await office.moveTo(`${day}T02:00`);
      await ask('night');
      expect(await askedRounds.once()).toBe(1);
    }
    expect(nights()).toBe(2);
  });

  test('is made by one worker of several', async () => {
    const all = await Promise.all([crew(), crew(), crew()]);
    await ask('night');
    await ask('morning');
    const made = await Promise.all(all.map(({ askedRounds }) => askedRounds.once()));
    expect(made.reduce((sum, one) => sum + one)).toBe(2);
    expect(all.map(({ nights }) => nights()).sort()).toEqual([0, 0, 1]);
  });

  test('looks at public pages where they are, and says so where nobody knows', async () => {
    const { askedRounds } = await crew();
    await ask('observation');
    await askedRounds.once();
    expect((await ask('observation')).body).toMatchObject({ state: 'unwatched' });
    expect(await clock()).toMatchObject({ settled: true });
    await office.moveTo('2023-08-02T10:00');
    await ask('observation');
    const watching = await crew({ address: api.url });
    await watching.askedRounds.once();
    expect((await ask('observation')).body).toMatchObject({ state: 'made' });
  });

  test('that fails is told, stays in flight, and is made when nobody has it in hand any more', async () => {
    let broken = true;
    const failing = await crew({
      verifyRecord: async () => {
        if (broken) throw new Error('no process to be had');
      },
    });
    await ask('night');
    expect(await failing.askedRounds.once()).toBe(0);
    expect(failing.errors).toEqual(['the round of night that was asked for: Error: no process to be had']);
    expect(await clock()).toMatchObject({ settled: false });
    broken = false;
    expect(await failing.askedRounds.once()).toBe(0);
    await office.query('update asked_rounds set claimed_until = raw_now() - 1');
    expect(await failing.askedRounds.once()).toBe(1);
    expect(failing.nights()).toBe(1);
  });

  test('that takes its time stays in hand', async () => {
    let first = 0;
    const { askedRounds } = await crew({
      verifyRecord: async () => {
        first = (await claims())[0]?.claimed_until ?? 0;
        await vi.waitFor(async () => expect((await claims())[0]?.claimed_until).toBeGreaterThan(first), 20_000);
      },
    });
    await ask('night');
    expect(await askedRounds.once()).toBe(1);
    expect(first).toBeGreaterThan(0);
  });

  test('while the timers are held waits', async () => {
    const { askedRounds } = await crew();
    await ask('morning');
    await office.query('update clock set held = true');
    expect(await askedRounds.once()).toBe(0);
    await office.query('update clock set held = false');
    expect(await askedRounds.once()).toBe(1);
  });

  test('that finds the timers held when it comes to look is not made, but later', async () => {
    const { rounds } = await crew({ address: api.url });
    await ask('observation');
    const observer = { once: async () => null };
    const held = createAskedRounds({ pool: office.pool, rounds, observer, onError: () => undefined });
    expect(await held.once()).toBe(0);
    expect((await ask('observation')).body).toMatchObject({ state: 'asked' });
    await office.query('update asked_rounds set claimed_until = raw_now() - 1');
    expect(await (await crew({ address: api.url })).askedRounds.once()).toBe(1);
  });

  test('is made by worker processes of themselves', async () => {
    const workers = await startWorkers({ DATABASE_URL: office.url, PUBLIC_URL: api.url });
    try {
      for (const round of ['observation', 'morning']) await ask(round);
      await vi.waitFor(async () => expect(await clock()).toMatchObject({ inFlight: { rounds: 0 } }), 20_000);
      expect((await ask('observation')).body).toMatchObject({ state: 'made' });
    } finally {
      await workers.stop();
    }
  });
});

test('rounds are asked for by the bureau alone', async () => {
  const refused = await ask('morning', 'school-1-admin/unitAdmin');
  expect([refused.status, refused.body.code]).toEqual([403, 'ROLE_NOT_ENTITLED']);
  expect((await ask('afternoon')).status).toBe(422);
});

test('where the clock runs by itself no round is asked for', async () => {
  await office.query(`update clock set mode = 'real', instant = null, grace_ms = 5000`);
  const refused = await ask('morning');
  expect([refused.status, refused.body.code]).toEqual([404, 'CLOCK_NOT_MOVABLE']);
  expect(await office.query('select from asked_rounds')).toEqual([]);
});
