import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, startApi } from '../support/api.ts';
import { published, submitted } from '../support/applicants.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
let api: Api;
beforeAll(async () => {
  // Five working days from Monday 28 August: 29, 30, 31, 1 and 4 September, over a weekend.
  office = await openOffice({ at: '2023-08-28T10:00' });
  api = await startApi(office);
});
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

interface Explained {
  readonly name: string;
  readonly state: string;
  readonly dueAt: string;
  readonly agrees: boolean;
  readonly explanation: string;
  readonly days: {
    readonly date: string;
    readonly number: number | null;
    readonly why: string;
    readonly label: string;
  }[];
}

async function deadlinesOf(id: string, language = 'zh'): Promise<Explained[]> {
  const path = `/v1/cases/${id}/deadlines?lang=${language}`;
  const reply = await api.call({ path, as: 'kaili-1/bureauOfficer' });
  expect(reply.status).toBe(200);
  return reply.body.deadlines;
}

const find = (all: Explained[], name: string) => {
  const found = all.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

describe('a deadline explains itself', () => {
  test('a period, day by day, with the days that are counted and why the others are not', async () => {
    const id = await published(api, { office, applicant: 'school-1-a0' });
    const publicity = find(await deadlinesOf(id), 'internalPublicityEnd');
    expect(publicity).toMatchObject({ state: 'armed', dueAt: '2023-09-05T00:00:00+08:00', agrees: true });
    expect(publicity.days.map(({ date, number }) => [date, number])).toEqual([
      ['2023-08-29', 1],
      ['2023-08-30', 2],
      ['2023-08-31', 3],
      ['2023-09-01', 4],
      ['2023-09-02', null],
      ['2023-09-03', null],
      ['2023-09-04', 5],
    ]);
    expect(publicity.days[4]).toMatchObject({ why: 'weekend', label: '周末' });
    expect(publicity.explanation).toBe(
      '自 2023-08-28 次日起 5 个工作日，至 2023-09-04 日终。依据：人社部令第40号 art. 16(法规)',
    );
    const english = find(await deadlinesOf(id, 'en'), 'internalPublicityEnd');
    expect(english.explanation).toMatch(
      /^5 working days from the day after 2023-08-28, to the end of 2023-09-04\. By /,
    );
  });

  test('a node, by its date and the hour it prints, and whether somebody only assumed it', async () => {
    const id = await submitted(api, 'school-1-a1');
    const cutoff = find(await deadlinesOf(id), 'intakeCutoff');
    expect(cutoff).toMatchObject({ dueAt: '2023-09-22T18:00:00+08:00', agrees: true, days: [] });
    expect(cutoff.explanation).toBe('工作计划的时间节点：2023-09-22 18:00。依据：二(二)4、五(一)(假定)');
  });

  test('one that is over says how it ended, and by which event', async () => {
    const id = await submitted(api, 'school-1-a2');
    const window = find(await deadlinesOf(id), 'clickWindowEnd');
    expect(window).toMatchObject({ state: 'disarmed', settledSeq: 2, agrees: true });
  });
});

describe('a row that its rule does not give is shown as such', () => {
  test.each([
    ['an instant that was changed', `set due_at = due_at + 3600000`],
    ['a length that was changed', `set rule = replace(rule::text, '"workingDays":5', '"workingDays":4')::json`],
    ['an anchor that was changed', `set anchor = anchor + 86400000`],
  ])('%s', async (_what, change) => {
    const id = await published(api, { office, applicant: `school-1-a${3 + changed}` });
    changed += 1;
    expect(find(await deadlinesOf(id), 'internalPublicityEnd').agrees).toBe(true);
    await office.query(`update deadlines ${change} where case_id = $1 and name = 'internalPublicityEnd'`, [id]);
    expect(find(await deadlinesOf(id), 'internalPublicityEnd').agrees).toBe(false);
  });

  test('a node that is not that of its programme', async () => {
    const id = await submitted(api, 'school-1-a9');
    await office.query(`update deadlines set due_at = due_at - 1 where case_id = $1 and name = 'unitPushDue'`, [id]);
    expect(find(await deadlinesOf(id), 'unitPushDue').agrees).toBe(false);
  });
});
let changed = 0;

describe('the list of cases', () => {
  test('comes by the next deadline, then by id, in pages without a gap or a double', async () => {
    const as = 'kaili-1/bureauOfficer';
    const seen: { id: string; nextDeadline: { dueAt: string } | null }[] = [];
    let cursor = '';
    do {
      const { body } = await api.call({ path: `/v1/cases?limit=3${cursor}`, as });
      seen.push(...body.cases);
      cursor = body.next === null ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    const whole = await api.call({ path: '/v1/cases?limit=500', as });
    expect(seen).toEqual(whole.body.cases);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    const keys = seen.map(({ id, nextDeadline }) => `${nextDeadline?.dueAt ?? '9999'} ${id}`);
    expect(keys).toEqual([...keys].sort());
  });

  test('is narrowed by state, unit, year, holder and number', async () => {
    const as = 'kaili-1/bureauOfficer';
    const count = async (query: string) => (await api.call({ path: `/v1/cases?${query}`, as })).body.cases.length;
    const all = await count('limit=500');
    const state = 'beforeIntake.unitVerification.internalPublicity.shown';
    expect(await count(`state=${state}`)).toBe(4);
    // Each with its notice.
    expect(await count('holder=unitAdmin')).toBe(8);
    expect(await count('holder=unitAdmin&lifecycle=application')).toBe(4);
    expect(await count('unit=school-1&year=2023&organisation=school-1')).toBe(all);
    expect(await count('unit=school-2')).toBe(0);
    expect(await count('year=2022')).toBe(0);
    expect(await count('number=KL23-000001')).toBe(1);
  });

  test('takes a cursor only with the conditions it was given for', async () => {
    const as = 'kaili-1/bureauOfficer';
    const { body } = await api.call({ path: '/v1/cases?limit=1', as });
    const other = await api.call({ path: `/v1/cases?limit=1&unit=school-1&cursor=${body.next}`, as });
    expect([other.status, other.body.code]).toEqual([400, 'CURSOR_MISMATCH']);
  });
});
