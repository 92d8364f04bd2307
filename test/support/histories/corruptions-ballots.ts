import type pg from 'pg';
import { namedId } from '../meetings.ts';
import type { Corruption } from './corruption.ts';

/** Damage to votes. The year has none: each begins with one that was lawful, of three experts on one case, two for it. */

const meeting = namedId('a meeting that voted');
const voted = namedId('a case that was voted on');

/** A vote as it should be. */
export async function lawfulVote(db: pg.Client): Promise<void> {
  await db.query('insert into urns (meeting, case_id, yes, no, abstain) values ($1, $2, 2, 1, 0)', [meeting, voted]);
  const three = `(values ('one'), ('two'), ('three')) as v(voter)`;
  await db.query(
    `insert into ballot_roster (meeting, case_id, voter, recused) select $1::uuid, $2::uuid, voter, false from ${three}`,
    [meeting, voted],
  );
  await db.query(
    `insert into ballot_marks (meeting, case_id, voter, cast_by) select $1::uuid, $2::uuid, voter, voter from ${three}`,
    [meeting, voted],
  );
}

const afterVote =
  (...statements: readonly string[]): Corruption['damage'] =>
  async (db) => {
    await lawfulVote(db);
    for (const sql of statements) {
      const { rowCount } = await db.query(sql);
      if (rowCount === 0) throw new Error(`nothing was damaged: ${sql}`);
    }
    return voted;
  };

/** The case row of a sitting that goes by these counts. */
const sittingWith = (counts: object) => `
  insert into cases (id, number, lifecycle, lifecycle_version, programme, version, state, snapshot, year, unit, visible_to, shown,
    last_recorded, last_at, head_hash)
  values ('${meeting}', 'a meeting', 'meeting', 1, 'kaili-2023', 1, 'counted',
    '${JSON.stringify({ context: { agenda: [{ case: voted, counts }] } })}', 2023, '-', '{}', false, 0, 0, decode(repeat('00', 32), 'hex'))`;

export const corruptionsOfBallots: readonly Corruption[] = [
  {
    title: 'a no struck from the counts of a closed urn',
    finds: ['ballotsUnlikeMarks'],
    damage: afterVote('update urns set no = 0'),
  },
  {
    title: 'a yes added to them',
    finds: ['ballotsUnlikeMarks'],
    damage: afterVote('update urns set yes = yes + 1'),
  },
  {
    title: 'somebody said not to have voted who has',
    finds: ['ballotsUnlikeMarks'],
    damage: afterVote(`delete from ballot_marks where voter = 'two'`),
  },
  {
    title: 'a voter struck from the roster of those present',
    finds: ['ballotUnlawful'],
    damage: afterVote(`delete from ballot_roster where voter = 'two'`),
  },
  {
    title: 'a voter recused afterwards',
    finds: ['ballotUnlawful'],
    damage: afterVote(`update ballot_roster set recused = true where voter = 'two'`),
  },
  {
    title: 'a vote cast for another',
    finds: ['ballotUnlawful'],
    damage: afterVote(
      'alter table ballot_marks drop constraint no_ballot_for_another',
      `update ballot_marks set cast_by = 'three' where voter = 'two'`,
    ),
  },
  {
    title: 'a ballot put in after closing',
    finds: ['ballotLeftBehind'],
    damage: afterVote(`insert into ballots_0 (box, case_id, choice) values (0, '${voted}', 'y')`),
  },
  {
    title: 'a sitting that goes by other counts than its urn has',
    finds: ['countsUnlikeUrn'],
    damage: afterVote(sittingWith({ yes: 3, present: 3 })),
  },
];
