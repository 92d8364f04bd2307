import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { BATCH, CLAIM_MS } from '../../store/claims.ts';
import { releaseClock } from '../../store/clock.ts';
import { inTransaction } from '../../store/db.ts';
import type { Queue } from '../../workers/queue.ts';
import { MOST_WAITING } from '../../workers/relay.ts';
import { crewOn, type TestCrew } from '../support/crew.ts';
import { putDueRows } from '../support/due-rows.ts';
import { actor, type Office } from '../support/office.ts';
import { postgresServer, type QueueServer, redisServer } from '../support/queues.ts';
import { redisInstalled } from '../support/redis.ts';
import { dueNow, historyOf, IDLE_UNTIL, idleApplicants, stepRaw } from '../support/season-slice.ts';

type History = Awaited<ReturnType<typeof historyOf>>;

/** What the same six applications come to when the door is told of every deadline by hand. */
let expected: History;
/** How many deadlines that are. */
let due: number;
beforeAll(async () => {
  const control = await idleApplicants();
  await control.moveTo(IDLE_UNTIL);
  due = await dueNow(control);
  await control.advanceTo(IDLE_UNTIL);
  expected = await historyOf(control);
  // Or the tests below show nothing.
  expect(due).toBeGreaterThan(30);
  expect(expected).toMatchObject({ events: due + 6, deadlines: `${due} fired` });
  await control.close();
});

let office: Office;
let crew: TestCrew;
beforeEach(async () => {
  office = await idleApplicants();
});
afterEach(async () => {
  vi.useRealTimers();
  await crew.close();
  await office.close();
});

const settled = (expectation: () => unknown) => vi.waitFor(expectation, { timeout: 20_000, interval: 20 });
const claims = () =>
  office
    .query<{ n: number }>(`select count(*) as n from deadlines where claimed_until > raw_now()`)
    .then(([row]) => row?.n);
const idle = async () => {
  const nothing = { waiting: 0, active: 0 };
  expect(await crew.queue.counts()).toEqual({ deadlines: nothing, outbox: nothing });
};

describe('with BullMQ dead', () => {
  beforeEach(async () => {
    crew = await crewOn(office);
    await office.moveTo(IDLE_UNTIL);
  });

  test('the relay says so, and what it had claimed is the sweep’s two seconds later', async () => {
    expect(await crew.relay.once()).toEqual({ deadlines: 0, outbox: 0, roundAsked: false, failed: true });
    const said = ['relaying deadlines: Error: the queue is dead', 'relaying outbox: Error: the queue is dead'];
    expect(crew.errors).toEqual(said);
    expect(await claims()).toBe(due);
    expect((await crew.sweep.once()).deadlines).toBe(0);
    await stepRaw(office, CLAIM_MS);
    expect((await crew.sweep.once()).deadlines).toBe(due);
    expect(await dueNow(office)).toBe(0);
    expect(await historyOf(office)).toEqual(expected);
  });

  test('the relay that has met it claims nothing more, and the sweep takes the next at once', async () => {
    await crew.relay.once();
    await putDueRows(office, { count: 1, dueAt: 1 });
    expect((await crew.relay.once()).failed).toBe(true);
    expect((await crew.guard.look()).nextUntouched).toBe(1);
    expect((await crew.sweep.once()).deadlines).toBe(1);
  });

  test('the sweep alone fires everything, once', async () => {
    expect((await crew.sweep.once()).deadlines).toBe(due);
    expect((await crew.sweep.once()).deadlines).toBe(0);
    expect(await historyOf(office)).toEqual(expected);
  });

  test('two sweeps at once do what one does', async () => {
    await Promise.all([crew.sweep.once(), crew.sweep.once(), crew.sweep.once()]);
    await settled(async () => {
      await stepRaw(office, CLAIM_MS);
      await crew.sweep.once();
      expect(await dueNow(office)).toBe(0);
    });
    expect(await historyOf(office)).toEqual(expected);
  });

  test('how late a timer fired can be told: its raw instant, after that of the move', async () => {
    await crew.sweep.once();
    const [late] = await office.query<{ least: number; most: number }>(
      `select min(settled_raw - raw) as least, max(settled_raw - raw) as most
         from deadlines, (select max(raw) as raw from clock_moves where kind = 'move') moved where status = 'fired'`,
    );
    expect(late?.least).toBeGreaterThanOrEqual(0);
    expect(late?.most).toBeLessThan(60_000);
  });
});

describe('while the timers are held', () => {
  beforeEach(async () => {
    crew = await crewOn(office);
    await office.moveTo(IDLE_UNTIL);
    await office.query('update clock set held = true');
  });

  test('nothing is taken and nothing fires; once they are released everything does', async () => {
    expect((await crew.relay.once()).deadlines).toBe(0);
    expect(await crew.sweep.once()).toEqual({ deadlines: 0, outbox: 0, recomputed: 0 });
    expect(await claims()).toBe(0);
    expect(crew.errors).toEqual([]);
    await inTransaction(office.pool, (tx) => releaseClock(tx, { by: 'operator' }));
    await crew.sweep.once();
    expect(await historyOf(office)).toEqual(expected);
  });

  test('a person who sends something to a case with a deadline due is asked to come again', async () => {
    const [row] = await office.query<{ id: string; person: string }>(
      'select id, person from cases order by id limit 1',
    );
    const withdrawal = {
      case: row!.id,
      type: 'withdraw',
      by: actor('applicant', row!.person),
      reason: 'PERSONAL',
    } as const;
    expect(await office.send(withdrawal)).toEqual({ outcome: 'tryAgain' });
    expect(await dueNow(office)).toBe(due);
  });
});

