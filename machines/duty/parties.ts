import type { Programme } from '../programme.ts';
import type { Duty, DutyForm, DutyRole } from '../programme-materials.ts';
import type { Party } from '../roles.ts';
import type { OrganisationPlace } from './facts.ts';

/**
 * Who owes a form and who reviews it, derived from the register of organisations and the programme: line departments for
 * 1-6 and 1-7 (五(五), 一(一)4), the health authority for the hours of its series and the bureau for all others (四(三)), the
 * bureau for the rosters that a department gathers from its units (五(七)).
 */

const unitKinds: readonly string[] = ['publicInstitution', 'stateOwnedEnterprise', 'privateUnit', 'personnelAgency'];

/** Whether an organisation owes a form at all. */
export function owes(programme: Programme, form: DutyForm, place: OrganisationPlace): boolean {
  const { quota, duties } = programme;
  if (place.kind === 'lineDepartment') return duties[form].through === 'lineDepartment';
  if (!unitKinds.includes(place.kind)) return false;
  if (form === quota.form) return quota.unitKinds.includes(place.kind);
  // 一(一)4 speaks of grassroots institutions.
  if (form === quota.grassroots.form) return place.grassroots && quota.unitKinds.includes(place.kind);
  return true;
}

export interface DutyParties {
  readonly owner: Party;
  readonly reviewer: Party;
  readonly collects: boolean;
  readonly gathered: boolean;
}

/** Owner and reviewer of a form that is owed; null where nobody above the owner could review it. */
export function partiesOf(programme: Programme, form: DutyForm, place: OrganisationPlace): DutyParties | null {
  const duty = programme.duties[form];
  const collects = place.kind === 'lineDepartment';
  const reviewer = reviewerOf(duty, place);
  if (reviewer === null) return null;
  const gathered = !collects && duty.through === 'lineDepartment' && reviewer.roles[0] === 'departmentOfficer';
  return { owner: ownerOf(duty, place), reviewer, collects, gathered };
}

function ownerOf({ filledBy }: Duty, { id, kind }: OrganisationPlace): Party {
  if (kind === 'lineDepartment') return { roles: ['departmentOfficer'], organisation: id };
  // The handler brings the hours in person (四(三)); every other form is the unit's, with its seal.
  const inUnit: Party['roles'] =
    filledBy === 'unitHandler' ? ['unitHandler', 'unitAdmin'] : ['unitAdmin', 'unitHandler'];
  return { roles: inUnit, organisation: id };
}

function reviewerOf({ reviewer, reviewerOfSeries, through }: Duty, place: OrganisationPlace): Party | null {
  const special = Object.values(reviewerOfSeries ?? {}).find((role) => officeAbove(role, place) !== null);
  const office = place.kind !== 'lineDepartment' && through !== undefined ? through : (special ?? reviewer);
  // A25: what has no line department belongs to the bureau of its level.
  return officeAbove(office, place) ?? officeAbove('hrssBureau', place);
}

/** The nearest office of a kind above an organisation. */
function officeAbove(role: DutyRole, { above }: OrganisationPlace): Party | null {
  const nearest = (is: (one: OrganisationPlace['above'][number]) => boolean) => above.find(is)?.id ?? null;
  switch (role) {
    case 'lineDepartment':
      return asDepartment(nearest(({ kind }) => kind === 'lineDepartment'));
    case 'healthAuthority':
      return asDepartment(nearest(({ kind, authority }) => kind === 'lineDepartment' && authority === 'health'));
    case 'hrssBureau': {
      const organisation = nearest(({ kind }) => kind === 'hrss');
      return organisation === null ? null : { roles: ['bureauOfficer'], organisation };
    }
    case 'unit':
    case 'unitHandler':
      return null;
    default:
      return role satisfies never;
  }
}

function asDepartment(organisation: string | null): Party | null {
  return organisation === null ? null : { roles: ['departmentOfficer'], organisation };
}
