/**
 * Whether the dates of a programme can be kept: windows and nodes in order, room for each publicity by the statutory
 * calendar, nothing before the opening or after the rollover unless said so.
 */
import { addWorkingDays, type Calendar, CalendarRefusal, dayKind, lastWorkingDayOnWhich } from './calendar.ts';
import type { NodeDeadline } from './deadlines.ts';
import { type Committee, dutyInstant, nodeInstant, type Programme, startInstant } from './programme.ts';
import type { Node, Start } from './programme-entries.ts';
import { type Finding, type FindingParams, finding } from './programme-findings.ts';
import { dateOf, type Instant, isoInZone, type PlainDate } from './time.ts';

/** The order of a plan. Only policy review may be due together with the cut-off: it can begin with the first receipt. */
const ORDER: readonly { name: NodeDeadline; mayEqualPrevious?: true }[] = [
  { name: 'unitPushDue' },
  { name: 'departmentPushDue' },
  { name: 'intakeCutoff' },
  { name: 'policyReviewDue', mayEqualPrevious: true },
  { name: 'reviewMeetingDue' },
  { name: 'filingDue' },
];

interface Plan {
  readonly programme: Programme;
  readonly calendar: Calendar;
  readonly path: string;
  readonly committee: Committee;
}

/** Needs days and hours that exist (`checkEntries`). Throws nothing on such a programme. */
export function checkPlans(programme: Programme, calendar: Calendar): Finding[] {
  if (calendar.region !== programme.calendar.region) {
    const params = { region: programme.calendar.region, given: calendar.region ?? '–' };
    return [finding('CALENDAR_REGION_MISMATCH', { path: 'calendar.region', params })];
  }
  const tooEarly = beforeCalendar(programme, calendar);
  if (tooEarly.length > 0) return tooEarly;
  const plans = Object.entries(programme.committees).map(([id, committee]) => ({
    programme,
    calendar,
    path: `committees.${id}.nodes`,
    committee,
  }));
  return [
    ...checkSeason(programme),
    ...checkYears(programme),
    ...checkDutyDates(programme, calendar),
    ...plans.flatMap((plan) => [
      ...checkOrder(plan),
      ...checkRollover(plan),
      ...checkDelay(plan),
      ...checkInternalPublicity(plan),
      ...checkLaterPeriods(plan),
      ...checkDays(plan),
    ]),
    ...checkRolloverDecision(programme, calendar),
  ];
}

function checkSeason({ season, clickWindow }: Programme): Finding[] {
  const [opens, rollover] = [startInstant(season.opens), nodeInstant(season.cycleRollover)];
  const [from, to] = [startInstant(clickWindow.from), nodeInstant(clickWindow.to)];
  const opening = { name: 'season.opens', at: opens };
  const start = { name: 'clickWindow.from', at: from };
  return [
    ...(rollover > opens
      ? []
      : [
          finding('ROLLOVER_BEFORE_OPENING', {
            path: 'season.cycleRollover',
            clause: season.cycleRollover.clause,
            params: { rolloverAt: isoInZone(rollover), opensAt: isoInZone(opens) },
          }),
        ]),
    ...(from >= opens ? [] : [outOfOrder(opening, { path: 'clickWindow.from', at: from, entry: clickWindow.from })]),
    ...(to > from ? [] : [outOfOrder(start, { path: 'clickWindow.to', at: to, entry: clickWindow.to })]),
    ...(to <= rollover ? [] : [afterRollover('clickWindow.to', clickWindow.to, rollover)]),
  ];
}

function checkOrder({ programme, committee, path }: Plan): Finding[] {
  const { clickWindow } = programme;
  const overridden = nodeInstant(committee.nodes.clickWindowEnd) !== nodeInstant(clickWindow.to);
  const findings = overridden
    ? [finding('CLICK_WINDOW_OVERRIDDEN', { path: `${path}.clickWindowEnd`, clause: clickWindow.to.clause })]
    : [];
  let earlier = { name: 'clickWindow.from', at: startInstant(clickWindow.from) };
  for (const { name, mayEqualPrevious } of ORDER) {
    const node = committee.nodes[name];
    const at = nodeInstant(node);
    const inOrder = mayEqualPrevious ? at >= earlier.at : at > earlier.at;
    if (!inOrder) findings.push(outOfOrder(earlier, { path: `${path}.${name}`, at, entry: node }));
    earlier = { name, at };
  }
  return findings;
}

