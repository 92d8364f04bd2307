import type { ApplicationContext } from './application/context.ts';
import { addWorkingDays, type Calendar, type CountedDay, lastWorkingDayOnWhich } from './calendar.ts';
import { isApplicationDeadline, type NodeDeadline } from './deadlines.ts';
import type { Arm, DueQuestion } from './due-rule.ts';
import type { Clause } from './lifecycle.ts';
import { committeeOf, nodeInstant } from './programme.ts';
import type { Node } from './programme-entries.ts';
import { dateOf, endOfDay, type PlainDate } from './time.ts';

/**
 * When a deadline falls due: computed from the programme and the calendar, never from the chart (design D2). The rule is
 * stored beside the instant, so that the explanation can be recomputed and must agree.
 */

type Question = DueQuestion<ApplicationContext>;

/**
 * The instant of a deadline of an application.
 * @throws CalendarRefusal for a period that lies before the known calendar; RangeError for a deadline of another lifecycle.
 */
export function dueOf(question: Question): Arm {
  const { name, context, programme } = question;
  if (!isApplicationDeadline(name)) throw new RangeError(`an application has no deadline ${name}`);
  switch (name) {
    case 'cycleRollover':
      return node(question, programme.season.cycleRollover);
    case 'clickWindowEnd':
    case 'unitPushDue':
    case 'departmentPushDue':
    case 'policyReviewDue':
      return node(question, planned(question, name));
    case 'intakeCutoff': {
      const plan = planned(question, name);
      if (context.cutoff === null || context.cutoff <= nodeInstant(plan)) return node(question, plan);
      const rule = { kind: 'extended', clause: plan.clause, source: 'notice' } as const;
      return { name, anchor: question.anchor, rule, dueAt: context.cutoff, provisional: false };
    }
    case 'reviewMeetingDue':
    case 'filingDue':
      return context.reopens === null ? node(question, planned(question, name)) : reopened(question, name);
    case 'correctionDue':
      return correction(question);
    case 'internalPublicityEnd':
    case 'policyPublicityEnd':
    case 'resultPublicityEnd':
      return publicity(question, programme.periods[name]);
    case 'supplementDue':
    case 'rolloverDecisionDue':
      return period(question, programme.periods[name]);
    default:
      return name satisfies never;
  }
}

/** The days a period counted, for its explanation; empty for a node. */
export function daysCounted(arm: Arm, calendar: Calendar): readonly CountedDay[] {
  return arm.rule.kind === 'period' ? addWorkingDays(calendar, arm.rule.from, arm.rule.workingDays).days : [];
}

function planned({ context, programme }: Question, name: NodeDeadline): Node {
  return committeeOf(programme, context.route.committee).nodes[name];
}

function node({ name, anchor }: Question, entry: Node): Arm {
  const { toDate, time, clause, source } = entry;
  const rule = { kind: 'node', clause, source, toDate, time: time ?? null } as const;
  return { name, anchor, rule, dueAt: nodeInstant(entry), provisional: false };
}

interface Length {
  readonly workingDays: number;
  readonly clause: Clause;
  readonly source: string;
}

/** So many working days from the day after the anchor's, or after `from` where a lifecycle counts from another day. */
export function period(
  {
    name,
    anchor,
    calendar,
    from = dateOf(anchor),
  }: Pick<DueQuestion<unknown>, 'name' | 'anchor' | 'calendar'> & { readonly from?: PlainDate },
  { workingDays, clause, source }: Length,
): Arm {
  const { last, provisional } = addWorkingDays(calendar, from, workingDays);
  const rule = { kind: 'period', clause, source, workingDays, from, last, notAfter: null } as const;
  return { name, anchor, rule, dueAt: endOfDay(last), provisional };
}

/** Counted from the day after its notice was posted (民法典 201), whenever the case heard of it; gaps add theirs. */
function publicity(question: Question, length: Length): Arm {
  const { showing } = question.context;
  if (!showing) return period(question, length);
  const workingDays = length.workingDays + showing.prolonged;
  return period({ ...question, from: dateOf(showing.postedAt) }, { ...length, workingDays });
}

/**
 * A correction asked by the unit must leave its publicity room before the unit's node, and is due one working day before
 * the last day on which that can open (domain A34, §2.3). Where that day has gone by when it is asked, the configured
 * length stands alone: a period that is over before it begins would blame the applicant for the calendar.
 */
function correction(question: Question): Arm {
  const configured = period(question, question.programme.periods.correctionDue);
  if (!question.stands.includes('unitVerification') || configured.rule.kind !== 'period') return configured;
  const publicity = question.programme.periods.internalPublicityEnd.workingDays;
  const unitNode = planned(question, 'unitPushDue');
  const { day, provisional } = lastWorkingDayOnWhich(question.calendar, publicity + 1, unitNode.toDate);
  const dueAt = endOfDay(day);
  if (dueAt <= question.anchor || dueAt >= configured.dueAt) return configured;
  return { ...configured, rule: { ...configured.rule, notAfter: day }, dueAt, provisional };
}

/** A50: a reopened case is to be met at the next meeting: the plan's node, or the recheck's own length, the later. */
function reopened(question: Question, name: 'reviewMeetingDue' | 'filingDue'): Arm {
  const { meeting } = question.programme.recheck;
  const meetings = name === 'reviewMeetingDue' ? 1 : 2;
  const own = period(question, { ...meeting, workingDays: meeting.workingDays * meetings });
  const plan = node(question, planned(question, name));
  return plan.dueAt >= own.dueAt ? plan : own;
}
