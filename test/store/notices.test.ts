import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../machines/roles.ts';
import { parseInstant } from '../../machines/time.ts';
import { createDoor } from '../../store/advance.ts';
import type { Door } from '../../store/command.ts';
import { shownCases } from '../../store/notices-read.ts';
import { type Api, startApi } from '../support/api.ts';
import { verified } from '../support/applicants.ts';
import { caseOf } from '../support/case-path.ts';
import { delisting } from '../support/notice/delisting.ts';
import { actor, type Office, openOffice, sending, sha } from '../support/office.ts';

/** Which notice lists which cases: rows that hold under concurrency, and what a batch sees of its own writes. */

let office: Office;
let api: Api;
let door: Door;
/** Batches that could not be taken whole. */
const halved: unknown[] = [];
let shown: string[];
beforeAll(async () => {
  office = await openOffice();
  door = createDoor({ pool: office.pool, onHalved: (error) => halved.push(error) });
  api = await startApi(office);
  shown = [];
  for (const applicant of ['school-1-a0', 'school-1-a1', 'school-1-a2']) shown.push(await verified(api, applicant));
});
afterAll(async () => {
  await api.close();
  await door.close();
  await office.close();
  expect(halved).toEqual([]);
});

const admin: Actor = actor('unitAdmin', 'school-1-admin');
const draft = (name: string, cases: readonly string[]) =>
  sending({
    case: caseOf(name),
    lifecycle: 'notice',
    type: 'open',
    by: admin,
    data: { kind: 'internal', organisation: 'school-1', cases },
  });
const listed = (notice: string) =>
  office.query('select live, dropped from notice_cases where notice = $1 order by position', [notice]);
const outcomes = (answers: readonly { outcome: string }[]) => answers.map(({ outcome }) => outcome);
const live = () =>
  office.query<{ notice: string; case_id: string }>(
    'select notice, case_id from notice_cases where live order by position',
  );

describe('a case', () => {
  test('is listed in one notice of a kind, though two are drafted in one batch', async () => {
    const [first, second] = ['first', 'second'].map((name) => draft(name, [shown[0]!]));
    const answers = await door.advanceAll([first!, second!]);
    expect(outcomes(answers)).toEqual(['moved', 'refused']);
    expect(answers[1]).toMatchObject({ code: 'LISTED_ALREADY' });
    expect(await live()).toEqual([{ notice: caseOf('first'), case_id: shown[0] }]);
  });

  test('is listed in one of two notices drafted at the same time', async () => {
    const drafts = Array.from({ length: 6 }, (_, n) => draft(`race-${n}`, [shown[1]!]));
    const answers = await Promise.all(drafts.map((command) => door.advance(command)));
    expect(outcomes(answers).filter((outcome) => outcome === 'moved')).toHaveLength(1);
  });

  test('is free for another notice in the very batch that discards the first', async () => {
    const discard = sending({ case: caseOf('first'), lifecycle: 'notice', type: 'discard', by: admin, expected: 1 });
    const answers = await door.advanceAll([discard, draft('third', [shown[0]!])]);
    expect(outcomes(answers)).toEqual(['moved', 'moved']);
    expect((await live()).filter(({ case_id }) => case_id === shown[0])).toEqual([
      { notice: caseOf('third'), case_id: shown[0] },
    ]);
  });

  test('is held by the database too, whatever writes', async () => {
    await expect(
      office.query(
        `insert into notice_cases (notice, position, case_id, kind, person, unit, series, level)
         values ($1, 9, $2, 'internal', 'p', 'u', 's', 'l')`,
        [caseOf('third'), shown[1]],
      ),
    ).rejects.toThrow('notice_cases_live');
  });
});

