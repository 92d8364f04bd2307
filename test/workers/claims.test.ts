import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BATCH, CLAIM_MS, LONGEST_CLAIM_MS } from '../../store/claims.ts';
import type { Clock } from '../../store/clock.ts';
import { inTransaction } from '../../store/db.ts';
import {
  CLAIM_FREE_DEADLINES,
  CLAIM_UNTOUCHED_DEADLINES,
  claimFreeDeadlines,
  claimUntouchedDeadlines,
  IS_ANY_DEADLINE_DUE,
  isAnyDeadlineDue,
} from '../../store/deadlines.ts';
import { putDueRows } from '../support/due-rows.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const now = Date.parse('2023-08-10T16:00:00Z');
/** A clock for the question: it stands at `now`, and its raw instant is given. */
const clock = (more: Partial<Clock> = {}): Clock => ({
  mode: 'frozen',
  now,
  grace: 0,
  raw: 1_000_000,
  held: false,
  ...more,
});
const untouched = (at = clock()) => inTransaction(office.pool, (tx) => claimUntouchedDeadlines(tx, at));
const free = (at = clock()) => inTransaction(office.pool, (tx) => claimFreeDeadlines(tx, at));
const some = (more: Partial<Parameters<typeof putDueRows>[1]> = {}) =>
  putDueRows(office, { count: 1, dueAt: now, ...more });

describe('taking deadlines that are due', () => {
  beforeEach(() => office.query('truncate deadlines'));

  test('the instant itself counts, the millisecond before it does not', async () => {
    await some({ dueAt: now + 1 });
    expect(await free()).toEqual([]);
    expect(await isAnyDeadlineDue(office.pool, clock())).toBe(false);
    await some();
    expect(await isAnyDeadlineDue(office.pool, clock())).toBe(true);
    expect(await free()).toHaveLength(1);
  });

  test('while the grace lasts nothing is taken', async () => {
    await some();
    expect(await free(clock({ now: now + 4_999, grace: 5_000 }))).toEqual([]);
    expect(await free(clock({ now: now + 5_000, grace: 5_000 }))).toHaveLength(1);
  });

  test('the oldest come first, five hundred at a time', async () => {
    await some({ count: BATCH, dueAt: now - 1_000 });
    await some({ count: 10, dueAt: now - 2_000 });
    const first = await untouched();
    expect(first).toHaveLength(BATCH);
    expect(first.filter(({ dueAt }) => dueAt === now - 2_000)).toHaveLength(10);
    expect(first.map(({ dueAt }) => dueAt)).toEqual(first.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b));
    expect(await untouched()).toHaveLength(10);
    expect(await untouched()).toEqual([]);
  });

  test('a provisional deadline is not taken', async () => {
    await some({ status: 'provisional' });
    expect(await free()).toEqual([]);
  });

  test('what one worker takes no other gets, and nobody waits', async () => {
    await some({ count: 3 * BATCH });
    const taken = await Promise.all([free(), untouched(), free(), free()]);
    const ids = taken.flat().map(({ case: id }) => id);
    expect(ids).toHaveLength(3 * BATCH);
    expect(new Set(ids).size).toBe(3 * BATCH);
  });

  test('a claim runs out, and then the row is the sweep\u2019s, not the relay\u2019s', async () => {
    await some();
    await untouched();
    const later = clock({ raw: clock().raw + CLAIM_MS });
    expect(await free(clock({ raw: later.raw - 1 }))).toEqual([]);
    expect(await untouched(later)).toEqual([]);
    expect(await isAnyDeadlineDue(office.pool, later)).toBe(false);
    expect(await free(later)).toHaveLength(1);
    expect(await free(later)).toEqual([]);
  });

  test('a claim that the raw clock left far ahead, by stepping back, is void', async () => {
    await some({ claimedUntil: clock().raw + LONGEST_CLAIM_MS + 1 });
    expect(await free()).toHaveLength(1);
    await some({ claimedUntil: clock().raw + LONGEST_CLAIM_MS });
    expect(await free()).toEqual([]);
  });
});

describe('with forty thousand armed rows', () => {
  beforeAll(async () => {
    await office.query('truncate deadlines');
    await some({ count: 40_000, dueAt: now + 1, everyMs: 60_000 });
    await some({ count: 5 });
    await office.query('analyze deadlines');
  });

  test.each([
    ['whether any is due', IS_ANY_DEADLINE_DUE, 'bigint', String(now)],
    ['taking untouched ones', CLAIM_UNTOUCHED_DEADLINES, 'bigint, bigint', `${now}, 1000000`],
    ['taking free ones', CLAIM_FREE_DEADLINES, 'bigint, bigint', `${now}, 1000000`],
  ])('%s reads the index of what is due, whatever the values', async (_, text, types, values) => {
    const client = await office.pool.connect();
    try {
      await client.query(`prepare question (${types}) as ${text}`);
      for (const mode of ['force_custom_plan', 'force_generic_plan']) {
        await client.query(`set plan_cache_mode = ${mode}`);
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain execute question (${values})`);
        const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        expect(plan).toMatch(/Index (Only )?Scan using deadlines_due on deadlines/);
        expect(plan).toMatch(/Index Cond: \(due_at <= /);
        expect(plan).not.toContain('Seq Scan');
      }
    } finally {
      client.release(true);
    }
  });

  test('the five that are due are found', async () => {
    expect(await isAnyDeadlineDue(office.pool, clock({ now: now - 1 }))).toBe(false);
    expect(await isAnyDeadlineDue(office.pool, clock())).toBe(true);
    expect(await free()).toHaveLength(5);
  });
});
