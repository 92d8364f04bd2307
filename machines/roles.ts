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
  'expert',
  'filingOfficer',
  'bureauOfficer',
  'auditor',
  'citizen',
  'clock',
  'system',
] as const;
export type Role = (typeof roles)[number];

export type AdministrativeLevel = 'city' | 'prefecture' | 'province';

/** Whoever acts: the person and, where it differs, the person acted for (design D8). */
export interface Actor {
  readonly role: Role;
  readonly person: PersonId | null;
  readonly organisation: OrganisationId | null;
  readonly onBehalfOf: PersonId | null;
}

/**
 * Relations that differ from case to case of one lifecycle: whose duty it is, who publishes; who reviews it. A chart names
 * them where it cannot name a role.
 */
export const partyNames = ['owner', 'reviewer'] as const;
export type PartyName = (typeof partyNames)[number];

/** An organisation with the roles of its people that act for it; the first is told. */
export interface Party {
  readonly roles: readonly [Role, ...Role[]];
  readonly organisation: OrganisationId;
}
export type Parties = Readonly<Record<PartyName, Party>>;

/** Stands in a route for an applicant or a committee that a case has none of. */
export const NOBODY = '-';

/** As the record has it. */
export function nullIfNobody(id: string): string | null {
  return id === NOBODY ? null : id;
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

/** The route of a case before it is open; each lifecycle then writes what it has into it. */
export const noRoute: Route = {
  applicant: NOBODY,
  unit: NOBODY,
  departments: [],
  committee: NOBODY,
  committeeOrganisation: NOBODY,
  organiser: NOBODY,
  filingAuthority: NOBODY,
  bureau: NOBODY,
  above: [],
};

/** What of a case says who may act in it. */
export interface Relations {
  readonly route: Route;
  readonly level: number;
  readonly parties?: Parties | undefined;
}

/** Who holds a case, or may act in it: a role or a relation of its own, read as role and organisation. */
export interface Held {
  readonly role: Role;
  readonly organisation: OrganisationId | null;
}

/** @throws Error for a party of a case that has none. */
export function heldBy(holder: Role | PartyName, where: Relations): Held {
  if (!isParty(holder)) return { role: holder, organisation: organisationOf(holder, where) };
  const { roles: told, organisation } = partyOf(holder, where);
  return { role: told[0], organisation };
}

/** The roles that a chart's `by` comes to in a case. */
export function rolesOf(by: readonly (Role | PartyName)[], where: Relations): Role[] {
  return [...new Set(by.flatMap((one) => (isParty(one) ? (where.parties?.[one].roles ?? []) : [one])))];
}

/** Whether the chart's `by` names the actor in this case: by role *and* relation (design D8). */
export function isEntitled(by: readonly (Role | PartyName)[], actor: Actor, where: Relations): boolean {
  return by.some((one) => {
    if (!isParty(one)) return one === actor.role && related(actor, where);
    const party = where.parties?.[one];
    return party?.roles.includes(actor.role) === true && party.organisation === actor.organisation;
  });
}

function isParty(name: Role | PartyName): name is PartyName {
  return (partyNames as readonly string[]).includes(name);
}

function partyOf(name: PartyName, { parties }: Relations): Party {
  if (!parties) throw new Error(`the case has no ${name}`);
  return parties[name];
}

/** The organisation on whose behalf a role acts in this case; null where a role has none (applicant, citizen, clock). */
export function organisationOf(role: Role, { route, level }: Relations): OrganisationId | null {
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
    case 'expert':
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
export function related(actor: Actor, where: Relations): boolean {
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
