import { addWorkingDays, type Calendar, lastWorkingDayOnWhich } from '../calendar.ts';
import { isDutyDeadline } from '../deadlines.ts';
import type { Arm, DueQuestion } from '../due-rule.ts';
import { dutyInstant, nodeInstant, type Programme, startInstant } from '../programme.ts';
import { addDays, atTime, dateOf, endOfDay, type Instant, type PlainDate } from '../time.ts';
import type { DutyContext } from './context.ts';

/** When a duty's deadlines fall due: D04–D07, the opening and the end of the season, and the reviewer's own period. */

type Question = DueQuestion<DutyContext>;

/**
 * The instant of a deadline of a duty.
 * @throws RangeError for a deadline of another lifecycle; CalendarRefusal for days before the known calendar.
 */
export function dutyDueOf(question: Question): Arm {
  const { name, anchor, context, programme, calendar } = question;
  if (!isDutyDeadline(name)) throw new RangeError(`a duty has no deadline ${name}`);
  switch (name) {
    case 'dutyOpening': {
      const { fromDate, time, clause, source } = programme.season.opens;
      // Waiting lasts to the end of the day before, or to the hour that is printed.
      const toDate = time === undefined ? addDays(fromDate, -1) : fromDate;
      const rule = { kind: 'node', clause, source, toDate, time: time ?? null } as const;
      return { name, anchor, rule, dueAt: startInstant(programme.season.opens), provisional: false };
    }
    case 'dutyDue':
      return { name, anchor, ...dueNode(context, programme, calendar) };
    case 'dutyCorrectionDue': {
      const own = period(question, correction(programme));
      const node = dueNode(context, programme, calendar);
      return node.dueAt >= own.dueAt ? { name, anchor, ...node } : own;
    }
    case 'dutyReviewDue':
      return period(question, programme.dutyReview);
    case 'dutyClosing': {
      const { toDate, time, clause, source } = programme.season.cycleRollover;
      const rule = { kind: 'node', clause, source, toDate, time: time ?? null } as const;
      return { name, anchor, rule, dueAt: nodeInstant(programme.season.cycleRollover), provisional: false };
    }
    default:
      return name satisfies never;
  }
}

/** The instant by which the form is to be handed in, UTC ms. */
export function handInDue(context: DutyContext, programme: Programme, calendar: Calendar): Instant {
  return dueNode(context, programme, calendar).dueAt;
}

/** The unit's earlier day where a department gathers the form (domain A31), else the day the notice prints. */
function dueNode(
  { form, gathered }: DutyContext,
  programme: Programme,
  calendar: Calendar,
): Pick<Arm, 'rule' | 'dueAt' | 'provisional'> {
  const duty = programme.duties[form];
  const { due, unitDueBefore, online, counter } = duty;
  if (!gathered || unitDueBefore === undefined) {
    const time = due.time ?? (online || counter === undefined ? null : counter.closes);
    const rule = { kind: 'node', clause: due.clause, source: due.source, toDate: due.toDate, time } as const;
    return { rule, dueAt: dutyInstant(duty), provisional: false };
  }
  // The working day n before the day due is the last on which n − 1 more still end before it.
  const { day, provisional } = lastWorkingDayOnWhich(calendar, unitDueBefore.workingDays - 1, due.toDate);
  const time = online || counter === undefined ? null : counter.closes;
  const { clause, source } = unitDueBefore;
  const rule = { kind: 'node', clause, source, toDate: day, time } as const;
  return { rule, dueAt: endOf(day, time), provisional };
}

function endOf(day: PlainDate, time: string | null): Instant {
  return time === null ? endOfDay(day) : atTime(day, time);
}

/** Domain §2.6: what is sent back leaves its owner time to correct it, as a case that is returned does. */
function correction({ responsibility }: Programme): Length {
  const { minCorrectionWorkingDays, clause, source } = responsibility;
  return { workingDays: minCorrectionWorkingDays, clause, source };
}

interface Length {
  readonly workingDays: number;
  readonly clause: string;
  readonly source: string;
}

function period({ name, anchor, calendar }: Question, { workingDays, clause, source }: Length): Arm {
  const from = dateOf(anchor);
  const { last, provisional } = addWorkingDays(calendar, from, workingDays);
  const rule = { kind: 'period', clause, source, workingDays, from, last, notAfter: null } as const;
  return { name, anchor, rule, dueAt: endOfDay(last), provisional };
}
