import type { Bar } from '../../machines/facts.ts';
import type { Tx } from '../db.ts';

/** Bars known against people (三(三)), in order of decision; of everybody asked about, so that not asked is not none. */
export async function loadBars(tx: Tx, people: readonly string[]): Promise<Map<string, Bar[]>> {
  const { rows } = await tx.query<{ person: string; kind: string; decided_on: string; barred_through: string }>({
    name: 'fact-bars',
    text: `select person, kind, decided_on, barred_through from bars
      where person = any($1::text[]) order by person, decided_on, kind`,
    values: [people],
  });
  const bars = new Map<string, Bar[]>(people.map((person) => [person, []]));
  for (const { person, kind, decided_on, barred_through } of rows) {
    const bar = { kind, decidedOn: decided_on, barredThrough: barred_through };
    bars.set(person, [...(bars.get(person) ?? []), bar]);
  }
  return bars;
}
