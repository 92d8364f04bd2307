import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../verify/verification.ts';
import { historyOf, moved } from '../support/case-path.ts';
import { bureau, dutyOf, dutySeed, education, file, open, school, send, vacancies } from '../support/duty/office.ts';
import { actor, type Office, openOffice, sending, sha } from '../support/office.ts';

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

describe('the rosters', () => {
  let office: Office;
  beforeAll(async () => {
    office = await newOffice('2023-08-21T09:00');
    await open(office);
  });
  const content = { form: '1-10', people: 12 } as const;
  const roster = dutyOf('1-10', 'kaili-edu');
  const version = async (id: string) => (await historyOf(office, id)).length;

  test('of a unit are due at its department three working days before the department’s own', async () => {
    const dues = await office.query<{ unit: string; due_at: number }>(
      `select c.unit, d.due_at from deadlines d join cases c on c.id = d.case_id join duties u on u.case_id = c.id
       where d.status = 'armed' and d.name = 'dutyDue' and u.form = '1-10' order by c.unit`,
    );
    const at = (unit: string) => new Date(dues.find((row) => row.unit === unit)!.due_at).toISOString();
    expect(at('school-1')).toBe('2023-08-25T16:00:00.000Z');
    expect(at('kaili-edu')).toBe('2023-08-30T16:00:00.000Z');
    // Nobody gathers the company's.
    expect(at('company-1')).toBe('2023-08-30T16:00:00.000Z');
  });

  test('the department says with its own which units are in and which are missing', async () => {
    await file(office, { duty: dutyOf('1-10', 'school-1'), by: school, reviewer: education, content });
    const handIn = { case: roster, type: 'handIn', by: education, data: { content: { ...content, people: 40 } } };
    moved(await send(office, handIn));
    const [event] = await office.query<{ facts: object }>(
      `select facts from events where case_id = $1 and type = 'handIn'`,
      [roster],
    );
    expect(event?.facts).toEqual({ collected: { in: ['school-1'], missing: ['school-2', 'township-school'] } });
  });

  test('and the acceptance counts those that came in since', async () => {
    const other = actor('unitAdmin', 'school-2-admin');
    await file(office, { duty: dutyOf('1-10', 'school-2'), by: other, reviewer: education, content });
    moved(await send(office, { case: roster, type: 'takeUp', by: bureau }));
    moved(await send(office, { case: roster, type: 'accept', by: bureau }));
    expect(
      await office.query('select people, units_in, units_missing from duties where case_id = $1', [roster]),
    ).toEqual([{ people: 40, units_in: 2, units_missing: 1 }]);
  });

  test('a unit and its department in one batch see each other', async () => {
    const unit = dutyOf('1-11', 'school-1');
    const department = dutyOf('1-11', 'kaili-edu');
    const form = { form: '1-11', people: 60 } as const;
    moved(await send(office, { case: unit, type: 'handIn', by: school, data: { content: form } }));
    moved(await send(office, { case: unit, type: 'takeUp', by: education }));
    const of = { lifecycle: 'duty', signed: true, document: sha('file') } as const;
    const accept = sending({ ...of, case: unit, type: 'accept', by: education, expected: await version(unit) });
    const data = { content: form };
    const handIn = sending({
      ...of,
      case: department,
      type: 'handIn',
      by: education,
      data,
      expected: await version(department),
    });
    // What comes behind the first goes into one batch.
    const first = sending({ case: '00000000-0000-4000-8000-00000000ffff', type: 'submit', by: school });
    const [, accepted, handedIn] = await office.door.advanceAll([first, accept, handIn]);
    expect([accepted?.outcome, handedIn?.outcome]).toEqual(['moved', 'moved']);
    const [event] = await office.query<{ facts: { collected: { in: string[] } } }>(
      `select facts from events where case_id = $1 and type = 'handIn'`,
      [department],
    );
    expect(event?.facts.collected.in).toEqual(['school-1']);
  });
});

describe('the end of the season', () => {
  test('leaves each duty as it was last accepted, and what never came as not fulfilled', async () => {
    const office = await newOffice('2023-08-02T09:00');
    await open(office);
    await file(office, { duty: dutyOf('1-6', 'school-1'), by: school, reviewer: education, content: vacancies(1, 1) });
    await office.advanceTo('2023-08-14T09:00');
    const owner = actor('unitAdmin', 'school-2-admin');
    const late = { duty: dutyOf('1-6', 'school-2'), by: owner, reviewer: education, content: vacancies(1, 1) };
    await file(office, { ...late, late: true });
    await office.advanceTo('2024-08-01T00:00');
    const ended = (unit: string) =>
      office.query('select ended from cases where id = $1', [dutyOf('1-6', unit)]).then(([row]) => row);
    expect(await ended('school-1')).toEqual({ ended: 'fulfilled' });
    expect(await ended('school-2')).toEqual({ ended: 'fulfilledLate' });
    expect(await ended('township-school')).toEqual({ ended: 'unfulfilled' });
    expect(await office.query(`select from cases where lifecycle = 'duty' and ended is null`)).toEqual([]);
  });
});
