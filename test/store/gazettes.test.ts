import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calendarFrom } from '../../machines/calendar.ts';
import { parseInstant } from '../../machines/time.ts';
import { loadGazette, previewAmendment } from '../../store/amendments.ts';
import { inTransaction } from '../../store/db.ts';
import { latestProgramme } from '../../store/programmes.ts';
import { gazette2027, gazettes, qiandongnan } from '../support/calendars.ts';
import { historyOf, lead, leadAll, moved, openAll, wayBefore } from '../support/case-path.ts';
import { actor, type Office, openOffice } from '../support/office.ts';

/**
 * At the end of 2026 the holidays of 2027 are not known: a period that reaches them is provisional, shown and not claimed,
 * until the next gazette arms it (design D2).
 */

let office: Office;
/** Voted on at Christmas 2026, on the 21st, and long ago. */
let ids: readonly [beyond: string, before: string, waiting: string];
beforeAll(async () => {
  office = await openOffice();
  ids = (await openAll(office, ['school-1-a0', 'school-1-a1', 'school-2-a0'])) as [string, string, string];
  await leadAll(office, ids, wayBefore('decide'));
  await office.advanceTo('2024-08-01T00:00');
  for (const id of ids) {
    const carryOver = { case: id, type: 'carryOver', by: actor('bureauOfficer', 'kaili-1'), reason: 'OTHER' } as const;
    moved(await office.send(carryOver));
  }
  await office.advanceTo('2026-12-21T09:00');
  await lead(office, ids[1], ['decide', 'publish']);
  await office.advanceTo('2026-12-25T09:00');
  await lead(office, ids[0], ['decide', 'publish']);
});
afterAll(() => office.close());

const publicity = async (id: string) =>
  (
    await office.query<{ status: string; due_at: number; calendar_version: number }>(
      `select status, due_at, calendar_version from deadlines
        where case_id = $1 and name = 'resultPublicityEnd' order by armed_seq desc limit 1`,
      [id],
    )
  )[0];
const carry = () => office.door.advanceAll(ids.map((id) => ({ kind: 'recompute', case: id })));
const known = gazettes.length;

describe('before the gazette of 2027', () => {
  test('a publicity that ends beyond the known calendar is provisional, another is armed', async () => {
    expect(await publicity(ids[0])).toMatchObject({
      status: 'provisional',
      due_at: parseInstant('2027-01-02T00:00'),
      calendar_version: known,
    });
    expect(await publicity(ids[1])).toMatchObject({ status: 'armed', due_at: parseInstant('2026-12-29T00:00') });
  });

  test('what it would change is told case by case', async () => {
    const { body } = await latestProgramme(office.pool, 'kaili-2023');
    const calendar = calendarFrom({ version: known + 1, gazettes: [...gazettes, gazette2027], overlay: qiandongnan });
    const under = { programme: body, calendar, now: parseInstant('2026-12-25T09:00') };
    // Each publicity is told with the notice that shows it.
    const preview = await previewAmendment(office.pool, under, { most: 10 });
    expect(preview).toMatchObject({ cases: 4, affected: 2 });
    expect({ changes: preview.changes.filter(({ name }) => name !== 'noticeEnd') }).toMatchObject({
      changes: [
        {
          case: ids[0],
          name: 'resultPublicityEnd',
          dueAt: parseInstant('2027-01-02T00:00'),
          newDueAt: parseInstant('2027-01-06T00:00'),
          provisional: false,
        },
      ],
    });
  });

  test('its day comes and nothing fires; the other ends on its day', async () => {
    await office.advanceTo('2027-01-03T00:00');
    expect(await office.door.advance({ kind: 'due', case: ids[0], deadline: 'resultPublicityEnd' })).toEqual({
      outcome: 'nothingDue',
    });
    expect((await historyOf(office, ids[0])).at(-1)).toMatchObject({ type: 'publish' });
    expect((await historyOf(office, ids[1])).at(-1)).toMatchObject({ type: 'resultPublicityEnd' });
  });
});

describe('the gazette of 2027', () => {
  test('is loaded once; the same again changes nothing, and another in its place is refused', async () => {
    const load = (gazette: typeof gazette2027) => inTransaction(office.pool, (tx) => loadGazette(tx, gazette));
    expect(await load(gazette2027)).toEqual({ outcome: 'loaded', version: known + 1 });
    expect(await load(gazette2027)).toEqual({ outcome: 'known', version: known + 1 });
    expect(await load({ ...gazette2027, days: gazette2027.days.slice(1) })).toEqual({ outcome: 'differs' });
    expect(await office.query('select programme, calendar_version from recomputations')).toEqual([
      { programme: null, calendar_version: known + 1 },
    ]);
  });

  test('arms the provisional row, and is no news to anybody else', async () => {
    const before = await Promise.all(ids.map((id) => historyOf(office, id)));
    expect((await carry()).map(({ outcome }) => outcome)).toEqual(['moved', 'nothingDue', 'nothingDue']);
    expect(await publicity(ids[0])).toEqual({
      status: 'armed',
      due_at: parseInstant('2027-01-06T00:00'),
      calendar_version: known + 1,
    });
    const after = await Promise.all(ids.map((id) => historyOf(office, id)));
    expect(after[0]?.slice(before[0]?.length)).toMatchObject([{ type: 'deadlinesRecomputed' }]);
    expect(after.slice(1)).toEqual(before.slice(1));
  });

  test('lets the publicity end on the day it sets', async () => {
    await office.advanceTo('2027-01-05T23:59');
    expect((await historyOf(office, ids[0])).at(-1)).toMatchObject({ type: 'deadlinesRecomputed' });
    await office.advanceTo('2027-01-06T00:00');
    expect((await historyOf(office, ids[0])).at(-1)).toMatchObject({
      type: 'resultPublicityEnd',
      at: parseInstant('2027-01-06T00:00'),
      state: 'confirmation',
    });
  });
});

describe('a gazette that comes late', () => {
  test('ends what is over by then at once, and not before it was known', async () => {
    await office.advanceTo('2027-12-24T09:00');
    await lead(office, ids[2], ['decide', 'publish']);
    expect(await publicity(ids[2])).toMatchObject({ status: 'provisional' });
    await office.advanceTo('2028-01-20T10:00');
    const gazette2028 = {
      ...gazette2027,
      year: 2028,
      published: '2027-11-05',
      days: [{ date: '2028-01-03', kind: 'off' as const, festival: '元旦' }],
    };
    await inTransaction(office.pool, (tx) => loadGazette(tx, gazette2028));
    await carry();
    const now = parseInstant('2028-01-20T10:00');
    expect((await historyOf(office, ids[2])).slice(-2)).toMatchObject([
      { type: 'deadlinesRecomputed', at: now },
      { type: 'resultPublicityEnd', at: now, state: 'confirmation' },
    ]);
  });
});
