import type { CaseId } from '../machines/ids.ts';
import { BATCH, CLAIM_MS, free } from './claims.ts';
import type { Clock } from './clock.ts';
import type { Tx } from './db.ts';

/**
 * Amendments are carried to their cases page by page (design D2). The row remembers how far; a page that is done twice
 * changes nothing the second time, and one that was not done is done again.
 */

export interface RecomputationPage {
  readonly id: number;
  /** Cases with deadlines computed under an older version; none: the amendment has reached all. */
  readonly cases: readonly CaseId[];
}

/**
 * Nothing is read for so long after an amendment is seen: a case whose transaction had read the versions before it must
 * be there to be found. No transaction of the door lasts longer, for it waits for no lock longer (design D3).
 */
export const BEGIN_AFTER_MS = 2_000;

interface OpenRecomputation {
  readonly id: number;
  readonly programme: string | null;
  readonly programme_version: number | null;
  readonly calendar_version: number | null;
  readonly after_case: CaseId | null;
  readonly begun: boolean;
}

/** Takes the oldest amendment nobody has in hand, with its next page. */
export async function claimRecomputation(tx: Tx, { raw }: Pick<Clock, 'raw'>): Promise<RecomputationPage | null> {
  const { rows } = await tx.query<OpenRecomputation>({
    name: 'claim-recomputation',
    text: `select id, programme, programme_version, calendar_version, after_case, claimed_until is not null as begun
      from recomputations where not done and ${free('$1::bigint')} order by id limit 1 for update skip locked`,
    values: [raw],
  });
  const [open] = rows;
  if (!open) return null;
  const until = raw + (open.begun ? CLAIM_MS : BEGIN_AFTER_MS);
  await tx.query('update recomputations set claimed_until = $2 where id = $1', [open.id, until]);
  return open.begun ? { id: open.id, cases: await nextPage(tx, open) } : null;
}

async function nextPage(tx: Tx, open: OpenRecomputation): Promise<CaseId[]> {
  const { rows } = await tx.query<{ id: CaseId }>({
    name: 'recomputation-page',
    text: `select c.id from cases c
      where ($1::uuid is null or c.id > $1) and c.ended is null and ($2::text is null or c.programme = $2)
        and exists (select from deadlines d
          where d.case_id = c.id and d.status in ('armed', 'provisional')
            and (d.programme_version < $3 or d.calendar_version < $4))
      order by c.id limit ${BATCH}`,
    values: [open.after_case, open.programme, open.programme_version, open.calendar_version],
  });
  return rows.map(({ id }) => id);
}

/** A page is done: the next one follows, or it was the last. */
export async function settlePage(tx: Tx, { id, cases }: RecomputationPage): Promise<void> {
  const last = cases.at(-1);
  if (last === undefined) await tx.query('update recomputations set done = true where id = $1', [id]);
  // 0, not null: it has begun, and is free at once.
  else await tx.query('update recomputations set after_case = $2, claimed_until = 0 where id = $1', [id, last]);
}
