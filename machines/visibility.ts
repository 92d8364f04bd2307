import type { OrganisationId } from './ids.ts';
import type { BaseContext, Lifecycle } from './lifecycle.ts';
import type { Actor } from './roles.ts';

/**
 * Who sees a case (design D8): a function of the snapshot, kept beside it so that lists can filter by it. Outside it a case
 * does not exist.
 */
export function organisationsSeeing({ seenBy }: Lifecycle, context: BaseContext): OrganisationId[] {
  return [...new Set(seenBy(context as never))].sort();
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
