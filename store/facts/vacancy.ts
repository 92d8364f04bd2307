import type { CaseId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';

export interface VacancyAsk {
  readonly unit: string;
  readonly class: string;
  readonly year: number;
}

export const vacancyKey = (ask: VacancyAsk) => `${ask.unit}|${ask.class}|${ask.year}`;

export interface VacancyState {
  /** `null`: no quota applies to this kind of unit (E35). */
  readonly approved: number | null;
  readonly holders: ReadonlySet<CaseId>;
}

/**
 * Vacancies with who holds them, locked until the end of the transaction: first the key, then the count, for a statement
 * that waited for its lock would still count as of before. A public institution whose form was not accepted has none (A19).
 */
export async function loadVacancies(
  tx: Tx,
  asks: readonly VacancyAsk[],
  { lock }: { lock: boolean },
): Promise<Map<string, VacancyState>> {
  const keys = [...new Set(asks.map(vacancyKey))].sort();
  if (lock)
    await tx.query({
      name: 'lock-vacancies',
      text: `select pg_advisory_xact_lock(hashtextextended('vacancy:' || key, 0)) from unnest($1::text[]) as key`,
      values: [keys],
    });
  const { rows } = await tx.query<{
    unit: string;
    class: string;
    year: number;
    approved: number | null;
    holders: CaseId[] | null;
  }>({
    name: 'fact-vacancy',
    text: `select a.unit, a.class, a.year,
        case when o.kind = 'publicInstitution' then coalesce(v.approved, 0) end as approved,
        (select array_agg(r.case_id::text) from reservations r
          where r.unit = a.unit and r.class = a.class and r.year = a.year) as holders
      from (select distinct * from unnest($1::text[], $2::text[], $3::integer[]) as a(unit, class, year)) a
      join organisations o on o.id = a.unit
      left join vacancies v on v.unit = a.unit and v.class = a.class and v.year = a.year`,
    values: [asks.map(({ unit }) => unit), asks.map((ask) => ask.class), asks.map(({ year }) => year)],
  });
  return new Map(rows.map((row) => [vacancyKey(row), { approved: row.approved, holders: new Set(row.holders ?? []) }]));
}
