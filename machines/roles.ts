import type { OrganisationId, PersonId } from './ids.ts';

/** Roles of people (domain §1.4), and the two senders who are not people: the clock and another case. */
export const roles = [
  'applicant',
  'unitHandler',
  'unitAdmin',
  'materialReviewer',
  'departmentOfficer',
  'organiserOfficer',
  'committeeSecretary',
  'filingOfficer',
  'bureauOfficer',
  'auditor',
  'citizen',
  'clock',
  'system',
] as const;
export type Role = (typeof roles)[number];

/** Whoever acts: the person and, where it differs, the person acted for (design D8). */
export interface Actor {
  readonly role: Role;
  readonly person: PersonId | null;
  readonly organisation: OrganisationId | null;
  readonly onBehalfOf: PersonId | null;
}

/** The people and organisations a case passes through; fixed when it is opened. */
export interface Route {
  readonly applicant: PersonId;
  readonly unit: OrganisationId;
  /** Line departments that push it, lowest first (二(二)4); for a unit without one, its bureau (domain A25). */
  readonly departments: OrganisationId[];
  /** Key of the committee in the programme. */
  readonly committee: string;
  readonly committeeOrganisation: OrganisationId;
  readonly organiser: OrganisationId;
  readonly filingAuthority: OrganisationId;
  /** The bureau that runs the season and decides on what the rollover flags (domain A02). */
  readonly bureau: OrganisationId;
  /** Every organisation above the unit in the tree, nearest first. */
  readonly above: OrganisationId[];
}

/** The organisation on whose behalf a role acts in this case; null where a role has none (applicant, citizen, clock). */
export function organisationOf(role: Role, { route, level }: { route: Route; level: number }): OrganisationId | null {
  switch (role) {
    case 'unitHandler':
    case 'unitAdmin':
    case 'materialReviewer':
      return route.unit;
    case 'departmentOfficer':
      return route.departments[level] ?? null;
    case 'organiserOfficer':
      return route.organiser;
    case 'committeeSecretary':
      return route.committeeOrganisation;
    case 'filingOfficer':
      return route.filingAuthority;
    case 'bureauOfficer':
      return route.bureau;
    case 'applicant':
    case 'auditor':
    case 'citizen':
    case 'clock':
    case 'system':
      return null;
    default:
      return role satisfies never;
  }
}

/** Whether the actor holds a role *and* stands in the relation to the case that the role implies (design D8). */
export function related(actor: Actor, where: { route: Route; level: number }): boolean {
  switch (actor.role) {
    case 'applicant':
      return (actor.onBehalfOf ?? actor.person) === where.route.applicant;
    case 'citizen':
    case 'clock':
    case 'system':
      return true;
    case 'auditor':
      return false;
    default: {
      const organisation = organisationOf(actor.role, where);
      return organisation !== null && actor.organisation === organisation;
    }
  }
}
