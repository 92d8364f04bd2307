import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDoor } from '../../store/advance.ts';
import type { Door } from '../../store/command.ts';
import { createPool } from '../../store/db.ts';
import { act, caseOf, historyOf, moved, usualSending } from '../support/case-path.ts';
import { actor, type Office, opening, openOffice, sending } from '../support/office.ts';
import { type WatchedPool, WRITE, watchedPool } from '../support/watched-pool.ts';

/** Cases in other hands, locks that are not given back, connections that end (design D3). */

let office: Office;
let watched: WatchedPool;
let door: Door;
/** The door's monotonic clock, ms; it goes when the test says so. */
let monotonic: number;
let halved: unknown[];
beforeAll(async () => {
  office = await openOffice();
});
beforeEach(() => {
  monotonic = 0;
  halved = [];
  watched = watchedPool(office.url);
  door = createDoor({ pool: watched.pool, monotonic: () => monotonic, onHalved: (error) => halved.push(error) });
});
afterEach(async () => {
  await door.close();
  await watched.pool.end();
});
afterAll(() => office.close());

let people = 0;
const somebody = () => `school-${1 + Math.floor(people / 12)}-a${people++ % 12}`;
const batches = () => watched.statements.filter((one) => one === 'lock-cases').length;

/** Another process's transaction that has the case. */
async function hold(id: string): Promise<{ release: () => Promise<void> }> {
  const client: pg.PoolClient = await office.pool.connect();
  await client.query('begin');
  await client.query('select from cases where id = $1 for update', [id]);
  return {
    release: async () => {
      await client.query('rollback');
      client.release();
    },
  };
}

describe('a case that somebody else has', () => {
  test('gives its command a place in the next batch, until it is free', async () => {
    const id = await office.open(somebody());
    const { release } = await hold(id);
    const answer = door.advance(sending(await usualSending(office, id, 'submit')));
    await vi.waitFor(() => expect(batches()).toBeGreaterThan(1), { interval: 1 });
    await release();
    expect(await answer).toMatchObject({ outcome: 'moved', seq: 2 });
  });

  test('keeps its command no longer than two seconds', async () => {
    const id = await office.open(somebody());
    const { release } = await hold(id);
    let settled = false;
    const answer = door.advance(sending(await usualSending(office, id, 'submit'))).finally(() => {
      settled = true;
    });
    monotonic = 1_999;
    const before = batches();
    await vi.waitFor(() => expect(batches()).toBeGreaterThan(before + 2), { interval: 1 });
    expect(settled).toBe(false);
    monotonic = 2_000;
    expect(await answer).toEqual({ outcome: 'tryAgain' });
    await release();
    expect(await historyOf(office, id)).toHaveLength(1);
  });

  test('delays no other case', async () => {
    const [id, other] = [await office.open(somebody()), await office.open(somebody())];
    const { release } = await hold(id);
    const answer = door.advance(sending(await usualSending(office, id, 'submit')));
    expect(await door.advance(sending(await usualSending(office, other, 'submit')))).toMatchObject({ seq: 2 });
    await release();
    expect(await answer).toMatchObject({ outcome: 'moved' });
  });

  test('takes its commands in the order of their arrival once it is free', async () => {
    const id = await office.open(somebody());
    const submit = await usualSending(office, id, 'submit');
    const withdraw = await usualSending(office, id, 'withdraw');
    const { release } = await hold(id);
    // The second comes while the first is being told that it has to wait.
    let later: Promise<unknown> = Promise.resolve();
    watched.before(/^read-after-lock$/, async () => {
      later = door.advance(sending({ ...withdraw, expected: 2 }));
    });
    const earlier = door.advance(sending(submit));
    await vi.waitFor(() => expect(batches()).toBeGreaterThan(2), { interval: 1 });
    await release();
    expect([await earlier, await later]).toMatchObject([{ seq: 2 }, { seq: 3 }]);
  });

  test('tells a worker’s command to come again as well', async () => {
    const id = await office.open(somebody());
    const { release } = await hold(id);
    const answer = door.advance({ kind: 'due', case: id, deadline: 'clickWindowEnd' });
    monotonic = 2_000;
    expect(await answer).toEqual({ outcome: 'tryAgain' });
    await release();
  });
});

