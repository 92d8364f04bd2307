import type { Programme } from '../programme.ts';
import { type Dossier, type EducationLevel, educationLevels } from './dossier.ts';
import type { FactRef, Situation } from './rule.ts';

/** Which education somebody has for the purpose of the rules (E09, E10). */

export type EducationFact = Dossier['education'][number];

export interface HeldEducation {
  readonly level: EducationLevel;
  readonly specialty: string;
  /** By diploma; false of a degree alone (同等学力), which is no education (学历). */
  readonly diploma: boolean;
  /** False of a party school that is on no list: a person looks at it (E09). */
  readonly recognised: boolean;
  readonly fact: FactRef;
}

/**
 * The level an education is taken for: full-time or not, of whatever school (E09); classes of a technical school as the notice
 * equals them (E10). Null where it has none.
 */
export function effectiveLevel(
  { level, technicalClass }: Pick<EducationFact, 'level' | 'technicalClass'>,
  { rules }: Pick<Programme, 'rules'>,
): EducationLevel | null {
  return technicalClass === null ? level : rules.technicalClasses.value[technicalClass];
}

/** Everything completed by the cut-off that has a level. */
export function heldEducation(dossier: Dossier, { programme, cutoff }: Situation): HeldEducation[] {
  return dossier.education.flatMap((education, at) => {
    const level = effectiveLevel(education, programme);
    if (level === null || education.completedOn > cutoff) return [];
    const { specialty, diploma, mode, school, entry, standing } = education;
    const listed = school !== null && programme.tables.places.partySchools.includes(school);
    const recognised = mode !== 'PARTY_SCHOOL' || listed;
    return [{ level, specialty, diploma, recognised, fact: { of: 'education', at, entry, standing } }];
  });
}

/** The highest education by a recognised diploma; null where there is none. */
export function highestEducation(dossier: Dossier, situation: Situation): EducationLevel | null {
  return highestOf(heldEducation(dossier, situation).filter(({ diploma, recognised }) => diploma && recognised));
}

/** The highest level of some. */
export function highestOf(held: readonly Pick<HeldEducation, 'level'>[]): EducationLevel | null {
  return educationLevels.findLast((level) => held.some((one) => one.level === level)) ?? null;
}

/** Whether a level is at least another; no level is not. */
export function reaches(level: EducationLevel | null, least: EducationLevel): boolean {
  return level !== null && educationLevels.indexOf(level) >= educationLevels.indexOf(least);
}
