import { describe, expect, test } from 'vitest';
import { type DutyForm, dutyForms } from '../../machines/programme-materials.ts';
import { dateOf } from '../../machines/time.ts';
import { filedAt, habitOf } from '../../season/filings.ts';
import { organisationNamed, organisations, units } from '../../season/organisations.ts';
import { chanceOf } from '../../season/random.ts';
import { kaili2023, programmeCalendar } from '../support/programmes.ts';

const departments = organisations.filter(({ kind }) => kind === 'lineDepartment');

const rosters: readonly DutyForm[] = ['1-10', '1-11'];

/** A roster is due from a department’s units three working days before the day the notice prints (domain A31). */
function owing(list: readonly { id: string }[], forms: readonly DutyForm[]) {
  return list.flatMap(({ id }) =>
    forms.map((form) => {
      const { parent } = organisationNamed(id);
      const isGathered = list === units && departments.some((department) => department.id === parent);
      const day = isGathered ? '2023-08-25' : '2023-08-30';
      return { id, form, due: rosters.includes(form) ? day : '2023-08-10' };
    }),
  );
}

describe.each([1, 7, 11])('the forms of a season, seed %i', (seed) => {
  const rules = { calendar: programmeCalendar, programme: kaili2023, chance: chanceOf(seed) };
  const filings = [...owing(units, dutyForms), ...owing(departments, rosters)].map(({ id, form, due }) => {
    return { id, form, due, habit: habitOf(rules.chance, form, id), at: filedAt(rules, form, id) };
  });

  test('meet every habit there is, and most are filed in time', () => {
    const habits = Map.groupBy(filings, ({ habit }) => habit);
    expect([...habits.keys()].sort()).toEqual(['inTime', 'late', 'never', 'returned', 'returnedLate', 'twice']);
    expect(habits.get('inTime')?.length).toBeGreaterThan(filings.length / 2);
  });

  test('are filed after the season has opened: late ones after the day due, all others by then', () => {
    for (const { habit, at, due } of filings) {
      if (at === null) continue;
      expect(dateOf(at) > '2023-08-01').toBe(true);
      expect(dateOf(at) > due).toBe(habit === 'late');
    }
  });

  test('that never come have no day', () => {
    for (const { habit, at } of filings) expect(at === null).toBe(habit === 'never');
  });

  test('of a department come when its units’ have been due', () => {
    const [ofUnits, ofDepartments] = [units, departments].map((list) =>
      filings.filter(
        ({ id, form, habit }) => form === '1-10' && habit === 'inTime' && list.some((one) => one.id === id),
      ),
    );
    const last = Math.max(...ofUnits!.map(({ at }) => at ?? 0));
    for (const { at } of ofDepartments!) expect(at).toBeGreaterThan(last);
  });
});