describe('an id that two open at once', () => {
  test('through two doors is opened once and replayed once', async () => {
    const pool = createPool(office.url, { max: 2 });
    const other = createDoor({ pool });
    const one = somebody();
    for (const round of Array(10).keys()) {
      const command = sending({ ...opening(caseOf(`double ${round}`), one), key: `double ${round}` });
      const answers = await Promise.all([door.advance(command), other.advance(command)]);
      expect(answers.map(({ outcome }) => outcome)).toEqual(['moved', 'moved']);
      expect(answers.filter((answer) => answer.outcome === 'moved' && answer.replayed)).toHaveLength(1);
      expect(await historyOf(office, command.case)).toHaveLength(1);
      moved(await act(office, command.case, 'withdraw'));
    }
    await other.close();
    await pool.end();
  });

  test('meets the other’s unfinished opening as a case in other hands', async () => {
    const one = somebody();
    const command = sending({ ...opening(caseOf('meets'), one), key: 'meets' });
    const client = await office.pool.connect();
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtextextended('case:' || $1, 0))`, [command.case]);
    const answer = door.advance(command);
    await vi.waitFor(() => expect(batches()).toBeGreaterThan(1), { interval: 1 });
    await client.query('commit');
    client.release();
    expect(await answer).toMatchObject({ outcome: 'moved', replayed: false });
  });
});

describe('a lock that is not given', () => {
  /** Somebody has the slot of a person; whoever waits for it is given up on at once instead of after two seconds. */
  async function holdSlot(person: string): Promise<() => Promise<void>> {
    const client = await office.pool.connect();
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtextextended('slot:' || $1 || '|2023', 0))`, [person]);
    watched.before(/^lock-year-slots$/, (waiting) => waiting.query('set local lock_timeout = 1'), { always: true });
    return async () => {
      await client.query('rollback');
      client.release();
    };
  }

  test('costs nothing but its own command', async () => {
    const [one, two, three] = [somebody(), somebody(), somebody()];
    const release = await holdSlot(two);
    const decoy = sending({ case: caseOf('nothing'), type: 'submit', by: actor('applicant', one) });
    const commands = [one, two, three].map((person) => sending(opening(caseOf(`slot of ${person}`), person)));
    const [, ...answers] = await door.advanceAll([decoy, ...commands]);
    await release();
    expect(answers).toMatchObject([{ outcome: 'moved' }, { outcome: 'tryAgain' }, { outcome: 'moved' }]);
    expect(halved.map((error) => (error as pg.DatabaseError).code)).toEqual(['55P03', '55P03', '55P03']);
  });
});

describe('a connection that ends in the middle of a batch', () => {
  const decoy = sending({ case: caseOf('nothing'), type: 'submit', by: actor('applicant', 'school-1-a0') });

  test('because the process stood still too long, costs nothing: the batch is taken again', async () => {
    const [one, two] = [somebody(), somebody()];
    const commands = [one, two].map((person) => sending(opening(caseOf(`after a pause of ${person}`), person)));
    await door.advance(decoy);
    watched.before(WRITE, async (client) => {
      await client.query('set idle_in_transaction_session_timeout = 1');
      await vi.waitFor(() => expect(watched.errors[0]).toMatchObject({ code: '25P03' }), { interval: 1 });
    });
    const answers = await door.advanceAll([decoy, ...commands]);
    expect(answers.slice(1).map(({ outcome }) => outcome)).toEqual(['moved', 'moved']);
    expect(halved).toHaveLength(1);
  });

  test('costs a single command nothing either', async () => {
    const command = sending(opening(caseOf('alone'), somebody()));
    watched.before(WRITE, async (client) => {
      await client.query('set idle_in_transaction_session_timeout = 1');
      await vi.waitFor(() => expect(watched.errors[0]).toMatchObject({ code: '25P03' }), { interval: 1 });
    });
    expect(await door.advance(command)).toMatchObject({ outcome: 'moved', replayed: false });
  });

  test('with the whole database is answered at once, and not asked again by halves', async () => {
    const gone = createPool('postgres://zhicheng@127.0.0.1:1/zhicheng', { max: 2 });
    const deaf = createDoor({ pool: gone, onHalved: (error) => halved.push(error) });
    const answers = await deaf.advanceAll([decoy, decoy, decoy]);
    expect(answers).toEqual([{ outcome: 'tryAgain' }, { outcome: 'tryAgain' }, { outcome: 'tryAgain' }]);
    expect(halved).toEqual([]);
    await gone.end();
  });

  test('because the disk is full is answered at once too', async () => {
    const command = sending(opening(caseOf('full'), somebody()));
    watched.before(WRITE, (client) =>
      client.query(`do $$ begin raise exception 'no space left on device' using errcode = 'disk_full'; end $$`),
    );
    const [, ...answers] = await door.advanceAll([decoy, command, decoy]);
    expect(answers).toEqual([{ outcome: 'tryAgain' }, { outcome: 'tryAgain' }]);
    expect(halved).toEqual([]);
    expect(await historyOf(office, command.case)).toEqual([]);
  });
});
