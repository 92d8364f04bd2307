import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import chineseDays from 'chinese-days';
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
import { addDays, type PlainDate } from '../../machines/time.ts';
import {
  calendarKnownOn,
  calendarOf,
  gazette2027,
  gazettes,
  national,
  qiandongnan,
  regional,
  vectors,
} from '../support/calendars.ts';

function datesFrom(first: PlainDate, last: PlainDate): PlainDate[] {
  const dates: PlainDate[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

function refusal(act: () => unknown): CalendarRefusal {
  try {
    act();
  } catch (error) {
    if (error instanceof CalendarRefusal) return error;
    throw error;
  }
  throw new Error('expected a refusal, and none came');
}

/** Monday to Friday and nothing else: what the calendar must not be. */
function naiveLast(from: PlainDate, n: number): PlainDate {
  let date = from;
  for (let left = n; left > 0; ) {
    date = addDays(date, 1);
    if (Temporal.PlainDate.from(date).dayOfWeek <= 5) left -= 1;
  }
  return date;
}

describe('five working days after the day a publicity opened', () => {
  test.each(vectors)('opened $opened ($region): ends $last, because $why', ({ opened, last, naive, region }) => {
    const calendar = region === 'national' ? national : regional;
    expect(addWorkingDays(calendar, opened, 5)).toMatchObject({ last, provisional: false });
    expect(naiveLast(opened, 5)).toBe(naive);
  });

  test('the region’s holiday moves nothing outside the region', () => {
    expect(addWorkingDays(national, '2024-07-18', 5).last).toBe('2024-07-25');
  });

  test('every day walked over is explained, counted or not', () => {
    const { days } = addWorkingDays(regional, '2023-09-27', 5);
    expect(days.map(({ date, working, why }) => `${date} ${working ? 'counted' : '–'} ${why.code}`)).toEqual([
      '2023-09-28 counted workday',
      ...datesFrom('2023-09-29', '2023-10-06').map((date) => `${date} – holiday`),
      '2023-10-07 counted makeUpWorkday',
      '2023-10-08 counted makeUpWorkday',
      '2023-10-09 counted workday',
      '2023-10-10 counted workday',
    ]);
  });

  test('a reason names the festival, the region and the year of the gazette that decides', () => {
    expect(dayKind(regional, '2023-10-07').why).toEqual({
      code: 'makeUpWorkday',
      festival: '中秋节、国庆节',
      gazette: 2023,
    });
    expect(dayKind(regional, '2018-12-29').why).toEqual({ code: 'makeUpWorkday', festival: '元旦', gazette: 2019 });
    expect(dayKind(regional, '2023-07-24').why).toEqual({
      code: 'regionalHoliday',
      festival: '州庆',
      region: 'qiandongnan',
    });
    expect(dayKind(national, '2023-07-24').why).toEqual({ code: 'workday', gazette: 2023 });
    expect(dayKind(national, '2023-07-23').why).toEqual({ code: 'weekend', gazette: 2023 });
  });

  test('a regional holiday that falls on a weekend is not made up (2022-07-23 is a Saturday)', () => {
    expect(datesFrom('2022-07-22', '2022-07-26').map((date) => dayKind(regional, date).working)).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
    expect(dayKind(regional, '2022-07-23').why.code).toBe('regionalHoliday');
  });

  test('a regional holiday stays off where a national notice would have it worked', () => {
    const worked: Gazette = { ...gazette2027, days: [{ date: '2027-07-24', kind: 'work', festival: '补班' }] };
    expect(dayKind(calendarOf([worked]), '2027-07-24').working).toBe(true);
    expect(dayKind(calendarOf([worked], qiandongnan), '2027-07-24')).toMatchObject({
      working: false,
      why: { code: 'regionalHoliday' },
    });
  });
});

describe('the dates of the notice', () => {
  test('signed on 2023-08-03, it leaves five working days to the forms due on 08-10, three from its repost on 08-07', () => {
    expect(workingDaysBetween(regional, '2023-08-03', '2023-08-10')).toEqual({ count: 5, provisional: false });
    expect(workingDaysBetween(regional, '2023-08-07', '2023-08-10').count).toBe(3);
  });

  test('the internal date of the rosters, three working days before 2023-08-30, is 2023-08-25', () => {
    expect(lastWorkingDayOnWhich(regional, 3, '2023-08-31').day).toBe('2023-08-25');
  });

  test('an internal publicity must open by 2023-09-04 to be over before the unit node of 09-12 (A34)', () => {
    expect(lastWorkingDayOnWhich(regional, 5, '2023-09-12')).toEqual({ day: '2023-09-04', provisional: false });
    expect(addWorkingDays(regional, '2023-09-04', 5).last).toBe('2023-09-11');
    expect(addWorkingDays(regional, '2023-09-05', 5).last).toBe('2023-09-12');
  });

  test('corrections are due one working day earlier still', () => {
    expect(lastWorkingDayOnWhich(regional, 6, '2023-09-12').day).toBe('2023-09-01');
  });

  test('before the October holiday it must open by 2023-09-27 for a node on the day after 10-10', () => {
    expect(lastWorkingDayOnWhich(regional, 5, '2023-10-11').day).toBe('2023-09-27');
    expect(lastWorkingDayOnWhich(regional, 5, '2023-10-10').day).toBe('2023-09-26');
  });
});

describe('compared with the public package chinese-days', () => {
  test('no day from 2018-01-01 through 2026-12-28 differs', () => {
    const dates = datesFrom('2018-01-01', '2026-12-28');
    expect(dates).toHaveLength(3284);
    expect(dates.filter((date) => dayKind(national, date).working !== chineseDays.isWorkday(date))).toEqual([]);
  });

  test('no period of 1 to 20 working days that starts on any day of those years differs', () => {
    const differences: string[] = [];
    for (const from of datesFrom('2018-01-01', '2026-11-25')) {
      const { last, days } = addWorkingDays(national, from, 20);
      let date = from;
      for (const day of days) {
        date = addDays(date, 1);
        if (day.date !== date || day.working !== chineseDays.isWorkday(date)) differences.push(`${from}: ${date}`);
      }
      if (date !== last || days.filter(({ working }) => working).length !== 20) differences.push(`${from}: ${last}`);
    }
    expect(differences).toEqual([]);
  });
});

describe('as it was known on a day', () => {
  test('until 2019-03-21 Labour Day 2019 was 05-01 alone', () => {
    expect(addWorkingDays(calendarKnownOn('2019-03-21'), '2019-04-25', 5).last).toBe('2019-05-03');
    expect(dayKind(calendarKnownOn('2019-03-21'), '2019-04-28').working).toBe(false);
    expect(dayKind(calendarKnownOn('2019-03-21'), '2019-05-02').working).toBe(true);
  });

  test('from 2019-03-22 it is 05-01 to 05-04, with 04-28 and 05-05 worked', () => {
    expect(addWorkingDays(calendarKnownOn('2019-03-22'), '2019-04-25', 5).last).toBe('2019-05-05');
    const off = datesFrom('2019-04-27', '2019-05-06').filter((d) => !dayKind(calendarKnownOn('2019-03-22'), d).working);
    expect(off).toEqual(['2019-04-27', '2019-05-01', '2019-05-02', '2019-05-03', '2019-05-04']);
  });

  test('until 2020-01-26 the Spring Festival of 2020 ended on 01-30 and Saturday 02-01 was worked', () => {
    expect(addWorkingDays(calendarKnownOn('2020-01-26'), '2020-01-22', 5).last).toBe('2020-02-04');
    expect(dayKind(calendarKnownOn('2020-01-26'), '2020-02-01').why.code).toBe('makeUpWorkday');
  });

  test('from 2020-01-27 it runs through 02-02 and nothing makes up for it', () => {
    expect(addWorkingDays(calendarKnownOn('2020-01-27'), '2020-01-22', 5).last).toBe('2020-02-06');
    expect(dayKind(calendarKnownOn('2020-01-27'), '2020-02-01').why.code).toBe('holiday');
  });

  test('each notice moves the horizon on the day it is published', () => {
    expect(calendarKnownOn('2019-11-20').knownThrough).toBe('2019-12-28');
    expect(calendarKnownOn('2019-11-21').knownThrough).toBe('2020-12-28');
  });

  test('the December days a notice sets are not known before it: 2018-12-29 and 12-31', () => {
    const before = calendarKnownOn('2018-12-05');
    expect(addWorkingDays(before, '2018-12-27', 2)).toMatchObject({ last: '2018-12-31', provisional: true });
    expect(addWorkingDays(calendarKnownOn('2018-12-06'), '2018-12-27', 2)).toMatchObject({
      last: '2018-12-29',
      provisional: false,
    });
  });

  test('the order in which gazettes are handed in decides nothing', () => {
    expect(calendarOf(gazettes.toReversed())).toEqual(national);
  });
});

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

test('no working days end on the day they began, holiday or not', () => {
  expect(addWorkingDays(national, '2023-10-01', 0)).toEqual({ last: '2023-10-01', days: [], provisional: false });
  expect(addWorkingDays(national, '2026-12-29', 0)).toEqual({ last: '2026-12-29', days: [], provisional: true });
});

test('where two years’ gazettes name one December day, the later published decides', () => {
  const named: Gazette = { ...gazette2027, days: [{ date: '2026-12-31', kind: 'off', festival: '元旦' }] };
  const gazette2026: Gazette = {
    ...gazettes.at(-1)!,
    published: '2026-12-01',
    days: [...gazettes.at(-1)!.days, { date: '2026-12-31', kind: 'work', festival: '补班' }],
  };
  expect(dayKind(calendarOf([...gazettes, named]), '2026-12-31').working).toBe(false);
  expect(dayKind(calendarOf([...gazettes, named, gazette2026]), '2026-12-31').working).toBe(true);
});

test('thirty time zones of the process give one result', () => {
  const zones =
    'UTC Asia/Shanghai Asia/Tokyo Asia/Kolkata Asia/Kathmandu Asia/Tehran Asia/Dubai Asia/Pyongyang Asia/Kamchatka Europe/Moscow Europe/Berlin Europe/London Europe/Lisbon Africa/Cairo Africa/Casablanca Africa/Johannesburg Atlantic/Azores America/St_Johns America/Sao_Paulo America/New_York America/Chicago America/Denver America/Los_Angeles America/Anchorage Pacific/Honolulu Pacific/Pago_Pago Pacific/Apia Pacific/Chatham Pacific/Kiritimati Australia/Lord_Howe'.split(
      ' ',
    );
  const script = fileURLToPath(new URL('../support/calendar-in-zones.ts', import.meta.url));
  const lines = execFileSync(process.execPath, [script, ...zones], { encoding: 'utf8' })
    .trim()
    .split('\n');
  const results = lines.map((line): { zone: string; offset: number; digest: string } => JSON.parse(line));
  expect(results.map(({ zone }) => zone)).toEqual(zones);
  expect(new Set(results.map(({ offset }) => offset)).size).toBeGreaterThan(20);
  expect(new Set(results.map(({ digest }) => digest)).size).toBe(1);
});
