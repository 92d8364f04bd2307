import type { Reopened } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';

/** Ended cases that a recheck reopens (domain A50): their outcome and what they remembered. */
export async function loadReopened(tx: Tx, cases: readonly CaseId[]): Promise<Map<CaseId, Reopened>> {
  const { rows } = await tx.query<{ id: string; ended: string; context: unknown }>({
    name: 'fact-reopened',
    text: `select id, ended, snapshot -> 'context' as context from cases
      where id = any($1::uuid[]) and ended is not null`,
    values: [cases],
  });
  return new Map(rows.map(({ id, ended, context }) => [id, { outcome: ended, context }]));
}
