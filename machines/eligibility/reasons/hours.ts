/** Reasons of the rules in `rules/hours.ts` and `rules/tenure.ts`. */
export const hoursReasons = [
  /** E23 {from, years, cutoff, needed} */
  'YEARS_SHORT',
  /** E23 {series, level}: the title below, from which years would count. */
  'TITLE_BELOW_MISSING',
  /** E23, of junior. */
  'START_OF_WORK_MISSING',
  /** E23 {level}: no education held leads there in the ordinary way (E08). */
  'EDUCATION_WITHOUT_YEARS',
  /** E23, of the exceptional way without such an education. */
  'YEARS_TO_BE_JUDGED',
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
