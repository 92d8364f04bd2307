import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDoor } from '../../store/advance.ts';
import { createPool, inTransaction } from '../../store/db.ts';
import { verify } from '../../verify/verification.ts';
import { historyOf, moved } from '../support/case-path.ts';
import {
  bureau,
  dutyOf,
  dutySeed,
  education,
  file,
  open,
  school,
  send,
  staff,
  stands,
  vacancies,
} from '../support/duty/office.ts';
import { actor, type Office, openOffice } from '../support/office.ts';

/** Dated duties on a real database: who owes which form, handed in on the web and at the counter, late, never (五(五), 五(七)). */

const offices: Office[] = [];
async function newOffice(at: string): Promise<Office> {
  const office = await openOffice({ seed: dutySeed, at });
  offices.push(office);
  return office;
}
afterAll(async () => {
  for (const office of offices) {
    expect((await verify({ database: office.url })).findings).toEqual([]);
    await office.close();
  }
});

interface Owed {
  readonly organisation: string;
  readonly form: string;
  readonly reviewer: string;
}

describe('the opening of the duties', () => {
  let office: Office;
  beforeAll(async () => {
    office = await newOffice('2023-07-03T09:00');
  });
  const owed = (of = office) =>
    of.query<Owed>('select organisation, form, reviewer from duties order by organisation, form');

  test('opens what every unit and department below the bureau owes, each to whoever reviews it', async () => {
    expect(await open(office)).toEqual({ opened: 24, known: 0, refused: [] });
    const table = new Map<string, string[]>();
    for (const { organisation, form, reviewer } of await owed()) {
      table.set(organisation, [...(table.get(organisation) ?? []), `${form} ${reviewer}`]);
    }
    const usual = ['1-10 kaili-edu', '1-11 kaili-edu', '1-6 kaili-edu'];
    const rosters = ['1-10 kaili-hrss', '1-11 kaili-hrss'];
    expect(Object.fromEntries(table)).toEqual({
      'school-1': [...usual, '1-8 kaili-hrss'],
      'school-2': [...usual, '1-8 kaili-hrss'],
      // Only grassroots institutions have posts of grassroots deputy-seniors (一(一)4).
      'township-school': [...usual, '1-7 kaili-edu', '1-8 kaili-hrss'],
      // 四(三): the hours of its series are the health authority's.
      'hospital-1': ['1-10 kaili-health', '1-11 kaili-health', '1-6 kaili-health', '1-8 kaili-health'],
      // A25: no line department above it.
      'company-1': [...rosters, '1-8 kaili-hrss'],
      'kaili-edu': rosters,
      'kaili-health': rosters,
    });
  });

  test('opens nothing twice, and what is added later', async () => {
    expect(await open(office)).toEqual({ opened: 0, known: 24, refused: [] });
    await office.query(
      `insert into organisations (id, parent, kind, level, title_zh, title_en)
       values ('school-3', 'kaili-edu', 'publicInstitution', 'city', '三校', 'school 3')`,
    );
    expect(await open(office)).toEqual({ opened: 4, known: 24, refused: [] });
  });

  test('is the same for whoever runs it at once, through two doors', async () => {
    const other = await newOffice('2023-07-03T09:00');
    const pool = createPool(other.url, { max: 3 });
    const door = createDoor({ pool });
    const both = await Promise.all([open(other), open({ pool, door })]);
    await door.close();
    await pool.end();
    expect(both.reduce((sum, { opened }) => sum + opened, 0)).toBe(24);
    expect(both.flatMap(({ refused }) => refused)).toEqual([]);
    expect(await owed(other)).toHaveLength(24);
  });

  test('leaves what does not stand below the bureau; the prefecture opens the rest', async () => {
    expect(await open(office, staff('qdn-bureau'))).toMatchObject({ opened: 2, refused: [] });
    expect((await owed()).filter(({ organisation }) => organisation === 'qdn-edu')).toEqual([
      { organisation: 'qdn-edu', form: '1-10', reviewer: 'qdn-hrss' },
      { organisation: 'qdn-edu', form: '1-11', reviewer: 'qdn-hrss' },
    ]);
  });

  test('a form that somebody owes already is refused, whatever id is chosen', async () => {
    const data = { form: '1-6', organisation: 'school-1', bureau: 'kaili-hrss' };
    const id = '00000000-0000-4000-8000-000000000001';
    expect(await send(office, { case: id, type: 'open', by: bureau, data })).toMatchObject({
      outcome: 'refused',
      blockers: [{ code: 'DUTY_KNOWN', params: { case: dutyOf('1-6', 'school-1') } }],
    });
  });

  test('and the register itself would not take it a second time', async () => {
    await expect(
      inTransaction(office.pool, (tx) =>
        tx.query(
          `insert into duties (case_id, form, organisation, year, reviewer)
           values ('00000000-0000-4000-8000-000000000001', '1-6', 'school-1', 2023, 'kaili-edu')`,
        ),
      ),
    ).rejects.toThrow('each_form_is_owed_once');
  });

  test('what it opened waits for the season, and is owed from its first instant', async () => {
    const id = dutyOf('1-6', 'school-1');
    expect(await stands(office, id)).toBe('ahead');
    expect(
      await send(office, { case: id, type: 'handIn', by: school, data: { content: vacancies(1, 1) } }),
    ).toMatchObject({
      code: 'EVENT_NOT_ALLOWED',
    });
    await office.advanceTo('2023-07-31T23:59:59');
    expect(await stands(office, id)).toBe('ahead');
    await office.advanceTo('2023-08-01T00:00');
    expect(await stands(office, id)).toBe('owed');
  });

  test('in the season what is opened is owed at once, and overdue where its day has passed', async () => {
    await office.query(
      `insert into organisations (id, parent, kind, level, title_zh, title_en)
       values ('school-4', 'kaili-edu', 'publicInstitution', 'city', '四校', 'school 4')`,
    );
    await office.advanceTo('2023-08-12T09:00');
    expect(await open(office)).toMatchObject({ opened: 4 });
    const told = await historyOf(office, dutyOf('1-6', 'school-4'));
    expect(told.map(({ type, state }) => [type, state])).toEqual([
      ['open', 'ahead'],
      ['dutyOpening', 'owed'],
      ['dutyDue', 'overdue'],
    ]);
    expect(await stands(office, dutyOf('1-10', 'school-4'))).toBe('owed');
  });
});

