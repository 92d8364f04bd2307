import type pg from 'pg';
import { type Calendar, workingDaysBetween } from '../machines/calendar.ts';
import type { Deadline } from '../machines/deadlines.ts';
import { currentLifecycle } from '../machines/registry.ts';
import type { Role } from '../machines/roles.ts';
import { structureOf } from '../machines/structure.ts';
import { DAY_MS, dateOf, type Instant, type PlainDate } from '../machines/time.ts';
import { type AlarmKind, raiseAlarms } from './alarms.ts';
import { type Clock, readClock } from './clock.ts';
import { inTransaction, type Tx } from './db.ts';
import { type Message, putMessages } from './inbox.ts';
import {
  type Ahead,
  deadlinesAhead,
  type Irregular,
  provisionalCome,
  stuckDeadlines,
  undecidedCases,
} from './morning-reads.ts';
import { latestCalendarVersion, latestProgramme, type Rulebook } from './programmes.ts';
import { roundBefore, takeRound } from './rounds.ts';

/**
 * The morning's round (design D4, D10): one digest a holder of what falls due soon, the bureau's list of cases it has to
 * decide on, alarms for what should not be. All of it in the transaction that takes the round, so it happens once a day.
 */

/** Reminders go out when so many working days are left, that day not counted. */
export const REMIND_AT = [7, 3, 1] as const;
/** Seven working days are never longer, the longest holidays included. */
const LOOK_AHEAD_DAYS = 31;
/** A deadline that has not fired so long after its instant will not by itself. */
const STUCK_MS = 3_600_000;

export interface MorningRound {
  readonly day: PlainDate;
  readonly messages: number;
  readonly alarms: number;
}

/** Makes the round of the clock's day; null where it is made already, or the clock is held and not to be believed. */
export function makeMorningRound(pool: pg.Pool, rulebook: Rulebook): Promise<MorningRound | null> {
  return inTransaction(pool, async (tx) => {
    const clock = await readClock(tx);
    const day = dateOf(clock.now);
    if (clock.held || !(await takeRound(tx, { name: 'morning', day }))) return null;
    const undecided = await undecidedCases(tx, livingStates());
    const messages = [
      ...(await reminders(tx, { day, now: clock.now, rulebook })),
      ...undecided.map(({ bureau, ...body }) => toBureau(bureau, { day, ...body }, clock.now)),
    ];
    const late = undecided.filter((one) => one.late > 0);
    const alarms = [
      ...late.map((body) => ({ kind: 'rolloverDecisionOverdue', body: { day, ...body } }) as const),
      ...(await irregularities(tx, { day, clock })),
    ];
    await putMessages(tx, messages);
    await raiseAlarms(tx, alarms);
    return { day, messages: messages.length, alarms: alarms.length };
  });
}

interface Reminding {
  readonly day: PlainDate;
  readonly now: Instant;
  readonly rulebook: Rulebook;
}

/** What in a digest stands for a deadline and the cases that share it. */
interface Reminder {
  readonly name: Deadline;
  readonly dueAt: Instant;
  readonly workingDays: number;
  readonly count: number;
  readonly cases: Ahead['cases'];
}

async function reminders(tx: Tx, { day, now, rulebook }: Reminding): Promise<Message[]> {
  const before = await roundBefore(tx, { name: 'morning', day });
  const ahead = await deadlinesAhead(tx, { now, until: now + LOOK_AHEAD_DAYS * DAY_MS });
  const calendars = await calendarsOf(tx, new Set(ahead.map(({ programme }) => programme)), rulebook);
  const digests = new Map<string, { to: Ahead; deadlines: Reminder[] }>();
  for (const one of ahead) {
    const { programme, role, organisation, person, name, dueAt, count, cases } = one;
    const calendar = calendars.get(programme);
    const workingDays = calendar && concerns(name, role) ? daysToRemind(calendar, { day, before, dueAt }) : null;
    if (workingDays === null) continue;
    const key = JSON.stringify([role, organisation, person]);
    const digest = digests.get(key) ?? { to: one, deadlines: [] };
    digest.deadlines.push({ name, dueAt, workingDays, count, cases });
    digests.set(key, digest);
  }
  return [...digests.values()].map(({ to, deadlines }) => {
    const { role, organisation, person } = to;
    return { role, organisation, person, origin: null, about: 'deadlinesAhead', body: { day, deadlines }, at: now };
  });
}

