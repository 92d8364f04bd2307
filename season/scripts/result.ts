import { dateOf } from '../../machines/time.ts';
import { chairOf, SECOND_CHAIR_FROM } from '../experts.ts';
import type { Hand } from '../people.ts';
import {
  answered,
  attempt,
  committeeOfCase,
  type DeedSpec,
  deed,
  hand,
  has,
  organiser,
  type Scene,
  triedBefore,
  type Wish,
  when,
} from '../scene.ts';
import { afterPublicity, close, raise, untilPublished } from './matters.ts';

/** 评审结果公示 with its complaints, 确认/备案. */

/** A notice that showed the case is not concluded yet: it is tried again (令40 第26条). */
const UNPROVED = 'PUBLICITY_UNPROVED';

/** A filing officer who did not sign the minutes. */
function filingOfficer(scene: Scene): Hand {
  const { filingAuthority } = committeeOfCase(scene);
  const prefix = `${filingAuthority}-filing`;
  return hand(scene, { role: 'filingOfficer', organisation: filingAuthority, purpose: 'confirm', prefix });
}

/** What was raised before the notice was taken down can be answered meanwhile. */
export function awaitingResult(scene: Scene): Wish | null {
  return isAnsweredNow(scene) ? investigating(scene) : untilPublished(scene);
}

const isAnsweredNow = (scene: Scene): boolean =>
  (scene.view?.openMatters.length ?? 0) > 0 && !has(scene, 'complaintOpenAtEnd');

export function resultOpen(scene: Scene): Wish | null {
  if (has(scene, 'filingRefusedEarly')) {
    const by = organiser(scene, 'refuse');
    return deed(scene, 'refuseFiling', { by, type: 'refuseFiling', reason: 'QUORUM_DEFECT' });
  }
  if (has(scene, 'complained') && !triedBefore(scene, 'complain')) {
    return raise(scene, { kind: 'complaint', alleges: has(scene, 'complaintFraud') ? 'FRAUD' : 'OTHER' });
  }
  return isAnsweredNow(scene) ? investigating(scene) : afterPublicity(scene, 'resultPublicityEnd');
}

export function investigating(scene: Scene): Wish | null {
  const upheld = has(scene, 'complaintFraud') ? 'disqualify' : has(scene, 'complaintUpheld') ? 'reject' : false;
  return close(scene, { by: organiser(scene, 'complaint'), upheld });
}

export function confirmation(scene: Scene): Wish | null {
  const by = filingOfficer(scene);
  const confirm: DeedSpec = { by, type: 'confirm', signature: true };
  if (has(scene, 'complaintHolds') && !triedBefore(scene, 'complain')) {
    return raise(scene, { kind: 'complaint', alleges: 'OTHER' });
  }
  if ((scene.view?.openMatters.length ?? 0) > 0) {
    if (triedBefore(scene, 'confirmHeld')) return close(scene, { by: organiser(scene, 'complaint') });
    return attempt(scene, 'confirmHeld', { ...confirm, expects: ['CASE_HELD'] });
  }
  const refuse = (reason: 'COMMITTEE_OUT_OF_SCOPE' | 'BAR_FOUND') =>
    deed(scene, 'refuseFiling', { by, type: 'refuseFiling', reason });
  if (has(scene, 'filingRefused')) return refuse('COMMITTEE_OUT_OF_SCOPE');
  if (answered(scene, 'confirm', 'BARRED')) return refuse('BAR_FOUND');
  // As long as only one person can have presided.
  const onlyChair = dateOf(scene.record.since) < SECOND_CHAIR_FROM;
  if (has(scene, 'signerConfirms') && onlyChair && !answered(scene, 'confirmOneself', 'SAME_PERSON')) {
    const chair = scene.stage.directory.handOf(chairOf(committeeOfCase(scene).organisation), 'filingOfficer');
    const at = when(scene, 'confirm');
    return attempt(scene, 'confirmOneself', { ...confirm, at, by: chair, expects: ['SAME_PERSON', UNPROVED] });
  }
  const answer = has(scene, 'barBeforeConfirmation') ? 'BARRED' : 'moved';
  return deed(scene, 'confirm', { ...confirm, expects: [answer, UNPROVED] });
}
