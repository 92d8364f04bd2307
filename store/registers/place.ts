import type { CaseId, OrganisationId, PersonId } from '../../machines/ids.ts';
import { isVisible, type Reader, type Visible } from '../visible.ts';

/** Where a person works, and above it: who may declare of them, and who may look. */
export interface PersonPlace {
  readonly unit: OrganisationId;
  readonly above: readonly { readonly id: OrganisationId; readonly kind: string; readonly authority: string | null }[];
}

/** Null for nobody of the register. */
export async function placeOfPerson(db: Reader, person: PersonId): Promise<PersonPlace | null> {
  const { rows } = await db.query<PersonPlace>({
    name: 'place-of-person',
    text: `with recursive tree as (
        select o.id, o.parent, o.kind, o.authority, 0 as height
          from people p join organisations o on o.id = p.organisation where p.id = $1
        union all
        select o.id, o.parent, o.kind, o.authority, t.height + 1
          from tree t join organisations o on o.id = t.parent where t.height < 8)
      select (select id from tree where height = 0) as unit,
        coalesce((select json_agg(json_build_object('id', id, 'kind', kind, 'authority', authority) order by height)
          from tree where height > 0), '[]') as above
      where exists (select from tree)`,
    values: [person],
  });
  return rows[0] ?? null;
}

/** Whether an organiser sees a case of the person that is its own to organise. */
export async function organisesCaseOf(
  db: Reader,
  visible: Visible,
  of: { person: PersonId; organiser: OrganisationId | null },
): Promise<boolean> {
  const { rows } = await db.query<{ sees: boolean }>(
    `select exists (select from cases c where c.lifecycle = 'application' and c.person = $3
      and c.snapshot -> 'context' -> 'route' ->> 'organiser' = $4 and ${isVisible}) as sees`,
    [...visible, of.person, of.organiser],
  );
  return rows[0]?.sees ?? false;
}

/** Those of the cases that are applications of the person. */
export async function casesOf(db: Reader, person: PersonId, cases: readonly CaseId[]): Promise<Set<CaseId>> {
  const { rows } = await db.query<{ id: CaseId }>({
    name: 'applications-of-person',
    text: `select id from cases where id = any($2::uuid[]) and person = $1 and lifecycle = 'application'`,
    values: [person, cases],
  });
  return new Set(rows.map(({ id }) => id));
}
