import type { Reopened } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';
import { lockResults } from './ruling.ts';

/**
 * Ended cases that a recheck reopens (domain A50), locked until the end of the transaction: their outcome and what they
 * remembered, the recheck that was granted and waits for its case, and the case that was opened already.
 */
export async function loadReopened(
  tx: Tx,
  cases: readonly CaseId[],
  { lock }: { lock: boolean },
): Promise<Map<CaseId, Reopened>> {
  if (lock) await lockResults(tx, cases);
  const { rows } = await tx.query<Reopened & { id: CaseId }>({
    name: 'fact-reopened',
    text: `select c.id, c.ended as outcome, c.snapshot -> 'context' as context, f.case_id as "followUp",
        (select r.case_id from rechecks r join cases g on g.id = r.case_id
           where r.result = c.id and g.state in ('granted', 'followUpOverdue') order by r.case_id limit 1) as recheck
      from cases c left join follow_ups f on f.result = c.id
      where c.id = any($1::uuid[]) and c.ended is not null`,
    values: [cases],
  });
  return new Map(rows.map(({ id, ...reopened }) => [id, reopened]));
}
