import type { ExpertPool, PoolMember } from '../../machines/facts.ts';
import type { PlainDate } from '../../machines/time.ts';
import type { Tx } from '../db.ts';

export interface PoolAsk {
  readonly committee: string;
  readonly day: PlainDate;
}

export const poolKey = ({ committee, day }: PoolAsk) => `${committee}|${day}`;

interface Row {
  readonly committee: string;
  readonly day: string;
  readonly filed_from: string;
  readonly filed_through: string;
  readonly members: PoolMember[] | null;
}

/** The pools of experts filed for a committee on a day, the latest where filings overlap; nothing where none is (令40 第11条). */
export async function loadExpertPools(tx: Tx, asks: readonly PoolAsk[]): Promise<Map<string, ExpertPool>> {
  const { rows } = await tx.query<Row>({
    name: 'fact-expert-pool',
    text: `select a.committee, a.day::text as day, p.filed_from, p.filed_through,
        (select json_agg(json_build_object('lot', m.lot, 'person', m.person, 'seat', m.seat, 'level', m.level,
             'specialties', m.specialties, 'unit', m.unit, 'termFrom', m.term_from, 'termThrough', m.term_through,
             'worksAt', w.organisation) order by m.lot)
           from pool_members m join people w on w.id = m.person
          where m.committee = p.committee and m.filed_from = p.filed_from) as members
      from (select distinct * from unnest($1::text[], $2::date[]) as a(committee, day)) a
      join lateral (select * from expert_pools p where p.committee = a.committee
          and a.day between p.filed_from and p.filed_through order by p.filed_from desc limit 1) p on true`,
    values: [asks.map(({ committee }) => committee), asks.map(({ day }) => day)],
  });
  return new Map(
    rows.map((row) => [
      poolKey(row),
      {
        committee: row.committee,
        filedFrom: row.filed_from,
        filedThrough: row.filed_through,
        members: row.members ?? [],
      },
    ]),
  );
}
