/** Reasons of the rules in `rules/qualifications.ts`. */
export const qualificationReasons = [] as const;
