import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Blocker } from '../../machines/lifecycle.ts';
import { createDoor } from '../../store/advance.ts';
import type { Answer, Door } from '../../store/command.ts';
import { createPool } from '../../store/db.ts';
import { verify } from '../../verify/verification.ts';
import { act, caseOf, leadAll, moved, openAll, usualSending } from '../support/case-path.ts';
import { dutyOf, dutySeed, education, file, open, school, send, staff, vacancies } from '../support/duty/office.ts';
import { actor, type Office, opening, openOffice, person, sending, sha } from '../support/office.ts';
import { publish } from '../support/publicity.ts';

/** What an accepted form 1-6 allows a unit to recommend, and no more (二(二)2, 五(五); E35, E36, A19, A47). */

const CROWD = 200;
const crowd = Array.from({ length: CROWD }, (_, n) => `school-1-a${200 + n}`);

let office: Office;
let elsewhere: { readonly door: Door; readonly close: () => Promise<void> };
beforeAll(async () => {
  office = await openOffice({
    seed: { ...dutySeed, people: [...dutySeed.people, ...crowd.map((id) => person(id, 'school-1', 'applicant'))] },
  });
  const pool = createPool(office.url, { max: 6 });
  const door = createDoor({ pool });
  elsewhere = {
    door,
    close: async () => {
      await door.close();
      await pool.end();
    },
  };
  await open(office);
});
afterAll(async () => {
  expect((await verify({ database: office.url })).findings).toEqual([]);
  await elsewhere.close();
  await office.close();
});

const form = (unit: string, senior: number, intermediate: number) => ({
  duty: dutyOf('1-6', unit),
  by: unit === 'school-1' ? school : actor('unitAdmin', `${unit}-admin`),
  reviewer: education,
  content: vacancies(senior, intermediate),
});
const vacanciesOf = (unit: string) =>
  office.query<{ class: string; approved: number }>(
    'select class, approved from vacancies where unit = $1 and year = 2023 order by class',
    [unit],
  );
const holders = async (unit: string) =>
  (
    await office.query<{ case_id: string }>('select case_id from reservations where unit = $1 order by case_id', [unit])
  ).map(({ case_id }) => case_id);
const recommendable = ['submit', 'verify', 'publish', '2023-08-10T00:00'] as const;
const blockersOf = (answer: Answer | undefined): readonly Blocker[] =>
  answer?.outcome === 'refused' ? answer.blockers : [];

