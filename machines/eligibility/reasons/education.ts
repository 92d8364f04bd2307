/** Reasons of the rules in `rules/education.ts`. */
export const educationReasons = [] as const;
