import fc from 'fast-check';
import { describe, test } from 'vitest';
import {
  addWorkingDays,
  type Calendar,
  dayKind,
  lastWorkingDayOnWhich,
  workingDaysBetween,
} from '../../machines/calendar.ts';
import { addDays, type PlainDate } from '../../machines/time.ts';
import { calendarOf, gazette2027, gazettes, national, qiandongnan, regional } from '../support/calendars.ts';

/** Printed by fast-check with the counter-example when a property fails. */
const run = { seed: 20230803, numRuns: 2_000 };

const calendars = [national, regional, calendarOf([...gazettes, gazette2027], qiandongnan)];
const calendar = fc.constantFrom(...calendars);
/** From the first known day to years past the horizon and past the table built ahead. */
const date = fc.integer({ min: 0, max: 14 * 365 }).map((days): PlainDate => addDays('2018-01-01', days));
const count = fc.integer({ min: 0, max: 80 });

function check(property: (calendar: Calendar, date: PlainDate, n: number, m: number) => boolean): void {
  fc.assert(fc.property(calendar, date, count, count, property), run);
}

describe('whatever the calendar, the day and the count', () => {
  test('one working day more ends later', () => {
    check((c, d, n) => addWorkingDays(c, d, n).last < addWorkingDays(c, d, n + 1).last);
  });

  test('whoever starts later never ends earlier', () => {
    fc.assert(
      fc.property(calendar, date, date, count, (c, a, b, n) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        return addWorkingDays(c, early, n).last <= addWorkingDays(c, late, n).last;
      }),
      run,
    );
  });

  test('the explanation walks every day once, counts exactly n and ends on a counted day', () => {
    check((c, d, n) => {
      const { last, days } = addWorkingDays(c, d, n);
      const unbroken = days.every((day, index) => day.date === addDays(d, index + 1));
      const counted = days.filter(({ working }) => working).length;
      const end = days.at(-1) ?? { date: d, working: true };
      return unbroken && counted === n && end.date === last && end.working;
    });
  });

  test('the explanation says of each day what the calendar says of it', () => {
    check((c, d, n) =>
      addWorkingDays(c, d, n).days.every((day) => JSON.stringify(day) === JSON.stringify(dayKind(c, day.date))),
    );
  });

  test('a then b days are a + b days', () => {
    check((c, d, a, b) => addWorkingDays(c, addWorkingDays(c, d, a).last, b).last === addWorkingDays(c, d, a + b).last);
  });

  test('counting back over a period finds the days it was made of', () => {
    check((c, d, n) => workingDaysBetween(c, d, addWorkingDays(c, d, n).last).count === n);
  });

  test('a result is provisional exactly when it depends on a day not settled yet', () => {
    check((c, d, n) => {
      const { days, last, provisional } = addWorkingDays(c, d, n);
      return provisional === last > c.knownThrough && (n === 0 || provisional === days.some(({ known }) => !known));
    });
  });

  test('the last day to open leaves the period before the node, and the next working day does not', () => {
    const later = date.filter((day) => day > '2018-07-01');
    fc.assert(
      fc.property(calendar, later, count, (c, node, n) => {
        const { day } = lastWorkingDayOnWhich(c, n, node);
        const next = addWorkingDays(c, day, 1).last;
        return (
          dayKind(c, day).working && addWorkingDays(c, day, n).last < node && addWorkingDays(c, next, n).last >= node
        );
      }),
      run,
    );
  });
});
