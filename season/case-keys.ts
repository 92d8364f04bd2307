import { vacancyClassOf } from '../machines/programme.ts';
import type { Character } from './characters.ts';
import type { Wish } from './scene.ts';

/** What an act of a case's people may interfere with: its case, its person's year, its unit's vacancies. */

/** Commands that neither reserve nor release a vacancy; all others can end a case or recommend it. */
const withoutVacancy: ReadonlySet<string> = new Set([
  'open',
  'submit',
  'verify',
  'return',
  'resubmit',
  'push',
  'receive',
  'passPolicy',
  'requestSupplement',
  'supplement',
  'object',
  'complain',
  'extend',
  'carryOver',
  'confirm',
  'revoke',
]);

export function caseKeys(who: Character, wish: Wish): string[] {
  if (wish.kind === 'look') return [`case ${who.caseId}`];
  const { caseId, applicant, year, unit, programme, claim } = who;
  const keys = [`case ${caseId}`, `person ${applicant} ${year}`];
  const vacancy = vacancyClassOf(programme, claim);
  if (vacancy !== null && !withoutVacancy.has(wish.command.type)) keys.push(`vacancy ${unit} ${vacancy} ${year}`);
  return keys;
}

/** What may take a case off the notice that shows it: at once, or as it comes to be shown anew. */
const leaving: ReadonlySet<string> = new Set([
  'return',
  'withdraw',
  'reject',
  'disqualify',
  'refuseFiling',
  'terminate',
  'resolveObjection',
  'resolveComplaint',
]);

/** The notices that a wish may take its case off: they are told afterwards, and two in one round in no certain order. */
export function noticesLeft({ unit, committee }: Character, of: Leaving): string | null {
  const { wish, state, isShownAgain } = of;
  if (wish.kind === 'look') return null;
  const { type } = wish.command;
  const leaves = state.endsWith('.shown') && leaving.has(type);
  const returns = type === 'extend' || (type === 'verify' && isShownAgain);
  if (!leaves && !returns) return null;
  return /^(beforeIntake|missedCutoff)/.test(state) ? `notices of ${unit}` : `notices for ${committee}`;
}

interface Leaving {
  readonly wish: Wish;
  readonly state: string;
  /** Whether a notice may have shown it before. */
  readonly isShownAgain: boolean;
}
