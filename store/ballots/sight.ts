import type { CaseId, PersonId } from '../../machines/ids.ts';
import { isVisible, type Reader, type Visible } from '../visible.ts';

/** Whether a meeting exists for somebody: it is theirs to see, or they are on its roster. */
export async function seesMeeting(
  db: Reader,
  visible: Visible,
  { meeting, person }: { meeting: CaseId; person: PersonId },
): Promise<boolean> {
  const { rows } = await db.query<{ seen: boolean }>(
    `select exists (select from cases c where c.id = $3 and ${isVisible})
       or exists (select from ballot_roster r where r.meeting = $3 and r.voter = $4) as seen`,
    [...visible, meeting, person],
  );
  return rows[0]?.seen ?? false;
}
