import type { Api, Reply } from './api.ts';
import { conclusions, materials, type Office, sha } from './office.ts';
import { publish } from './publicity.ts';

/** What people of the office send through the API, so that a test says only what it is about. */

export const matterOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export function openingOf(applicant: string, more: { unit?: string; level?: string; programme?: string } = {}): object {
  const { unit = applicant.replace(/-a\d+$/, ''), level = 'INTERMEDIATE', programme = 'kaili-2023' } = more;
  return { programme, data: { person: applicant, unit, series: 'SERIES_SCHOOL_TEACHER', level } };
}

export const submission = { type: 'submit', data: { materials, content: sha('dossier') } };

export const signature = { date: '2023-08-20', seal: sha('seal') };

/** Opens an application of the applicant's and answers its id. */
export async function opened(api: Api, applicant: string): Promise<string> {
  const reply = await api.call({ path: '/v1/cases', as: `${applicant}/applicant`, json: openingOf(applicant) });
  if (reply.status !== 201) throw new Error(`not opened: ${reply.text}`);
  return reply.body.id;
}

/** Sends an event with the version the sender sees now, and expects it to be taken. */
export async function sent(api: Api, of: { id: string; as: string; event: object }): Promise<Reply> {
  const seen = await api.call({ path: `/v1/cases/${of.id}`, as: of.as });
  const reply = await api.call({
    path: `/v1/cases/${of.id}/events`,
    as: of.as,
    headers: { 'if-match': seen.headers.get('etag') ?? '' },
    json: of.event,
  });
  if (reply.status !== 200) throw new Error(`${JSON.stringify(of.event).slice(0, 80)} was not taken: ${reply.text}`);
  return reply;
}

export async function submitted(api: Api, applicant: string): Promise<string> {
  const id = await opened(api, applicant);
  await sent(api, { id, as: `${applicant}/applicant`, event: submission });
  return id;
}

/** Verified by the unit, and to be put on one of its notices. */
export async function verified(api: Api, applicant: string): Promise<string> {
  const id = await submitted(api, applicant);
  const unit = applicant.replace(/-a\d+$/, '');
  const data = { conclusions, items: conclusions.map(({ item }) => item) };
  await sent(api, { id, as: `${unit}-reviewer/materialReviewer`, event: { type: 'verify', data, signature } });
  return id;
}

/** Shown by a notice of the unit's internal publicity. */
export async function published(api: Api, of: { office: Office; applicant: string }): Promise<string> {
  const id = await verified(api, of.applicant);
  await publish(of.office, [id]);
  return id;
}
