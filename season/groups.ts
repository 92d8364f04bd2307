import { vacancyClassOf } from '../machines/programme.ts';
import type { Character } from './characters.ts';
import type { Wish } from './scene.ts';

/**
 * Which acts of one instant wait for one another: those on one case, on one person's year, and on one unit's vacancies,
 * for what one finds depends on what the other has done. Everything else may go at once, in any order.
 */

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

export interface Acting {
  readonly who: Character;
  readonly wish: Wish;
}

function keysOf({ who, wish }: Acting): string[] {
  if (wish.kind === 'look') return [`case ${who.index}`];
  const { applicant, year, unit, programme, claim } = who;
  const keys = [`case ${who.index}`, `person ${applicant} ${year}`];
  const vacancy = vacancyClassOf(programme, claim);
  if (vacancy !== null && !withoutVacancy.has(wish.command.type)) keys.push(`vacancy ${unit} ${vacancy} ${year}`);
  return keys;
}

/** The acts in groups that have no key in common, each in the seed's order. */
export function groupsOf<A extends Acting>(acting: readonly A[]): A[][] {
  const inOrder = [...acting].sort((a, b) => a.who.index - b.who.index);
  const groupOfKey = new Map<string, A[]>();
  const groups = new Set<A[]>();
  for (const act of inOrder) {
    const keys = keysOf(act);
    const met = new Set(keys.map((key) => groupOfKey.get(key)).filter((group) => group !== undefined));
    const merged = [...[...met].flat(), act].sort((a, b) => a.who.index - b.who.index);
    for (const group of met) groups.delete(group);
    groups.add(merged);
    for (const one of merged) for (const key of keysOf(one)) groupOfKey.set(key, merged);
  }
  return [...groups];
}
