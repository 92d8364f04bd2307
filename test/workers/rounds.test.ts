import { afterEach, describe, expect, test, vi } from 'vitest';
import { endOfDay, parseInstant } from '../../machines/time.ts';
import { moveClock } from '../../store/clock.ts';
import { inTransaction } from '../../store/db.ts';
import { makeMorningRound } from '../../store/morning.ts';
import { createRulebook } from '../../store/programmes.ts';
import { startRinging } from '../../workers/rounds.ts';
import { crewOn, type TestCrew } from '../support/crew.ts';
import { putDueRows } from '../support/due-rows.ts';
import { type Office, type OfficeOptions, openOffice } from '../support/office.ts';
import { idleApplicants } from '../support/season-slice.ts';
import { toCommittee } from '../support/with-committee.ts';

let office: Office;
const crews: TestCrew[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(crews.splice(0).map((crew) => crew.close()));
  await office.close();
});

interface Digest {
  readonly day: string;
  readonly deadlines: { name: string; workingDays: number; count: number; cases: string[] }[];
}
const digests = (day: string) =>
  office.query<{ role: string; person: string | null; organisation: string | null; body: Digest }>(
    `select role, person, organisation, body from inbox where about = 'deadlinesAhead' and body ->> 'day' = $1 order by id`,
    [day],
  );
const alarms = () => office.query<{ kind: string; body: object }>('select kind, body from alarms order by id');
const morning = () => makeMorningRound(office.pool, createRulebook());
async function morningOf(day: string): Promise<Awaited<ReturnType<typeof morning>>> {
  await office.moveTo(`${day}T07:00`);
  return morning();
}

describe('the morning’s round', () => {
  test('tells each holder in one message what falls due, and only on the mornings of the marks', async () => {
    office = await idleApplicants();
    await morningOf('2023-08-21');
    await morningOf('2023-08-22');
    expect((await digests('2023-08-22')).map(({ person }) => person)).toEqual(
      Array.from({ length: 6 }, (_, n) => `school-1-a${n}`),
    );
    const [first] = await digests('2023-08-22');
    expect(first).toMatchObject({
      role: 'applicant',
      organisation: null,
      body: { deadlines: [{ name: 'clickWindowEnd', workingDays: 7, count: 1 }] },
    });
    await morningOf('2023-08-23');
    expect(await digests('2023-08-23')).toEqual([]);
  });

  test('gathers the cases of one organisation', async () => {
    office = await openOffice();
    await toCommittee(office, 'school-1-a0');
    await office.query(`update deadlines set due_at = $1 where name = 'reviewMeetingDue'`, [endOfDay('2023-08-29')]);
    await morningOf('2023-08-24');
    expect(await digests('2023-08-24')).toMatchObject([
      {
        role: 'committeeSecretary',
        person: null,
        organisation: 'committee-kaili-teacher',
        body: { deadlines: [{ name: 'reviewMeetingDue', workingDays: 3, count: 1 }] },
      },
    ]);
  });

  test('is made once a day, however many make it at once', async () => {
    office = await idleApplicants();
    await office.moveTo('2023-08-22T07:00');
    const made = await Promise.all([morning(), morning(), morning(), morning()]);
    expect(made.filter((one) => one !== null)).toHaveLength(1);
    expect(await morning()).toBeNull();
    expect(await digests('2023-08-22')).toHaveLength(6);
    expect(await office.query('select name, day from rounds')).toEqual([{ name: 'morning', day: '2023-08-22' }]);
  });

  test('that fails leaves nothing behind, and is made by the next who rings', async () => {
    office = await idleApplicants();
    await office.moveTo('2023-08-22T07:00');
    await office.query('alter table inbox rename column about to subject');
    await expect(morning()).rejects.toThrow('about');
    expect(await office.query('select from rounds')).toEqual([]);
    await office.query('alter table inbox rename column subject to about');
    expect(await morning()).toMatchObject({ messages: 6 });
  });

  test('while the timers are held is not made: the day is not to be believed', async () => {
    office = await idleApplicants();
    await office.query('update clock set held = true');
    expect(await morning()).toBeNull();
  });

  test('lists daily what the rollover flagged, until the bureau decides, and alarms once it is late', async () => {
    office = await openOffice();
    const id = await toCommittee(office, 'school-1-a0');
    await office.advanceTo('2024-08-01T07:00');
    expect(await morning()).toMatchObject({ messages: 1, alarms: 0 });
    await office.advanceTo('2024-08-20T00:00');
    expect(await morning()).toMatchObject({ messages: 1, alarms: 1 });
    const lists = await office.query<{ organisation: string; role: string; body: object }>(
      `select organisation, role, body from inbox where about = 'casesUndecided' order by id`,
    );
    const to = { organisation: 'kaili-hrss', role: 'bureauOfficer' };
    expect(lists).toEqual([
      { ...to, body: { day: '2024-08-01', count: 1, late: 0, cases: [id] } },
      { ...to, body: { day: '2024-08-20', count: 1, late: 1, cases: [id] } },
    ]);
    expect(await alarms()).toMatchObject([
      { kind: 'rolloverDecisionOverdue', body: { late: 1, bureau: 'kaili-hrss' } },
    ]);
    await office.send({ case: id, type: 'carryOver', by: bureau(), reason: 'OTHER' });
    await office.moveTo('2024-08-21T07:00');
    expect(await morning()).toMatchObject({ messages: 0, alarms: 0 });
  });

  test('alarms daily while the day of a provisional deadline has come, and for what is stuck', async () => {
    office = await openOffice();
    const now = parseInstant('2023-08-03T07:00');
    await putDueRows(office, { count: 3, dueAt: now - 1, status: 'provisional' });
    await putDueRows(office, { count: 60, dueAt: now - 3_600_000 });
    await putDueRows(office, { count: 5, dueAt: now - 3_500_000 });
    expect(await morningOf('2023-08-03')).toMatchObject({ alarms: 2 });
    expect(await alarms()).toMatchObject([
      { kind: 'provisionalDayCame', body: { day: '2023-08-03', count: 3 } },
      { kind: 'deadlinesStuck', body: { day: '2023-08-03', count: 60 } },
    ]);
    expect(
      await office.query(`select json_array_length(body -> 'deadlines') as named from alarms order by id`),
    ).toEqual([{ named: 3 }, { named: 50 }]);
    expect(await morningOf('2023-08-04')).toMatchObject({ alarms: 2 });
  });
});

