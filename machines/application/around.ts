import type { Effect, Ride } from '../lifecycle.ts';
import type { Role } from '../roles.ts';
import type { ApplicationContext, Publicity } from './context.ts';
import type { DataOf } from './events.ts';

/** What an application tells the cases around it: the notice that shows it, and the matters that are raised on it (design D3). */

const shownPlaces: Readonly<Record<string, Publicity>> = {
  'beforeIntake.unitVerification.internalPublicity.shown': 'internal',
  'policyReview.publicity.shown': 'policy',
  'resultPublicity.open.shown': 'result',
};

/** The publicity that shows a case where it stands; null where none does. */
export function shownIn(stands: string): Publicity | null {
  return shownPlaces[stands] ?? null;
}

/** Over already, or taken off it already. */
const GONE = ['CASE_ENDED', 'EVENT_NOT_ALLOWED', 'NOT_LISTED'];

/** A notice shows a case no longer that has left its publicity before its days were over. */
export function delisting({ id, notices }: ApplicationContext, which: Publicity | null): Effect[] {
  const notice = which && notices[which];
  if (!notice) return [];
  return [
    {
      kind: 'command',
      lifecycle: 'notice',
      case: notice,
      event: 'delist',
      data: { case: id },
      envelope: {},
      accepts: GONE,
    },
  ];
}

/** Who has to answer what is raised on a case, by where it stands (§2.7). */
function answering({ route, level }: ApplicationContext, stands: string): { role: Role; organisation: string } {
  const [first, second] = stands.split('.');
  if (second === 'unitVerification') return { role: 'unitAdmin', organisation: route.unit };
  const department = route.departments[level];
  if (second === 'departmentPush' && department) return { role: 'departmentOfficer', organisation: department };
  if (first === 'missedCutoff') return { role: 'bureauOfficer', organisation: route.bureau };
  return { role: 'organiserOfficer', organisation: route.organiser };
}

type Raised = { type: string; data?: DataOf<'object'> | undefined; ride: Ride };

/** The matter becomes a case, known to this one by the number its sender gave it. */
export function raising(context: ApplicationContext, { type, data, ride }: Raised): Effect[] {
  if (data === undefined) throw new Error(`${type} passed its guard without data`);
  const { bureau, above, applicant } = context.route;
  const said = { kind: type === 'object' ? 'objection' : 'complaint', alleges: data.alleges };
  const answers = answering(context, ride.stands);
  return [
    {
      kind: 'command',
      lifecycle: 'matter',
      case: { own: data.matter },
      event: 'open',
      data: { ...said, about: applicant, author: ride.actor.person, answers, bureau, above },
      envelope: ride.envelope,
      accepts: [],
    },
  ];
}

type Resolved = { data?: DataOf<'resolveObjection'> | undefined; ride: Ride };

/** What was decided here is the matter's answer. */
export function answered({ data, ride }: Resolved): Effect[] {
  if (data === undefined) throw new Error('a matter was resolved without data');
  const { matter, outcome, consequence = null } = data;
  const { person: resolver, onBehalfOf: resolverFor } = ride.actor;
  return [
    {
      kind: 'command',
      lifecycle: 'matter',
      case: { own: matter },
      event: 'answer',
      data: { outcome, consequence, resolver, resolverFor },
      envelope: ride.envelope,
      accepts: [],
    },
  ];
}

/** A53: what is still open when the case ends lapses with it. */
export function lapsing({ openMatters }: ApplicationContext): Effect[] {
  return openMatters.map(({ id }) => ({
    kind: 'command',
    lifecycle: 'matter',
    case: { own: id },
    event: 'lapse',
    data: {},
    envelope: {},
    accepts: [],
  }));
}
