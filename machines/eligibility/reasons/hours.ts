/** Reasons of the rules in `rules/hours.ts` and `rules/tenure.ts`. */
export const hoursReasons = [
  /** E24 {applicationYear}: late, but not of a year that the notice names. */
  'DELAY_OF_OTHER_YEAR',
  /** E24 {awardedOn}: passed within the year of application. */
  'PASSED_WITHIN_YEAR',
  /** E25, E26: the green channel; {gaps} as below, empty where nothing is short. */
  'HOURS_FOR_INFORMATION',
  /** E25–E27: no year is asked for yet. */
  'NO_YEAR_OF_HOURS',
  /** E25: neither a title nor professional work is registered, so the years are unknown. */
  'YEARS_OF_HOURS_UNKNOWN',
  /** E25 {gaps, missing}: years with what was done of what is needed, `2021: 45.5/90; 2022: 60/90`, and hours missing in all. */
  'HOURS_SHORT',
  /** E26 {gaps, missing}: the same of professional hours. */
  'PROFESSIONAL_HOURS_SHORT',
  /** E27 {years}: entries of years that are short without them. */
  'HOURS_NOT_VERIFIED',
  /** E27 {years, authority} */
  'HOURS_OF_OTHER_AUTHORITY',
  'HOURS_NOT_SIGNED_AND_SEALED',
  /** E27 {years, dueOn} */
  'HOURS_VERIFIED_LATE',
] as const;
