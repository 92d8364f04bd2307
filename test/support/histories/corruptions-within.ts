import type pg from 'pg';
import { onlyValue } from './copies.ts';
import { by, type Corruption, idOf } from './corruption.ts';

const certified = idOf('certified');
const carried = idOf('carried');

/** Damage to the history itself, to deadlines and to the rows of cases. */
export const corruptionsWithin: readonly Corruption[] = [
  {
    title: 'an event deleted',
    finds: ['sequenceBroken', 'chainBroken'],
    damage: by('delete from events where case_id = $1 and seq = 4', certified),
  },
  {
    title: 'an event doubled, as the next one',
    finds: ['hashWrong', 'chainBroken', 'versionWrong', 'eventAfterEnd'],
    damage: (db) => doubleLast(db, certified),
  },
  {
    title: 'an event doubled in its place',
    finds: ['sequenceBroken', 'fenceDown'],
    damage: async (db) => {
      await db.query('alter table events drop constraint events_pkey cascade');
      return by('insert into events select * from events where case_id = $1 and seq = 4', certified)(db);
    },
  },
  {
    title: 'two events exchanged',
    finds: ['hashWrong', 'chainBroken'],
    damage: async (db) => {
      for (const [from, to] of [
        [4, 1_000],
        [5, 4],
        [1_000, 5],
      ]) {
        await by('update events set seq = $3 where case_id = $1 and seq = $2', certified, [from, to])(db);
      }
      return certified;
    },
  },
  {
    title: 'the tail of a history cut, and the case row with it',
    finds: ['snapshotWrong', 'timersWrong'],
    damage: (db) => cutTail(db, carried),
  },
  {
    title: 'an event dated back',
    finds: ['atFell', 'atNotAsReceived'],
    damage: by('update events set at = at - 86400000 where case_id = $1 and seq = 6', certified),
  },
  {
    title: 'an event recorded before the one it follows',
    finds: ['recordedFell', 'receivedAfterRecorded'],
    damage: by('update events set recorded = recorded - 86400000 where case_id = $1 and seq = 6', certified),
  },
  {
    title: 'an event said to be written by an earlier transaction',
    finds: ['transactionFell', 'rowRewritten'],
    damage: by(`update events set tx = '3' where case_id = $1 and seq = 5`, certified),
  },
  {
    title: 'the head of a chain changed',
    finds: ['headHashWrong'],
    damage: by(`update cases set head_hash = decode(repeat('00', 32), 'hex') where id = $1`, certified),
  },
  {
    title: 'an arm named twice',
    finds: ['armedTwice', 'foldArms'],
    damage: by(
      'update events set arms = (arms::jsonb || (arms::jsonb -> 0))::json where case_id = $1 and seq = 1',
      certified,
    ),
  },
  {
    title: 'a disarmed row named twice',
    finds: ['namedTwice', 'foldDisarms'],
    damage: by(
      'update events set disarms = (disarms::jsonb || (disarms::jsonb -> 0))::json where case_id = $1 and seq = 2',
      certified,
    ),
  },
  {
    title: 'an event made one of a deadline that was not armed',
    finds: ['firedWithoutRow', 'foldThrew'],
    damage: by(
      `update events set type = 'supplementDue', cause = 'due:supplementDue:1', role = 'clock'
       where case_id = $1 and seq = 5`,
      certified,
    ),
  },
  {
    title: 'what an event did told otherwise',
    finds: ['foldFact', 'foldEffects', 'foldState', 'foldHolder', 'foldNodes'],
    damage: by(
      `update events set past = 'declined', effects = null, state = 'missedCutoff', holder_org = 'prov-hrss',
         nodes = '{"unitPushDue":"overrun"}' where case_id = $1 and seq = 6`,
      certified,
    ),
  },
  {
    title: 'a deadline armed again that had fired',
    finds: ['firedWithoutRow', 'liveAfterEnd', 'timersWrong'],
    damage: by(
      `update deadlines set status = 'armed', settled_seq = null where case_id = $1 and name = 'resultPublicityEnd'`,
      certified,
    ),
  },
  {
    title: 'a deadline armed again that had been disarmed',
    finds: ['disarmWithoutRow', 'timersWrong'],
    damage: by(
      `update deadlines set status = 'armed', settled_seq = null where case_id = $1 and name = 'clickWindowEnd'`,
      carried,
    ),
  },
  {
    title: 'a deadline that fired early',
    finds: ['rowUnlikeArm', 'firedEarly'],
    damage: by(
      `update deadlines set due_at = due_at + 1 where case_id = $1 and name = 'resultPublicityEnd'`,
      certified,
    ),
  },
  {
    title: 'a deadline lost: its row deleted',
    finds: ['armWithoutRow', 'firedWithoutRow'],
    damage: by(`delete from deadlines where case_id = $1 and name = 'policyPublicityEnd'`, certified),
  },
  {
    title: 'a deadline lost: disarmed by nobody',
    finds: ['settledWithoutEvent', 'timersWrong'],
    damage: by(
      `update deadlines set status = 'disarmed', settled_seq = armed_seq + 1 where case_id = $1 and status = 'armed'`,
      idOf('undecided'),
    ),
  },
  {
    title: 'a deadline put off',
    finds: ['rowUnlikeArm'],
    damage: by(`update deadlines set due_at = due_at + 1 where case_id = $1 and name = 'clickWindowEnd'`, carried),
  },
  {
    title: 'a deadline nobody armed',
    finds: ['rowWithoutArm', 'timersWrong'],
    damage: by(
      `insert into deadlines (case_id, name, armed_seq, anchor, rule, due_at, programme_version, calendar_version, status)
       select case_id, 'correctionDue', 3, anchor, rule, due_at, programme_version, calendar_version, 'armed'
       from deadlines where case_id = $1 and name = 'clickWindowEnd'`,
      carried,
    ),
  },
  {
    title: 'a snapshot edited: its context',
    finds: ['snapshotWrong'],
    damage: by(
      `update cases set snapshot = replace(snapshot::text, '"supplementUsed":false', '"supplementUsed":true')::json
       where id = $1`,
      carried,
    ),
  },
  {
    title: 'a snapshot edited: its state',
    finds: ['snapshotWrong'],
    damage: by(
      `update cases set snapshot = replace(snapshot::text, '"carriedOver"', '"current"')::json where id = $1`,
      carried,
    ),
  },
  {
    title: 'a case row deleted',
    finds: ['caseMissing'],
    damage: by('delete from cases where id = $1', certified),
  },
  {
    title: 'every event of a case deleted',
    finds: ['eventsMissing'],
    damage: by('delete from events where case_id = $1', certified),
  },
  {
    title: 'a case that two departments hold at once: its holder changed',
    finds: ['caseColumnWrong'],
    damage: by(`update cases set holder_org = 'qdn-hrss' where id = $1`, carried),
  },
  {
    title: 'the reviewer of a case made its applicant',
    finds: ['samePerson', 'foldRefused', 'hashWrong'],
    damage: by(`update events set actor = 'school-1-a0' where case_id = $1 and type = 'verify'`, certified),
  },
  {
    title: 'both halves of an extension by one person',
    finds: ['samePerson', 'foldRefused', 'hashWrong'],
    damage: by(`update events set actor = 'kaili-1' where case_id = $1 and type = 'extend'`, idOf('extended')),
  },
];

