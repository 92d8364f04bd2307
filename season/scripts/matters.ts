import { addWorkingDays } from '../../machines/calendar.ts';
import type { PeriodDeadline } from '../../machines/deadlines.ts';
import { addDays, dateOf, type Instant } from '../../machines/time.ts';
import { hourOn } from '../hours.ts';
import type { ActLabel } from '../labels.ts';
import type { Hand } from '../people.ts';
import { deed, hand, type Scene, type Wish, when } from '../scene.ts';

/** Objections and complaints: raised by the public, closed by whoever has the case (令40 第16条, 第26条). */

type Kind = 'objection' | 'complaint';
type Consequence = 'return' | 'decline' | 'reject' | 'disqualify';

export function raise(scene: Scene, of: { kind: Kind; alleges: 'FRAUD' | 'MISCONDUCT' | 'OTHER'; at?: Instant }): Wish {
  const { stage, who } = scene;
  const label: ActLabel = of.kind === 'objection' ? 'object' : 'complain';
  return deed(scene, label, {
    by: hand(scene, { role: 'citizen', organisation: null, purpose: label }),
    type: label,
    data: { matter: stage.chance.uuid('matter', who.index, label), alleges: of.alleges },
    version: 'none',
    ...(of.at === undefined ? {} : { at: of.at }),
  });
}

/** Closes the first open matter; null where none is open. */
export function close(scene: Scene, of: { by: Hand; upheld?: Consequence | false }): Wish | null {
  const [matter] = scene.view?.openMatters ?? [];
  if (!matter) return null;
  const label: ActLabel = matter.kind === 'objection' ? 'resolveObjection' : 'resolveComplaint';
  const verdict = of.upheld ? { outcome: 'upheld', consequence: of.upheld } : { outcome: 'dismissed' };
  return deed(scene, label, {
    by: of.by,
    type: label,
    data: { matter: matter.id, ...verdict },
    reason: of.upheld ? 'OBJECTION_UPHELD' : 'OTHER',
    document: true,
    at: when(scene, label),
  });
}

/** Looks again on the morning after a period that began when the present state was entered has run. */
export function afterPeriod(scene: Scene, name: PeriodDeadline): Wish {
  const { stage, who, record, now } = scene;
  const { last } = addWorkingDays(stage.calendar, dateOf(record.since), who.programme.periods[name].workingDays);
  const morning = hourOn(addDays(last, 1), '09:00');
  // Not over yet although its days have run: provisional, until the next gazette is known. Looks again each morning.
  return { kind: 'look', what: 'case', at: morning > now ? morning : hourOn(addDays(dateOf(now), 1), '09:00') };
}
