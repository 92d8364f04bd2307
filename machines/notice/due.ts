import type { Publicity } from '../application/context.ts';
import type { PeriodDeadline } from '../deadlines.ts';
import { period } from '../due.ts';
import type { Arm, DueQuestion } from '../due-rule.ts';
import { dateOf } from '../time.ts';
import type { NoticeContext } from './context.ts';

/** When a notice's deadlines fall due. */

export const periodOf = {
  internal: 'internalPublicityEnd',
  policy: 'policyPublicityEnd',
  result: 'resultPublicityEnd',
} as const satisfies Record<Publicity, PeriodDeadline>;

/**
 * Its days are counted from the day after it was posted (民法典 201), whatever has interrupted them since, and gaps add theirs.
 * @throws RangeError for a deadline of another lifecycle.
 */
export function noticeDue(question: DueQuestion<NoticeContext>): Arm {
  const { name, anchor, context, programme } = question;
  const { draftWorkingDays, proofWorkingDays } = programme.publicity;
  switch (name) {
    case 'noticeDraftEnd':
      return period(question, { ...draftWorkingDays, workingDays: draftWorkingDays.value });
    case 'noticeEnd': {
      const length = programme.periods[periodOf[context.kind]];
      const workingDays = length.workingDays + context.prolonged;
      return period({ ...question, from: dateOf(context.postedAt ?? anchor) }, { ...length, workingDays });
    }
    case 'noticeProofDue':
      return period(question, { ...proofWorkingDays, workingDays: proofWorkingDays.value });
    default:
      throw new RangeError(`a notice has no deadline ${name}`);
  }
}