function checkRollover({ programme, committee, path }: Plan): Finding[] {
  const rollover = nodeInstant(programme.season.cycleRollover);
  const late = ORDER.filter(({ name }) => nodeInstant(committee.nodes[name]) > rollover);
  const first = late[0];
  if (first === undefined) return [];
  if (committee.runsPastRollover === undefined) {
    return late.map(({ name }) => afterRollover(`${path}.${name}`, committee.nodes[name], rollover));
  }
  const node = committee.nodes[first.name];
  const params = { node: first.name, nodeAt: printed(node), rolloverAt: isoInZone(rollover) };
  const { clause } = committee.runsPastRollover;
  return [finding('PLAN_RUNS_PAST_ROLLOVER', { path: `${path}.${first.name}`, clause, params })];
}

/** E24: only reviews of the years that 五(二) names may count from the end of their year. */
function checkDelay({ programme, committee, path }: Plan): Finding[] {
  const { applicationYears } = programme.rules.delayedReview.value;
  if (committee.reviewDelayed === undefined || applicationYears.includes(programme.cycleYear)) return [];
  const params = { year: programme.cycleYear, years: applicationYears.join(' ') };
  const { clause } = committee.reviewDelayed;
  return [finding('DELAY_NOT_OF_YEAR', { path: path.replace(/nodes$/, 'reviewDelayed'), clause, params })];
}

/** A34: the internal publicity must be over before the unit node's day, so that recommending still has time. */
function checkInternalPublicity({ programme, calendar, committee, path }: Plan): Finding[] {
  const { workingDays, clause } = programme.periods.internalPublicityEnd;
  const { clickWindow } = programme;
  const node = committee.nodes.unitPushDue;
  const latest = latestOpening(calendar, workingDays, node.toDate);
  const at = { path: `${path}.unitPushDue`, clause };
  if (latest === null || latest < clickWindow.from.fromDate) {
    const params = { workingDays, from: clickWindow.from.fromDate, node: 'unitPushDue', nodeAt: printed(node) };
    return [finding('PUBLICITY_DOES_NOT_FIT', { ...at, params })];
  }
  if (latest >= clickWindow.to.toDate) return [];
  return [finding('LATE_CLICKS_CANNOT_SUCCEED', { ...at, params: { latest, to: printed(clickWindow.to) } })];
}

/** Null where no known day lies early enough: then it lies before any opening too. */
function latestOpening(calendar: Calendar, workingDays: number, before: PlainDate): PlainDate | null {
  try {
    return lastWorkingDayOnWhich(calendar, workingDays, before).day;
  } catch (error) {
    if (error instanceof CalendarRefusal) return null;
    throw error;
  }
}

/** The publicities and the supplement that lie between two later nodes, begun on the last day of the earlier one. */
function checkLaterPeriods(plan: Plan): Finding[] {
  const { periods } = plan.programme;
  return [
    ...checkFits(plan, {
      from: 'policyReviewDue',
      before: 'reviewMeetingDue',
      period: periods.policyPublicityEnd,
      code: 'PUBLICITY_DOES_NOT_FIT',
    }),
    ...checkFits(plan, {
      from: 'reviewMeetingDue',
      before: 'filingDue',
      period: periods.resultPublicityEnd,
      code: 'PUBLICITY_DOES_NOT_FIT',
    }),
    ...checkFits(plan, {
      from: 'intakeCutoff',
      before: 'policyReviewDue',
      period: periods.supplementDue,
      code: 'SUPPLEMENT_DOES_NOT_FIT',
    }),
  ];
}

function checkFits(
  { calendar, committee, path }: Plan,
  span: {
    from: NodeDeadline;
    before: NodeDeadline;
    period: { workingDays: number; clause: string };
    code: 'PUBLICITY_DOES_NOT_FIT' | 'SUPPLEMENT_DOES_NOT_FIT';
  },
): Finding[] {
  const { workingDays, clause } = span.period;
  const [from, before] = [committee.nodes[span.from], committee.nodes[span.before]];
  // Nodes out of order are reported as such; a publicity of no days (A22) always fits.
  if (workingDays === 0 || nodeInstant(from) >= nodeInstant(before)) return [];
  const { last, provisional } = addWorkingDays(calendar, from.toDate, workingDays);
  const doesNotFit = last >= before.toDate;
  const params = { workingDays, from: printed(from), node: span.before, nodeAt: printed(before) };
  const at = `${path}.${span.before}`;
  return [
    ...(doesNotFit ? [finding(span.code, { path: at, clause, params })] : []),
    ...(provisional && from.toDate <= calendar.knownThrough ? [beyond(`${path}.${span.from}`, last, calendar)] : []),
  ];
}

function checkDays({ calendar, committee, path }: Plan): Finding[] {
  return ORDER.flatMap(({ name }) => dayFindings(calendar, `${path}.${name}.toDate`, committee.nodes[name]));
}

