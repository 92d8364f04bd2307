/** Reasons of the rules in `rules/hours.ts`. */
export const hoursReasons = [] as const;
