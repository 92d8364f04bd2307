import type pg from 'pg';
import { inTransaction } from '../../store/db.ts';
import type { Sitting, Voted } from './sitting.ts';
import type { Urn } from './urn.ts';

/**
 * Naive urns, planted so that the attacker can be seen to win: ballots without voter, time or number, under random keys, and
 * linked all the same.
 */

const rosterOf = (name: string) => `
  create table ${name}_roster (case_id uuid, voter text, voted boolean not null default false, primary key (case_id, voter));`;
const ballotsOf = (name: string) => `
  create table ${name}_ballots (key uuid primary key default gen_random_uuid(), case_id uuid not null, choice text not null);`;

const mark = (name: string) => `update ${name}_roster set voted = true where voter = $1 and case_id = any ($2::uuid[])`;
const put = (name: string) =>
  `insert into ${name}_ballots (case_id, choice) select * from unnest($1::uuid[], $2::text[]) order by random()`;

const voterOf = (ballot: readonly Voted[]) => ballot[0]?.voter;
const casesOf = (ballot: readonly Voted[]) => ballot.map((vote) => vote.case);
const choicesOf = (ballot: readonly Voted[]) => ballot.map(({ choice }) => choice);

type Casting = Urn['cast'];

async function roster(name: string, pool: pg.Pool, { cases, voters }: Sitting): Promise<void> {
  const all = `insert into ${name}_roster (case_id, voter) select c, v from unnest($1::uuid[]) c cross join unnest($2::text[]) v`;
  await pool.query(all, [cases, voters]);
}

type Keeping = Pick<Urn, 'tables' | 'cast'> & Partial<Pick<Urn, 'open' | 'close'>>;

function naive(name: string, table: string, { tables, ...keeping }: Keeping): Urn {
  return {
    open: (pool, sitting) => roster(table, pool, sitting),
    close: async () => undefined,
    ...keeping,
    name,
    tables: rosterOf(table) + tables,
    marks: `select case_id, voter, xmin::text::bigint as xmin from ${table}_roster where voted and case_id = any ($1::uuid[])`,
  };
}

const together: Casting = (pool, _sitting, ballot) =>
  inTransaction(pool, async (tx) => {
    await tx.query(mark('together'), [voterOf(ballot), casesOf(ballot)]);
    await tx.query(put('together'), [casesOf(ballot), choicesOf(ballot)]);
  });

const apart: Casting = async (pool, _sitting, ballot) => {
  await pool.query(mark('apart'), [voterOf(ballot), casesOf(ballot)]);
  await pool.query(put('apart'), [casesOf(ballot), choicesOf(ballot)]);
};

/** While a sitting votes its ballots lie in a table of its own; at closing they are copied, all at once, and it is dropped. */
const queueOf = (meeting: string) => `queue_${meeting.replaceAll('-', '')}`;

const queued: Pick<Urn, 'open' | 'cast' | 'close'> = {
  open: async (pool, sitting) => {
    await roster('queue', pool, sitting);
    await pool.query(`create table ${queueOf(sitting.meeting)} (case_id uuid not null, choice text not null)`);
  },
  cast: async (pool, { meeting }, ballot) => {
    await pool.query(mark('queue'), [voterOf(ballot), casesOf(ballot)]);
    await pool.query(`insert into ${queueOf(meeting)} select * from unnest($1::uuid[], $2::text[])`, [
      casesOf(ballot),
      choicesOf(ballot),
    ]);
  },
  close: (pool, { meeting }) =>
    inTransaction(pool, async (tx) => {
      // One after the other: who extends a table together with others gets pages out of turn.
      await tx.query('lock table final_ballots in exclusive mode');
      await tx.query(`insert into final_ballots select * from ${queueOf(meeting)}`);
      await tx.query(`drop table ${queueOf(meeting)}`);
    }),
};

/** The rule of the product's urn without its ending: marked and rewritten in random order in one statement, never erased. */
const REWRITE = `with marked as (update rewritten_roster set voted = true where voter = $1 and case_id = any ($2::uuid[])),
    taken as (delete from rewritten_ballots where case_id = any ($2::uuid[]) returning case_id, choice)
  insert into rewritten_ballots (case_id, choice)
  select case_id, choice from (
    select case_id, choice from taken union all select * from unnest($2::uuid[], $3::text[])) urn order by random()`;

const rewritten: Casting = (pool, _sitting, ballot) =>
  inTransaction(pool, async (tx) => {
    await tx.query(`select from rewritten_roster where case_id = any ($1::uuid[]) order by case_id, voter for update`, [
      casesOf(ballot),
    ]);
    await tx.query(REWRITE, [voterOf(ballot), casesOf(ballot), choicesOf(ballot)]);
  });

export const planted: readonly Urn[] = [
  naive('naive: mark and ballot in one transaction', 'together', { cast: together, tables: ballotsOf('together') }),
  naive('naive: separate transactions', 'apart', { cast: apart, tables: ballotsOf('apart') }),
  naive('naive: kept in the order they came', 'queue', {
    ...queued,
    tables: 'create table final_ballots (case_id uuid not null, choice text not null);',
  }),
  naive('half: rewritten in random order, not erased', 'rewritten', {
    cast: rewritten,
    tables: 'create table rewritten_ballots (case_id uuid not null, choice text not null);',
  }),
];
