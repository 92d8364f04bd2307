import type { Answer } from '../../store/command.ts';
import { actor, conclusions, items, materials, type Office, opening, type Sending, sending, sha } from './office.ts';
import { prove, publish } from './publicity.ts';

/** A teacher's application led along the usual way of the notice, by the people whose business it is. */

interface Whose {
  readonly person: string;
  readonly unit: string;
}

type Usual = (of: Whose) => Omit<Sending, 'case' | 'type'>;

export const SYSTEM = { role: 'system', person: null, organisation: null, onBehalfOf: null } as const;
/** The sitting that the cases of these tests are told of; one that sits is in `test/store/sittings.test.ts`. */
export const sitting = '00000000-0000-4000-8000-0000000000e1';
const decision = { meeting: sitting, present: 13, yes: 13, minutes: sha('minutes'), signedBy: 'chair-1' };
const organiser = () => actor('organiserOfficer', 'kaili-1');

/** Who usually sends an event, and with what. */
const usual = {
  submit: ({ person }) => ({ by: actor('applicant', person), data: { materials, content: sha('content') } }),
  withdraw: ({ person }) => ({ by: actor('applicant', person), reason: 'PERSONAL' }),
  verify: ({ unit }) => ({
    by: actor('materialReviewer', `${unit}-reviewer`),
    data: { items, conclusions },
    signed: true,
  }),
  return: ({ unit }) => ({
    by: actor('unitAdmin', `${unit}-admin`),
    data: { to: 'applicant', findings: [{ item: items[0], code: 'MATERIAL_INCOMPLETE' }] },
    reason: 'MATERIAL_INCOMPLETE',
  }),
  resubmit: ({ person }) => ({ by: actor('applicant', person), data: { materials, content: sha('content') } }),
  recommend: ({ unit }) => ({ by: actor('unitAdmin', `${unit}-admin`), signed: true }),
  decline: ({ unit }) => ({ by: actor('unitAdmin', `${unit}-admin`), reason: 'UNIT_PRIORITY' }),
  push: () => ({ by: actor('departmentOfficer', 'edu-1'), signed: true }),
  receive: () => ({ by: organiser() }),
  passPolicy: () => ({ by: organiser(), signed: true }),
  requestSupplement: () => ({
    by: organiser(),
    data: { findings: [{ item: items[0], code: 'MATERIAL_INCOMPLETE' }] },
    reason: 'MATERIAL_INCOMPLETE',
  }),
  convene: () => ({ by: SYSTEM, data: { meeting: sitting } }),
  recordOpinion: () => ({
    by: SYSTEM,
    data: { meeting: sitting, group: 'g-1', experts: 3, opinion: sha('opinion') },
    document: sha('opinion'),
  }),
  decide: () => ({ by: SYSTEM, data: decision, signed: true }),
  confirm: () => ({ by: actor('filingOfficer', 'qdn-1'), signed: true }),
} satisfies Record<string, Usual>;
export type UsualEvent = keyof typeof usual;

/** The days on which the usual way goes on: the internal, the policy and the result publicity are over. */
export const days = {
  recommend: '2023-08-10T00:00',
  convene: '2023-08-18T00:00',
  confirm: '2023-08-26T00:00',
} as const;

type Step = UsualEvent | 'publish' | 'prove' | (typeof days)[keyof typeof days];

/**
 * From draft to certificate. A date is a day to wait for; `publish`: its notice is posted, `prove`: whose days are over, its page
 * is seen once more.
 */
export const wholeWay: readonly Step[] = [
  'submit',
  'verify',
  'publish',
  days.recommend,
  'recommend',
  'push',
  'receive',
  'passPolicy',
  'publish',
  days.convene,
  'convene',
  'recordOpinion',
  'decide',
  'publish',
  days.confirm,
  'prove',
  'confirm',
];

/** The usual command of an event on a case, with the version it stands at. */
export async function usualSending(office: Office, id: string, type: UsualEvent): Promise<Sending> {
  const [row] = await office.query<Whose & { version: number }>(
    'select person, unit, version from cases where id = $1',
    [id],
  );
  if (!row) throw new Error(`no case ${id}`);
  const of: Usual = usual[type];
  return { case: id, type, expected: row.version, ...of(row) };
}

/** Sends the usual command of an event. */
export async function act(office: Office, id: string, type: UsualEvent, more: Partial<Sending> = {}): Promise<Answer> {
  return office.door.advance(sending({ ...(await usualSending(office, id, type)), ...more }));
}

/** Sends usual commands one after another, and waits for days. @throws Error where one is not accepted. */
export async function lead(office: Office, id: string, way: readonly string[]): Promise<void> {
  for (const step of way) {
    if (/^\d/.test(step)) await office.advanceTo(step);
    else if (step === 'publish') await publish(office, [id]);
    else if (step === 'prove') await prove(office, [id]);
    else moved(await act(office, id, step as UsualEvent));
  }
}

/** The way up to an event, which is not sent. */
export function wayBefore(event: UsualEvent): readonly string[] {
  return wholeWay.slice(0, wholeWay.indexOf(event));
}

/** Many cases at once: each event is sent for all of them, in one batch of the door. */
export async function leadAll(office: Office, ids: readonly string[], way: readonly string[]): Promise<void> {
  for (const step of way) {
    if (/^\d/.test(step)) {
      await office.advanceTo(step);
      continue;
    }
    if (step === 'publish' || step === 'prove') {
      await { publish, prove }[step](office, ids);
      continue;
    }
    const commands = await Promise.all(ids.map((id) => usualSending(office, id, step as UsualEvent)));
    for (const answer of await office.door.advanceAll(commands.map(sending))) moved(answer);
  }
}

/** Opens an application for each of the applicants. */
export async function openAll(office: Office, applicants: readonly string[]): Promise<string[]> {
  const ids = applicants.map((person) => caseOf(person));
  const answers = await office.door.advanceAll(
    applicants.map((person, index) => sending(opening(ids[index]!, person))),
  );
  for (const answer of answers) moved(answer);
  return ids;
}

/** A case id that two offices agree on. */
export function caseOf(text: string): string {
  const hex = sha(text);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** The answer, which must be that the case moved. */
export function moved(answer: Answer): Answer & { outcome: 'moved' } {
  if (answer.outcome !== 'moved') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
  return answer;
}

export interface Told {
  readonly seq: number;
  readonly type: string;
  readonly at: number;
  readonly recorded: number;
  readonly state: string;
}

/** What happened to a case, in order. */
export function historyOf(office: Office, id: string): Promise<Told[]> {
  return office.query<Told>('select seq, type, at, recorded, state from events where case_id = $1 order by seq', [id]);
}
