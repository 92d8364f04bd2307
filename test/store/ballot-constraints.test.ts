import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castBallot, closeUrns, openUrns } from '../../store/ballots.ts';
import { createPool, inTransaction } from '../../store/db.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { agendaOf, ballotOf, expert, experts, namedId } from '../support/meetings.ts';

/** What the database refuses by itself, when the program forgets its rules: statements written past `store/ballots.ts`. */

let database: FreshDatabase;
let pool: ReturnType<typeof createPool>;

const voting = agendaOf('open', { cases: 2, present: experts(4), recused: { 1: [expert(3)] } });
const closed = agendaOf('closed', { cases: 1, present: experts(4) });
const [first, second] = voting.cases.map((one) => one.case) as [string, string];
const other = closed.cases[0]!.case;
let box: number;

beforeAll(async () => {
  database = await freshDatabase();
  pool = createPool(database.url, { max: 4 });
  for (const agenda of [closed, voting]) {
    await inTransaction(pool, (tx) => openUrns(tx, agenda));
    await inTransaction(pool, (tx) => castBallot(tx, ballotOf(agenda, expert(1), { 0: 'yes' })));
  }
  await inTransaction(pool, (tx) => closeUrns(tx, closed));
  const { rows } = await pool.query<{ box: number }>('select box from urns where meeting = $1', [voting.meeting]);
  box = rows[0]!.box;
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

interface Forgetful {
  readonly meeting?: string;
  readonly case?: string;
  readonly voter: string;
  readonly castBy?: string;
  readonly recused?: boolean;
}

/** Mark and ballot in one statement, as the program would write them, without asking anything first. */
const cast = ({ meeting = voting.meeting, case: id = first, voter, castBy = voter, recused = false }: Forgetful) =>
  `with marked as (insert into ballot_marks (meeting, case_id, voter, cast_by, recused)
     values ('${meeting}', '${id}', '${voter}', '${castBy}', ${recused}))
   insert into ballots_${box} (box, case_id, choice) values (${box}, '${id}', 'y')`;

async function refusalOf(sql: string): Promise<string | undefined> {
  try {
    await pool.query(sql);
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.constraint ?? error.message;
    throw error;
  }
  return undefined;
}

const state = async () => {
  const one = async (sql: string) =>
    (await pool.query<{ all: unknown }>(`select json_agg(t) as all from (${sql}) t`)).rows[0]!.all;
  return {
    urns: await one('select * from urns order by meeting, case_id'),
    roster: await one('select * from ballot_roster order by meeting, case_id, voter'),
    marks: await one('select * from ballot_marks order by meeting, case_id, voter'),
    ballots: await one('select * from ballots order by case_id, choice'),
  };
};

const m = `meeting = '${voting.meeting}'`;
const illegal: readonly (readonly [what: string, constraint: string, sql: () => string])[] = [
  ['of somebody absent', 'voter_is_present', () => cast({ voter: expert(9) })],
  ['cast by another person', 'no_ballot_for_another', () => cast({ voter: expert(2), castBy: expert(4) })],
  ['of somebody recused for the case', 'voter_is_not_recused', () => cast({ voter: expert(3), case: second })],
  ['of somebody who says so', 'no_ballot_when_recused', () => cast({ voter: expert(3), case: second, recused: true })],
  ['a second one', 'one_ballot_each', () => cast({ voter: expert(1) })],
  ['after closing', 'voting_is_open', () => cast({ meeting: closed.meeting, case: other, voter: expert(2) })],
  ['where no urn was opened', 'voting_is_open', () => cast({ case: namedId('no agenda'), voter: expert(2) })],
  ['that is neither yes, no nor abstention', 'choice_is_known', () => cast({ voter: expert(2) }).replace("'y'", "'x'")],
];

describe('the database refuses a ballot', () => {
  test.each(illegal)('%s: %s', async (_, constraint, sql) => {
    const before = await state();
    expect(await refusalOf(sql())).toBe(constraint);
    expect(await state()).toEqual(before);
  });

  test('and takes the one that has none of these faults', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query(cast({ voter: expert(4), case: second }));
    await client.query('rollback');
    client.release();
  });
});

const tampering: readonly (readonly [what: string, constraint: string, sql: () => string])[] = [
  ['a ballot that nobody cast', 'a_ballot_a_mark', () => `insert into ballots_${box} values (${box}, '${first}', 'y')`],
  [
    'one for a case that is not voted on',
    'a_ballot_a_mark',
    () => `insert into ballots_${box} values (${box}, '${other}', 'y')`,
  ],
  [
    'a mark without its ballot',
    'a_ballot_a_mark',
    () =>
      `insert into ballot_marks (meeting, case_id, voter, cast_by) values ('${voting.meeting}', '${first}', 'expert-4', 'expert-4')`,
  ],
  ['taking ballots out', 'a_ballot_a_mark', () => `delete from ballots_${box}`],
  ['changing one', 'of_a_vote_nothing_changes', () => `update ballots_${box} set choice = 'n'`],
  ['past the boxes', 'of_a_vote_nothing_changes', () => `insert into ballots values (${box}, '${first}', 'y')`],
  ['taking back that one voted', 'of_a_vote_nothing_changes', () => `delete from ballot_marks where ${m}`],
  [
    'marking another instead',
    'of_a_vote_nothing_changes',
    () => `update ballot_marks set voter = 'expert-2' where ${m}`,
  ],
  ['striking from the roster', 'of_a_vote_nothing_changes', () => `delete from ballot_roster where ${m}`],
  ['lifting a recusal', 'of_a_vote_nothing_changes', () => `update ballot_roster set recused = false where ${m}`],
  [
    'a late arrival in a round that has begun',
    'roster_comes_first',
    () => `insert into ballot_roster values ('${voting.meeting}', '${first}', 'expert-9', false)`,
  ],
  [
    'one on the roster of a closed urn',
    'roster_comes_first',
    () => `insert into ballot_roster values ('${closed.meeting}', '${other}', 'expert-9', false)`,
  ],
  ['emptying a box that is voted into', 'box_is_counted', () => `truncate ballots_${box}`],
  [
    'giving it to another meeting',
    'box_changes_hands',
    () => `update ballot_boxes set meeting = gen_random_uuid() where box = ${box}`,
  ],
  [
    'closing with counts that are not the ballots’',
    'counts_are_the_ballots',
    () => `update urns set box = null, yes = 0, no = 1, abstain = 0 where case_id = '${first}'`,
  ],
  ['closing without counts', 'counted_when_closed', () => `update urns set box = null where case_id = '${first}'`],
  ['other counts after closing', 'urn_closes_once', () => `update urns set yes = 0, no = 1 where case_id = '${other}'`],
  [
    'opening a closed urn again',
    'urn_closes_once',
    () => `update urns set box = ${box}, yes = null, no = null, abstain = null where case_id = '${other}'`,
  ],
  ['taking an urn away', 'of_a_vote_nothing_changes', () => `delete from urns where case_id = '${other}'`],
  [
    'an urn in a box of another meeting',
    'urn_opens_empty',
    () => `insert into urns values (gen_random_uuid(), gen_random_uuid(), ${box})`,
  ],
];

describe('the database refuses', () => {
  test.each(tampering)('%s: %s', async (_, constraint, sql) => {
    const before = await state();
    expect(await refusalOf(sql())).toBe(constraint);
    expect(await state()).toEqual(before);
  });
});
