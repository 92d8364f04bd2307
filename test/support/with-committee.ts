import { lead, wayBefore } from './case-path.ts';
import type { Office } from './office.ts';

/** Takes a teacher of school-1, who opens on 2 August 2023, to the committee: the case then waits for its meeting. */
export async function toCommittee(office: Office, applicant: string): Promise<string> {
  const id = await office.open(applicant);
  await lead(office, id, wayBefore('convene'));
  return id;
}
