import type { FactAsk } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';
import { derivedId } from '../hashing.ts';

/** The id of the case that a case opens, or opened, under a name of its own. */
export function ownCaseId(of: CaseId, lifecycle: string, name: string): CaseId {
  return derivedId(JSON.stringify([of, lifecycle, name]));
}

/** The id of the matter somebody raises. */
export const matterIdOf = ({ case: id, matter }: FactAsk): CaseId => ownCaseId(id, 'matter', matter ?? '');

/** Which of some matters have been raised: there is a case of each. */
export async function loadRaised(tx: Tx, matters: readonly CaseId[]): Promise<Set<CaseId>> {
  const { rows } = await tx.query<{ id: CaseId }>({
    name: 'fact-matter',
    text: 'select id from cases where id = any($1::uuid[])',
    values: [[...new Set(matters)]],
  });
  return new Set(rows.map(({ id }) => id));
}
