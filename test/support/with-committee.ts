import { actor, conclusions, items, materials, type Office, type Sending, sha } from './office.ts';

/** Takes a teacher of school-1, who opens on 2 August 2023, to the committee: the case then waits for its meeting. */
export async function toCommittee(office: Office, applicant: string): Promise<string> {
  const id = await office.open(applicant);
  const send = async (role: Parameters<typeof actor>[0], person: string, of: Omit<Sending, 'case' | 'by'>) => {
    const answer = await office.send({ case: id, by: actor(role, person), ...of });
    if (answer.outcome !== 'moved') throw new Error(`${of.type}: ${JSON.stringify(answer)}`);
  };
  await send('applicant', applicant, { type: 'submit', data: { materials, content: sha('content') } });
  await send('materialReviewer', 'school-1-reviewer', { type: 'verify', data: { items, conclusions }, signed: true });
  await office.advanceTo('2023-08-10T00:00');
  await send('unitAdmin', 'school-1-admin', { type: 'recommend', signed: true });
  await send('departmentOfficer', 'edu-1', { type: 'push', signed: true });
  await send('organiserOfficer', 'kaili-1', { type: 'receive' });
  await send('organiserOfficer', 'kaili-1', { type: 'passPolicy', signed: true });
  await office.advanceTo('2023-08-18T00:00');
  return id;
}
