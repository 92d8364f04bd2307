import { plannedInstant } from '../../machines/programme.ts';
import { officeHour } from '../hours.ts';
import { bureauOf } from '../organisations.ts';
import type { Hand } from '../people.ts';
import { lastCode, moved } from '../record.ts';
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
  when,
} from '../scene.ts';
import { openAnother } from './draft.ts';

/** What comes after: the bureau's decision on a case the rollover flagged, and what is done to cases that have ended. */

/** 五(三), domain A02: the case is with the committee, so the bureau decides. */
export function flagged(scene: Scene): Wish | null {
  const { who, stage } = scene;
  const by = bureauOfficer(scene, 'rollover');
  const rollover = plannedInstant(who.programme, who.committee, 'cycleRollover');
  switch (who.decision) {
    case 'carryOver':
      return deed(scene, 'carryOver', {
        by,
        type: 'carryOver',
        reason: 'OTHER',
        at: when(scene, 'carryOver', { after: rollover }),
      });
    case 'carryOverLate': {
      const at = officeHour(stage.calendar, { after: rollover, days: 12, hour: 1 });
      return deed(scene, 'carryOver', { by, type: 'carryOver', reason: 'OTHER', at });
    }
    case 'terminate':
      return deed(scene, 'terminate', {
        by,
        type: 'terminate',
        reason: 'OTHER',
        at: when(scene, 'terminate', { after: rollover }),
      });
    case 'undecided':
      return null;
    default:
      return who.decision satisfies never;
  }
}

export function ended(scene: Scene): Wish | null {
  const { view, who } = scene;
  if (has(scene, 'triesAgain') && view?.ended === 'withdrawn' && !triedBefore(scene, 'openAgain')) {
    // The slot is used up once the policy review has begun (domain A05); the window may be over as well.
    return openAnother(scene, 'openAgain', ['SLOT_TAKEN', 'CLICK_WINDOW_CLOSED']);
  }
  if (who.knocksAfterEnd && !triedBefore(scene, 'knock')) {
    const spec = { by: applicant(scene), type: 'withdraw', reason: 'PERSONAL', expects: ['CASE_ENDED'] } as const;
    return attempt(scene, 'knock', spec);
  }
  if (view?.ended !== 'certified') return null;
  return has(scene, 'revoked') || has(scene, 'revocationProposed') ? revocation(scene) : null;
}

/** 三(三): revoking a certificate takes two persons (design D8). */
function revocation(scene: Scene): Wish | null {
  const { certificate, record, who } = scene;
  if (!certificate) return { kind: 'look', what: 'certificate', at: when(scene, 'proposeRevocation') };
  if (certificate.ended !== null) return null;
  const first = organiser(scene, 'revoke');
  const revoke = (by: Hand): DeedSpec => ({ by, type: 'revoke', reason: 'FRAUD', document: true, on: 'certificate' });
  if (moved(record, 'proposeRevocation') === 0) {
    return withPaper(scene, deed(scene, 'proposeRevocation', { ...revoke(first), at: scene.now }));
  }
  if (lastCode(record, 'revokeAlone') === null) {
    return withPaper(scene, attempt(scene, 'revokeAlone', { ...revoke(first), expects: ['ALREADY_PROPOSED'] }));
  }
  if (has(scene, 'revocationProposed') || movedBefore(scene, 'secondRevocation')) return null;
  const second = hand(scene, { role: 'bureauOfficer', organisation: bureauOf(who.unit), purpose: 'revoke' });
  return withPaper(scene, deed(scene, 'secondRevocation', revoke(second)));
}

/** Both persons mean the same decision: the same document. */
function withPaper<W extends Wish>({ stage, who }: Scene, wish: W): W {
  if (wish.kind !== 'deed') return wish;
  const document = stage.chance.sha256('revocation', who.index);
  return { ...wish, command: { ...wish.command, document } };
}