async function doubleLast(db: pg.Client, id: string): Promise<string> {
  const columns = await onlyValue<string>(
    db,
    `select string_agg(quote_ident(column_name), ', ') from information_schema.columns
     where table_schema = 'public' and table_name = 'events' and column_name <> 'seq'`,
  );
  return by(
    `insert into events (seq, ${columns}) select seq + 1, ${columns} from events
     where case_id = $1 order by seq desc limit 1`,
    id,
  )(db);
}

/** What a careful hand would do to undo the last event: every row that names it, and the case row put back. */
async function cutTail(db: pg.Client, id: string): Promise<string> {
  const last = await onlyValue<number>(db, 'select max(seq) from events where case_id = $1', [id]);
  await db.query('delete from events where case_id = $1 and seq = $2', [id, last]);
  await db.query('delete from outbox where case_id = $1 and seq = $2', [id, last]);
  await db.query('delete from deadlines where case_id = $1 and armed_seq = $2', [id, last]);
  await db.query(`update deadlines set status = 'armed', settled_seq = null where case_id = $1 and settled_seq = $2`, [
    id,
    last,
  ]);
  await db.query(
    `update cases c set version = e.seq, state = e.state, head_hash = e.hash, last_at = e.at,
       last_recorded = e.recorded, holder_role = e.holder_role, holder_org = e.holder_org
     from events e where c.id = $1 and e.case_id = c.id and e.seq = $2`,
    [id, last - 1],
  );
  return id;
}
