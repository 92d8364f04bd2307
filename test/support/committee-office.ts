import { commitmentTo } from '../../machines/meeting/draw.ts';
import type { PoolFiling } from '../../store/expert-pools.ts';
import type { Api, Reply } from './api.ts';
import { sent, signature } from './applicants.ts';
import { caseOf, leadAll, openAll, wayBefore } from './case-path.ts';
import { COMMITTEE, expertPeople, filing, voterOf } from './experts.ts';
import { type Office, openOffice, seed, sha } from './office.ts';

/**
 * An office whose teachers' committee has a pool of thirteen experts, so that all of them are drawn, and sittings carried over
 * HTTP. Lot 1 is the chair, 2 and 3 are vice-chairs; lot 4 works at the first school.
 */

export const secretary = 'secretary-1/committeeSecretary';
export const authority = 'qdn-1/filingOfficer';
export const secret = sha('secret');
export const asExpert = (lot: number) => `${voterOf(lot)}/expert`;

export function openCommitteeOffice({ pools = [filing] }: { pools?: readonly PoolFiling[] } = {}): Promise<Office> {
  const vacancies = ['school-1', 'school-2'].map((unit) => ({ unit, class: 'INTERMEDIATE', year: 2023, approved: 9 }));
  return openOffice({ seed: { ...seed, people: [...seed.people, ...expertPeople], vacancies, pools } });
}

/** Applications of these people, waiting for the committee's sitting. */
export async function queued(office: Office, applicants: readonly string[]): Promise<string[]> {
  const ids = await openAll(office, applicants);
  await leadAll(office, ids, wayBefore('convene'));
  return ids;
}

/** Calls a sitting for today. */
export async function calling(
  api: Api,
  { cases, as = secretary, more = {} }: { cases: readonly string[]; as?: string; more?: object },
): Promise<Reply> {
  const { body: clock } = await api.call({ path: '/v1/clock', as: 'kaili-1/bureauOfficer' });
  const data = {
    committee: 'kaili-teacher',
    organisation: COMMITTEE,
    sitsOn: clock.now.slice(0, 10),
    cases,
    commitment: commitmentTo(secret),
    ...more,
  };
  return api.call({ path: '/v1/meetings', as, json: { programme: 'kaili-2023', id: caseOf(cases.join()), data } });
}

/** A sitting whose experts are drawn. */
export async function seated(api: Api, cases: readonly string[]): Promise<string> {
  const reply = await calling(api, { cases });
  if (reply.status !== 201) throw new Error(`not called: ${reply.text}`);
  const { id } = reply.body;
  await sent(api, { id, as: authority, event: { type: 'contributeShare', data: { share: sha('share') } } });
  await sent(api, { id, as: secretary, event: { type: 'drawExperts', data: { secret } } });
  return id;
}

/** A sitting on which lots vote: the roll is called, a group heard on every case that is left, the urns are open. */
export async function voting(
  api: Api,
  { cases, present }: { cases: readonly string[]; present: readonly number[] },
): Promise<string> {
  const id = await seated(api, cases);
  await sent(api, { id, as: secretary, event: { type: 'callRoll', data: { present } } });
  const { body } = await api.call({ path: `/v1/meetings/${id}`, as: secretary });
  const left = body.agenda.filter(({ postponed }: { postponed: string | null }) => postponed === null);
  const opinions = left.map((item: { case: string }) => ({ case: item.case, opinion: sha(item.case) }));
  const group = present.filter((lot) => lot !== 4).slice(-3);
  const data = { group: 'g-1', experts: group, opinions };
  const hearing = { type: 'recordGroupOpinion', data, document: sha('opinions') };
  await sent(api, { id, as: secretary, event: hearing });
  await sent(api, { id, as: secretary, event: { type: 'openVoting' } });
  return id;
}

/** Ends the voting; whoever has not voted on everything has left. */
export function closed(api: Api, id: string, left: readonly number[] = []): Promise<Reply> {
  return sent(api, { id, as: secretary, event: { type: 'closeVoting', data: { left } } });
}

export function minutesSigned(api: Api, id: string, lot = 1): Promise<Reply> {
  const event = { type: 'signMinutes', data: { minutes: sha('minutes') }, signature };
  return sent(api, { id, as: asExpert(lot), event });
}
