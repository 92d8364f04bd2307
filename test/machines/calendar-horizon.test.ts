import { describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  CalendarRefusal,
  calendarFrom,
  dayKind,
  LONGEST_PERIOD,
  lastWorkingDayOnWhich,
  workingDaysBetween,
} from '../../machines/calendar.ts';
import type { Gazette } from '../../machines/gazette.ts';
import {
  calendarKnownOn,
  calendarOf,
  gazette2027,
  gazettes,
  national,
  qiandongnan,
  regional,
} from '../support/calendars.ts';

function refusal(act: () => unknown): CalendarRefusal {
  try {
    act();
  } catch (error) {
    if (error instanceof CalendarRefusal) return error;
    throw error;
  }
  throw new Error('expected a refusal, and none came');
}

describe('how far it is known', () => {
  const extended = calendarOf([...gazettes, gazette2027]);

  test('from 2018-01-01 through 2026-12-28, by eleven gazettes', () => {
    expect(national).toMatchObject({ version: 11, knownFrom: '2018-01-01', knownThrough: '2026-12-28', region: null });
    expect(regional.region).toBe('qiandongnan');
  });

  test('a period that ends on 2026-12-28 is firm, one working day more is provisional', () => {
    expect(addWorkingDays(national, '2026-12-21', 5)).toMatchObject({ last: '2026-12-28', provisional: false });
    expect(addWorkingDays(national, '2026-12-21', 6)).toMatchObject({ last: '2026-12-29', provisional: true });
    expect(workingDaysBetween(national, '2026-12-21', '2026-12-28').provisional).toBe(false);
    expect(workingDaysBetween(national, '2026-12-21', '2026-12-29').provisional).toBe(true);
  });

  test('what is assumed of a day says so', () => {
    expect(dayKind(national, '2026-12-28')).toMatchObject({ known: true, why: { code: 'workday', gazette: 2026 } });
    expect(dayKind(national, '2026-12-29')).toMatchObject({ known: false, why: { code: 'assumedWorkday' } });
    expect(dayKind(national, '2027-01-02')).toMatchObject({ known: false, why: { code: 'assumedWeekend' } });
    expect(dayKind(national, '2031-10-01')).toMatchObject({ known: false, why: { code: 'assumedWorkday' } });
    expect(dayKind(regional, '2031-07-23')).toMatchObject({ known: false, why: { code: 'regionalHoliday' } });
  });

  test('the next gazette makes the period firm, and may move it', () => {
    expect(addWorkingDays(national, '2026-12-21', 8)).toMatchObject({ last: '2026-12-31', provisional: true });
    expect(addWorkingDays(extended, '2026-12-21', 8)).toMatchObject({ last: '2027-01-04', provisional: false });
    expect(extended).toMatchObject({ version: 12, knownThrough: '2027-12-28' });
  });

  test('the last day to open is provisional when a day between is not settled yet', () => {
    expect(lastWorkingDayOnWhich(national, 5, '2026-12-29').provisional).toBe(false);
    expect(lastWorkingDayOnWhich(national, 5, '2026-12-30').provisional).toBe(true);
    expect(lastWorkingDayOnWhich(extended, 5, '2026-12-30').provisional).toBe(false);
  });

  test('a gazette loaded two years early counts, provisionally, and does not cut the others off', () => {
    const early: Gazette = {
      ...gazette2027,
      year: 2028,
      days: [{ date: '2028-01-03', kind: 'off', festival: '元旦' }],
    };
    const calendar = calendarOf([...gazettes, early]);
    expect(calendar).toMatchObject({ knownFrom: '2018-01-01', knownThrough: '2026-12-28' });
    expect(dayKind(calendar, '2028-01-03')).toMatchObject({ working: false, known: false, why: { gazette: 2028 } });
  });

  test('of two runs of years as long as each other the earlier is the known one', () => {
    const apart = gazettes.filter(({ year }) => year === 2022 || year === 2024);
    expect(calendarOf(apart)).toMatchObject({ knownFrom: '2022-01-01', knownThrough: '2022-12-28' });
  });

  test('an old gazette that stands apart does not bring the horizon back', () => {
    const old: Gazette = { ...gazette2027, year: 2015, days: [{ date: '2015-01-01', kind: 'off', festival: '元旦' }] };
    expect(calendarOf([...gazettes, old])).toMatchObject({ knownFrom: '2018-01-01', knownThrough: '2026-12-28' });
  });
});

describe('it refuses rather than guess', () => {
  test('a gazette that is there but empty (2027 with no days)', () => {
    const empty = { ...gazette2027, days: [] };
    const refused = refusal(() => calendarOf([...gazettes, empty]));
    expect(refused).toMatchObject({ code: 'EMPTY_GAZETTE', data: { year: 2027, published: '2026-11-05' } });
  });

  test('no gazette at all, and a day on which none was known', () => {
    expect(refusal(() => calendarFrom({ version: 0, gazettes: [], overlay: qiandongnan })).code).toBe('NO_GAZETTE');
    expect(refusal(() => calendarKnownOn('2017-11-29')).code).toBe('NO_GAZETTE');
  });

  test('two gazettes for one year, published on one day', () => {
    expect(refusal(() => calendarOf([...gazettes, gazettes[0]!]))).toMatchObject({
      code: 'DUPLICATE_GAZETTE',
      data: { year: 2018, published: '2017-11-30' },
    });
  });

  test.each([
    ['what a day is', () => dayKind(national, '2017-12-31')],
    ['a period', () => addWorkingDays(national, '2017-12-31', 5)],
    ['a period of no days', () => addWorkingDays(national, '2017-12-31', 0)],
    ['days between', () => workingDaysBetween(national, '2017-12-31', '2018-01-31')],
  ])('%s before the known calendar', (_, act) => {
    expect(refusal(act)).toMatchObject({
      code: 'BEFORE_KNOWN_CALENDAR',
      data: { date: '2017-12-31', knownFrom: '2018-01-01' },
    });
  });

  test('a last day to open that would lie before the known calendar', () => {
    expect(lastWorkingDayOnWhich(national, 1, '2018-01-04').day).toBe('2018-01-02');
    expect(refusal(() => lastWorkingDayOnWhich(national, 2, '2018-01-04')).code).toBe('BEFORE_KNOWN_CALENDAR');
  });

  test.each(['2023-02-29', '2023-13-01', '2023-8-3', '20230803', '2023-08-03T00:00', '10 August', ''])(
    '«%s», which is no date',
    (text) => {
      expect(() => dayKind(national, text)).toThrow(RangeError);
      expect(() => addWorkingDays(national, text, 5)).toThrow(RangeError);
    },
  );

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, LONGEST_PERIOD + 1])('%d working days', (n) => {
    expect(() => addWorkingDays(national, '2023-08-03', n)).toThrow(RangeError);
    expect(() => lastWorkingDayOnWhich(national, n, '2023-08-03')).toThrow(RangeError);
  });

  test('a span that ends before it begins', () => {
    expect(() => workingDaysBetween(national, '2023-08-04', '2023-08-03')).toThrow(RangeError);
  });
});