async function calendarsOf(tx: Tx, programmes: Iterable<string>, rulebook: Rulebook): Promise<Map<string, Calendar>> {
  const version = await latestCalendarVersion(tx);
  const calendars = new Map<string, Calendar>();
  for (const id of programmes) {
    const { body } = await latestProgramme(tx, id);
    calendars.set(id, await rulebook.calendar(tx, body.calendar.region, version));
  }
  return calendars;
}

/**
 * The working days left, if since the last round one of the marks was reached; null otherwise. So a weekend, a holiday or
 * a morning without a round makes no reminder be lost or come twice.
 */
export function daysToRemind(
  calendar: Calendar,
  { day, before, dueAt }: { day: PlainDate; before: PlainDate | null; dueAt: Instant },
): number | null {
  const lastDay = dateOf(dueAt - 1);
  const left = (from: PlainDate) => workingDaysBetween(calendar, from, lastDay).count;
  if (lastDay < day) return null;
  const now = left(day);
  const then = before === null ? Number.POSITIVE_INFINITY : left(before);
  return REMIND_AT.some((mark) => now <= mark && mark < then) ? now : null;
}

/** Whose affair a deadline is: a node that others have to meet is no news to whoever has the case at the moment. */
const CONCERNED: Record<Deadline, readonly Role[] | 'holder'> = {
  clickWindowEnd: ['applicant'],
  unitPushDue: ['applicant', 'unitHandler', 'materialReviewer', 'unitAdmin'],
  departmentPushDue: ['departmentOfficer'],
  intakeCutoff: 'holder',
  correctionDue: 'holder',
  internalPublicityEnd: 'holder',
  policyReviewDue: ['organiserOfficer'],
  supplementDue: 'holder',
  policyPublicityEnd: 'holder',
  reviewMeetingDue: ['committeeSecretary'],
  resultPublicityEnd: 'holder',
  filingDue: ['organiserOfficer', 'filingOfficer'],
  cycleRollover: 'holder',
  rolloverDecisionDue: ['bureauOfficer'],
  meetingDue: 'holder',
  minutesFilingDue: 'holder',
  recheckDecisionDue: 'holder',
  complaintDecisionDue: 'holder',
  recheckFollowUpDue: 'holder',
  titleQuestionDue: 'holder',
  noticeDraftEnd: 'holder',
  noticeEnd: 'holder',
  noticeProofDue: 'holder',
  matterAnswerDue: 'holder',
  dutyOpening: [],
  dutyDue: 'holder',
  dutyCorrectionDue: 'holder',
  dutyReviewDue: 'holder',
  dutyClosing: [],
};

function concerns(name: Deadline, role: Role): boolean {
  const concerned = CONCERNED[name];
  return concerned === 'holder' || concerned.includes(role);
}

function toBureau(organisation: string, body: object, at: Instant): Message {
  return { role: 'bureauOfficer', organisation, person: null, origin: null, about: 'casesUndecided', body, at };
}

async function irregularities(
  tx: Tx,
  { day, clock }: { day: PlainDate; clock: Clock },
): Promise<{ kind: AlarmKind; body: object }[]> {
  const found: [AlarmKind, Irregular][] = [
    ['provisionalDayCame', await provisionalCome(tx, clock.now)],
    ['deadlinesStuck', await stuckDeadlines(tx, clock.now - clock.grace - STUCK_MS)],
  ];
  return found.filter(([, { count }]) => count > 0).map(([kind, body]) => ({ kind, body: { day, ...body } }));
}

/** Every state an application may stand in that has not ended, as `cases.state` says it. */
function livingStates(): string[] {
  const { stage } = currentLifecycle('application');
  const within = `${stage.join('.')}.`;
  const { states } = structureOf(currentLifecycle('application'));
  return [...states.keys()].filter((path) => path.startsWith(within)).map((path) => path.slice(within.length));
}
