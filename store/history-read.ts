import type { CaseId } from '../machines/ids.ts';
import { isVisible, type Reader, type Visible } from './visible.ts';

/** An event as it was written, without the columns that only chain it. */
export interface EventRecord {
  readonly seq: number;
  readonly type: string;
  readonly past: string;
  readonly received: number;
  readonly recorded: number;
  readonly at: number;
  readonly actor: string | null;
  readonly on_behalf_of: string | null;
  readonly role: string;
  readonly organisation: string | null;
  readonly channel: string;
  readonly reason: string | null;
  readonly clause: string;
  readonly payload: unknown;
  readonly signature: unknown;
  readonly document: string | null;
  readonly text_sha256: string | null;
  readonly facts: unknown;
  readonly arms: unknown;
  readonly disarms: unknown;
  readonly state: string;
  readonly holder_role: string | null;
  readonly holder_org: string | null;
  readonly nodes: unknown;
  readonly programme: string;
  readonly programme_version: number;
  readonly calendar_version: number;
  readonly lifecycle: string;
  readonly lifecycle_version: number;
  readonly engine: string;
  readonly cause: string | null;
  readonly request_id: string | null;
  readonly hash: Buffer;
}

/** Events of a case the actor may see, oldest first, `limit` of them after `after`; `null` where there is no such case. */
export async function readHistory(
  db: Reader,
  visible: Visible,
  { id, after, limit }: { id: CaseId; after: number; limit: number },
): Promise<EventRecord[] | null> {
  const { rows } = await db.query<EventRecord & { known: CaseId }>(
    `select c.id as known, e.seq, e.type, e.past, e.received, e.recorded, e.at, e.actor, e.on_behalf_of, e.role,
       e.organisation, e.channel, e.reason, e.clause, e.payload, e.signature, e.document, e.text_sha256, e.facts, e.arms,
       e.disarms, e.state, e.holder_role, e.holder_org, e.nodes, e.programme, e.programme_version, e.calendar_version,
       e.lifecycle, e.lifecycle_version, e.engine, e.cause, e.request_id, e.hash
     from cases c left join events e on e.case_id = c.id and e.seq > $4
     where c.id = $3 and ${isVisible} order by e.seq limit $5`,
    [...visible, id, after, limit],
  );
  // A case has events from its opening: a row without one is a case whose history ends before `after`.
  if (rows.length === 0) return null;
  return rows.filter(({ seq }) => seq !== null);
}