const bureau = () =>
  ({ role: 'bureauOfficer', person: 'kaili-1', organisation: 'kaili-hrss', onBehalfOf: null }) as const;

describe('whoever rings', () => {
  const running = (at: string): OfficeOptions => ({
    kind: 'demonstration',
    clock: { mode: 'offset', graceMs: 5_000, instant: parseInstant(at) },
  });
  async function ringers(count: number): Promise<TestCrew[]> {
    for (let n = 0; n < count; n += 1) crews.push(await crewOn(office));
    return crews;
  }
  const rings = async () => (await Promise.all(crews.map(({ rounds }) => rounds.ring()))).flat();

  test('before the hour rings in vain; after it each round is made once, by one process', async () => {
    office = await openOffice(running('2023-08-22T01:50'));
    await ringers(3);
    expect(await rings()).toEqual([]);
    await inTransaction(office.pool, (tx) => moveClock(tx, { to: parseInstant('2023-08-22T02:00'), by: null }));
    expect(await rings()).toEqual(['night']);
    await inTransaction(office.pool, (tx) => moveClock(tx, { to: parseInstant('2023-08-22T07:00'), by: null }));
    expect(await rings()).toEqual(['morning']);
    expect(await rings()).toEqual([]);
    expect(crews.map(({ nights }) => nights()).sort()).toEqual([0, 0, 1]);
    expect(crews.flatMap(({ errors }) => errors)).toEqual([]);
  });

  test.each([6, -6])('with a clock that is wrong by %i hours makes the rounds of the right day', async (hours) => {
    office = await openOffice(running('2023-08-22T07:00'));
    await ringers(1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
    expect(await rings()).toEqual(['night', 'morning']);
    expect(await office.query('select name, day from rounds order by name')).toEqual([
      { name: 'morning', day: '2023-08-22' },
      { name: 'night', day: '2023-08-22' },
    ]);
  });

  test('for a verification that cannot be made is told, and it is made at the next ring', async () => {
    office = await openOffice(running('2023-08-22T02:00'));
    let broken = true;
    const verifyRecord = async () => {
      if (broken) throw new Error('no process to be had');
    };
    crews.push(await crewOn(office, { verifyRecord }));
    expect(await rings()).toEqual([]);
    expect(crews[0]?.errors).toEqual(["the night's round: Error: no process to be had"]);
    broken = false;
    expect(await rings()).toEqual(['night']);
    expect(await rings()).toEqual([]);
  });

  test('where the clock stands, or is held, rings in vain', async () => {
    office = await openOffice();
    await ringers(1);
    expect(await rings()).toEqual([]);
    await office.close();
    office = await openOffice(running('2023-08-22T07:00'));
    await crews.splice(0)[0]?.close();
    await ringers(1);
    await office.query('update clock set held = true');
    expect(await rings()).toEqual([]);
  });

  test('node-cron rings by itself', async () => {
    office = await openOffice(running('2023-08-22T07:00'));
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    let rung = 0;
    const ring = async () => {
      rung += 1;
      return [];
    };
    const ringing = startRinging({ ring }, () => undefined);
    await vi.advanceTimersByTimeAsync(11 * 60_000);
    await ringing.stop();
    expect(rung).toBeGreaterThanOrEqual(2);
  });
});
