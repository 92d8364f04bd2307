import { period } from '../due.ts';
import type { Arm, DueQuestion } from '../due-rule.ts';
import type { RecheckContext } from './context.ts';

/** When a recheck is to be decided, and what was granted to be a case again (令40 第27条, assumed lengths). */
export function recheckDue(question: DueQuestion<RecheckContext>): Arm {
  const { decision, complaint, followUp } = question.programme.recheck;
  switch (question.name) {
    case 'recheckDecisionDue':
      return period(question, decision);
    case 'complaintDecisionDue':
      return period(question, complaint);
    case 'recheckFollowUpDue':
      return period(question, followUp);
    default:
      throw new RangeError(`a recheck has no deadline ${question.name}`);
  }
}
