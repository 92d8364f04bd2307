import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import chineseDays from 'chinese-days';
import { describe, expect, test } from 'vitest';
import { addWorkingDays, dayKind, lastWorkingDayOnWhich, workingDaysBetween } from '../../machines/calendar.ts';
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