describe('two hundred recommendations at once', () => {
  let ids: string[];
  beforeAll(async () => {
    ids = await openAll(office, crowd);
    await leadAll(office, ids, recommendable);
  });

  test('are all refused where no form 1-6 was accepted: there is no vacancy (A19), and the department could help', async () => {
    const answer = await act(office, ids[0]!, 'recommend');
    expect(blockersOf(answer)).toEqual([
      {
        code: 'NO_VACANCY',
        clause: '二(二)2',
        help: 'departmentOfficer',
        params: { approved: 0, reserved: 0, holders: '' },
      },
    ]);
  });

  test('for three vacancies, through two doors: three succeed, every other one is told who has them', async () => {
    await file(office, form('school-1', 1, 3));
    expect(await vacanciesOf('school-1')).toEqual([
      { class: 'INTERMEDIATE', approved: 3 },
      { class: 'SENIOR', approved: 1 },
    ]);
    const commands = await Promise.all(ids.map(async (id) => sending(await usualSending(office, id, 'recommend'))));
    const doors = [office.door, elsewhere.door];
    const answers = await Promise.all(commands.map((command, n) => doors[n % 2]!.advance(command)));
    const outcomes = answers.map((answer) => (answer.outcome === 'refused' ? answer.code : answer.outcome));
    expect(
      Object.fromEntries(
        Map.groupBy(outcomes, (one) => one)
          .entries()
          .map(([one, all]) => [one, all.length]),
      ),
    ).toEqual({
      moved: 3,
      NO_VACANCY: CROWD - 3,
    });
    const held = (await holders('school-1')).join(' ');
    const reasons = answers.flatMap(blockersOf);
    expect(reasons).toHaveLength(CROWD - 3);
    for (const { clause, help, params } of reasons) {
      expect({ clause, help, params }).toEqual({
        clause: '二(二)2',
        help: 'unitAdmin',
        params: { approved: 3, reserved: 3, holders: held },
      });
    }
  });

  test('a return keeps the vacancy, and recommending again takes no second one', async () => {
    const [id] = await holders('school-1');
    const findings = [{ item: 'form-1-9', code: 'MATERIAL_INCOMPLETE' }];
    const back = {
      type: 'return',
      by: education,
      reason: 'MATERIAL_INCOMPLETE',
      data: { to: 'unit', findings },
    } as const;
    moved(await office.send({ case: id!, ...back }));
    expect(await holders('school-1')).toHaveLength(3);
    moved(await act(office, id!, 'resubmit', { by: actor('unitHandler', 'school-1-handler') }));
    expect(await holders('school-1')).toContain(id);
    expect(await holders('school-1')).toHaveLength(3);
  });

  test('a later form may lower the vacancies: who has one keeps it, and none is given until the count fits (A47)', async () => {
    await file(office, form('school-1', 1, 2));
    const before = await holders('school-1');
    expect(before).toHaveLength(3);
    const [next, after] = ids.filter((id) => !before.includes(id)) as [string, string];
    const refused = await act(office, next, 'recommend');
    expect(blockersOf(refused)).toMatchObject([{ code: 'NO_VACANCY', params: { approved: 2, reserved: 3 } }]);
    moved(await act(office, before[0]!, 'withdraw'));
    expect(blockersOf(await act(office, next, 'recommend'))).toMatchObject([{ params: { approved: 2, reserved: 2 } }]);
    moved(await act(office, before[1]!, 'withdraw'));
    moved(await act(office, next, 'recommend'));
    expect(await act(office, after, 'recommend')).toMatchObject({ outcome: 'refused', code: 'NO_VACANCY' });
    const [accepted] = await office.query<{ facts: object }>(
      `select facts from events where case_id = $1 and type = 'accept' order by seq desc limit 1`,
      [dutyOf('1-6', 'school-1')],
    );
    // What the acceptance found: the reviewer lowers below what is held, knowing it.
    expect(accepted?.facts).toMatchObject({
      quota: [
        { class: 'SENIOR', reserved: 0 },
        { approved: 3, reserved: 3 },
      ],
    });
  });

  test('what is sent back changes nothing: the form that was accepted stays in force', async () => {
    const duty = dutyOf('1-6', 'school-1');
    moved(await send(office, { case: duty, type: 'handIn', by: school, data: { content: vacancies(9, 9) } }));
    moved(await send(office, { case: duty, type: 'takeUp', by: education }));
    moved(await send(office, { case: duty, type: 'sendBack', by: education, reason: 'MATERIAL_UNTRUE' }));
    expect(await vacanciesOf('school-1')).toMatchObject([{ approved: 2 }, { approved: 1 }]);
  });

  test('an acceptance and a recommendation in one batch see each other', async () => {
    const duty = dutyOf('1-6', 'school-1');
    moved(await send(office, { case: duty, type: 'handIn', by: school, data: { content: vacancies(1, 3) } }));
    moved(await send(office, { case: duty, type: 'takeUp', by: education }));
    const [row] = await office.query<{ version: number }>('select version from cases where id = $1', [duty]);
    const common = { lifecycle: 'duty', signed: true, expected: row!.version } as const;
    const accept = sending({ ...common, case: duty, type: 'accept', by: education });
    const before = await holders('school-1');
    const waiting = ids.filter((id) => !before.includes(id)).slice(3, 5);
    const commands = await Promise.all(waiting.map(async (id) => sending(await usualSending(office, id, 'recommend'))));
    const first = sending({ case: caseOf('nothing'), type: 'submit', by: school });
    const [, ...answers] = await office.door.advanceAll([first, accept, ...commands]);
    expect(answers).toMatchObject([{ outcome: 'moved' }, { outcome: 'moved' }, { code: 'NO_VACANCY' }]);
  });
});

