import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BATCH, CLAIM_MS, LONGEST_CLAIM_MS } from '../../store/claims.ts';
import type { Clock } from '../../store/clock.ts';
import { inTransaction } from '../../store/db.ts';
import {
  CLAIM_FREE_DEADLINES,
  CLAIM_UNTOUCHED_DEADLINES,
  claimFreeDeadlines,
  claimUntouchedDeadlines,
} from '../../store/deadlines.ts';
import { GLANCE, glance } from '../../store/glance.ts';
import { CLAIM_FREE_OUTBOX, CLAIM_UNTOUCHED_OUTBOX } from '../../store/outbox.ts';
import { putDueRows, putSettledMessages } from '../support/due-rows.ts';
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
    await some();
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
    expect((await glance(office.pool)).nextUntouched).toBeNull();
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

describe('with forty thousand armed rows, and as many messages settled', () => {
  beforeAll(async () => {
    await office.query('truncate deadlines');
    await some({ count: 40_000, dueAt: now + 1, everyMs: 60_000 });
    await some({ count: 5 });
    await putSettledMessages(office, 40_000);
    await office.query('analyze deadlines, outbox');
  });

  /** Plans of a statement, with the values at hand and for any. */
  async function plans(text: string, values: string): Promise<string[]> {
    const client = await office.pool.connect();
    try {
      await client.query(`prepare question as ${text}`);
      const found: string[] = [];
      for (const mode of ['force_custom_plan', 'force_generic_plan']) {
        await client.query(`set plan_cache_mode = ${mode}`);
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain execute question ${values}`);
        found.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      }
      return found;
    } finally {
      client.release(true);
    }
  }

  const byDue = /Index Scan using deadlines_due on deadlines.*\n\s*Index Cond: \(due_at <= /;
  const openOnly = /Index (Only )?Scan using outbox_open on outbox/;
  test.each([
    ['taking untouched deadlines', CLAIM_UNTOUCHED_DEADLINES, `(${now}, 1000000)`, byDue],
    ['taking free deadlines', CLAIM_FREE_DEADLINES, `(${now}, 1000000)`, byDue],
    ['taking untouched messages', CLAIM_UNTOUCHED_OUTBOX, '(1000000)', openOnly],
    ['taking free messages', CLAIM_FREE_OUTBOX, '(1000000)', openOnly],
    ['a glance at deadlines', GLANCE, '', /Index Scan using deadlines_due on deadlines/],
    ['a glance at messages', GLANCE, '', openOnly],
  ])('%s reads the index of what is left to do, whatever the values', async (_, text, values, index) => {
    for (const plan of await plans(text, values)) {
      expect(plan).toMatch(index);
      expect(plan).not.toMatch(/Seq Scan on (deadlines|outbox)/);
    }
  });

  test('the five that are due are found', async () => {
    expect((await glance(office.pool)).nextUntouched).toBe(now);
    expect(await free()).toHaveLength(5);
  });
});
