import { officeHour } from '../hours.ts';
import { lastCode, moved, tried } from '../record.ts';
import {
  applicant,
  attempt,
  bureauOfficer,
  type DeedSpec,
  deed,
  hand,
  has,
  lastInstant,
  movedBefore,
  type Scene,
  triedBefore,
  unitAdmin,
  type Wish,
} from '../scene.ts';
import { conclusions, dossier, edition, findings } from './materials.ts';
import { afterPublicity, close, raise, untilPublished } from './matters.ts';

/** 单位内部核验: check, publicity, objections, recommendation, corrections. */

const reviewer = (scene: Scene) => {
  const lent = has(scene, 'sameReviewer') ? 'reviewer-2' : 'reviewer';
  const prefix = `${scene.who.unit}-${lent}`;
  return hand(scene, { role: 'materialReviewer', organisation: scene.who.unit, purpose: 'verify', prefix });
};

const returnToApplicant = (scene: Scene, by: DeedSpec['by']): Wish =>
  deed(scene, 'returnByUnit', {
    by,
    type: 'return',
    data: { to: 'applicant', findings: findings(scene) },
    reason: 'MATERIAL_INCOMPLETE',
  });

export const withdraw = (scene: Scene): Wish =>
  deed(scene, 'withdraw', { by: applicant(scene), type: 'withdraw', reason: 'PERSONAL' });

export function materialCheck(scene: Scene): Wish | null {
  const { record } = scene;
  const stuck = close(scene, { by: unitAdmin(scene) });
  if (stuck) return stuck;
  if (has(scene, 'disqualifiedByBureau')) {
    const by = bureauOfficer(scene, 'disqualify');
    return deed(scene, 'disqualify', { by, type: 'disqualify', reason: 'FRAUD', document: true });
  }
  if (has(scene, 'withdrawsInUnit')) return withdraw(scene);
  const verify: DeedSpec = {
    by: reviewer(scene),
    type: 'verify',
    data: conclusions(scene, { untrue: false }),
    signature: true,
  };
  if (has(scene, 'rejectedItem') && !triedBefore(scene, 'verifyUntrue')) {
    const data = conclusions(scene, { untrue: true });
    return attempt(scene, 'verifyUntrue', { ...verify, data, expects: ['ITEM_REJECTED'] });
  }
  if ((has(scene, 'unitReturns') || has(scene, 'rejectedItem')) && moved(record, 'returnByUnit') === 0) {
    return returnToApplicant(scene, verify.by);
  }
  if (has(scene, 'selfVerifies') && !triedBefore(scene, 'verifyOneself')) {
    const by = scene.stage.directory.handOf(scene.who.applicant, 'materialReviewer');
    return attempt(scene, 'verifyOneself', { ...verify, by, expects: ['SAME_PERSON'] });
  }
  return deed(scene, 'verify', verify);
}

/** What the unit does with an objection: whoever is right is told so. */
function decideObjection(scene: Scene): Wish | null {
  const by = unitAdmin(scene);
  if (has(scene, 'objectionReturned')) return close(scene, { by, upheld: 'return' });
  if (has(scene, 'objectionDeclined')) return close(scene, { by, upheld: 'decline' });
  if (has(scene, 'fraudAlleged') && scene.view?.openMatters.length && !triedBefore(scene, 'withdrawFromFraud')) {
    const spec = { by: applicant(scene), type: 'withdraw', reason: 'PERSONAL', expects: ['FRAUD_OPEN'] } as const;
    return attempt(scene, 'withdrawFromFraud', spec);
  }
  return close(scene, { by });
}

/** What was raised before the notice was taken down can be answered meanwhile. */
export function awaitingInternal(scene: Scene): Wish | null {
  return isAnsweredNow(scene) ? decideObjection(scene) : untilPublished(scene);
}

const isAnsweredNow = (scene: Scene): boolean =>
  (scene.view?.openMatters.length ?? 0) > 0 && !has(scene, 'objectionOpenAtEnd');

export function internalPublicity(scene: Scene): Wish | null {
  if (has(scene, 'objected') && !triedBefore(scene, 'object')) {
    return raise(scene, { kind: 'objection', alleges: has(scene, 'fraudAlleged') ? 'MISCONDUCT' : 'OTHER' });
  }
  if (has(scene, 'returnedInPublicity') && !movedBefore(scene, 'returnByUnit')) {
    return returnToApplicant(scene, unitAdmin(scene));
  }
  return isAnsweredNow(scene) ? decideObjection(scene) : afterPublicity(scene, 'internalPublicityEnd');
}

export const objectionCheck = decideObjection;

/** How often a unit tries to recommend somebody for whom there is no vacancy: for some three weeks. */
const MOST_RECOMMENDATIONS = 6;

export function recommendation(scene: Scene): Wish | null {
  const { record, stage, who } = scene;
  const by = unitAdmin(scene);
  const stuck = close(scene, { by });
  if (stuck) return stuck;
  const decline = (reason: 'ETHICS' | 'BAR_FOUND' | 'UNIT_PRIORITY') =>
    deed(scene, 'decline', { by, type: 'decline', reason });
  if (has(scene, 'declined')) return decline('ETHICS');
  const recommend: DeedSpec = { by, type: 'recommend', signature: true };
  if (has(scene, 'selfRecommends') && !triedBefore(scene, 'recommendOneself')) {
    const himself = stage.directory.handOf(who.applicant, 'unitAdmin');
    return attempt(scene, 'recommendOneself', { ...recommend, by: himself, expects: ['SAME_PERSON'] });
  }
  const expects = has(scene, 'barBeforeRecommendation') ? ['BARRED', 'NO_VACANCY'] : ['moved', 'NO_VACANCY'];
  const answer = lastCode(record, 'recommend');
  if (answer === 'BARRED') return decline('BAR_FOUND');
  if (answer === 'NO_VACANCY') {
    const tries = tried(record, 'recommend');
    if (tries >= (who.hurried ? 2 : MOST_RECOMMENDATIONS)) return decline('UNIT_PRIORITY');
    // The unit's form may be accepted in the meantime (A19), or somebody withdraw.
    const at = officeHour(stage.calendar, { after: lastInstant(scene), days: who.hurried ? 2 : 3, hour: 1 });
    return deed(scene, 'recommend', { ...recommend, at, expects });
  }
  return deed(scene, 'recommend', { ...recommend, expects });
}

export function correction(scene: Scene): Wish | null {
  const { stage, record } = scene;
  const data = dossier(scene, { edition: edition(scene) + 1 });
  const spec: DeedSpec = { by: applicant(scene), type: 'resubmit', data };
  if (!has(scene, 'correctionLate')) return deed(scene, 'resubmit', spec);
  const at = officeHour(stage.calendar, { after: record.since, days: 7, hour: 2 });
  return deed(scene, 'resubmit', { ...spec, at });
}
