import type { FormContent } from '../../../machines/duty/context.ts';
import type { DutyForm } from '../../../machines/programme-materials.ts';
import type { Actor } from '../../../machines/roles.ts';
import type { Answer } from '../../../store/command.ts';
import { dutyId, openDuties } from '../../../store/duties.ts';
import { moved } from '../case-path.ts';
import { actor, type Office, organisation, person, type Sending, seed, sha } from '../office.ts';

/** The small prefecture of `office.ts` with a hospital, a township school and the health bureau: everybody who owes a form. */

export const dutySeed = {
  ...seed,
  organisations: [
    ...seed.organisations,
    organisation('kaili-health', 'kaili-hrss', 'lineDepartment', { authority: 'health' }),
    organisation('hospital-1', 'kaili-health', 'publicInstitution'),
    organisation('township-school', 'kaili-edu', 'publicInstitution', { grassroots: true }),
  ],
  people: [
    ...seed.people,
    person('health-1', 'kaili-health', 'departmentOfficer'),
    person('hospital-handler', 'hospital-1', 'unitHandler', 'unitAdmin'),
    ...Array.from({ length: 4 }, (_, n) => person(`township-school-a${n}`, 'township-school', 'applicant')),
    person('township-school-handler', 'township-school', 'unitHandler'),
    person('township-school-reviewer', 'township-school', 'materialReviewer'),
    person('township-school-admin', 'township-school', 'unitAdmin'),
    person('qdn-bureau', 'qdn-hrss', 'bureauOfficer'),
  ],
  vacancies: [],
};

export const bureau = actor('bureauOfficer', 'kaili-1');
const elsewhere: Readonly<Record<string, Actor>> = Object.fromEntries(
  [
    ['qdn-bureau', 'bureauOfficer', 'qdn-hrss'],
    ['health-1', 'departmentOfficer', 'kaili-health'],
    ['hospital-handler', 'unitHandler', 'hospital-1'],
    ['township-school-admin', 'unitAdmin', 'township-school'],
  ].map(([id, role, organisation]) => [id, { role, person: id, organisation, onBehalfOf: null } as Actor]),
);
/** Of the people whom this seed adds. */
export const staff = (id: string): Actor => {
  const found = elsewhere[id];
  if (!found) throw new RangeError(`nobody is called ${id}`);
  return found;
};
export const education = actor('departmentOfficer', 'edu-1');
export const school = actor('unitAdmin', 'school-1-admin');

/** Opens the duties of 2023, by default as the bureau of the city. */
export function open(office: Pick<Office, 'pool' | 'door'>, by: Actor = bureau) {
  return openDuties(office, { programme: 'kaili-2023', actor: by, channel: 'api', requestId: null });
}

export const dutyOf = (form: DutyForm, unit: string) => dutyId('kaili-2023', { form, organisation: unit });

export const vacancies = (senior: number, intermediate: number): FormContent => ({
  form: '1-6',
  classes: [
    { class: 'SENIOR', posts: senior + 3, filled: 3 },
    { class: 'INTERMEDIATE', posts: intermediate + 5, filled: 5 },
  ],
});

export type DutySending = Omit<Sending, 'lifecycle'>;

/** Sends something to a duty, signed, with a file; what it is decided by is up to the chart. */
export function send(office: Office, of: DutySending): Promise<Answer> {
  return office.send({ lifecycle: 'duty', signed: true, document: sha('file'), ...of });
}

/** Handed in by its owner over the web, taken up and accepted by its reviewer. */
export async function file(
  office: Office,
  of: { duty: string; by: Actor; reviewer: Actor; content: FormContent; late?: true },
): Promise<void> {
  const { duty, by, reviewer, content, late } = of;
  moved(await send(office, { case: duty, type: 'handIn', by, data: { content } }));
  moved(await send(office, { case: duty, type: 'takeUp', by: reviewer }));
  const how = late ? ({ type: 'acceptLate', reason: 'ILLNESS_OR_DISASTER' } as const) : ({ type: 'accept' } as const);
  moved(await send(office, { case: duty, by: reviewer, ...how }));
}

export async function stands(office: Office, id: string): Promise<string> {
  const [row] = await office.query<{ state: string }>('select state from cases where id = $1', [id]);
  return row?.state ?? 'nowhere';
}