describe('a teacher near retirement', () => {
  const near = { retiresOn: '2026-10-01', certification: sha('certified by the archive keeper') };
  let ids: string[];
  beforeAll(async () => {
    ids = await openAll(office, ['school-2-a0', 'school-2-a1']);
    await leadAll(office, ids, ['submit', 'verify', 'publish', '2023-08-18T00:00']);
  });

  test('is recommended without a vacancy, and uses none', async () => {
    expect(await act(office, ids[0]!, 'recommend')).toMatchObject({ code: 'NO_VACANCY' });
    moved(await act(office, ids[0]!, 'recommend', { data: { exemption: near } }));
    expect(await holders('school-2')).toEqual([]);
  });

  test('with exactly three years left is not', async () => {
    const answer = await act(office, ids[1]!, 'recommend', {
      data: { exemption: { ...near, retiresOn: '2026-12-31' } },
    });
    expect(blockersOf(answer)).toEqual([
      {
        code: 'NOT_EXEMPT',
        clause: '二(二)2',
        help: 'unitAdmin',
        params: { retiresOn: '2026-12-31', asOf: '2023-12-31', years: 3 },
      },
    ]);
  });

  test('who has retired is not in service any more', async () => {
    const exemption = { ...near, retiresOn: '2023-08-01' };
    expect(await act(office, ids[1]!, 'recommend', { data: { exemption } })).toMatchObject({ code: 'NOT_EXEMPT' });
  });
});

describe('a grassroots deputy-senior', () => {
  const unit = 'township-school';
  test('draws on the posts of form 1-7: none without it, whatever form 1-6 says', async () => {
    const ids = [0, 1].map((n) => caseOf(`grassroots ${n}`));
    for (const [n, id] of ids.entries()) {
      const claim = opening(id, `${unit}-a${n}`, { unit, level: 'DEPUTY_SENIOR' });
      const data = { ...claim.data, scope: 'GRASSROOTS_PROVINCE' };
      moved(await office.door.advance(sending({ ...claim, data, by: { ...claim.by, person: `${unit}-a${n}` } })));
    }
    const by = staff('township-school-admin');
    const reviewer = { ...actor('materialReviewer', null), person: `${unit}-reviewer`, organisation: unit };
    for (const id of ids) {
      moved(await act(office, id, 'submit'));
      moved(await act(office, id, 'verify', { by: reviewer }));
    }
    await publish(office, ids);
    await office.advanceTo('2023-08-26T00:00');
    await file(office, { duty: dutyOf('1-6', unit), by, reviewer: education, content: vacancies(5, 5), late: true });
    expect(await act(office, ids[0]!, 'recommend', { by })).toMatchObject({ blockers: [{ params: { approved: 0 } }] });
    const posts = { form: '1-7', posts: 4, filled: 3 } as const;
    await file(office, { duty: dutyOf('1-7', unit), by, reviewer: education, content: posts, late: true });
    moved(await act(office, ids[0]!, 'recommend', { by }));
    expect(await act(office, ids[1]!, 'recommend', { by })).toMatchObject({
      blockers: [{ code: 'NO_VACANCY', params: { approved: 1, reserved: 1, holders: ids[0] } }],
    });
  });
});

describe('the rollover', () => {
  test('gives every vacancy back that a certificate has not used', async () => {
    expect((await holders('school-1')).length).toBeGreaterThan(0);
    await office.advanceTo('2024-08-01T00:00');
    expect(await holders('school-1')).toEqual([]);
    expect(await holders('township-school')).toEqual([]);
  });
});
