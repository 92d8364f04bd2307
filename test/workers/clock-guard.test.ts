import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { moveClock, releaseClock } from '../../store/clock.ts';
import { inTransaction } from '../../store/db.ts';
import { AHEAD_MS, BACK_MS, createClockGuard, jumpBetween } from '../../workers/clock-guard.ts';
import { crewOn, type TestCrew } from '../support/crew.ts';
import type { Office, OfficeOptions } from '../support/office.ts';
import { dueNow, historyOf, IDLE_UNTIL, idleApplicants, stepRaw } from '../support/season-slice.ts';

const DAYS = 86_400_000;

describe('a jump of the raw clock', () => {
  const from = { raw: 1_000_000, before: 5_000, after: 5_000 };
  /** A second later by the monotonic clock, and by so many ms more by the raw one. */
  const later = (byMs: number) => ({ raw: 1_001_000 + byMs, before: 6_000, after: 6_000 });

  test.each([
    [0, false],
    [AHEAD_MS, false],
    [AHEAD_MS + 1, true],
    [30 * DAYS, true],
    [-BACK_MS, false],
    [-BACK_MS - 1, true],
    [-3 * DAYS, true],
  ])('by %i ms: %s', (byMs, jumped) => {
    expect(jumpBetween(from, later(byMs))).toEqual(
      jumped ? { raw: 1_001_000 + byMs, previousRaw: 1_000_000, byMs } : null,
    );
  });

  test('is never seen in two clocks that agree, however slow the answers and whatever order they come in', () => {
    const look = fc
      .record({ at: fc.integer({ min: 0, max: 1e9 }), asked: fc.nat(100_000), answered: fc.nat(100_000) })
      .map(({ at, asked, answered }) => ({ raw: at + 5_000_000, before: at - asked, after: at + answered }));
    fc.assert(fc.property(look, look, (one, other) => jumpBetween(one, other) === null));
  });

  test('is seen whatever the time between, when the answers are quick', () => {
    const jump = fc.oneof(
      fc.integer({ min: AHEAD_MS + 200, max: 1e10 }),
      fc.integer({ min: -1e10, max: -BACK_MS - 200 }),
    );
    fc.assert(
      fc.property(fc.nat(1e9), jump, fc.nat(50), (passed, byMs, slow) => {
        const there = { raw: 1_000_000 + passed + byMs, before: 5_000 + passed - slow, after: 5_000 + passed + slow };
        return jumpBetween({ ...from, before: 5_000 - slow, after: 5_000 + slow }, there) !== null;
      }),
    );
  });
});

