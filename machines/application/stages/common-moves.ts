import { atDue, by, heldBy } from '../meta.ts';
import { answerMatter } from '../setup.ts';

/** Moves that several stages share. */

/** 撤回: by the applicant, at any time before the ballot, unless fraud is being looked into (domain §2.3, A53). */
export const withdraw = {
  guard: 'withdrawable',
  target: '#withdrawn',
  meta: by(['applicant'], '二(二)3', 'reason'),
} as const;

/**
 * A correction waits for the applicant or the unit; late is recorded, and only the intake cut-off moves the case
 * (domain A38).
 */
export const waiting = (clause: string, holder: 'applicant' | 'unitHandler') =>
  ({
    inTime: { ...heldBy(holder, clause), after: { correctionDue: { target: 'late', meta: atDue(clause) } } },
    late: { ...heldBy(holder, clause) },
  }) as const;

/** The matter is answered, and holds the case no longer. */
export const closing = [answerMatter, 'closeMatter'] as const;

/** Objections and complaints are closed in the same way, each by its own event. */
export const resolving = <const T>(transitions: T) =>
  ({ resolveObjection: transitions, resolveComplaint: transitions }) as const;
