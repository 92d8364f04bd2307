import type pg from 'pg';
import { complained, doubted } from './afterwards.ts';
import { onlyValue } from './copies.ts';
import { by, type Corruption, idOf } from './corruption.ts';

const ordered = (application: string) => async (db: pg.Client) =>
  onlyValue<string>(db, `select target from outbox where payload ->> 'lifecycle' = 'certificate' and case_id = $1`, [
    idOf(application),
  ]);
/** Of the certificate that fell, and of one that stands. */
const fallen = ordered('certified');
const standing = ordered('late');

/** Damage by one statement, whose $1 is that certificate. */
const to =
  (certificate: typeof fallen, sql: string): Corruption['damage'] =>
  async (db) =>
    by(sql, await certificate(db))(db);

const failed = idOf('failed');
const reopened = (db: pg.Client) => onlyValue<string>(db, 'select case_id from follow_ups');

/** Damage to titles, to what ends them, and to what is asked about results. */
export const corruptionsOfTitles: readonly Corruption[] = [
  {
    title: 'a title that is in no register',
    finds: ['titleMissing'],
    damage: to(standing, 'delete from titles where case_id = $1'),
  },
  {
    title: 'a title that nobody was granted',
    finds: ['titleUnexplained'],
    damage: by(
      `insert into titles (case_id, person, series, level, scope, approved_on, counts_from)
       values ($1, 'company-1-a4', 'SERIES_SCHOOL_TEACHER', 'INTERMEDIATE', 'ORDINARY', '2023-10-17', '2023-10-17')`,
      failed,
    ),
  },
  {
    title: 'a higher title than the one that was confirmed',
    finds: ['titleUnlikeEvents', 'certificateUnlikeApplication'],
    damage: to(standing, `update titles set level = 'FULL_SENIOR' where case_id = $1`),
  },
  {
    title: 'a revoked certificate whose title stands',
    finds: ['revokedTitleStands'],
    damage: to(fallen, 'update titles set revoked_on = null where case_id = $1'),
  },
  {
    title: 'a title that fell with nobody revoking it',
    finds: ['titleUnlikeEvents'],
    damage: to(standing, 'update titles set revoked_on = approved_on where case_id = $1'),
  },
  {
    title: 'years that count from before the approval, whom 五(二) does not concern',
    finds: ['titleDatesUnlawful', 'titleUnlikeEvents'],
    damage: to(standing, `update titles set counts_from = '2021-12-31' where case_id = $1`),
  },
  {
    title: 'another day of approval than that of the confirmation',
    finds: ['titleDatesUnlawful', 'certificateUnlikeApplication'],
    damage: to(standing, 'update titles set approved_on = approved_on + 1 where case_id = $1'),
  },
  {
    title: 'a title that rests on one that fell, and nobody was asked to look',
    finds: ['titleUnquestioned'],
    damage: to(standing, `update titles set person = 'school-1-a0' where case_id = $1`),
  },
  {
    title: 'a certificate that no application ordered',
    finds: ['certificateWithoutApplication'],
    damage: to(standing, 'update events set cause = null where case_id = $1 and seq = 1'),
  },
  {
    title: 'a certificate of an application that did not end as certified',
    finds: ['certificateWithoutApplication'],
    damage: async (db) => {
      await by(`update cases set ended = 'notPassed' where id = $1`, idOf('late'))(db);
      return standing(db);
    },
  },
  {
    title: 'a number that no programme gives',
    finds: ['numberIllFormed'],
    damage: to(standing, `update cases set number = 'KL24-000001' where id = $1`),
  },
  {
    title: 'a number that was given twice',
    finds: ['numberTwice'],
    damage: async (db) => {
      await db.query('alter table cases drop constraint cases_number_key');
      const ids = [await standing(db), await fallen(db)].sort();
      await db.query('update cases set number = (select number from cases where id = $2) where id = $1', ids);
      return ids[0]!;
    },
  },
  {
    title: 'a bar lifted by nobody',
    finds: ['barUnlikeEvents'],
    damage: to(fallen, 'delete from bars where case_id = $1'),
  },
  {
    title: 'a bar that is longer than what was decided',
    finds: ['barUnlikeEvents'],
    damage: by('update bars set barred_through = barred_through + 1 where case_id = $1', idOf('disqualified')),
  },
  {
    title: 'a bar upon somebody of whom nothing was found',
    finds: ['barUnlikeEvents'],
    damage: by(
      `insert into bars (person, kind, decided_on, barred_through, case_id)
       values ('company-1-a4', 'FRAUD', '2023-10-17', '2026-10-17', $1)`,
      failed,
    ),
  },
  {
    title: 'an entry of the integrity archive that was taken out',
    finds: ['integrityUnlikeEvents'],
    damage: to(fallen, 'delete from integrity_entries where case_id = $1'),
  },
  {
    title: 'an entry of the integrity archive for something else',
    finds: ['integrityUnlikeEvents'],
    damage: by(`update integrity_entries set breach = 'EXAM_CHEATING' where case_id = $1`, idOf('disqualified')),
  },
  {
    title: 'a recheck that is in no register, so that it can be asked for again',
    finds: ['recheckUnlikeEvents'],
    damage: by('delete from rechecks where case_id = $1', doubted),
  },
  {
    title: 'a recheck on another ground than was asked',
    finds: ['recheckUnlikeEvents'],
    damage: async (db) => {
      await db.query('delete from rechecks where case_id = $1', [doubted]);
      return by(`update rechecks set ground = 'RESULT' where case_id = $1`, complained)(db);
    },
  },
  {
    title: 'a recheck decided by who signed the minutes',
    finds: ['samePerson'],
    damage: by(`update events set actor = 'expert-1' where case_id = $1 and type = 'refuse'`, doubted),
  },
  {
    title: 'a recheck decided by who decided on the one before it',
    finds: ['samePerson'],
    damage: by(`update events set on_behalf_of = 'kaili-1' where case_id = $1 and type = 'grant'`, complained),
  },
  {
    title: 'a reopened case that is in no register, so that the result can be reopened again',
    finds: ['followUpUnlikeEvents'],
    damage: async (db) => by('delete from follow_ups where case_id = $1', await reopened(db))(db),
  },
  {
    title: 'a case that reopens a result which no recheck granted',
    finds: ['reopenedUnasked'],
    damage: async (db) => {
      const id = await reopened(db);
      return by(
        `update events set cause = (select format('cause:%s:2:0', $2::text)) where case_id = $1 and seq = 1`,
        id,
        [doubted],
      )(db);
    },
  },
];