describe('a notice', () => {
  test('drafted and posted in one batch sees its own list, and says that it was posted', async () => {
    const id = caseOf('at once');
    const post = sending({ case: id, lifecycle: 'notice', type: 'post', by: admin, signed: true, expected: 1 });
    expect(outcomes(await door.advanceAll([draft('at once', [shown[2]!]), post]))).toEqual(['moved', 'moved']);
    const told = `select payload -> 'data' as data from outbox where case_id = $1 and target = $2`;
    expect(await office.query(told, [id, shown[2]])).toEqual([
      { data: { notice: id, case: shown[2], postedAt: parseInstant('2023-08-02T09:00'), content: sha('dossier') } },
    ]);
    expect(await office.query('select what from notice_observations where notice = $1', [id])).toEqual([
      { what: 'posted' },
    ]);
    expect(
      await office.query(`select name, status from deadlines where case_id = $1 order by armed_seq`, [id]),
    ).toMatchObject([{ name: 'noticeDraftEnd' }, { name: 'noticeEnd', status: 'armed' }]);
  });

  test('loses the line of a case that has left, which another notice may list in the same batch', async () => {
    const id = caseOf('at once');
    const [left, again, next] = await door.advanceAll([
      delisting(id, shown[2]!, 'one'),
      delisting(id, shown[2]!, 'two'),
      draft('anew', [shown[2]!]),
    ]);
    expect(left).toMatchObject({ outcome: 'moved' });
    expect(again).toMatchObject({ outcome: 'refused', code: 'NOT_LISTED' });
    expect(next).toMatchObject({ outcome: 'moved' });
    expect(await listed(id)).toEqual([{ live: false, dropped: true }]);
    expect(await listed(caseOf('anew'))).toEqual([{ live: true, dropped: false }]);
    expect(await shownCases(office.pool, id)).toEqual([]);
  });

  test('whose cases leave at one instant tells in each leaving of that case alone, whichever came first', async () => {
    const listedNow = await office.query<{ notice: string }>(
      `select notice from notice_cases where live and case_id = any($1)`,
      [[shown[0], shown[1]]],
    );
    for (const { notice } of listedNow) {
      const discard = sending({ case: notice, lifecycle: 'notice', type: 'discard', by: admin, expected: 1 });
      expect(await door.advance(discard)).toMatchObject({ outcome: 'moved' });
    }
    const id = caseOf('of two');
    await door.advanceAll([
      draft('of two', [shown[0]!, shown[1]!]),
      sending({ case: id, lifecycle: 'notice', type: 'post', by: admin, signed: true, expected: 1 }),
      delisting(id, shown[1]!, 'second'),
      delisting(id, shown[0]!, 'first'),
    ]);
    const told = await office.query<{ left: string; cases: { case: string }[] }>(
      `select payload ->> 'case' as left, facts #> '{listing,cases}' as cases from events
        where case_id = $1 and type = 'delist' order by seq`,
      [id],
    );
    expect(told.map(({ left, cases }) => [left, cases.map((one) => one.case)])).toEqual([
      [shown[1], [shown[1]]],
      [shown[0], [shown[0]]],
    ]);
  });

  test('drafted, posted, left by its case and taken down in one batch keeps nothing', async () => {
    const discard = sending({ case: caseOf('anew'), lifecycle: 'notice', type: 'discard', by: admin, expected: 1 });
    const id = caseOf('all at once');
    const answers = await door.advanceAll([
      discard,
      draft('all at once', [shown[2]!]),
      sending({ case: id, lifecycle: 'notice', type: 'post', by: admin, signed: true, expected: 1 }),
      delisting(id, shown[2]!, 'at once'),
      sending({ case: id, lifecycle: 'notice', type: 'takeDown', by: admin, reason: 'OTHER', expected: 3 }),
    ]);
    expect(outcomes(answers)).toEqual(['moved', 'moved', 'moved', 'moved', 'moved']);
    expect(await listed(id)).toEqual([{ live: false, dropped: true }]);
    const told = await office.query(`select from outbox where case_id = $1 and payload ->> 'about' = $2`, [
      id,
      'noticeTakenDown',
    ]);
    expect(told).toEqual([]);
  });

  test('that nobody posts lapses, and frees its cases', async () => {
    await office.advanceTo('2023-08-17T00:00');
    expect(await office.query('select ended from cases where id = $1', [caseOf('third')])).toEqual([
      { ended: 'discarded' },
    ]);
    expect((await live()).some(({ notice }) => notice === caseOf('third'))).toBe(false);
  });
});