describe('the day a form is due', () => {
  let office: Office;
  beforeAll(async () => {
    office = await newOffice('2023-07-03T09:00');
    await open(office);
    await office.advanceTo('2023-08-01T00:00');
  });
  const [handler, health] = [staff('hospital-handler'), staff('health-1')];
  const hours = { form: '1-8', people: 30, hours: 2700 } as const;
  const counter = (unit: string, hour: string, by = health) =>
    send(office, { case: dutyOf('1-8', unit), type: 'handIn', by, data: { content: hours, counter: { hour } } });

  test('the hours are brought to the counter, not sent over the web, and the officer enters the hour', async () => {
    const id = dutyOf('1-8', 'hospital-1');
    expect(await send(office, { case: id, type: 'handIn', by: handler, data: { content: hours } })).toMatchObject({
      code: 'NOT_ONLINE',
    });
    await office.advanceTo('2023-08-10T17:29');
    expect(await counter('hospital-1', '17:30')).toMatchObject({ code: 'HOUR_AHEAD' });
    expect(await counter('hospital-1', '17:20', handler)).toMatchObject({ code: 'ROLE_NOT_ENTITLED' });
    moved(await counter('hospital-1', '17:20'));
    expect(await stands(office, id)).toBe('submitted.inTime');
  });

  test('what only the counter takes is due when it closes; the rest when the day is over', async () => {
    await office.advanceTo('2023-08-10T17:30');
    expect(await stands(office, dutyOf('1-8', 'school-1'))).toBe('overdue');
    expect(await stands(office, dutyOf('1-6', 'school-1'))).toBe('owed');
    const content = vacancies(1, 2);
    const atCounter = { content, counter: { hour: '17:40' } };
    await office.advanceTo('2023-08-10T17:45');
    const id = dutyOf('1-6', 'school-1');
    expect(await send(office, { case: id, type: 'handIn', by: education, data: atCounter })).toMatchObject({
      code: 'COUNTER_CLOSED',
      blockers: [{ params: { hour: '17:40', closes: '17:30' } }],
    });
    await office.advanceTo('2023-08-10T23:59:59.999');
    moved(await send(office, { case: id, type: 'handIn', by: school, data: { content } }));
    await office.advanceTo('2023-08-11T00:00');
    expect(await stands(office, id)).toBe('submitted.inTime');
    expect(await stands(office, dutyOf('1-6', 'school-2'))).toBe('overdue');
  });

  test('an overdue duty names one organisation, tells it and whoever waits, and is accepted with a reason only', async () => {
    const id = dutyOf('1-6', 'school-2');
    const owner = actor('unitAdmin', 'school-2-admin');
    const [row] = await office.query('select holder_org, holder_role from cases where id = $1', [id]);
    expect(row).toEqual({ holder_org: 'school-2', holder_role: 'unitAdmin' });
    const told = await office.query<{ organisation: string }>(
      `select payload ->> 'organisation' as organisation from outbox where case_id = $1 and payload ->> 'about' = 'overdue'
       order by n`,
      [id],
    );
    expect(told.map(({ organisation }) => organisation)).toEqual(['school-2', 'kaili-edu']);
    moved(await send(office, { case: id, type: 'handIn', by: owner, data: { content: vacancies(0, 4) } }));
    moved(await send(office, { case: id, type: 'takeUp', by: education }));
    expect(await send(office, { case: id, type: 'accept', by: education })).toMatchObject({ code: 'HANDED_IN_LATE' });
    expect(await send(office, { case: id, type: 'acceptLate', by: education })).toMatchObject({
      code: 'NEEDS_MISSING',
    });
    const reason = { reason: 'ILLNESS_OR_DISASTER', text: '山洪冲毁道路' } as const;
    moved(await send(office, { case: id, type: 'acceptLate', by: education, ...reason }));
    expect(await stands(office, id)).toBe('acceptedLate');
    expect(await office.query('select late from duties where case_id = $1', [id])).toEqual([{ late: true }]);
    // The text of the reason is kept under the key of whoever wrote it: the case is nobody's.
    expect(await office.query('select person from texts where case_id = $1', [id])).toEqual([{ person: 'edu-1' }]);
  });

  test('what is sent back leaves three working days, and counts as in time within them', async () => {
    const id = dutyOf('1-6', 'school-1');
    moved(await send(office, { case: id, type: 'takeUp', by: education }));
    moved(await send(office, { case: id, type: 'sendBack', by: education, reason: 'MATERIAL_INCOMPLETE' }));
    const [due] = await office.query<{ due_at: number }>(
      `select due_at from deadlines where case_id = $1 and status = 'armed' and name = 'dutyCorrectionDue'`,
      [id],
    );
    expect(new Date(due!.due_at).toISOString()).toBe('2023-08-16T16:00:00.000Z');
    await office.advanceTo('2023-08-16T23:59');
    await file(office, { duty: id, by: school, reviewer: education, content: vacancies(2, 1) });
    expect(await stands(office, id)).toBe('accepted');
  });

  test('a reviewer who takes his time is recorded as late, and only that', async () => {
    const id = dutyOf('1-8', 'hospital-1');
    // Five working days from 10 August.
    await office.advanceTo('2023-08-18T00:00');
    expect(await stands(office, id)).toBe('submitted.late');
    moved(await send(office, { case: id, type: 'takeUp', by: health }));
    moved(await send(office, { case: id, type: 'accept', by: health }));
    expect(await office.query('select people, hours, late from duties where case_id = $1', [id])).toEqual([
      { people: 30, hours: 2700, late: false },
    ]);
  });
});
