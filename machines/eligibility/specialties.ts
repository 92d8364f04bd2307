import type { Tables } from '../programme-tables.ts';
import type { Dossier } from './dossier.ts';
import type { Situation } from './rule.ts';

/** What somebody works in, and whether two specialties are taken as one (相近专业). */

/** The same specialty, or two of one group of the table. */
export function sameField(a: string, b: string, { places }: Pick<Tables, 'places'>): boolean {
  return a === b || places.similarSpecialties.some((group) => group.includes(a) && group.includes(b));
}

/** Professional posts held on a day, both ends included. */
export function postsOn(dossier: Dossier, day: string): Dossier['posts'] {
  return dossier.posts.filter(
    ({ professional, from, through }) => professional && from <= day && (through === null || through >= day),
  );
}

/**
 * Whether what was studied is what is worked in: at the cut-off, in any post of then; by the specialty claimed where none is
 * known. That a post is near enough is the unit's to say, and recorded with it (E11).
 */
export function worksInStudied(studied: string, dossier: Dossier, { programme, cutoff }: Situation): boolean {
  const posts = postsOn(dossier, cutoff);
  if (posts.length === 0) return sameField(studied, dossier.claim.specialty, programme.tables);
  return posts.some(
    ({ specialty, similarToStudied }) => similarToStudied || sameField(studied, specialty, programme.tables),
  );
}
