import type { OrganisationPlace } from '../../machines/duty/facts.ts';
import type { Reader } from '../visible.ts';

/** Where organisations stand in the tree, whatever they are; nothing for what is none. */
export async function loadOrganisationPlaces(
  db: Reader,
  organisations: readonly string[],
): Promise<Map<string, OrganisationPlace>> {
  const { rows } = await db.query<OrganisationPlace>({
    name: 'fact-organisation-place',
    text: `with recursive tree as (
        select o.id as of, o.id, o.parent, o.kind, o.level, o.authority, 0 as height
          from organisations o where o.id = any($1::text[])
        union all
        select t.of, o.id, o.parent, o.kind, o.level, o.authority, t.height + 1
          from tree t join organisations o on o.id = t.parent where t.height < 8)
      select o.id, o.kind, o.level, o.grassroots,
        (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'level', level, 'authority', authority)
           order by height), '[]') from tree t where t.of = o.id and height > 0) as above
      from organisations o where o.id = any($1::text[])`,
    values: [organisations],
  });
  return new Map(rows.map((row) => [row.id, row]));
}
