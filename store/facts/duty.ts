import type { CaseId } from '../../machines/ids.ts';
import type { DutyForm } from '../../machines/programme-materials.ts';
import type { Tx } from '../db.ts';

export interface DutyAsk {
  readonly form: DutyForm;
  readonly organisation: string;
  readonly year: number;
}

export const dutyKey = ({ form, organisation, year }: DutyAsk) => `${form}|${organisation}|${year}`;

/**
 * The cases in which organisations owe a form, locked until the end of the transaction. A duty may not exist yet, so its key
 * is locked, in order, in a statement of its own.
 */
export async function loadDuties(
  tx: Tx,
  asks: readonly DutyAsk[],
  { lock }: { lock: boolean },
): Promise<Map<string, CaseId>> {
  const keys = [...new Set(asks.map(dutyKey))].sort();
  if (lock)
    await tx.query({
      name: 'lock-duties',
      text: `select pg_advisory_xact_lock(hashtextextended('duty:' || key, 0)) from unnest($1::text[]) as key`,
      values: [keys],
    });
  const { rows } = await tx.query<DutyAsk & { case_id: CaseId }>({
    name: 'fact-duty',
    text: `select d.form, d.organisation, d.year, d.case_id from duties d
      join unnest($1::text[], $2::text[], $3::integer[]) as a(form, organisation, year)
        on d.form = a.form and d.organisation = a.organisation and d.year = a.year`,
    values: [asks.map(({ form }) => form), asks.map(({ organisation }) => organisation), asks.map(({ year }) => year)],
  });
  return new Map(rows.map((row) => [dutyKey(row), row.case_id]));
}
