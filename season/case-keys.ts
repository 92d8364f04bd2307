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
  'convene',
  'recordOpinion',
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
