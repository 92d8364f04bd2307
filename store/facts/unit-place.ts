import type { UnitPlace } from '../../machines/facts.ts';
import type { AdministrativeLevel } from '../../machines/roles.ts';
import type { Tx } from '../db.ts';

export interface UnitPlaceAsk {
  readonly unit: string;
  readonly person: string;
}

export const unitPlaceKey = ({ unit, person }: UnitPlaceAsk) => `${unit}|${person}`;

interface Row {
  readonly unit: string;
  readonly person: string;
  readonly kind: UnitPlace['kind'];
  readonly employed: boolean;
  readonly above: { id: string; kind: string; level: AdministrativeLevel; line: string | null }[];
  readonly lines: { id: string; level: AdministrativeLevel }[];
}

/** Where units stand in the tree of organisations, and whether they employ the person; nothing for what is no unit. */
export async function loadUnitPlaces(tx: Tx, asks: readonly UnitPlaceAsk[]): Promise<Map<string, UnitPlace>> {
  const { rows } = await tx.query<Row>({
    name: 'fact-unit-place',
    text: `with recursive asked as (select * from unnest($1::text[], $2::text[]) as a(unit, person)),
      tree as (
        select distinct a.unit, o.id, o.parent, o.kind, o.level, o.line_superior, 0 as height
          from asked a join organisations o on o.id = a.unit
        union all
        select t.unit, o.id, o.parent, o.kind, o.level, o.line_superior, t.height + 1
          from tree t join organisations o on o.id = t.parent where t.height < 8),
      line as (
        select unit, id, level, line_superior, 1 as height from tree where height = 1
        union all
        select l.unit, o.id, o.level, o.line_superior, l.height + 1
          from line l join organisations o on o.id = l.line_superior where l.height < 4)
    select a.unit, a.person, u.kind, coalesce(p.organisation = a.unit, false) as employed,
      (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'level', level) order by height), '[]')
         from tree t where t.unit = a.unit and height > 0) as above,
      (select coalesce(json_agg(json_build_object('id', id, 'level', level) order by height), '[]')
         from line l where l.unit = a.unit) as lines
    from asked a join organisations u on u.id = a.unit left join people p on p.id = a.person
    where u.kind in ('publicInstitution', 'stateOwnedEnterprise', 'privateUnit', 'personnelAgency')`,
    values: [asks.map(({ unit }) => unit), asks.map(({ person }) => person)],
  });
  return new Map(
    rows.map((row) => [
      unitPlaceKey(row),
      {
        unit: row.unit,
        kind: row.kind,
        employsApplicant: row.employed,
        above: row.above,
        pushers: row.lines,
      },
    ]),
  );
}
