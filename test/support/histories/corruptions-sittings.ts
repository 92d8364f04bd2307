import { by, type Corruption } from './corruption.ts';
import { decided, ofColleague, postponed, sat } from './sitting.ts';

/** Damage to sittings, on the record of two of them. */

const event = (type: string, change: string) => `update events set ${change} where case_id = $1 and type = '${type}'`;
const payload = (key: string, value: string) =>
  `payload = jsonb_set(payload::jsonb, '{${key}}', ${value}::jsonb)::json`;
const inSnapshot = (path: string, value: string) =>
  `update cases set snapshot = jsonb_set(snapshot::jsonb, '{context,${path}}', ${value}::jsonb)::json where id = $1`;

const agendas: readonly Corruption[] = [
  {
    title: 'a case struck from an agenda',
    finds: ['agendaUnlikeEvents'],
    damage: by('delete from agendas where meeting = $1 and case_id = $2', sat, [decided]),
  },
  {
    title: 'a case that stays on the agenda of a sitting that was put off',
    finds: ['agendaUnlikeEvents'],
    damage: by('update agendas set live = true where meeting = $1', postponed),
  },
  {
    title: 'a case that nobody called put on one',
    finds: ['agendaUnlikeEvents'],
    damage: by('insert into agendas (meeting, case_id, live) values ($1, $2, false)', postponed, [decided]),
  },
  {
    title: 'an agenda of what is no sitting',
    finds: ['agendaUnlikeEvents'],
    damage: by('insert into agendas (meeting, case_id, live) values ($1, $1, false)', decided),
  },
];

const draws: readonly Corruption[] = [
  {
    title: 'a secret that is not the one committed to',
    finds: ['drawUnlikeRecord'],
    damage: by(event('drawExperts', payload('secret', `to_jsonb(repeat('0', 64))`)), sat),
  },
  {
    title: 'another share',
    finds: ['drawUnlikeRecord'],
    damage: by(event('contributeShare', payload('share', `to_jsonb(repeat('0', 64))`)), sat),
  },
  {
    title: 'an expert in the place of another',
    finds: ['drawUnlikeRecord'],
    damage: by(inSnapshot('experts,4,person', `'"school-2-admin"'`), sat),
  },
  {
    title: 'a chair made of a member',
    finds: ['drawUnlikeRecord'],
    damage: by(inSnapshot('experts,4,seat', `'"chair"'`), sat),
  },
  {
    title: 'a candidate who was not let into the draw',
    finds: ['drawUnlikeRecord'],
    damage: by(inSnapshot('draw,eligible', `'[1, 2, 3]'`), sat),
  },
  {
    title: 'a pool changed after it was filed',
    finds: ['poolUnlikeFiling'],
    damage: async (db) => {
      const { rowCount } = await db.query(`update pool_members set level = 'FULL_SENIOR' where lot = 9`);
      if (rowCount === 0) throw new Error('nobody was damaged');
      return sat;
    },
  },
  {
    title: 'a pool that was never filed',
    finds: ['poolUnlikeFiling'],
    damage: async (db) => {
      await db.query('delete from expert_pools');
      return sat;
    },
  },
];

const rosters: readonly Corruption[] = [
  {
    title: 'a colleague of the applicant who may vote',
    finds: ['rosterUnlikeRoll'],
    damage: by('update ballot_roster set recused = false where meeting = $1 and recused', sat),
  },
  {
    title: 'somebody absent on the roster',
    finds: ['rosterUnlikeRoll'],
    damage: by('insert into ballot_roster (meeting, case_id, voter, recused) values ($1, $2, $3, false)', sat, [
      decided,
      'expert-13',
    ]),
  },
  {
    title: 'somebody present who is not on it',
    finds: ['rosterUnlikeRoll'],
    damage: by(`delete from ballot_roster where meeting = $1 and voter = 'expert-12'`, sat),
  },
  {
    title: 'somebody who left before the vote, by the roll of another day',
    finds: ['rosterUnlikeRoll'],
    damage: by(event('callRoll', payload('present', `'[1, 2, 3, 4, 5, 6, 7, 8, 9]'`)), sat),
  },
];

const decisions: readonly Corruption[] = [
  {
    title: 'a yes added to what a case was told',
    finds: ['decisionUnlikeVote'],
    damage: by(event('decide', payload('yes', `'11'`)), decided),
  },
  {
    title: 'more present than voted',
    finds: ['decisionUnlikeVote'],
    damage: by(event('decide', payload('present', `'12'`)), ofColleague),
  },
  {
    title: 'a yes made of a no, in the urn that was counted',
    finds: ['decisionUnlikeVote', 'countsUnlikeUrn'],
    damage: async (db) => {
      await by('update urns set yes = yes + 1, no = no - 1 where case_id = $1', decided)(db);
      return decided;
    },
  },
  {
    title: 'minutes that nobody signed',
    finds: ['decisionUnlikeVote'],
    damage: by(event('decide', payload('minutes', `to_jsonb(repeat('0', 64))`)), decided),
  },
  {
    title: 'a decision under the name of somebody who did not sign',
    finds: ['decisionUnlikeVote'],
    damage: by(event('decide', payload('signedBy', `'"expert-2"'`)), decided),
  },
  {
    title: 'a decision told before the minutes were signed',
    finds: ['decisionWithoutSitting'],
    damage: async (db) => {
      await by(event('signMinutes', `state = 'counted'`), sat)(db);
      return decided;
    },
  },
  {
    title: 'a decision that another sitting is said to have told',
    finds: ['decisionWithoutSitting'],
    damage: by(event('decide', payload('meeting', `to_jsonb('${postponed}'::text)`)), decided),
  },
  {
    title: 'a decision that nobody told',
    finds: ['decisionWithoutSitting'],
    damage: by(event('decide', `cause = 'cause:none'`), decided),
  },
];

export const corruptionsOfSittings: readonly Corruption[] = [...agendas, ...draws, ...rosters, ...decisions];
