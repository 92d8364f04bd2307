import type { CaseId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';

export interface YearSlotAsk {
  readonly person: string;
  readonly year: number;
}

export interface HeldSlot {
  readonly case: CaseId;
  readonly permanent: boolean;
}

export const yearSlotKey = ({ person, year }: YearSlotAsk) => `${person}|${year}`;

/**
 * Who holds the slots (五(三)), locked until the end of the transaction. A slot may not exist yet, so its key is locked, in
 * order, in a statement of its own: what the next one reads is then nobody's to change.
 */
export async function loadYearSlots(
  tx: Tx,
  asks: readonly YearSlotAsk[],
  { lock }: { lock: boolean },
): Promise<Map<string, HeldSlot>> {
  const keys = [...new Set(asks.map(yearSlotKey))].sort();
  if (lock)
    await tx.query({
      name: 'lock-year-slots',
      text: `select pg_advisory_xact_lock(hashtextextended('slot:' || key, 0)) from unnest($1::text[]) as key`,
      values: [keys],
    });
  const { rows } = await tx.query<{ person: string; year: number; case_id: string; permanent: boolean }>({
    name: 'fact-year-slot',
    text: `select s.person, s.year, s.case_id, s.permanent from year_slots s
      join unnest($1::text[], $2::integer[]) as a(person, year) on s.person = a.person and s.year = a.year`,
    values: [asks.map(({ person }) => person), asks.map(({ year }) => year)],
  });
  return new Map(rows.map((row) => [yearSlotKey(row), { case: row.case_id, permanent: row.permanent }]));
}
