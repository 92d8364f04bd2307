import type { ApplicationContext } from './application/context.ts';
import type { BaseContext, LifecycleName } from './lifecycle.ts';
import type { Actor } from './roles.ts';

/**
 * Who sees a case (design D8): a function of the snapshot, kept beside it so that lists can filter by it. Outside it a case
 * does not exist.
 */
export function organisationsSeeing(lifecycle: LifecycleName, context: BaseContext): string[] {
  const { route } = context;
  if (lifecycle === 'certificate') return distinct([route.unit, route.organiser, route.bureau]);
  const { submitted, pushed } = context as ApplicationContext;
  // Bureaus see their whole tree from the opening; the unit and its departments from `submit`; the committee's people
  // from the last `push`.
  const bureaus = route.above.slice(Math.max(0, route.above.indexOf(route.bureau)));
  const own = submitted ? [route.unit, ...route.departments, ...route.above] : [];
  const committee = pushed ? [route.committeeOrganisation, route.organiser, route.filingAuthority] : [];
  return distinct([...bureaus, ...own, ...committee]);
}

/** The columns of a case that decide whether an actor sees it. */
export interface Sight {
  readonly person: string;
  readonly visibleTo: readonly string[];
  readonly shown: boolean;
  readonly ended: string | null;
}

/** Whether the case exists for the actor: the one rule for reads and for commands. */
export function sees(actor: Actor, { person, visibleTo, shown, ended }: Sight): boolean {
  switch (actor.role) {
    case 'clock':
    case 'system':
      return true;
    case 'applicant':
      return (actor.onBehalfOf ?? actor.person) === person;
    case 'citizen':
      return shown && ended === null;
    default:
      return actor.organisation !== null && visibleTo.includes(actor.organisation);
  }
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort();
}
