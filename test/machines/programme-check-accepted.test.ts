import { describe, expect, test } from 'vitest';
import { programmeSchema } from '../../machines/programme.ts';
import { checkProgramme, readProgramme } from '../../machines/programme-check.ts';
import { city, prefecture } from '../support/broken-programmes.ts';
import { national } from '../support/calendars.ts';
import { altered2023, type Changes, kaili2022, kaili2023, programmeCalendar } from '../support/programmes.ts';

describe('the notice of 2023 as it stands', () => {
  test('is accepted, with the meeting on a Saturday as its only warning', () => {
    const { errors, warnings, programme } = readProgramme(altered2023({}), programmeCalendar);
    expect(errors).toEqual([]);
    expect(programme).toEqual(kaili2023);
    expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
      `NODE_ON_DAY_OFF ${city}.nodes.reviewMeetingDue.toDate`,
    ]);
  });

  test('reads the same from the database as from its file', () => {
    const stored: unknown = JSON.parse(JSON.stringify(kaili2023));
    expect(readProgramme(stored, programmeCalendar).programme).toEqual(kaili2023);
  });
});

describe('a programme is accepted with a warning', () => {
  function warningsOf(changes: Changes): string[] {
    const { errors, warnings } = readProgramme(altered2023(changes), programmeCalendar);
    expect(errors).toEqual([]);
    const known = `NODE_ON_DAY_OFF ${city}.nodes.reviewMeetingDue.toDate`;
    return warnings.map(({ code, path }) => `${code} ${path}`).filter((warning) => warning !== known);
  }

  test('when who clicks last cannot meet the unit node', () => {
    // Five working days before Friday 8 September: the publicity must open by Thursday 31 August, the window’s last day.
    expect(warningsOf({ [`${city}.nodes.unitPushDue.toDate`]: '2023-09-08' })).toEqual([]);
    expect(warningsOf({ [`${city}.nodes.unitPushDue.toDate`]: '2023-09-07' })).toEqual([
      `LATE_CLICKS_CANNOT_SUCCEED ${city}.nodes.unitPushDue`,
    ]);
  });

  test('when a supplement asked for at the cut-off ends after the policy review', () => {
    expect(warningsOf({ [`${city}.nodes.policyReviewDue.toDate`]: '2023-09-28' })).toEqual([
      `SUPPLEMENT_DOES_NOT_FIT ${city}.nodes.policyReviewDue`,
    ]);
  });

  test('when a committee for senior titles is small', () => {
    expect(warningsOf({ [`${prefecture}.size.value`]: 11 })).toEqual([
      `SENIOR_COMMITTEE_SMALL ${prefecture}.size.value`,
    ]);
  });

  test('when a counter is closed on the day a duty is due', () => {
    expect(warningsOf({ 'duties.1-8.due.toDate': '2023-08-12' })).toEqual(['NODE_ON_DAY_OFF duties.1-8.due.toDate']);
  });

  test('when its plan says that it runs past the rollover', () => {
    const past = {
      'season.cycleRollover.toDate': '2023-12-31',
      [`${prefecture}.runsPastRollover`]: {
        reason: { zh: '跨年度评审', en: 'reviews run late' },
        clause: '五(二)',
        source: 'assumed',
      },
    };
    expect(warningsOf(past)).toEqual([`PLAN_RUNS_PAST_ROLLOVER ${prefecture}.nodes.filingDue`]);
  });

  test('when nodes or periods lie beyond the gazetted holidays, which are known through 2026-12-28', () => {
    const year2026 = JSON.parse(JSON.stringify(kaili2023).replaceAll('2023', '2026').replaceAll('2024', '2027'));
    year2026.wording = kaili2023.wording;
    for (const committee of Object.values(
      year2026.committees as Record<string, { filingValidThrough: { date: string } }>,
    )) {
      committee.filingValidThrough.date = '2028-12-31';
    }
    const { errors, warnings } = readProgramme(year2026, programmeCalendar);
    expect(errors).toEqual([]);
    expect(warnings.filter(({ code }) => code === 'BEYOND_KNOWN_CALENDAR').map(({ path }) => path)).toEqual([
      `${prefecture}.nodes.filingDue.toDate`,
      'periods.rolloverDecisionDue',
    ]);
  });
});

test('a calendar of another region is refused, as its days off are others', () => {
  expect(checkProgramme(kaili2023, national).errors.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'CALENDAR_REGION_MISMATCH calendar.region',
  ]);
});

test('last year’s programme is accepted, with what is unusual about it as warnings', () => {
  const { errors, warnings } = checkProgramme(kaili2022, programmeCalendar);
  expect(errors).toEqual([]);
  expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
    `LATE_CLICKS_CANNOT_SUCCEED ${city}.nodes.unitPushDue`,
    `PLAN_RUNS_PAST_ROLLOVER ${prefecture}.nodes.departmentPushDue`,
  ]);
});

test('a finding speaks Chinese and English and names the clause of the entry', () => {
  const { errors } = readProgramme(
    altered2023({ [`${city}.nodes.filingDue.toDate`]: '2023-11-01' }),
    programmeCalendar,
  );
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({
    code: 'WINDOW_OUT_OF_ORDER',
    clause: '二(二)1、五(一)',
    message: {
      zh: expect.stringContaining('2023-11-12T00:00:00+08:00'),
      en: 'nodes.filingDue must come after reviewMeetingDue (2023-11-12T00:00:00+08:00); it stands at 2023-11-02T00:00:00+08:00',
    },
  });
});

test.each([[null], [7], [[]], ['kaili-2023'], [{}]])('%j is no programme and is said to be none', (value) => {
  const { programme, errors } = readProgramme(value, programmeCalendar);
  expect(programme).toBeNull();
  expect(errors.length).toBeGreaterThan(0);
});

test('parsing what was parsed changes nothing', () => {
  expect(programmeSchema.parse(kaili2022)).toEqual(kaili2022);
});
