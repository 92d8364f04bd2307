import { loadGazettes, loadOverlays } from '../../config/calendars.ts';
import { calendarsOfFiles, loadProgrammes } from '../../config/programmes.ts';
import type { Actor, Role } from '../../machines/roles.ts';
import { type Instant, parseInstant } from '../../machines/time.ts';
import type { Installation, OrganisationSeed, PersonSeed } from '../../store/install.ts';

/**
 * Schools of Kaili with forty applicants each and everybody their cases pass through. Ids of all schools have one length,
 * so that one school's rows, with its id replaced, are another's with the same bytes.
 */

export const APPLICANTS_A_UNIT = 40;
export const unitId = (n: number) => `school-${String(n).padStart(6, '0')}`;
export const applicantOf = (unit: string, n: number) => `${unit}-a${String(n).padStart(2, '0')}`;

const organisation = (
  id: string,
  parent: string | null,
  more: Pick<OrganisationSeed, 'kind'> & Partial<OrganisationSeed>,
): OrganisationSeed => ({ id, parent, level: 'city', lineSuperior: null, title: { zh: id, en: id }, ...more });

const above: readonly OrganisationSeed[] = [
  organisation('prov-hrss', null, { kind: 'hrss', level: 'province' }),
  organisation('qdn-hrss', 'prov-hrss', { kind: 'hrss', level: 'prefecture' }),
  organisation('qdn-edu', 'qdn-hrss', { kind: 'lineDepartment', level: 'prefecture' }),
  organisation('kaili-hrss', 'qdn-hrss', { kind: 'hrss' }),
  organisation('kaili-edu', 'kaili-hrss', { kind: 'lineDepartment', lineSuperior: 'qdn-edu' }),
  organisation('committee-kaili-teacher', 'kaili-hrss', { kind: 'committee' }),
];

const person = (id: string, at: string, ...roles: Role[]): PersonSeed => ({
  id,
  organisation: at,
  name: `示例${id}`,
  roles: roles.map((role) => ({ role, organisation: role === 'applicant' ? null : at, token: null })),
});

const officers: readonly PersonSeed[] = [
  person('edu-1', 'kaili-edu', 'departmentOfficer'),
  person('kaili-1', 'kaili-hrss', 'organiserOfficer'),
  person('qdn-1', 'qdn-hrss', 'filingOfficer'),
];

const peopleOf = (unit: string): PersonSeed[] => [
  ...Array.from({ length: APPLICANTS_A_UNIT }, (_, n) => person(applicantOf(unit, n), unit, 'applicant')),
  person(`${unit}-reviewer`, unit, 'materialReviewer'),
  person(`${unit}-admin`, unit, 'unitAdmin'),
];

/** Who sends what of a case of this unit. */
export function senderOf(role: Role, unit: string, applicant: string): Actor {
  const at = (id: string, organisationId: string | null): Actor => ({
    role,
    person: id,
    organisation: organisationId,
    onBehalfOf: null,
  });
  switch (role) {
    case 'system':
      return { role, person: null, organisation: null, onBehalfOf: null };
    case 'applicant':
      return at(applicant, null);
    case 'materialReviewer':
      return at(`${unit}-reviewer`, unit);
    case 'unitAdmin':
      return at(`${unit}-admin`, unit);
    default: {
      const officer = officers.find(({ roles }) => roles.some((held) => held.role === role));
      if (!officer) throw new Error(`nobody here is ${role}`);
      return at(officer.id, officer.organisation);
    }
  }
}

/** A simulation with a frozen clock: a measured command finds the same instant, however long the measurement takes. */
export function installationOf(units: number, instant: Instant = parseInstant('2023-08-02T09:00')): Installation {
  const ids = Array.from({ length: units }, (_, n) => unitId(n));
  return {
    kind: 'simulation',
    clock: { mode: 'frozen', instant },
    programmes: loadProgrammes(calendarsOfFiles()),
    gazettes: loadGazettes(),
    overlays: loadOverlays(),
    seed: {
      organisations: [...above, ...ids.map((id) => organisation(id, 'kaili-edu', { kind: 'publicInstitution' }))],
      people: [...officers, ...ids.flatMap(peopleOf)],
      vacancies: ids.map((unit) => ({ unit, class: 'INTERMEDIATE', year: 2023, approved: APPLICANTS_A_UNIT })),
      bars: [],
    },
  };
}
