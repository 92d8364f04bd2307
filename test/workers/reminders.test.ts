import { describe, expect, test } from 'vitest';
import { endOfDay } from '../../machines/time.ts';
import { daysToRemind } from '../../store/morning.ts';
import { programmeCalendar } from '../support/programmes.ts';

describe('a reminder is due when', () => {
  const remind = (day: string, before: string | null, lastDay: string) =>
    daysToRemind(programmeCalendar, { day, before, dueAt: endOfDay(lastDay) });

  test.each([
    ['seven working days are left', '2023-09-01', '2023-08-31', '2023-09-12', 7],
    ['six are', '2023-09-04', '2023-09-01', '2023-09-12', null],
    ['three are', '2023-09-07', '2023-09-06', '2023-09-12', 3],
    ['one is', '2023-09-11', '2023-09-08', '2023-09-12', 1],
    ['it is the last day', '2023-09-12', '2023-09-11', '2023-09-12', null],
    [
      'seven are left, two of them make-up days, with eight holidays between',
      '2023-09-25',
      '2023-09-24',
      '2023-10-10',
      7,
    ],
    ['the last day is no working day, and one working day is left', '2023-09-14', '2023-09-13', '2023-09-16', 1],
  ])('%s', (_, day, before, lastDay, left) => {
    expect(remind(day, before, lastDay)).toBe(left);
  });

  test('a weekend tells nothing twice', () => {
    const days = ['2023-09-06', '2023-09-07', '2023-09-08', '2023-09-09', '2023-09-10', '2023-09-11', '2023-09-12'];
    const told = days.map((day, index) => remind(day, days[index - 1] ?? '2023-09-05', '2023-09-12'));
    expect(told).toEqual([null, 3, null, null, null, 1, null]);
  });

  test('mornings that were not made lose no reminder', () => {
    expect(remind('2023-09-08', '2023-09-01', '2023-09-12')).toBe(2);
    expect(remind('2023-09-08', null, '2023-09-12')).toBe(2);
    expect(remind('2023-09-08', '2023-09-07', '2023-09-12')).toBeNull();
  });

  test('not after the day, and not long before', () => {
    expect(remind('2023-09-13', '2023-09-12', '2023-09-12')).toBeNull();
    expect(remind('2023-08-01', null, '2023-09-12')).toBeNull();
  });
});
