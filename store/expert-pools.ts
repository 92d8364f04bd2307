import type { ExpertPool, PoolMember } from '../machines/facts.ts';
import type { CaseId, OrganisationId, PersonId, Sha256 } from '../machines/ids.ts';
import { poolHash } from '../machines/meeting/draw.ts';
import type { PlainDate } from '../machines/time.ts';
import type { Tx } from './db.ts';

/** What is filed of committees, and what registers are told of cases before they are judged (令40 第11条, 第25条; domain §2.4). */

/** A member as filed; its lot, by which it is told wherever no name may stand, is its place in the filing, from 1. */
export type FiledMember = Omit<PoolMember, 'lot' | 'worksAt'>;

export interface PoolFiling {
  /** The committee as an organisation. */
  readonly committee: OrganisationId;
  readonly filedFrom: PlainDate;
  /** Inclusive; at most three years after `filedFrom`. */
  readonly filedThrough: PlainDate;
  /** SHA-256 of the filing. */
  readonly document: Sha256;
  /** At most 500, each person once. */
  readonly members: readonly FiledMember[];
}

export type PoolFiled =
  /** `known`: the same filing was there before, and nothing changed. */
  | { readonly outcome: 'filed' | 'known'; readonly pool: Sha256 }
  /** Another pool is filed for the committee from the same day. */
  | { readonly outcome: 'differs' }
  | {
      readonly outcome: 'unknown';
      readonly people: ReadonlySet<PersonId>;
      readonly units: ReadonlySet<OrganisationId>;
    };

/**
 * Files a committee's pool of experts. What is filed is never changed: another pool is another filing, which counts from its
 * own day on.
 * @throws DatabaseError for a filing or a term of more than three years, and for a committee there is not.
 */
export async function filePool(tx: Tx, filing: PoolFiling): Promise<PoolFiled> {
  const { committee, filedFrom, filedThrough, document, members } = filing;
  const strange = await strangers(tx, members);
  if (strange.people.size + strange.units.size > 0) return { outcome: 'unknown', ...strange };
  const pool = poolHash(poolOf(filing));
  const { rowCount } = await tx.query({
    name: 'file-pool',
    text: `insert into expert_pools (committee, filed_from, filed_through, document) values ($1, $2, $3, $4)
      on conflict (committee, filed_from) do nothing`,
    values: [committee, filedFrom, filedThrough, document],
  });
  if (rowCount === 0) {
    return (await isFiled(tx, filing, pool)) ? { outcome: 'known', pool } : { outcome: 'differs' };
  }
  await putMembers(tx, filing);
  return { outcome: 'filed', pool };
}

function poolOf({ committee, filedFrom, filedThrough, members }: PoolFiling): ExpertPool {
  const numbered = members.map((one, index) => ({ ...one, lot: index + 1, worksAt: one.unit }));
  return { committee, filedFrom, filedThrough, members: numbered };
}

async function strangers(
  tx: Tx,
  members: readonly FiledMember[],
): Promise<{ people: Set<PersonId>; units: Set<OrganisationId> }> {
  const { rows } = await tx.query<{ kind: 'person' | 'unit'; id: string }>({
    name: 'strangers-to-a-pool',
    text: `select 'person' as kind, id from unnest($1::text[]) as p(id) where not exists (select from people where people.id = p.id)
      union all
      select 'unit', id from unnest($2::text[]) as u(id) where not exists (select from organisations o where o.id = u.id)`,
    values: [members.map(({ person }) => person), members.map(({ unit }) => unit)],
  });
  const of = (kind: 'person' | 'unit') => new Set(rows.filter((row) => row.kind === kind).map(({ id }) => id));
  return { people: of('person'), units: of('unit') };
}

async function putMembers(tx: Tx, { committee, filedFrom, members }: PoolFiling): Promise<void> {
  await tx.query({
    name: 'file-pool-members',
    text: `insert into pool_members (committee, filed_from, lot, person, seat, level, specialties, unit, term_from, term_through)
      select $1, $2, lot, person, seat, level, specialties, unit, "termFrom", "termThrough"
        from json_to_recordset($3::json) as m(lot smallint, person text, seat text, level text, specialties text[], unit text,
          "termFrom" date, "termThrough" date)`,
    values: [committee, filedFrom, JSON.stringify(members.map((one, index) => ({ lot: index + 1, ...one })))],
  });
}

/** Whether exactly this was filed before. */
async function isFiled(tx: Tx, filing: PoolFiling, pool: Sha256): Promise<boolean> {
  const { rows } = await tx.query<{ document: string; filed_through: string; members: PoolMember[] | null }>({
    name: 'filed-pool',
    text: `select p.document, p.filed_through,
        (select json_agg(json_build_object('lot', m.lot, 'person', m.person, 'seat', m.seat, 'level', m.level,
             'specialties', m.specialties, 'unit', m.unit, 'termFrom', m.term_from, 'termThrough', m.term_through,
             'worksAt', m.unit) order by m.lot)
           from pool_members m where m.committee = p.committee and m.filed_from = p.filed_from) as members
      from expert_pools p where p.committee = $1 and p.filed_from = $2`,
    values: [filing.committee, filing.filedFrom],
  });
  const [row] = rows;
  if (!row) return false;
  const there = { ...poolOf(filing), filedThrough: row.filed_through, members: row.members ?? [] };
  return row.document === filing.document && poolHash(there) === pool;
}

/**
 * Names the peers who recommend an applicant (同行专家推荐, domain E08): drawn for a sitting on the case, they are recused.
 * Named again they are named once; nobody is taken off.
 * @throws DatabaseError for a case there is not.
 */
export async function nameReferees(tx: Tx, of: { case: CaseId; people: readonly PersonId[] }): Promise<void> {
  await tx.query({
    name: 'name-referees',
    text: `insert into referees (case_id, person) select $1, person from unnest($2::text[]) as r(person)
      on conflict do nothing`,
    values: [of.case, [...new Set(of.people)]],
  });
}
