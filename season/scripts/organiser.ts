import { moved } from '../record.ts';
import {
  applicant,
  attempt,
  type DeedSpec,
  deed,
  has,
  organiser,
  type Scene,
  triedBefore,
  type Wish,
} from '../scene.ts';
import { dossier, edition, findings } from './materials.ts';
import { afterPeriod, afterPublicity, close, raise, untilPublished } from './matters.ts';
import { withdraw } from './unit.ts';

/** 材料收取 and 政策性审查: receipt, review, its one supplement and its publicity. */

export function materialIntake(scene: Scene): Wish | null {
  const by = organiser(scene, 'receive');
  const stuck = close(scene, { by });
  if (stuck) return stuck;
  if (has(scene, 'withdrawsInIntake')) return withdraw(scene);
  return deed(scene, 'receive', { by, type: 'receive' });
}

export function reviewing(scene: Scene): Wish | null {
  const { record, stage, who } = scene;
  const by = organiser(scene, 'review');
  const stuck = close(scene, { by });
  if (stuck) return stuck;
  if (has(scene, 'disqualifiedByOrganiser')) {
    return deed(scene, 'disqualify', { by, type: 'disqualify', reason: 'FRAUD', document: true });
  }
  if (has(scene, 'withdrawsInReview')) return withdraw(scene);
  if (has(scene, 'policyRejected')) {
    return deed(scene, 'reject', { by, type: 'reject', reason: 'NOT_ELIGIBLE', signature: true });
  }
  const request: DeedSpec = {
    by,
    type: 'requestSupplement',
    data: { findings: findings(scene) },
    reason: 'MATERIAL_INCOMPLETE',
  };
  if (has(scene, 'supplement') && moved(record, 'requestSupplement') === 0) {
    return deed(scene, 'requestSupplement', request);
  }
  if (has(scene, 'supplementTwice') && !triedBefore(scene, 'requestAgain')) {
    return attempt(scene, 'requestAgain', { ...request, expects: ['SUPPLEMENT_USED'] });
  }
  const pass: DeedSpec = { by, type: 'passPolicy', signature: true };
  if (has(scene, 'sameReviewer') && !triedBefore(scene, 'reviewOneself')) {
    const lent = stage.directory.handOf(`${who.unit}-reviewer-2`, 'organiserOfficer');
    const there = stage.directory
      .handsOf('organiserOfficer', by.organisation)
      .find(({ person }) => person === lent.person);
    return attempt(scene, 'reviewOneself', { ...pass, by: there ?? lent, expects: ['SAME_PERSON'] });
  }
  return deed(scene, 'passPolicy', pass);
}

export function awaitingSupplement(scene: Scene): Wish | null {
  if (has(scene, 'supplementLate')) return afterPeriod(scene, 'supplementDue');
  const data = dossier(scene, { edition: edition(scene) + 1 });
  return deed(scene, 'supplement', { by: applicant(scene), type: 'supplement', data });
}

/** What was raised before the notice was taken down can be answered meanwhile. */
export function awaitingPolicy(scene: Scene): Wish | null {
  return isAnsweredNow(scene) ? policyObjectionCheck(scene) : untilPublished(scene);
}

const isAnsweredNow = (scene: Scene): boolean =>
  (scene.view?.openMatters.length ?? 0) > 0 && !has(scene, 'policyObjectionOpenAtEnd');

export function policyPublicity(scene: Scene): Wish | null {
  if (has(scene, 'policyObjected') && !triedBefore(scene, 'object')) {
    return raise(scene, { kind: 'objection', alleges: 'OTHER' });
  }
  return isAnsweredNow(scene) ? policyObjectionCheck(scene) : afterPublicity(scene, 'policyPublicityEnd');
}

export function policyObjectionCheck(scene: Scene): Wish | null {
  const by = organiser(scene, 'objection');
  return close(scene, { by, upheld: has(scene, 'policyObjectionUpheld') ? 'reject' : false });
}
