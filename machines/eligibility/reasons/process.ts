/** Reasons of the rules in `rules/process.ts`. */
export const processReasons = [] as const;