const backends: readonly (readonly [name: string, start: () => Promise<QueueServer>, installed: boolean])[] = [
  ['PostgreSQL', postgresServer, true],
  ['Redis', redisServer, redisInstalled],
];

describe.each(backends)('with BullMQ on %s', (_, start, installed) => {
  describe.skipIf(!installed)('between the rows and the door,', () => {
    let server: QueueServer;
    beforeAll(async () => {
      server = await start();
    });
    beforeEach(async () => {
      crew = await crewOn(office, { place: server.place });
    });
    afterEach(() => server.flush());
    afterAll(() => server.stop());

    test('the relay claims and enqueues, once; the workers fire', async () => {
      await office.moveTo(IDLE_UNTIL);
      expect((await crew.relay.once()).deadlines).toBe(due);
      expect((await crew.relay.once()).deadlines).toBe(0);
      expect(await claims()).toBe(due);
      await crew.consume(2);
      await settled(async () => expect(await dueNow(office)).toBe(0));
      expect(await historyOf(office)).toEqual(expected);
      expect(crew.errors).toEqual([]);
    });

    test('a queue that is lost costs the time of a claim: the sweep fires what was in it', async () => {
      await office.moveTo(IDLE_UNTIL);
      await crew.relay.once();
      await server.flush();
      expect((await crew.sweep.once()).deadlines).toBe(0);
      await stepRaw(office, CLAIM_MS);
      expect((await crew.sweep.once()).deadlines).toBe(due);
      await crew.consume(2);
      await settled(idle);
      expect(await historyOf(office)).toEqual(expected);
    });

    test('a queue that delivers everything twice, after the sweep did it all, changes nothing', async () => {
      await office.moveTo(IDLE_UNTIL);
      await crew.relay.once();
      for (let copies = 0; copies < 3; copies += 1) await server.doubleEverything('deadlines');
      await stepRaw(office, CLAIM_MS);
      await crew.sweep.once();
      await crew.consume(4);
      await settled(idle);
      expect(await historyOf(office)).toEqual(expected);
      expect(crew.errors).toEqual([]);
    });

    test.each([
      ['six hours fast', 6],
      ['six hours slow', -6],
    ])('a worker whose clock is %s fires the same, and nothing early', async (_how, hours) => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
      await office.moveTo('2023-08-02T10:00');
      expect((await crew.relay.once()).deadlines).toBe(0);
      expect((await crew.sweep.once()).deadlines).toBe(0);
      await office.moveTo(IDLE_UNTIL);
      await crew.relay.once();
      await crew.consume(2);
      await settled(async () => expect(await dueNow(office)).toBe(0));
      expect(await historyOf(office)).toEqual(expected);
    });

    test('jobs that wait while the timers are held do nothing', async () => {
      await office.moveTo(IDLE_UNTIL);
      await crew.relay.once();
      await office.query('update clock set held = true');
      await crew.consume(2);
      await settled(idle);
      expect(await dueNow(office)).toBe(due);
      expect(await office.query('select from inbox')).toEqual([]);
      await office.query('update clock set held = false');
      await stepRaw(office, CLAIM_MS);
      await crew.sweep.once();
      expect(await historyOf(office)).toEqual(expected);
    });
  });
});

describe('with a mass of deadlines', () => {
  /** Takes everything, works on nothing. */
  function storehouse(): Queue & { jobs: string[][] } {
    const jobs: string[][] = [];
    return {
      jobs,
      enqueue: async (_, ids) => void jobs.push([...ids]),
      consume: async () => undefined,
      counts: async () => ({ deadlines: { waiting: jobs.length, active: 0 }, outbox: { waiting: 0, active: 0 } }),
      close: async () => undefined,
    };
  }

  test('the relay enqueues as many jobs as can be worked on while their claims last, and waits', async () => {
    const queue = storehouse();
    crew = await crewOn(office, { queue });
    await putDueRows(office, { count: 3_000, dueAt: 1 });
    expect((await crew.relay.once()).deadlines).toBe(MOST_WAITING * BATCH);
    expect(queue.jobs.filter((ids) => ids.length > 6)).toHaveLength(MOST_WAITING);
    expect((await crew.relay.once()).deadlines).toBe(0);
    queue.jobs.splice(0, 1);
    expect((await crew.relay.once()).deadlines).toBe(0);
    queue.jobs.splice(0, 1);
    expect((await crew.relay.once()).deadlines).toBe(BATCH);
  });

  test('the sweep takes what the relay left, batch by batch, and rows whose case is gone fire nothing', async () => {
    crew = await crewOn(office);
    await putDueRows(office, { count: 1_200, dueAt: 1 });
    expect((await crew.sweep.once()).deadlines).toBe(1_200);
    expect((await crew.sweep.once()).deadlines).toBe(0);
    expect(crew.errors).toEqual([]);
  });

  test('a job holds ids and names, and nothing about anybody', async () => {
    const queue = storehouse();
    crew = await crewOn(office, { queue });
    await office.moveTo(IDLE_UNTIL);
    await crew.relay.once();
    const ids = queue.jobs.flat();
    expect(ids).toHaveLength(due + 6);
    const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
    for (const id of ids) expect(id).toMatch(new RegExp(`^${uuid}/\\d+/(\\d+|[a-zA-Z]+)$`));
  });
});
