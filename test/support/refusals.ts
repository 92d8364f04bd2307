import { expect } from 'vitest';
import type { ProblemCode } from '../../api/problems.ts';
import { type Api, type Call, startApi } from './api.ts';
import { opened, openingOf, submission } from './applicants.ts';
import { type Office, openOffice } from './office.ts';
import { rowCounts } from './rows.ts';

/** An office with one submitted case, and what is said of requests it refuses. */
export interface RefusingOffice {
  readonly office: Office;
  readonly api: Api;
  readonly id: string;
  close(): Promise<void>;
}

export const applicant = 'school-1-a0/applicant';
export const bureau = 'kaili-1/bureauOfficer';
export const withdrawal = { type: 'withdraw', data: {}, reason: { code: 'PERSONAL' } };

export async function openRefusingOffice(): Promise<RefusingOffice> {
  const office = await openOffice();
  const api = await startApi(office);
  const id = await opened(api, 'school-1-a0');
  const headers = { 'idempotency-key': 'used', 'if-match': '"v1"' };
  const { status } = await api.call({ path: `/v1/cases/${id}/events`, as: applicant, headers, json: submission });
  if (status !== 200) throw new Error('the key was not used');
  const close = async () => {
    await api.close();
    await office.close();
    expect(api.defects).toEqual([]);
  };
  return { office, api, id, close };
}

/** `{case}` in its path stands for the case that is there. */
export type BadCall = Partial<Call>;

/** Sent to the case, by its applicant, with its version, unless said otherwise. */
export const toCase = (more: BadCall): BadCall => ({ path: '/v1/cases/{case}/events', ...more });

export const openingWith = (data: object): BadCall => {
  const valid = openingOf('school-1-a1') as { programme: string; data: object };
  return {
    path: '/v1/cases',
    as: 'school-1-a1/applicant',
    json: { ...valid, data: { ...valid.data, ...data } },
  };
};

export interface Refusal {
  readonly status: number;
  readonly code: ProblemCode;
  readonly pointer?: string | undefined;
}

/** It is refused by a clear problem in both languages' codes, and every table is as it was. */
export async function expectRefused(
  { office, api, id }: RefusingOffice,
  bad: BadCall,
  refusal: Refusal,
): Promise<void> {
  const { status, code, pointer } = refusal;
  const before = await rowCounts(office);
  const path = (bad.path ?? '/').replace('{case}', id);
  const reply = await api.call({ as: applicant, headers: { 'if-match': '"v2"' }, ...bad, path });
  expect([reply.status, reply.body?.code]).toEqual([status, code]);
  expect(reply.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const request = reply.headers.get('x-request-id');
  expect(reply.body).toMatchObject({ status, type: `/problems/${code}`, request_id: request });
  for (const text of [reply.body.title, reply.body.detail]) expect(text).toMatch(/\p{Script=Han}/u);
  if (pointer !== undefined) {
    expect(reply.body.errors.map((fault: { pointer: string }) => fault.pointer)).toContain(pointer);
  }
  // Nothing of what a database or an engine would say.
  expect(reply.text).not.toMatch(/select |insert |violates|syntax|node_modules|\bat .*:\d+:\d+/i);
  expect(await rowCounts(office)).toEqual(before);
}
