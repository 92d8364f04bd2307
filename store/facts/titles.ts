import type { CaseId, PersonId } from '../../machines/ids.ts';
import type { PlainDate } from '../../machines/time.ts';
import type { Tx } from '../db.ts';

export interface TitleState {
  readonly case: CaseId;
  readonly countsFrom: PlainDate;
  readonly revokedOn: PlainDate | null;
}

/**
 * Titles granted to people, locked until the end of the transaction: a certificate that is issued and one that is revoked must
 * see each other, in one order or the other. Of everybody asked about, so that not asked is not none.
 */
export async function loadTitles(
  tx: Tx,
  people: readonly PersonId[],
  { lock }: { lock: boolean },
): Promise<Map<PersonId, TitleState[]>> {
  const persons = [...new Set(people)].sort();
  if (lock)
    await tx.query({
      name: 'lock-titles',
      text: `select pg_advisory_xact_lock(hashtextextended('titles:' || person, 0)) from unnest($1::text[]) as person`,
      values: [persons],
    });
  const { rows } = await tx.query<TitleState & { person: PersonId }>({
    name: 'fact-titles',
    text: `select person, case_id as case, counts_from as "countsFrom", revoked_on as "revokedOn" from titles
      where person = any($1::text[]) order by person, counts_from, case_id`,
    values: [persons],
  });
  const titles = new Map<PersonId, TitleState[]>(persons.map((person) => [person, []]));
  for (const { person, ...title } of rows) titles.get(person)?.push(title);
  return titles;
}
