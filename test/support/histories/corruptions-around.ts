import { onlyValue } from './copies.ts';
import { by, type Corruption, idOf } from './corruption.ts';

const certified = idOf('certified');
const carried = idOf('carried');

/** What the confirmation sent. */
const ordering = `select target from outbox where payload ->> 'lifecycle' = 'certificate' and case_id = $1`;

/** Damage to what stands beside the history: registers, outbox, inbox, keys, texts. */
export const corruptionsAround: readonly Corruption[] = [
  {
    title: 'a year slot freed',
    finds: ['slotMissing'],
    damage: by('delete from year_slots where case_id = $1', certified),
  },
  {
    title: 'a year slot no longer permanent',
    finds: ['slotUnlikeCase'],
    damage: by('update year_slots set permanent = false where case_id = $1', certified),
  },
  {
    title: 'a year slot held by a case that ended before it was permanent',
    finds: ['slotUnexplained'],
    damage: by(
      `insert into year_slots (person, year, case_id) select person, year, id from cases where id = $1`,
      idOf('declined'),
    ),
  },
  {
    title: 'a reservation given back by nobody',
    finds: ['reservationMissing'],
    damage: by('delete from reservations where case_id = $1', certified),
  },
  {
    title: 'a reservation kept by an ended case',
    finds: ['reservationUnexplained'],
    damage: by(
      `insert into reservations (case_id, unit, class, year) select id, unit, 'INTERMEDIATE', year from cases where id = $1`,
      idOf('rejected'),
    ),
  },
  {
    title: 'an outbox row dropped: a message',
    finds: ['outboxMissing'],
    damage: by(`delete from outbox where case_id = $1 and seq = 2 and kind = 'send'`, certified),
  },
  {
    title: 'an outbox row dropped: the command that opened the certificate',
    finds: ['outboxMissing', 'causeWithoutOutbox'],
    damage: by(`delete from outbox where case_id = $1 and payload ->> 'lifecycle' = 'certificate'`, certified),
  },
  {
    title: 'a command settled as moved that moved nothing',
    finds: ['commandWithoutEvent'],
    damage: async (db) => {
      const certificate = await onlyValue<string>(db, ordering, [certified]);
      await db.query('update events set cause = null where case_id = $1 and seq = 1', [certificate]);
      return certified;
    },
  },
  {
    title: 'a command settled with a refusal its sender does not accept',
    finds: ['commandUnlikeEvent'],
    damage: by(
      `update outbox set settled = '{"outcome":"refused","code":"CASE_ENDED"}' where case_id = $1 and payload ->> 'lifecycle' = 'certificate'`,
      certified,
    ),
  },
  {
    title: 'a command settled with a refusal, and nothing came of it',
    finds: ['refusalNotAccepted'],
    damage: async (db) => {
      const certificate = await onlyValue<string>(db, ordering, [certified]);
      await db.query('update events set cause = null where case_id = $1 and seq = 1', [certificate]);
      return by(
        `update outbox set settled = '{"outcome":"notFound"}' where case_id = $1 and payload ->> 'lifecycle' = 'certificate'`,
        certified,
      )(db);
    },
  },
  {
    title: 'a command carried out twice',
    finds: ['commandAppliedTwice', 'commandUnlikeEvent'],
    damage: async (db) => {
      const key = await onlyValue<string>(db, ordering.replace('target', 'key'), [certified]);
      await db.query('update events set cause = $2 where case_id = $1 and seq = 2', [carried, key]);
      return certified;
    },
  },
  {
    title: 'a message that never came to its inbox',
    finds: ['messageMissing'],
    damage: by('delete from inbox where case_id = $1', certified),
  },
  {
    title: 'a second live case of one person and year',
    finds: ['twoLiveCases'],
    damage: async (db) => {
      const [one, other] = [carried, idOf('undecided')].sort();
      await db.query('update cases set person = (select person from cases where id = $2) where id = $1', [one, other]);
      return one!;
    },
  },
  {
    title: 'a key that points at no event',
    finds: ['keyWithoutEvent'],
    damage: by('update request_keys set seq = 99 where case_id = $1', idOf('withdrawn')),
  },
  {
    title: 'a text exchanged',
    finds: ['textUnlikeHash'],
    damage: by(
      `update texts set sealed = (select sealed from texts where case_id <> $1 limit 1) where case_id = $1`,
      idOf('withdrawn'),
    ),
  },
  {
    title: 'a text dropped',
    finds: ['textMissing'],
    damage: by('delete from texts where case_id = $1', idOf('declined')),
  },
  {
    title: 'a reservation of another class',
    finds: ['reservationUnlikeCase'],
    damage: by(`update reservations set class = 'SENIOR' where case_id = $1`, certified),
  },
  {
    title: 'a message nobody sent',
    finds: ['outboxUnexplained'],
    damage: by(
      `insert into outbox (case_id, seq, n, kind, payload, key, settled)
       select case_id, seq, 99, kind, payload, 'nobody', settled from outbox where case_id = $1 and kind = 'send' limit 1`,
      certified,
    ),
  },
  {
    title: 'a message to somebody else',
    finds: ['outboxUnlikeEffect'],
    damage: by(
      `update outbox set payload = replace(payload::text, 'school-1', 'school-2')::json
       where case_id = $1 and kind = 'send'`,
      certified,
    ),
  },
  {
    title: 'a text of an event that has none',
    finds: ['textUnexplained'],
    damage: by(
      `insert into texts (case_id, seq, person, sealed) select id, 1, person, decode(repeat('00', 40), 'hex')
       from cases where id = $1`,
      certified,
    ),
  },
];
