import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseInstant } from '../../machines/time.ts';
import { ClockRefusal, holdClock, moveClock, readClock, releaseClock } from '../../store/clock.ts';
import { createPool, inTransaction } from '../../store/db.ts';
import { install } from '../../store/install.ts';
import { historyOf, lead, usualSending } from '../support/case-path.ts';
import { freshDatabase } from '../support/database.ts';
import { type Office, openOffice, sending } from '../support/office.ts';
import { handDrivenClock } from '../support/raw-clock.ts';

/** The clock is a row: real, running and movable, or frozen (design D6). */

const start = parseInstant('2023-08-02T09:00');
const empty = { programmes: [], gazettes: [], overlays: [] };
const nobody = { organisations: [], people: [], vacancies: [], bars: [] };

async function installed(installation: Pick<Parameters<typeof install>[1], 'kind' | 'clock'>) {
  const database = await freshDatabase();
  const pool = createPool(database.url, { max: 2 });
  const close = async () => {
    await pool.end();
    await database.drop();
  };
  try {
    await inTransaction(pool, (tx) => install(tx, { ...empty, seed: nobody, ...installation }));
  } catch (error) {
    await close();
    throw error;
  }
  return { pool, close };
}

describe('the clock of a', () => {
  test('production is real: it shows the server’s time and is not moved', async () => {
    const { pool, close } = await installed({ kind: 'production', clock: { mode: 'real', graceMs: 5_000 } });
    const clock = await readClock(pool);
    expect(clock).toMatchObject({ mode: 'real', grace: 5_000, held: false, now: clock.raw });
    const moving = inTransaction(pool, (tx) => moveClock(tx, { to: clock.now + 1_000, by: 'somebody' }));
    await expect(moving).rejects.toThrow(ClockRefusal);
    expect((await pool.query('select from clock_moves')).rowCount).toBe(0);
    await close();
  });

  test.each([
    ['production', { mode: 'offset', graceMs: 5_000, instant: start }],
    ['production', { mode: 'frozen', instant: start }],
    ['demonstration', { mode: 'frozen', instant: start }],
  ] as const)('%s is not one of another kind', async (kind, clock) => {
    await expect(installed({ kind, clock })).rejects.toThrow('clock');
  });

  test('simulation stands, without a grace, and moves forward only', async () => {
    const { pool, close } = await installed({ kind: 'simulation', clock: { mode: 'frozen', instant: start } });
    expect(await readClock(pool)).toMatchObject({ mode: 'frozen', now: start, grace: 0 });
    const moveTo = (to: number) => inTransaction(pool, (tx) => moveClock(tx, { to, by: 'operator' }));
    await moveTo(start);
    await moveTo(start + 60_000);
    expect((await readClock(pool)).now).toBe(start + 60_000);
    await expect(moveTo(start + 59_999)).rejects.toMatchObject({ code: 'CLOCK_ONLY_FORWARD', now: start + 60_000 });
    const { rows } = await pool.query('select kind, from_instant, to_instant, by_person from clock_moves order by id');
    expect(rows).toEqual([
      { kind: 'move', from_instant: start, to_instant: start, by_person: 'operator' },
      { kind: 'move', from_instant: start, to_instant: start + 60_000, by_person: 'operator' },
    ]);
    await close();
  });
});

describe('a running clock', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice({
      kind: 'demonstration',
      clock: { mode: 'offset', graceMs: 5_000, instant: start },
    });
  });
  afterAll(() => office.close());

  test('is set forward, runs on, and never shows less than it has shown', async () => {
    const raw = await handDrivenClock(office, start);
    await inTransaction(office.pool, (tx) => moveClock(tx, { to: start + 1_000_000, by: null }));
    expect(await readClock(office.pool)).toMatchObject({ now: start + 1_000_000, raw: start });
    await raw.set(start + 10);
    expect((await readClock(office.pool)).now).toBe(start + 1_000_010);
    // The clock runs on while it is being moved: each time it is asked, four milliseconds later.
    await office.query('create sequence ticks increment 4');
    await office.query(
      `create or replace function raw_now() returns bigint language sql volatile as
         $$ select now + nextval('ticks') from raw_clock $$`,
    );
    const before = (await readClock(office.pool)).now;
    await inTransaction(office.pool, (tx) => moveClock(tx, { to: before + 5, by: null }));
    const shown = [await readClock(office.pool), await readClock(office.pool)].map(({ now }) => now);
    // Read at `before`, asked again to move (+4, +8), recorded (+12), and twice since: it has run on all the while.
    expect(shown[0]).toBeGreaterThanOrEqual(before + 16);
    expect(shown[1]).toBe(shown[0]! + 4);
  });
});

describe('while the timers are held', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());
  const due = (id: string) => office.door.advance({ kind: 'due', case: id, deadline: 'clickWindowEnd' });
  const hold = () => inTransaction(office.pool, (tx) => holdClock(tx));
  const release = () => inTransaction(office.pool, (tx) => releaseClock(tx, { by: 'operator' }));

  test('nothing fires, whoever asks; released, it fires once', async () => {
    const id = await office.open('school-1-a0');
    const submit = await usualSending(office, id, 'submit');
    await hold();
    await hold();
    await office.moveTo('2023-09-01T00:00');
    expect(await due(id)).toEqual({ outcome: 'nothingDue' });
    expect(await office.door.advance({ kind: 'recompute', case: id })).toEqual({ outcome: 'nothingDue' });
    expect(await office.door.advance(sending(submit))).toEqual({ outcome: 'tryAgain' });
    expect(await historyOf(office, id)).toHaveLength(1);

    await release();
    await release();
    expect(await due(id)).toMatchObject({ outcome: 'moved', seq: 2, at: parseInstant('2023-09-01T00:00') });
    expect(await due(id)).toEqual({ outcome: 'nothingDue' });
    expect((await historyOf(office, id)).map(({ type }) => type)).toEqual(['open', 'clickWindowEnd']);
    expect(await office.query(`select kind, by_person from clock_moves where kind <> 'move' order by id`)).toEqual([
      { kind: 'hold', by_person: null },
      { kind: 'release', by_person: 'operator' },
    ]);
  });

  test('what is not due goes on', async () => {
    const [id] = (await office.query<{ id: string }>('select id from cases')).map((row) => row.id) as [string];
    await hold();
    await lead(office, id, ['withdraw']);
    await release();
    expect((await historyOf(office, id)).at(-1)).toMatchObject({ type: 'withdraw', state: 'withdrawn' });
  });
});
