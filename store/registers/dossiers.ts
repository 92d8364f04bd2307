import type { Dossier } from '../../machines/eligibility/dossier.ts';
import type { OwnBar, OwnTitle, Registers } from '../../machines/eligibility/registers.ts';
import type { CaseId, OrganisationId, PersonId } from '../../machines/ids.ts';
import { GRASSROOTS_CLASS } from '../../machines/programme-materials.ts';
import { dateOf } from '../../machines/time.ts';
import { sha256Hex } from '../hashing.ts';
import type { Reader } from '../visible.ts';
import { loadEntries, type PersonRegister } from './entries.ts';

/** What dossiers are made of, for many cases in a fixed number of statements; not locked here. */

export interface DossierAsk {
  readonly case: CaseId;
  readonly person: PersonId;
  readonly unit: OrganisationId;
  readonly year: number;
}

export interface DossierParts extends Omit<Registers, 'claim' | 'items'> {
  /** Items handed in with the case so far. */
  readonly handedIn: readonly string[];
  /** Entries of the register, and a hash over theirs and everything else this was made of. */
  readonly count: number;
  readonly digest: string;
}

/** By case; nothing for whoever has no entry at all. */
export async function loadDossierParts(
  db: Reader,
  asks: readonly DossierAsk[],
  { upTo = null }: { upTo?: number | null } = {},
): Promise<Map<CaseId, DossierParts>> {
  const people = [...new Set(asks.map(({ person }) => person))];
  const registers = await loadEntries(db, people, { upTo });
  const registered = asks.filter(({ person }) => (registers.get(person)?.hashes.length ?? 0) > 0);
  if (registered.length === 0) return new Map();
  const known = await loadKnown(db, registered);
  return new Map(
    registered.flatMap((ask) => {
      const register = registers.get(ask.person);
      const around = known.get(ask.case);
      return register && around ? [[ask.case, partsOf(register, { id: ask.case, around })] as const] : [];
    }),
  );
}

type Place = Registers['place'];

interface Known {
  readonly case: CaseId;
  readonly titles: OwnTitle[];
  readonly bars: OwnBar[];
  readonly kind: string;
  readonly level: string;
  readonly grassroots: boolean;
  readonly items: string[];
  readonly filedAt: number | null;
  readonly free: number;
}

function partsOf({ entries, hashes }: PersonRegister, { id, around }: { id: CaseId; around: Known }): DossierParts {
  const { titles, bars, items: handedIn, filedAt, free } = around;
  return {
    entries,
    unreadable: entries.length < hashes.length,
    titles,
    bars,
    place: placeOf(around),
    case: id,
    grassrootsPosts: filedAt === null ? null : { filedOn: dateOf(filedAt), free: Math.max(0, free) },
    handedIn,
    count: hashes.length,
    digest: sha256Hex(JSON.stringify([hashes, around])),
  };
}

const levels: Readonly<Record<string, Place['unitLevel']>> = {
  city: 'COUNTY',
  prefecture: 'PREFECTURE',
  province: 'PROVINCE',
};
const unitKinds: readonly Dossier['employment']['unitKind'][] = [
  'publicInstitution',
  'stateOwnedEnterprise',
  'privateUnit',
  'personnelAgency',
];

/** 基层 is a township and below (A26); Kaili is a city at county level. */
function placeOf({ kind, level, grassroots }: Known): Place {
  return {
    unitKind: unitKinds.find((one) => one === kind) ?? 'publicInstitution',
    unitLevel: grassroots ? 'TOWNSHIP' : (levels[level] ?? 'COUNTY'),
    grassroots,
  };
}

/** What other registers say: titles, bars, where the unit stands, what was handed in, posts of the grassroots (form 1-7). */
async function loadKnown(db: Reader, asks: readonly DossierAsk[]): Promise<Map<CaseId, Known>> {
  const { rows } = await db.query<Known>({
    name: 'dossiers-known',
    text: `select a.id as case, o.kind, o.level, o.grassroots,
      (select coalesce(json_agg(json_build_object('series', t.series, 'level', t.level, 'scope', t.scope,
          'approvedOn', t.approved_on, 'countsFrom', t.counts_from, 'year', c.year, 'revokedOn', t.revoked_on)
          order by t.counts_from, t.case_id), '[]')
        from titles t join cases c on c.id = t.case_id where t.person = a.person) as titles,
      (select coalesce(json_agg(json_build_object('kind', b.kind, 'decidedOn', b.decided_on,
          'serious', coalesce(i.serious, false), 'inThisCase', coalesce(b.case_id = a.id, false))
          order by b.decided_on, b.kind), '[]')
        from bars b left join integrity_entries i on i.case_id = b.case_id where b.person = a.person) as bars,
      (select coalesce(json_agg(distinct m ->> 'item'), '[]')
        from events e, json_array_elements(e.payload -> 'materials') m
        where e.case_id = a.id and e.type in ('submit', 'resubmit', 'supplement')) as items,
      (select max(e.at) from duties d join events e on e.case_id = d.case_id
        where d.form = '1-7' and d.organisation = a.unit and d.year = a.year and d.file is not null
          and e.past = 'handedIn') as "filedAt",
      coalesce((select v.approved - (select count(*) from reservations r
            where r.unit = v.unit and r.class = v.class and r.year = v.year and r.case_id <> a.id)
        from vacancies v where v.unit = a.unit and v.class = $5 and v.year = a.year), 0)::integer as free
      from unnest($1::uuid[], $2::text[], $3::text[], $4::integer[]) as a(id, person, unit, year)
      join organisations o on o.id = a.unit`,
    values: [
      asks.map((one) => one.case),
      asks.map(({ person }) => person),
      asks.map(({ unit }) => unit),
      asks.map(({ year }) => year),
      GRASSROOTS_CLASS,
    ],
  });
  return new Map(rows.map((row) => [row.case, row]));
}
