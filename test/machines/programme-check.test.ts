import { describe, expect, test } from 'vitest';
import { city, errorsOf, prefecture, refuses } from '../support/broken-programmes.ts';

describe('a programme is refused whose windows are out of order:', () => {
  refuses([
    {
      what: 'the click window ends before it begins',
      changes: { 'clickWindow.to.toDate': '2023-07-31' },
      errors: ['WINDOW_OUT_OF_ORDER clickWindow.to'],
    },
    {
      what: 'the click window begins before records may be opened',
      changes: { 'clickWindow.from.fromDate': '2023-07-31', 'clickWindow.from.time': '23:59' },
      errors: ['WINDOW_OUT_OF_ORDER clickWindow.from'],
    },
    {
      what: 'a unit node before the click window',
      changes: { [`${city}.nodes.unitPushDue.toDate`]: '2023-07-31' },
      errors: [`WINDOW_OUT_OF_ORDER ${city}.nodes.unitPushDue`, `PUBLICITY_DOES_NOT_FIT ${city}.nodes.unitPushDue`],
    },
    {
      what: 'a department node on the day of the unit node',
      changes: { [`${city}.nodes.departmentPushDue.toDate`]: '2023-09-12' },
      errors: [`WINDOW_OUT_OF_ORDER ${city}.nodes.departmentPushDue`],
    },
    {
      what: 'an intake cut-off that prints an hour of the department node’s last day',
      changes: { [`${city}.nodes.intakeCutoff.toDate`]: '2023-09-19' },
      errors: [`WINDOW_OUT_OF_ORDER ${city}.nodes.intakeCutoff`],
    },
    {
      what: 'a policy review due before the intake cut-off',
      changes: { [`${city}.nodes.policyReviewDue.toDate`]: '2023-09-21' },
      errors: [`WINDOW_OUT_OF_ORDER ${city}.nodes.policyReviewDue`],
    },
    {
      what: 'a meeting on the day the policy review is due',
      changes: { [`${city}.nodes.reviewMeetingDue.toDate`]: '2023-10-20' },
      errors: [`WINDOW_OUT_OF_ORDER ${city}.nodes.reviewMeetingDue`],
    },
    {
      what: 'a filing before the meeting',
      changes: { [`${prefecture}.nodes.filingDue.toDate`]: '2023-12-14' },
      errors: [`WINDOW_OUT_OF_ORDER ${prefecture}.nodes.filingDue`],
    },
    {
      what: 'a committee that sets a click window of its own',
      changes: {
        [`${city}.nodes.clickWindowEnd`]: { toDate: '2023-09-05', clause: '五(一)', source: 'notice', rule: 'D03' },
      },
      errors: [`CLICK_WINDOW_OVERRIDDEN ${city}.nodes.clickWindowEnd`],
    },
    {
      what: 'a duty due before the season opens',
      changes: { 'duties.1-6.due.toDate': '2023-07-31' },
      errors: ['WINDOW_OUT_OF_ORDER duties.1-6.due'],
    },
  ]);

  test('policy review may be due together with the cut-off', () => {
    const same = {
      [`${city}.nodes.policyReviewDue.toDate`]: '2023-09-22',
      [`${city}.nodes.policyReviewDue.time`]: '18:00',
    };
    expect(errorsOf(same)).toEqual([]);
  });
});

describe('a programme is refused that leaves no room for a publicity:', () => {
  refuses([
    {
      what: 'even who clicks on the first day cannot meet the unit node (A34)',
      changes: { [`${city}.nodes.unitPushDue.toDate`]: '2023-08-08' },
      errors: [`PUBLICITY_DOES_NOT_FIT ${city}.nodes.unitPushDue`],
    },
    {
      what: 'the publicity of the policy review is not over before the meeting',
      changes: { [`${city}.nodes.reviewMeetingDue.toDate`]: '2023-10-27' },
      errors: [`PUBLICITY_DOES_NOT_FIT ${city}.nodes.reviewMeetingDue`],
    },
    {
      what: 'the publicity of the results is not over before the filing, as 1 January is no working day',
      changes: {
        [`${prefecture}.nodes.reviewMeetingDue.toDate`]: '2023-12-29',
        [`${prefecture}.nodes.filingDue.toDate`]: '2024-01-08',
      },
      errors: [`PUBLICITY_DOES_NOT_FIT ${prefecture}.nodes.filingDue`],
    },
  ]);

  test('it fits from the day on which five working days lie before the unit node', () => {
    expect(errorsOf({ [`${city}.nodes.unitPushDue.toDate`]: '2023-08-09' })).toEqual([]);
  });

  test('a policy review without publicity (A22) may be due on the eve of the meeting', () => {
    const eve = { [`${city}.nodes.reviewMeetingDue.toDate`]: '2023-10-21' };
    expect(errorsOf(eve)).toEqual([`PUBLICITY_DOES_NOT_FIT ${city}.nodes.reviewMeetingDue`]);
    expect(errorsOf({ ...eve, 'periods.policyPublicityEnd.workingDays': 0 })).toEqual([]);
  });
});

