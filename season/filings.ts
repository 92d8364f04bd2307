import type { Calendar } from '../machines/calendar.ts';
import type { OrganisationId } from '../machines/ids.ts';
import type { Programme } from '../machines/programme.ts';
import type { DutyForm } from '../machines/programme-materials.ts';
import type { Instant } from '../machines/time.ts';
import { hourOn, officeHours, workingDaysFrom } from './hours.ts';
import { organisationNamed } from './organisations.ts';
import type { Chance } from './random.ts';

/**
 * When an organisation files a form of the programme (五(五), 五(七)), and what it is like in doing so: fixed before the
 * season begins, known to whoever fills it in and to the counter that is visited.
 */

/** `returned`: sent back once; `returnedLate`: and corrected too late; `twice`: filed anew after it was accepted. */
export type Habit = 'inTime' | 'returned' | 'returnedLate' | 'late' | 'never' | 'twice';

/** Whoever must be met in every season, however chance falls. */
const known: Readonly<Record<string, Habit>> = {
  // Its posts are not accepted in the whole year, so that it has none (domain A19).
  'kaili-sankeshu-school 1-6': 'never',
  'kaili-sankeshu-school 1-7': 'never',
  'kaili-wanshui-clinic 1-7': 'never',
  'kaili-silver-workshop 1-11': 'never',
  'kaili-primary-4 1-6': 'late',
  'kaili-zhouxi-clinic 1-6': 'late',
  'kaili-zhouxi-clinic 1-7': 'late',
  'kaili-animal-station 1-6': 'late',
  'kaili-construction 1-8': 'late',
  'kaili-culture 1-10': 'late',
  'kaili-primary-2 1-6': 'returned',
  'kaili-vocational 1-8': 'returned',
  'kaili-library 1-10': 'returnedLate',
  'kaili-middle-2 1-6': 'twice',
};

export function habitOf(chance: Chance, form: DutyForm, organisation: OrganisationId): Habit {
  const fixed = known[`${organisation} ${form}`];
  if (fixed !== undefined) return fixed;
  return chance.pickWeighted<Habit>(
    [
      ['inTime', 84],
      ['returned', 11],
      ['returnedLate', 2],
      ['late', 3],
    ],
    'filing',
    organisation,
    form,
  );
}

export interface FilingRules {
  readonly calendar: Calendar;
  readonly programme: Programme;
  readonly chance: Chance;
}

/** Working days before the day the notice prints (negative) or after it, on which a form is first filed. */
function daysOf(form: DutyForm, organisation: OrganisationId, late: boolean): readonly [number, number] {
  const roster = form === '1-10' || form === '1-11';
  if (!roster) return late ? [2, 5] : [-6, -1];
  const { kind, parent } = organisationNamed(organisation);
  if (kind === 'lineDepartment') return late ? [1, 3] : [-1, 0];
  // A department gathers first; its units have an earlier day (domain A31).
  const isGathered = parent !== null && organisationNamed(parent).kind === 'lineDepartment';
  if (late) return isGathered ? [-2, -1] : [1, 3];
  return [-11, -5];
}

/** When a form is first filed; null: never. */
export function filedAt(
  { calendar, programme, chance }: FilingRules,
  form: DutyForm,
  organisation: OrganisationId,
): Instant | null {
  const habit = habitOf(chance, form, organisation);
  if (habit === 'never') return null;
  const { toDate } = programme.duties[form].due;
  const days = chance.int(daysOf(form, organisation, habit === 'late'), 'filingDay', organisation, form);
  const hour = chance.pick(officeHours, 'filingHour', organisation, form);
  return hourOn(workingDaysFrom(calendar, toDate, days), hour);
}

/** Working days after a form came back, or was accepted, at which it is filed again; null: it is not. */
export function filedAgainAfter(chance: Chance, form: DutyForm, organisation: OrganisationId): number | null {
  switch (habitOf(chance, form, organisation)) {
    case 'never':
      return null;
    case 'returnedLate':
      return 9;
    default:
      return chance.int([1, 2], 'filedAgain', organisation, form);
  }
}
