import { addWorkingDays } from '../calendar.ts';
import type { Arm, DueQuestion } from '../due-rule.ts';
import { committeeOf, nodeInstant } from '../programme.ts';
import type { Node } from '../programme-entries.ts';
import { dateOf, endOfDay } from '../time.ts';
import type { MeetingContext } from './context.ts';

/**
 * When a sitting's deadlines fall due: at the nodes of its committee's plan, for the minutes and for their filing. A sitting
 * after the plan, for cases that a recheck reopened, has the recheck's own length instead (domain A50, A52).
 * @throws RangeError for a deadline of another lifecycle.
 */
export function meetingDueOf(question: DueQuestion<MeetingContext>): Arm {
  const { name, context, programme } = question;
  const { nodes } = committeeOf(programme, context.route.committee);
  switch (name) {
    case 'meetingDue':
      return nodeOrPeriod(question, nodes.reviewMeetingDue);
    case 'minutesFilingDue':
      return nodeOrPeriod(question, nodes.filingDue);
    default:
      throw new RangeError(`a meeting has no deadline ${name}`);
  }
}

function nodeOrPeriod({ name, anchor, programme, calendar }: DueQuestion<MeetingContext>, node: Node): Arm {
  if (nodeInstant(node) > anchor) {
    const { toDate, time, clause, source } = node;
    const rule = { kind: 'node', clause, source, toDate, time: time ?? null } as const;
    return { name, anchor, rule, dueAt: nodeInstant(node), provisional: false };
  }
  const { workingDays, clause, source } = programme.recheck.meeting;
  const from = dateOf(anchor);
  const { last, provisional } = addWorkingDays(calendar, from, workingDays);
  const rule = { kind: 'period', clause, source, workingDays, from, last, notAfter: null } as const;
  return { name, anchor, rule, dueAt: endOfDay(last), provisional };
}
