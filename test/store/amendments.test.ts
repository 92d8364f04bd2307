import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { amendNode } from '../../machines/programme.ts';
import { parseInstant } from '../../machines/time.ts';
import { createDoor } from '../../store/advance.ts';
import { addAmendment, DeadlinesOverdue, loadGazette } from '../../store/amendments.ts';
import { inTransaction } from '../../store/db.ts';
import { latestProgramme } from '../../store/programmes.ts';
import { type Amending, amending, committee } from '../support/amending.ts';
import { gazettes } from '../support/calendars.ts';
import { act, caseOf, historyOf, lead, leadAll, openAll, usualSending } from '../support/case-path.ts';
import { type Office, opening, openOffice, sending } from '../support/office.ts';
import { WRITE, watchedPool } from '../support/watched-pool.ts';

/** Amendments of a programme (design D2): they set no date already past, and un-fire nothing. */

let office: Office;
let amend: Amending['amend'];
let carryTo: Amending['carryTo'];
let live: Amending['live'];
let dueOf: Amending['dueOf'];
let now: Amending['now'];
beforeAll(async () => {
  office = await openOffice();
  ({ amend, carryTo, live, dueOf, now } = amending(office));
});
afterAll(() => office.close());

describe('an amendment', () => {
  test('is refused for a date that is past, the present instant included', async () => {
    const params = { date: 'kaili-teacher.unitPushDue', now: await now() };
    for (const toDate of ['2023-08-01', '2023-01-01']) {
      await expect(amend('unitPushDue', toDate)).rejects.toMatchObject({ code: 'AMENDMENT_IN_PAST', params });
    }
    const { body } = await latestProgramme(office.pool, 'kaili-2023');
    const { rule } = body.committees[committee]!.nodes.unitPushDue;
    const atOnce = { toDate: '2023-08-02', time: '09:00', clause: '五(一)', source: 'assumed', rule } as const;
    const programme = amendNode(body, { committee, node: 'unitPushDue', to: atOnce });
    await expect(inTransaction(office.pool, (tx) => addAmendment(tx, programme))).rejects.toMatchObject({
      code: 'AMENDMENT_IN_PAST',
    });
    expect(await office.query('select from recomputations')).toEqual([]);
    expect(await latestProgramme(office.pool, 'kaili-2023')).toMatchObject({ version: 1 });
  });

  test('is refused where the programme could not work with it, saying where', async () => {
    await expect(amend('unitPushDue', '2023-09-25')).rejects.toMatchObject({
      code: 'PROGRAMME_UNWORKABLE',
      params: { path: 'committees.kaili-teacher.nodes.departmentPushDue', finding: 'WINDOW_OUT_OF_ORDER' },
    });
    expect(await latestProgramme(office.pool, 'kaili-2023')).toMatchObject({ version: 1 });
  });

  test('is a new version, with the order to carry it to its cases', async () => {
    expect(await amend('unitPushDue', '2023-09-14')).toBe(2);
    expect(await office.query('select programme, programme_version, done from recomputations')).toEqual([
      { programme: 'kaili-2023', programme_version: 2, done: false },
    ]);
    const nodes = async (version: number) =>
      (
        await office.query<{ day: string }>(
          `select body -> 'committees' -> 'kaili-teacher' -> 'nodes' -> 'unitPushDue' ->> 'toDate' as day
             from programmes where id = 'kaili-2023' and version = $1`,
          [version],
        )
      )[0]?.day;
    expect([await nodes(1), await nodes(2)]).toEqual(['2023-09-12', '2023-09-14']);
  });
});

describe('a case, when a node of its plan moves', () => {
  test('has its deadlines anew, all of them, from the same anchors', async () => {
    const id = await office.open('school-1-a0');
    const before = await live(id);
    await amend('unitPushDue', '2023-09-15');
    expect(await carryTo(id)).toMatchObject([{ outcome: 'moved', seq: 2 }]);
    expect(await dueOf(id, 'unitPushDue')).toBe(parseInstant('2023-09-16T00:00'));
    const after = await live(id);
    expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
    expect(new Set(after.map((row) => row.programme_version))).toEqual(new Set([3]));
    const [event] = await office.query<Record<string, unknown>>(
      `select type, role, channel, state, cause, programme_version, json_array_length(arms) as arms,
         json_array_length(disarms) as disarms from events where case_id = $1 and seq = 2`,
      [id],
    );
    expect(event).toEqual({
      type: 'deadlinesRecomputed',
      role: 'clock',
      channel: 'clock',
      state: 'draft.editing',
      cause: null,
      programme_version: 3,
      arms: before.length,
      disarms: before.length,
    });
    expect(
      await office.query(
        'select distinct anchor = (select at from events where case_id = $1 and seq = 1) as same from deadlines where case_id = $1',
        [id],
      ),
    ).toEqual([{ same: true }]);
    expect(await carryTo(id)).toEqual([{ outcome: 'nothingDue' }]);
  });

  test('of another committee hears nothing of it', async () => {
    const id = await office.open('school-1-a1', { series: 'SERIES_HEALTH' });
    const before = await live(id);
    await amend('unitPushDue', '2023-09-14');
    expect(await carryTo(id)).toEqual([{ outcome: 'nothingDue' }]);
    expect(await live(id)).toEqual(before);
    expect(await historyOf(office, id)).toHaveLength(1);
  });

  test('is told by the first command that touches it, if the job has not come yet', async () => {
    const id = await office.open('school-1-a2');
    await amend('unitPushDue', '2023-09-13');
    const submit = await usualSending(office, id, 'submit');
    // The sender's version is the one before, and stale: what the case was told is written all the same.
    expect(await office.door.advance(sending(submit))).toEqual({ outcome: 'stale', version: 2 });
    expect((await historyOf(office, id)).map(({ type }) => type)).toEqual(['open', 'deadlinesRecomputed']);
  });

  test('opened after it has the new instant at once', async () => {
    const id = await office.open('school-1-a3');
    expect(await dueOf(id, 'unitPushDue')).toBe(parseInstant('2023-09-14T00:00'));
  });

  test('that a batch is opening meanwhile is there before the amendment is', async () => {
    const watched = watchedPool(office.url);
    const door = createDoor({ pool: watched.pool });
    const id = caseOf('meanwhile');
    let amendment: Promise<number> = Promise.resolve(0);
    let seen: unknown;
    watched.before(WRITE, async () => {
      amendment = amend('unitPushDue', '2023-09-14').then(async (version) => {
        seen = await office.query('select programme_version from events where case_id = $1', [id]);
        return version;
      });
      await waits();
    });
    const answer = await door.advance(sending(opening(id, 'school-1-a4')));
    const version = await amendment;
    expect(answer).toMatchObject({ outcome: 'moved' });
    expect(seen).toEqual([{ programme_version: version - 1 }]);
    expect(await carryTo(id)).toMatchObject([{ outcome: 'moved', seq: 2 }]);
    await door.close();
    await watched.pool.end();
  });

  /** Resolves when somebody waits for an advisory lock. */
  async function waits(): Promise<void> {
    await expect
      .poll(() => office.query(`select from pg_locks where locktype = 'advisory' and not granted`), { interval: 1 })
      .toHaveLength(1);
  }
});

