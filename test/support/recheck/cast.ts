/** Who and what rechecks are played with. */
import { unopened } from '../../../machines/application/context.ts';
import type { Envelope } from '../../../machines/lifecycle.ts';
import type { Actor, Role } from '../../../machines/roles.ts';
import { parseInstant } from '../../../machines/time.ts';

export const sha = 'd'.repeat(64);
export const envelope: Envelope = { reason: { code: 'OTHER' }, document: sha };
export const result = '00000000-0000-4000-8000-0000000000ee';

const person = (role: Role, organisation: string | null, id: string, onBehalfOf: string | null = null): Actor => ({
  role,
  person: id,
  organisation,
  onBehalfOf,
});

export const applicant = person('applicant', null, 'p-applicant');
export const other = person('applicant', null, 'p-other');
export const unit = person('unitAdmin', 'school-1', 'p-unit');
export const system: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };
export const clock: Actor = { role: 'clock', person: null, organisation: null, onBehalfOf: null };

/** Who signed the minutes and who told the result, for somebody. */
export const hands = ['p-signer', 'p-teller', 'p-told-for'];
export const deciders = (role: 'organiserOfficer' | 'filingOfficer') => {
  const organisation = role === 'organiserOfficer' ? 'kaili-hrss' : 'qdn-hrss';
  const as = (id: string, onBehalfOf: string | null = null) => person(role, organisation, id, onBehalfOf);
  return {
    free: [as('p-one'), as('p-two')],
    barred: [as('p-signer'), as('p-teller'), as('p-told-for'), as('p-new', 'p-signer'), as('p-applicant')],
  };
};

/** A Friday; the one day is within ten working days of it, the other is not. */
export const endedAt = parseInstant('2023-08-18T10:00');
export const days = [parseInstant('2023-08-21T10:00'), parseInstant('2023-09-20T10:00')] as const;

export const route = {
  ...unopened.route,
  applicant: 'p-applicant',
  unit: 'school-1',
  departments: ['kaili-edu'],
  committee: 'kaili-teacher',
  committeeOrganisation: 'committee-kaili-teacher',
  organiser: 'kaili-hrss',
  filingAuthority: 'qdn-hrss',
  bureau: 'kaili-hrss',
  above: ['kaili-edu', 'kaili-hrss', 'qdn-hrss'],
};
const claim = {
  series: 'SERIES_SCHOOL_TEACHER',
  level: 'INTERMEDIATE',
  greenChannel: false,
  scope: 'ORDINARY',
} as const;
/** What the ended application remembered. */
export const remembered = { ...unopened, route, claim, vacancyClass: 'INTERMEDIATE' };
