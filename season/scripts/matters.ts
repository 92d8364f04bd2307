import { addWorkingDays } from '../../machines/calendar.ts';
import type { PeriodDeadline } from '../../machines/deadlines.ts';
import { addDays, dateOf, type Instant } from '../../machines/time.ts';
import { hourOn, officeHour } from '../hours.ts';
import type { ActLabel } from '../labels.ts';
import type { Hand } from '../people.ts';
import { deed, hand, has, type Scene, type Wish, when } from '../scene.ts';

/** Objections and complaints: raised by the public, closed by whoever has the case (令40 第16条, 第26条). */

type Kind = 'objection' | 'complaint';
/** Working days more than others take: the time to answer is over, or was extended. */
const LATE_DAYS = 12;

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
    at: when(scene, label, has(scene, 'answeredLate') ? { days: LATE_DAYS } : {}),
  });
}

/** Looks again on the morning after a period that began when the present state was entered has run. */
export function afterPeriod(scene: Scene, name: PeriodDeadline): Wish {
  return lookAfter(scene, scene.who.programme.periods[name].workingDays);
}

/** The same of a publicity, that has been seen on the first of its days: the morning after the notice was posted. */
export function afterPublicity(scene: Scene, name: PeriodDeadline): Wish {
  return lookAfter(scene, scene.who.programme.periods[name].workingDays - 1);
}

function lookAfter({ stage, record, now }: Scene, workingDays: number): Wish {
  const { last } = addWorkingDays(stage.calendar, dateOf(record.since), workingDays);
  const morning = hourOn(addDays(last, 1), '09:00');
  // Not over yet although its days have run: provisional, prolonged, or begun anew. Looks again each morning.
  return { kind: 'look', what: 'case', at: morning > now ? morning : hourOn(addDays(dateOf(now), 1), '09:00') };
}

/** Nobody tells a case's people when it is published: they look every morning. */
export function untilPublished({ stage, now }: Scene): Wish {
  return { kind: 'look', what: 'case', at: officeHour(stage.calendar, { after: now, days: 1, hour: 0 }) };
}
