import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Programme } from '../../machines/programme.ts';
import { parseInstant } from '../../machines/time.ts';
import { type ChangesPage, previewAmendment, previewPage } from '../../store/amendments.ts';
import { type Amending, amending } from '../support/amending.ts';
import { openAll } from '../support/case-path.ts';
import { type Office, openOffice } from '../support/office.ts';
import { programmeCalendar } from '../support/programmes.ts';

/** What an amendment would change is the selection it will be carried to, without the write (design D2). */

let office: Office;
let amend: Amending['amend'];
let carryTo: Amending['carryTo'];
let dueOf: Amending['dueOf'];
let now: Amending['now'];
let moved: Amending['moved'];
beforeAll(async () => {
  office = await openOffice();
  ({ amend, carryTo, dueOf, now, moved } = amending(office));
  await openAll(office, ['school-2-a0', 'school-2-a1', 'school-1-a0', 'company-1-a0']);
  for (const applicant of ['school-1-a1', 'company-1-a1']) await office.open(applicant, { series: 'SERIES_HEALTH' });
});
afterAll(() => office.close());

describe('what it would change', () => {
  const under = async (programme: Programme) => ({ programme, calendar: programmeCalendar, now: await now() });

  test('is what it changes, case by case, and is written nowhere', async () => {
    const all = (await office.query<{ id: string }>('select id from cases')).map(({ id }) => id);
    const events = () => office.query('select case_id, seq from events order by 1, 2');
    const before = await events();
    const preview = await previewAmendment(office.pool, await under(await moved('filingDue', '2023-12-20')), {
      most: 100,
    });
    expect(await events()).toEqual(before);
    const teachers = await office.query<{ id: string; number: string }>(
      `select id, number from cases where committee = 'kaili-teacher' and ended is null order by id`,
    );
    expect(preview).toEqual({
      cases: all.length,
      affected: teachers.length,
      changes: teachers.map(({ id, number }) => ({
        case: id,
        number,
        name: 'filingDue',
        dueAt: parseInstant('2023-12-16T00:00'),
        newDueAt: parseInstant('2023-12-21T00:00'),
        provisional: false,
      })),
    });
    const few = await previewAmendment(office.pool, await under(await moved('filingDue', '2023-12-20')), { most: 2 });
    expect(few).toEqual({ ...preview, changes: preview.changes.slice(0, 2) });

    await amend('filingDue', '2023-12-20');
    const answers = await carryTo(...all);
    const told = all.filter((_, index) => answers[index]?.outcome === 'moved');
    expect(told.sort()).toEqual(preview.changes.map((change) => change.case));
    for (const { case: id, newDueAt } of preview.changes) expect(await dueOf(id, 'filingDue')).toBe(newDueAt);
  });

  test('comes in pages by case id', async () => {
    const programme = await moved('filingDue', '2023-12-22');
    const [first] = await office.query<{ id: string }>('select id from cases order by id limit 1');
    const whole = await previewPage(office.pool, await under(programme), null);
    const rest: ChangesPage = await previewPage(office.pool, await under(programme), first!.id);
    expect(rest.cases).toBe(whole.cases - 1);
    expect(rest.changes).toEqual(whole.changes.filter((change) => change.case !== first!.id));
    expect(whole.next).toBeNull();
  });
});
