import type { Collected } from '../../machines/duty/facts.ts';
import type { DutyForm } from '../../machines/programme-materials.ts';
import type { Tx } from '../db.ts';

export interface CollectedAsk {
  readonly form: DutyForm;
  readonly department: string;
  readonly year: number;
}

export const collectedKey = ({ form, department, year }: CollectedAsk) => `${form}|${department}|${year}`;

/** Of every department asked about, the units whose form it gathers: those it has accepted, and those that are missing. */
export async function loadCollected(tx: Tx, asks: readonly CollectedAsk[]): Promise<Map<string, Collected>> {
  const { rows } = await tx.query<CollectedAsk & { in: string[] | null; missing: string[] | null }>({
    name: 'fact-collected',
    text: `select a.form, a.department, a.year,
        array_agg(d.organisation order by d.organisation) filter (where d.file is not null) as in,
        array_agg(d.organisation order by d.organisation) filter (where d.file is null) as missing
      from (select distinct * from unnest($1::text[], $2::text[], $3::integer[]) as a(form, department, year)) a
      left join duties d on d.reviewer = a.department and d.form = a.form and d.year = a.year
      group by a.form, a.department, a.year`,
    values: [asks.map(({ form }) => form), asks.map(({ department }) => department), asks.map(({ year }) => year)],
  });
  return new Map(
    rows.map((row) => [
      collectedKey(row),
      { in: row.in ?? [], missing: (row.missing ?? []).filter((id) => id !== null) },
    ]),
  );
}
