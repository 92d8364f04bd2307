import type { ShowingNotice } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';

/** Notices, each as it stands: whether a publicity is proved is decided on it (令40 第16条, 第26条). */
export async function loadPublicities(tx: Tx, notices: readonly CaseId[]): Promise<Map<CaseId, ShowingNotice>> {
  const { rows } = await tx.query<ShowingNotice>({
    name: 'fact-publicities',
    text: `select id as notice, coalesce(ended, state) as stands from cases
      where id = any($1::uuid[]) and lifecycle = 'notice'`,
    values: [[...new Set(notices)]],
  });
  return new Map(rows.map((row) => [row.notice, row]));
}
