import type { Agenda } from '../../store/ballots.ts';
import { openUrns } from '../../store/ballots.ts';
import { inTransaction } from '../../store/db.ts';
import type { PersonSeed } from '../../store/install.ts';
import { experts } from './meetings.ts';
import { type Office, openOffice, seed } from './office.ts';

/** An office whose teachers' committee has experts, and a meeting of it for the ballots alone. */

const COMMITTEE = 'committee-kaili-teacher';

const people: PersonSeed[] = experts(9).map((id) => ({
  id,
  organisation: COMMITTEE,
  name: `示例${id}`,
  roles: [{ role: 'expert', organisation: COMMITTEE, token: `token-${id}-expert` }],
}));

export function openCommitteeOffice(): Promise<Office> {
  return openOffice({ seed: { ...seed, people: [...seed.people, ...people] } });
}

/** Opens the urns of an agenda, with a case row in the meeting's place that its committee and bureau see. */
export async function openSitting(office: Office, agenda: Agenda): Promise<void> {
  await office.query(
    `insert into cases (id, number, lifecycle, lifecycle_version, programme, version, state, snapshot, year, unit,
       visible_to, shown, last_recorded, last_at, head_hash)
     values ($1::uuid, $1::text, 'meeting', 1, 'kaili-2023', 1, 'voting', '{}', 2023, '-', $2, false, 0, 0, decode(repeat('00', 32), 'hex'))`,
    [agenda.meeting, [COMMITTEE, 'kaili-hrss']],
  );
  await inTransaction(office.pool, (tx) => openUrns(tx, agenda));
}
