import { plannedInstant } from '../../machines/programme.ts';
import { dateOf, endOfDay } from '../../machines/time.ts';
import { workingDaysFrom } from '../hours.ts';
import type { Hand } from '../people.ts';
import { moved } from '../record.ts';
import {
  applicant,
  attempt,
  bureauOfficer,
  type DeedSpec,
  deed,
  hand,
  has,
  movedBefore,
  organiser,
  type Scene,
  triedBefore,
  type Wish,
} from '../scene.ts';
import { dossier, edition, findings } from './materials.ts';
import { close } from './matters.ts';
import { withdraw } from './unit.ts';

/** 主管部门审核推送, and what becomes of a case that was not pushed in time. */

/** An officer of the department that has the case now. */
function officer(scene: Scene): Hand {
  const organisation = scene.view?.holder?.organisation ?? null;
  return hand(scene, { role: 'departmentOfficer', organisation, purpose: 'push' });
}

const returnsTo = (scene: Scene): 'applicant' | 'unit' | null => {
  if (has(scene, 'departmentReturns') || has(scene, 'departmentReturnsChanged')) return 'applicant';
  return has(scene, 'departmentReturnsToUnit') ? 'unit' : null;
};

export function desk(scene: Scene): Wish | null {
  const { record, who } = scene;
  const by = officer(scene);
  const stuck = close(scene, { by });
  if (stuck) return stuck;
  if (has(scene, 'withdrawsAtDepartment')) return withdraw(scene);
  const to = returnsTo(scene);
  if (to !== null && moved(record, 'returnByDepartment') === 0) {
    const data = { to, findings: findings(scene) };
    return deed(scene, 'returnByDepartment', { by, type: 'return', data, reason: 'MATERIAL_INCOMPLETE' });
  }
  const push: DeedSpec = { by, type: 'push', signature: true };
  if (!has(scene, 'pushesTooLate')) return deed(scene, 'push', push);
  return deed(scene, 'push', { ...push, at: plannedInstant(who.programme, who.committee, 'intakeCutoff') });
}

export function applicantCorrection(scene: Scene): Wish | null {
  const changed = has(scene, 'departmentReturnsChanged');
  const data = dossier(scene, { edition: edition(scene) + (changed ? 1 : 0) });
  return deed(scene, changed ? 'resubmitChanged' : 'resubmitUnchanged', {
    by: applicant(scene),
    type: 'resubmit',
    data,
  });
}

export function unitCorrection(scene: Scene): Wish | null {
  const data = dossier(scene, { edition: edition(scene) });
  const by = hand(scene, { role: 'unitHandler', organisation: scene.who.unit, purpose: 'correct' });
  return deed(scene, 'resubmitByUnit', { by, type: 'resubmit', data });
}

/** 逾期未推送: too late to push; extended by two persons, withdrawn, or left for the rollover (domain A03). */
export function missedCutoff(scene: Scene): Wish | null {
  const { record, stage, who } = scene;
  if (has(scene, 'pushesTooLate') && !triedBefore(scene, 'pushTooLate')) {
    const by = bureauOfficer(scene, 'push');
    return attempt(scene, 'pushTooLate', { by, type: 'push', signature: true, expects: ['EVENT_NOT_ALLOWED'] });
  }
  if (has(scene, 'withdrawsMissed')) return withdraw(scene);
  if (!has(scene, 'extended') || movedBefore(scene, 'secondExtension')) return null;
  const node = plannedInstant(who.programme, who.committee, 'intakeCutoff');
  const twentyDaysOn = endOfDay(workingDaysFrom(stage.calendar, dateOf(node), 20));
  const first = bureauOfficer(scene, 'extend');
  const extend = (by: Hand, cutoff: number): DeedSpec => ({
    by,
    type: 'extend',
    data: { cutoff },
    reason: 'SYSTEM_FAILURE',
  });
  if (has(scene, 'cutoffNotLater') && !triedBefore(scene, 'extendToThePast')) {
    return attempt(scene, 'extendToThePast', { ...extend(first, node), expects: ['CUTOFF_NOT_LATER'] });
  }
  if (moved(record, 'proposeExtension') === 0) return deed(scene, 'proposeExtension', extend(first, twentyDaysOn));
  if (has(scene, 'sameProposer') && !triedBefore(scene, 'extendAlone')) {
    return attempt(scene, 'extendAlone', { ...extend(first, twentyDaysOn), expects: ['ALREADY_PROPOSED'] });
  }
  return deed(scene, 'secondExtension', extend(organiser(scene, 'extend'), twentyDaysOn));
}