describe('a node that has been judged', () => {
  test('stays judged, and what it moved stays where it is', async () => {
    const [late, early] = (await openAll(office, ['school-2-a2', 'school-2-a3'])) as [string, string];
    await leadAll(office, [late, early], ['submit', 'verify', 'publish', '2023-08-10T00:00']);
    await lead(office, early, ['recommend', 'push']);
    await office.advanceTo('2023-09-15T00:00');
    const judged = async (id: string) =>
      (
        await office.query<{ nodes: object }>('select nodes from events where case_id = $1 order by seq desc limit 1', [
          id,
        ])
      )[0]?.nodes;
    expect([await judged(late), await judged(early)]).toMatchObject([
      { unitPushDue: 'overrun' },
      { unitPushDue: 'met' },
    ]);
    await amend('unitPushDue', '2023-09-18');
    expect(await carryTo(late, early)).toEqual([{ outcome: 'nothingDue' }, { outcome: 'nothingDue' }]);
    expect(await dueOf(late, 'unitPushDue')).toBeUndefined();

    await office.advanceTo('2023-09-22T18:00');
    expect((await historyOf(office, late)).at(-1)).toMatchObject({ type: 'intakeCutoff', state: 'missedCutoff' });
    await amend('intakeCutoff', '2023-09-27');
    expect(await carryTo(late)).toEqual([{ outcome: 'nothingDue' }]);
    expect((await historyOf(office, late)).at(-1)).toMatchObject({ state: 'missedCutoff' });
    expect(await judged(early)).toMatchObject({ unitPushDue: 'met' });
  });
});

describe('a row of an older version', () => {
  test('is recomputed before it may fire: moved away, it does not fire; moved near, it fires on its day', async () => {
    const [id] = await openedInTime();
    await amend('policyReviewDue', '2023-10-25');
    // The job has not come: a worker takes the row for due, by its old instant.
    await office.advanceTo('2023-10-21T00:00');
    expect((await historyOf(office, id)).at(-1)).toMatchObject({ type: 'deadlinesRecomputed' });
    expect(await dueOf(id, 'policyReviewDue')).toBe(parseInstant('2023-10-26T00:00'));
    await amend('policyReviewDue', '2023-10-23');
    await carryTo(id);
    await office.advanceTo('2023-10-30T00:00');
    expect((await historyOf(office, id)).slice(-2)).toMatchObject([
      { type: 'deadlinesRecomputed' },
      { type: 'policyReviewDue', at: parseInstant('2023-10-24T00:00') },
    ]);
  });

  test('whose instant is the same is fired as it is', async () => {
    const [id] = await openedInTime();
    const before = await historyOf(office, id);
    await amend('filingDue', '2023-12-27');
    await amend('filingDue', '2023-12-15');
    await office.advanceTo('2023-11-12T00:00');
    const after = await historyOf(office, id);
    expect(after.slice(before.length)).toMatchObject([{ type: 'reviewMeetingDue' }]);
  });

  /** The case of the judged node that was pushed in time. */
  async function openedInTime(): Promise<[string]> {
    const [row] = await office.query<{ id: string }>(`select id from cases where person = 'school-2-a3'`);
    return [row!.id];
  }
});

describe('deadlines that are due and have not fired', () => {
  test('stop every amendment until they have, so that late workers make no difference', async () => {
    await office.moveTo('2023-12-21T00:00');
    await expect(amend('filingDue', '2023-12-29')).rejects.toThrow(DeadlinesOverdue);
    const [gazette] = gazettes as [(typeof gazettes)[number]];
    const another = { ...gazette, published: '2017-12-31' };
    await expect(inTransaction(office.pool, (tx) => loadGazette(tx, another))).rejects.toThrow(DeadlinesOverdue);
    await office.advanceTo('2023-12-21T00:00');
    expect(await amend('filingDue', '2023-12-29')).toBeGreaterThan(1);
  });
});

test('a withdrawn case has nothing to be told', async () => {
  const [row] = await office.query<{ id: string }>(`select id from cases where person = 'school-2-a2'`);
  await act(office, row!.id, 'withdraw');
  expect(await carryTo(row!.id)).toEqual([{ outcome: 'nothingDue' }]);
});