describe('a programme is refused in which a case could wait for ever:', () => {
  refuses([
    {
      what: 'a committee without an intake cut-off',
      changes: { [`${prefecture}.nodes.intakeCutoff`]: undefined },
      errors: [`MISSING_DEADLINE ${prefecture}.nodes.intakeCutoff`],
    },
    {
      what: 'no length of the result publicity',
      changes: { 'periods.resultPublicityEnd': undefined },
      errors: ['MISSING_DEADLINE periods.resultPublicityEnd'],
    },
    {
      what: 'no rollover',
      changes: { 'season.cycleRollover': undefined },
      errors: ['MISSING_DEADLINE season.cycleRollover'],
    },
    {
      what: 'a node nobody knows, where a known one is misspelt',
      changes: {
        [`${city}.nodes.filingDue`]: undefined,
        [`${city}.nodes.fillingDue`]: { toDate: '2023-12-15', clause: '五(一)', source: 'assumed' },
      },
      errors: [`MISSING_DEADLINE ${city}.nodes.filingDue`, `UNKNOWN_DEADLINE ${city}.nodes.fillingDue`],
    },
    {
      what: 'a period nobody knows',
      changes: { 'periods.coffeeBreakEnd': { workingDays: 1, clause: '五(一)', source: 'assumed' } },
      errors: ['UNKNOWN_DEADLINE periods.coffeeBreakEnd'],
    },
    {
      what: 'a rollover before the opening',
      changes: { 'season.cycleRollover.toDate': '2023-07-30' },
      errors: [
        'ROLLOVER_BEFORE_OPENING season.cycleRollover',
        'NODE_AFTER_ROLLOVER clickWindow.to',
        ...['1-6', '1-7', '1-8', '1-10', '1-11'].map((form) => `NODE_AFTER_ROLLOVER duties.${form}.due` as const),
        ...[city, prefecture].flatMap((committee) =>
          ['unitPushDue', 'departmentPushDue', 'intakeCutoff', 'policyReviewDue', 'reviewMeetingDue', 'filingDue'].map(
            (node) => `NODE_AFTER_ROLLOVER ${committee}.nodes.${node}` as const,
          ),
        ),
      ],
    },
    {
      what: 'a rollover before the last node of a committee',
      changes: { 'season.cycleRollover.toDate': '2024-01-11' },
      errors: [`NODE_AFTER_ROLLOVER ${prefecture}.nodes.filingDue`],
    },
  ]);
});

