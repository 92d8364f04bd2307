/** Reasons of the rules in `rules/grassroots.ts`. */
export const grassrootsReasons = [] as const;
