import { by, type Corruption, idOf } from './corruption.ts';
import { dutyOf } from './forms.ts';

const accepted = dutyOf('1-6', 'school-1');
const acceptedLate = dutyOf('1-6', 'school-2');

/** Damage to duties, and to the vacancies their forms fix. */
export const corruptionsOfDuties: readonly Corruption[] = [
  {
    title: 'a duty that is in no register',
    finds: ['dutyMissing'],
    damage: by('delete from duties where case_id = $1', accepted),
  },
  {
    title: 'a duty in the register that nobody opened',
    finds: ['dutyUnexplained'],
    damage: by(
      `insert into duties (case_id, form, organisation, year, reviewer) values ($1, '1-7', 'school-1', 2023, 'kaili-edu')`,
      idOf('certified'),
    ),
  },
  {
    title: 'another file than the one that was accepted',
    finds: ['dutyUnlikeEvents'],
    damage: by(`update duties set file = repeat('0', 64) where case_id = $1`, accepted),
  },
  {
    title: 'a late acceptance that passes for one in time',
    finds: ['dutyUnlikeEvents'],
    damage: by('update duties set late = false where case_id = $1', acceptedLate),
  },
  {
    title: 'a vacancy more than the form says',
    finds: ['vacanciesUnlikeForm'],
    damage: by('update vacancies set approved = approved + 1 where duty = $1', accepted),
  },
  {
    title: 'vacancies of another unit',
    finds: ['vacanciesUnlikeForm'],
    damage: by(`update vacancies set unit = 'company-1' where duty = $1`, accepted),
  },
  {
    title: 'vacancies that no form fixes, of a unit whose form was accepted',
    finds: ['vacanciesUnexplained', 'vacanciesUnlikeForm'],
    damage: by('update vacancies set duty = null where duty = $1', accepted),
  },
  {
    title: 'a form that is owed twice',
    finds: ['owedTwice'],
    damage: async (db) => {
      await by(`update cases set unit = 'school-1' where id = $1`, acceptedLate)(db);
      return [accepted, acceptedLate].sort()[0]!;
    },
  },
  {
    title: 'an overdue form that is held against somebody else',
    finds: ['overdueUnowned'],
    damage: by(`update events set holder_org = 'school-1' where case_id = $1 and state = 'overdue'`, acceptedLate),
  },
  {
    title: 'a reservation made where none was left',
    finds: ['reservedBeyond'],
    damage: by(
      `update events set facts = '{"vacancy":{"approved":1,"reserved":1,"own":false},"bars":[]}'
       where case_id = $1 and type = 'recommend'`,
      idOf('certified'),
    ),
  },
];
