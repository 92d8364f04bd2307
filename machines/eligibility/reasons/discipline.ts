/** Reasons of the rules in `rules/discipline.ts`. */
export const disciplineReasons = [] as const;
