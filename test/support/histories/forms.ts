import type { FormContent } from '../../../machines/duty/context.ts';
import type { DutyForm } from '../../../machines/programme-materials.ts';
import type { Actor } from '../../../machines/roles.ts';
import { dutyId } from '../../../store/duties.ts';
import { actor, type Sending, sha } from '../office.ts';
import type { Workshop } from './workshop.ts';

/** The forms of the year: some in time, one at the counter, one sent back and forgotten, one accepted late, most never. */

const education = actor('departmentOfficer', 'edu-1');
const bureau = actor('bureauOfficer', 'kaili-1');

export const dutyOf = (form: DutyForm, organisation: string) => dutyId('kaili-2023', { form, organisation });

const posts = (intermediate: number): FormContent => ({
  form: '1-6',
  classes: [
    { class: 'SENIOR', posts: 3, filled: 3 },
    { class: 'INTERMEDIATE', posts: 10 + intermediate, filled: 10 },
  ],
});

class Forms {
  readonly #workshop: Workshop;
  readonly #strict: boolean;

  constructor(workshop: Workshop, strict: boolean) {
    this.#workshop = workshop;
    this.#strict = strict;
  }

  async send(id: string, type: string, more: Omit<Sending, 'case' | 'type'>): Promise<void> {
    const of = { lifecycle: 'duty', signed: true, document: sha(type), ...more } as const;
    const answer = await this.#workshop.send({ case: id, type, ...of }).catch((error: unknown) => {
      if (this.#strict) throw error;
    });
    if (this.#strict && answer?.outcome !== 'moved') throw new Error(`${type} of ${id}: ${JSON.stringify(answer)}`);
  }
}

const admin = (unit: string): Actor => actor('unitAdmin', `${unit}-admin`);

/** Before 10 August: opened for everybody, and what the diligent hand in. */
export async function inTime(workshop: Workshop, { strict }: { strict: boolean }): Promise<void> {
  await workshop.openDuties(bureau).catch((error: unknown) => {
    if (strict) throw error;
  });
  const forms = new Forms(workshop, strict);
  const vacancies = dutyOf('1-6', 'school-1');
  await forms.send(vacancies, 'handIn', { by: admin('school-1'), data: { content: posts(2) } });
  await forms.send(vacancies, 'takeUp', { by: education });
  await forms.send(vacancies, 'accept', { by: education });
  const hours = { content: { form: '1-8', people: 20, hours: 1800 }, counter: { hour: '08:30' } };
  await forms.send(dutyOf('1-8', 'school-1'), 'handIn', { by: bureau, data: hours });
  const holders = dutyOf('1-11', 'school-1');
  await forms.send(holders, 'handIn', { by: admin('school-1'), data: { content: { form: '1-11', people: 60 } } });
  await forms.send(holders, 'takeUp', { by: education });
  const text = '第三页没有盖章。';
  await forms.send(holders, 'sendBack', { by: education, reason: 'MATERIAL_INCOMPLETE', text });
}

/** In September: a form that came too late, accepted with a reason. */
export async function late(workshop: Workshop, { strict }: { strict: boolean }): Promise<void> {
  const forms = new Forms(workshop, strict);
  const vacancies = dutyOf('1-6', 'school-2');
  await forms.send(vacancies, 'handIn', { by: admin('school-2'), data: { content: posts(1) } });
  await forms.send(vacancies, 'takeUp', { by: education });
  const reason = 'ILLNESS_OR_DISASTER' as const;
  await forms.send(vacancies, 'acceptLate', { by: education, reason, text: '山洪冲毁道路。' });
  const roster = { content: { form: '1-10', people: 9 } };
  await forms.send(dutyOf('1-10', 'kaili-edu'), 'handIn', { by: education, data: roster });
}