describe('when the raw clock jumps', () => {
  let office: Office;
  const crews: TestCrew[] = [];

  async function start(options: OfficeOptions = {}, processes = 1): Promise<TestCrew> {
    office = await idleApplicants(options);
    for (let process = 0; process < processes; process += 1) crews.push(await crewOn(office));
    // Every process has looked once before.
    for (const { guard } of crews) await guard.look();
    return crews[0]!;
  }
  afterEach(async () => {
    await Promise.all(crews.splice(0).map((crew) => crew.close()));
    await office.close();
  });

  const moves = () => office.query<{ kind: string }>(`select kind from clock_moves where kind <> 'move' order by id`);
  const alarms = () =>
    office.query<{ kind: string; by: number }>(`select kind, (body ->> 'byMs')::bigint as by from alarms`);
  const release = () => inTransaction(office.pool, (tx) => releaseClock(tx, { by: 'operator' }));
  const running: OfficeOptions = {
    kind: 'demonstration',
    clock: { mode: 'offset', graceMs: 5_000, instant: Date.parse('2023-08-02T01:00:00Z') },
  };

  test('sixty days ahead, the timers are held before anything fires, and there is one alarm', async () => {
    await start(running, 3);
    await stepRaw(office, 60 * DAYS);
    expect(await dueNow(office)).toBeGreaterThan(0);
    await Promise.all(crews.flatMap(({ relay, sweep }) => [sweep.once(), relay.once()]));
    expect(await office.query(`select from deadlines where status = 'fired'`)).toEqual([]);
    expect(await moves()).toEqual([{ kind: 'hold' }]);
    expect(await alarms()).toHaveLength(1);
    const [alarm] = await alarms();
    expect(alarm?.kind).toBe('clockJumped');
    expect(Math.abs((alarm?.by ?? 0) - 60 * DAYS)).toBeLessThan(60_000);
  });

  test('mended and released, nothing fires that was not due', async () => {
    const crew = await start(running);
    await stepRaw(office, 60 * DAYS);
    await crew.sweep.once();
    await stepRaw(office, -60 * DAYS);
    await crew.sweep.once();
    expect(await alarms()).toHaveLength(1);
    await release();
    expect((await crew.sweep.once()).deadlines).toBe(0);
    expect(await office.query(`select from deadlines where status = 'fired'`)).toEqual([]);
    expect(await moves()).toEqual([{ kind: 'hold' }, { kind: 'release' }]);
  });

  test('found right and released, everything that is due fires once', async () => {
    const crew = await start(running);
    await stepRaw(office, 60 * DAYS);
    await crew.sweep.once();
    const due = await dueNow(office);
    await release();
    expect((await crew.sweep.once()).deadlines).toBe(due);
    expect(await dueNow(office)).toBe(0);
    expect(await historyOf(office)).toMatchObject({ events: 6 + due });
  });

  test('ten seconds back, the timers are held too', async () => {
    const crew = await start();
    await stepRaw(office, -10_000);
    expect((await crew.guard.look()).held).toBe(true);
    expect(await moves()).toEqual([{ kind: 'hold' }]);
  });

  test('half a minute ahead, as after a correction of the time, nothing is held', async () => {
    const crew = await start();
    await stepRaw(office, 30_000);
    expect((await crew.guard.look()).held).toBe(false);
    expect(await moves()).toEqual([]);
  });

  test('in a simulation, whose own clock stands, the timers are held all the same', async () => {
    const crew = await start();
    await office.moveTo(IDLE_UNTIL);
    await stepRaw(office, 30 * DAYS);
    expect((await crew.sweep.once()).deadlines).toBe(0);
    const due = await dueNow(office);
    await release();
    expect((await crew.sweep.once()).deadlines).toBe(due);
  });

  test('whoever looks at the same time sees it too', async () => {
    const crew = await start();
    const look = () => Promise.all([crew.guard.look(), crew.guard.look(), crew.guard.look()]);
    // Each on a connection that is open already, or the first would be done before the others ask.
    await look();
    await stepRaw(office, 30 * DAYS);
    const looks = await look();
    expect(looks.map(({ held }) => held)).toEqual([true, true, true]);
    expect(await alarms()).toHaveLength(1);
  });

  test('who sees a jump only when the timers have been released does not hold them again', async () => {
    const crew = await start({}, 2);
    await stepRaw(office, 30 * DAYS);
    await crew.guard.look();
    await release();
    expect((await crews[1]?.guard.look())?.held).toBe(false);
    expect(await moves()).toEqual([{ kind: 'hold' }, { kind: 'release' }]);
    await stepRaw(office, 60 * DAYS);
    expect((await crew.guard.look()).held).toBe(true);
  });

  test('a process that stood still meanwhile, and whose own clock ran on, sees no jump', async () => {
    await start();
    let own = 0;
    const guard = createClockGuard({ pool: office.pool, monotonic: () => own });
    await guard.look();
    await stepRaw(office, 600_000);
    own += 600_000;
    expect((await guard.look()).held).toBe(false);
  });

  test('a clock set forward by hand is no jump', async () => {
    const crew = await start(running);
    await inTransaction(office.pool, (tx) => moveClock(tx, { to: Date.parse('2024-08-02T00:00:00Z'), by: null }));
    expect((await crew.guard.look()).held).toBe(false);
    expect((await crew.sweep.once()).deadlines).toBeGreaterThan(30);
  });
});