function checkDutyDates(programme: Programme, calendar: Calendar): Finding[] {
  const { season } = programme;
  const [opens, rollover] = [startInstant(season.opens), nodeInstant(season.cycleRollover)];
  const opening = { name: 'season.opens', at: opens };
  return Object.entries(programme.duties).flatMap(([form, duty]) => {
    const path = `duties.${form}.due`;
    const due = dutyInstant(duty);
    return [
      ...(due > opens ? [] : [outOfOrder(opening, { path, at: due, entry: duty.due })]),
      ...(due <= rollover ? [] : [afterRollover(path, duty.due, rollover)]),
      ...(duty.counter === undefined ? [] : dayFindings(calendar, `${path}.toDate`, duty.due)),
    ];
  });
}

/** Cases the rollover flags wait `rolloverDecisionDue` from its instant on (A52). */
function checkRolloverDecision(programme: Programme, calendar: Calendar): Finding[] {
  const from = dateOf(nodeInstant(programme.season.cycleRollover));
  const { last } = addWorkingDays(calendar, from, programme.periods.rolloverDecisionDue.workingDays);
  return last > calendar.knownThrough ? [beyond('periods.rolloverDecisionDue', last, calendar)] : [];
}

/** A30: records of a year run from its opening to the next year's rollover; a date left over from last year shows here. */
function checkYears(programme: Programme): Finding[] {
  const { cycleYear, season, rules } = programme;
  const exact: [string, string][] = [
    ['id', programme.id.slice(-4)],
    ['season.opens.fromDate', season.opens.fromDate],
    ['rules.tenureCutoff.value', rules.tenureCutoff.value],
  ];
  const within = datesOf(programme).filter(([path]) => path !== 'season.opens.fromDate');
  const strays = [
    ...exact.filter(([, date]) => yearOf(date) !== cycleYear),
    ...within.filter(([, date]) => yearOf(date) !== cycleYear && yearOf(date) !== cycleYear + 1),
  ];
  return strays.map(([path, found]) => finding('CYCLE_YEAR_MISMATCH', { path, params: { cycleYear, found } }));
}

/** The dates of the season, by path. */
function datesOf({ season, clickWindow, duties, committees }: Programme): [string, PlainDate][] {
  return [
    ['season.opens.fromDate', season.opens.fromDate],
    ['season.cycleRollover.toDate', season.cycleRollover.toDate],
    ['clickWindow.from.fromDate', clickWindow.from.fromDate],
    ['clickWindow.to.toDate', clickWindow.to.toDate],
    ...Object.entries(duties).map(([form, { due }]): [string, PlainDate] => [`duties.${form}.due.toDate`, due.toDate]),
    ...Object.entries(committees).flatMap(([id, { nodes }]) =>
      ORDER.map(({ name }): [string, PlainDate] => [`committees.${id}.nodes.${name}.toDate`, nodes[name].toDate]),
    ),
  ];
}

function dayFindings(calendar: Calendar, path: string, node: Node): Finding[] {
  if (node.toDate > calendar.knownThrough) return [beyond(path, node.toDate, calendar)];
  if (dayKind(calendar, node.toDate).working) return [];
  return [finding('NODE_ON_DAY_OFF', { path, clause: node.clause, params: { date: node.toDate } })];
}

function beforeCalendar(programme: Programme, { knownFrom }: Calendar): Finding[] {
  return datesOf(programme)
    .filter(([, date]) => date < knownFrom)
    .map(([path, date]) => finding('BEFORE_KNOWN_CALENDAR', { path, params: { date, knownFrom } }));
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** Two entries the wrong way round; found at the later one. */
function outOfOrder(earlier: { name: string; at: Instant }, later: { path: string; at: Instant; entry: Node | Start }) {
  const params: FindingParams = {
    earlier: earlier.name,
    later: later.path.split('.').slice(-2).join('.'),
    earlierAt: isoInZone(earlier.at),
    laterAt: isoInZone(later.at),
  };
  return finding('WINDOW_OUT_OF_ORDER', { path: later.path, clause: later.entry.clause, params });
}

function afterRollover(path: string, node: Node, rollover: Instant): Finding {
  const params = { node: path, nodeAt: printed(node), rolloverAt: isoInZone(rollover) };
  return finding('NODE_AFTER_ROLLOVER', { path, clause: node.clause, params });
}

function beyond(path: string, date: PlainDate, { knownThrough }: Calendar): Finding {
  return finding('BEYOND_KNOWN_CALENDAR', { path, params: { date, knownThrough } });
}

function printed({ toDate, time }: Node): string {
  return time === undefined ? toDate : `${toDate} ${time}`;
}
