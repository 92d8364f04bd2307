import type { CaseId } from '../machines/ids.ts';
import type { CustodyEvent } from '../machines/responsibility.ts';
import type { Reader } from './visible.ts';

/** What the history of a case says of custody, oldest first; for whoever may see the case already. */
export async function readCustody(db: Reader, id: CaseId): Promise<CustodyEvent[]> {
  const { rows } = await db.query<CustodyEvent>({
    name: 'read-custody',
    text: `select seq, type, at, clause, role, organisation, holder_role as "holderRole",
        holder_org as "holderOrganisation", coalesce(nodes, '{}') as nodes, state, actor, on_behalf_of as "onBehalfOf", reason
      from events where case_id = $1 order by seq`,
    values: [id],
  });
  return rows;
}