describe('a programme is refused whose dates and figures are impossible:', () => {
  refuses([
    {
      what: 'a node on 31 September',
      changes: { [`${city}.nodes.departmentPushDue.toDate`]: '2023-09-31' },
      errors: [`NO_SUCH_DATE ${city}.nodes.departmentPushDue.toDate`],
    },
    {
      what: 'an opening on 29 February 2023',
      changes: { 'season.opens.fromDate': '2023-02-29' },
      errors: ['NO_SUCH_DATE season.opens.fromDate'],
    },
    {
      what: 'a date that is none',
      changes: { [`${city}.nodes.filingDue.toDate`]: '15 December' },
      errors: [`NO_SUCH_DATE ${city}.nodes.filingDue.toDate`],
    },
    {
      what: 'a counting date that does not exist',
      changes: { 'rules.tenureCutoff.value': '2023-12-32' },
      errors: ['NO_SUCH_DATE rules.tenureCutoff.value'],
    },
    {
      what: 'the hour 24:00, which is the end of the day',
      changes: { [`${city}.nodes.intakeCutoff.time`]: '24:00' },
      errors: [`NOT_A_TIME ${city}.nodes.intakeCutoff.time`],
    },
    {
      what: 'an hour in words',
      changes: { [`${city}.nodes.intakeCutoff.time`]: '下午6时' },
      errors: [`NOT_A_TIME ${city}.nodes.intakeCutoff.time`],
    },
    {
      what: 'a counter that closes at no time of day',
      changes: { 'duties.1-8.counter.closes': '17:60' },
      errors: ['NOT_A_TIME duties.1-8.counter.closes'],
    },
    {
      what: 'a result publicity shorter than the regulation demands',
      changes: { 'periods.resultPublicityEnd.workingDays': 4 },
      errors: ['WORKING_DAYS_OUT_OF_RANGE periods.resultPublicityEnd.workingDays'],
    },
    {
      what: 'a supplement of no days',
      changes: { 'periods.supplementDue.workingDays': 0 },
      errors: ['WORKING_DAYS_OUT_OF_RANGE periods.supplementDue.workingDays'],
    },
    {
      what: 'a policy publicity of minus one day',
      changes: { 'periods.policyPublicityEnd.workingDays': -1 },
      errors: ['WORKING_DAYS_OUT_OF_RANGE periods.policyPublicityEnd.workingDays'],
    },
    {
      what: 'a correction of half a day',
      changes: { 'periods.correctionDue.workingDays': 0.5 },
      errors: ['WORKING_DAYS_OUT_OF_RANGE periods.correctionDue.workingDays'],
    },
    {
      what: 'a decision that may take longer than the calendar can count',
      changes: { 'periods.rolloverDecisionDue.workingDays': 5000 },
      errors: ['WORKING_DAYS_OUT_OF_RANGE periods.rolloverDecisionDue.workingDays'],
    },
    {
      what: 'a committee of an even number',
      changes: { [`${city}.size.value`]: 12 },
      errors: [`COMMITTEE_SIZE_EVEN ${city}.size.value`],
    },
    {
      what: 'a quorum of more than all',
      changes: { 'rules.quorum.value': { num: 4, den: 3 } },
      errors: ['FRACTION_OUT_OF_RANGE rules.quorum.value'],
    },
    {
      what: 'a ballot nobody has to pass',
      changes: { 'rules.pass.value.num': 0 },
      errors: ['FRACTION_OUT_OF_RANGE rules.pass.value'],
    },
    {
      what: 'a bar of minus three years',
      changes: { 'rules.bansYears.value.FRAUD': -3 },
      errors: ['NUMBER_OUT_OF_RANGE rules.bansYears.value.FRAUD'],
    },
    {
      what: 'dates left over from last year',
      changes: { 'rules.tenureCutoff.value': '2022-12-31', 'season.opens.fromDate': '2022-08-01' },
      errors: ['CYCLE_YEAR_MISMATCH rules.tenureCutoff.value', 'CYCLE_YEAR_MISMATCH season.opens.fromDate'],
    },
    {
      what: 'a cycle year that is not that of the dates',
      changes: { cycleYear: 2024, id: 'kaili-2024' },
      errors: [
        'CYCLE_YEAR_MISMATCH rules.tenureCutoff.value',
        'CYCLE_YEAR_MISMATCH season.opens.fromDate',
        ...['clickWindow.from.fromDate', 'clickWindow.to.toDate'].map((path) => `CYCLE_YEAR_MISMATCH ${path}` as const),
        ...['1-6', '1-7', '1-8', '1-10', '1-11'].map(
          (form) => `CYCLE_YEAR_MISMATCH duties.${form}.due.toDate` as const,
        ),
        ...['unitPushDue', 'departmentPushDue', 'intakeCutoff', 'policyReviewDue', 'reviewMeetingDue'].flatMap((node) =>
          [city, prefecture].map((committee) => `CYCLE_YEAR_MISMATCH ${committee}.nodes.${node}.toDate` as const),
        ),
        `CYCLE_YEAR_MISMATCH ${city}.nodes.filingDue.toDate`,
      ],
    },
    {
      what: 'a year before the known calendar',
      changes: { [`${city}.nodes.unitPushDue.toDate`]: '2013-09-12' },
      errors: [`BEFORE_KNOWN_CALENDAR ${city}.nodes.unitPushDue.toDate`],
    },
  ]);
});
