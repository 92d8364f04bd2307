import { describe, expect, test } from 'vitest';
import { unopened } from '../../machines/application/context.ts';
import {
  heldBy,
  isEntitled,
  organisationOf,
  type Parties,
  type Role,
  type Route,
  related,
  roles,
  rolesOf,
} from '../../machines/roles.ts';
import { actor } from '../support/application/cast.ts';

const route: Route = {
  ...unopened.route,
  applicant: 'p-applicant',
  unit: 'school-1',
  departments: ['kaili-edu', 'qdn-edu'],
  committeeOrganisation: 'committee-qdn',
  organiser: 'qdn-hrss',
  filingAuthority: 'prov-hrss',
  bureau: 'kaili-hrss',
};
const actsFor: Partial<Record<Role, string>> = {
  unitHandler: 'school-1',
  unitAdmin: 'school-1',
  materialReviewer: 'school-1',
  departmentOfficer: 'kaili-edu',
  organiserOfficer: 'qdn-hrss',
  committeeSecretary: 'committee-qdn',
  filingOfficer: 'prov-hrss',
  bureauOfficer: 'kaili-hrss',
};
const where = { route, level: 0 };

describe('the relation to a case', () => {
  test.each(Object.entries(actsFor) as [Role, string][])('of a %s is that of %s', (role, organisation) => {
    expect(organisationOf(role, where)).toBe(organisation);
    expect(related(actor(role, organisation), where)).toBe(true);
    expect(related(actor(role, 'elsewhere'), where)).toBe(false);
    expect(related(actor(role, null), where)).toBe(false);
  });

  test('of a department’s officer moves on with the case', () => {
    expect(organisationOf('departmentOfficer', { route, level: 1 })).toBe('qdn-edu');
    expect(related(actor('departmentOfficer', 'kaili-edu'), { route, level: 1 })).toBe(false);
    expect(organisationOf('departmentOfficer', { route, level: 2 })).toBeNull();
  });

  test('of the applicant is his own person, or whoever acts for him', () => {
    expect(related(actor('applicant', null), where)).toBe(true);
    expect(related(actor('applicant', null, 'p-other'), where)).toBe(false);
    expect(related({ ...actor('applicant', null, 'p-clerk'), onBehalfOf: 'p-applicant' }, where)).toBe(true);
    expect(related({ ...actor('applicant', null), onBehalfOf: 'p-other' }, where)).toBe(false);
  });

  test('is open to the public, the clock and other cases, and never an auditor’s', () => {
    for (const role of ['citizen', 'clock', 'system'] as const) expect(related(actor(role, null), where)).toBe(true);
    expect(related(actor('auditor', 'kaili-hrss'), where)).toBe(false);
  });

  test('is told for every role', () => {
    const none = roles.filter((role) => organisationOf(role, where) === null);
    expect(none).toEqual(['applicant', 'auditor', 'citizen', 'clock', 'system']);
  });
});

describe('a case that names its own parties', () => {
  const parties: Parties = {
    owner: { roles: ['unitAdmin', 'unitHandler'], organisation: 'school-1' },
    reviewer: { roles: ['departmentOfficer'], organisation: 'kaili-edu' },
  };
  const of = { ...where, parties };

  test('is held by the owner’s organisation, and by no role of the route', () => {
    expect(heldBy('owner', of)).toEqual({ role: 'unitAdmin', organisation: 'school-1' });
    expect(heldBy('reviewer', of)).toEqual({ role: 'departmentOfficer', organisation: 'kaili-edu' });
    expect(() => heldBy('owner', where)).toThrow('the case has no owner');
  });

  test('is acted on by the people of a party, each role of it, and by nobody of another organisation', () => {
    expect(isEntitled(['owner'], actor('unitHandler', 'school-1'), of)).toBe(true);
    expect(isEntitled(['owner'], actor('unitHandler', 'kaili-edu'), of)).toBe(false);
    expect(isEntitled(['owner'], actor('departmentOfficer', 'school-1'), of)).toBe(false);
    expect(isEntitled(['reviewer'], actor('departmentOfficer', 'kaili-edu'), of)).toBe(true);
    expect(isEntitled(['owner'], actor('unitHandler', 'school-1'), where)).toBe(false);
  });

  test('tells its parties as roles', () => {
    expect(rolesOf(['owner', 'reviewer', 'unitAdmin'], of)).toEqual(['unitAdmin', 'unitHandler', 'departmentOfficer']);
    expect(rolesOf(['owner'], where)).toEqual([]);
  });
});
