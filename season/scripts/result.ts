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
} from '../scene.ts';
import { afterPeriod, close, raise } from './matters.ts';

/** 评审结果公示 with its complaints, 确认/备案. */

/** A filing officer who did not sign the minutes. */
function filingOfficer(scene: Scene): Hand {
  const { filingAuthority } = committeeOfCase(scene);
  const prefix = `${filingAuthority}-filing`;
  return hand(scene, { role: 'filingOfficer', organisation: filingAuthority, purpose: 'confirm', prefix });
}

export function resultOpen(scene: Scene): Wish | null {
  if (has(scene, 'filingRefusedEarly')) {
    const by = organiser(scene, 'refuse');
    return deed(scene, 'refuseFiling', { by, type: 'refuseFiling', reason: 'QUORUM_DEFECT' });
  }
  if (has(scene, 'complained') && !triedBefore(scene, 'complain')) {
    return raise(scene, { kind: 'complaint', alleges: has(scene, 'complaintFraud') ? 'FRAUD' : 'OTHER' });
  }
  const open = (scene.view?.openMatters.length ?? 0) > 0;
  if (open && !has(scene, 'complaintOpenAtEnd')) return investigating(scene);
  return afterPeriod(scene, 'resultPublicityEnd');
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
  if (has(scene, 'signerConfirms') && !triedBefore(scene, 'confirmOneself')) {
    const chair = scene.stage.directory.handOf(`${committeeOfCase(scene).organisation}-chair`, 'filingOfficer');
    return attempt(scene, 'confirmOneself', { ...confirm, by: chair, expects: ['SAME_PERSON'] });
  }
  return deed(scene, 'confirm', { ...confirm, expects: has(scene, 'barBeforeConfirmation') ? ['BARRED'] : ['moved'] });
}
