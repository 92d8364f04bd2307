import type { CaseId, OrganisationId, PersonId } from '../machines/ids.ts';
import type { Role } from '../machines/roles.ts';
import type { Instant } from '../machines/time.ts';
import type { Tx } from './db.ts';

/** The inbox: the channel that always works (design D10). Ids, codes and instants only; the reader's client words them. */

export interface Message {
  readonly role: Role;
  /** Whoever it is for: a person, or everybody who holds the role in the organisation. */
  readonly person: PersonId | null;
  readonly organisation: OrganisationId | null;
  /** The outbox row it was; null for what a round tells. */
  readonly origin: { readonly case: CaseId; readonly seq: number; readonly n: number } | null;
  readonly about: string;
  readonly body: object | null;
  /** UTC ms. */
  readonly at: Instant;
}

/** Lays messages into the inbox; one of an outbox row that is there already changes nothing. */
export async function putMessages(tx: Tx, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ origin, ...message }) => ({
    ...message,
    case_id: origin?.case ?? null,
    seq: origin?.seq ?? null,
    n: origin?.n ?? null,
  }));
  await tx.query({
    name: 'put-messages',
    text: `insert into inbox (person, organisation, role, case_id, seq, n, about, body, at)
      select person, organisation, role, case_id, seq, n, about, body, at
        from json_to_recordset($1::json) as m(person text, organisation text, role text, case_id uuid, seq integer,
          n integer, about text, body json, at bigint)
      on conflict (case_id, seq, n) do nothing`,
    values: [JSON.stringify(rows)],
  });
}
