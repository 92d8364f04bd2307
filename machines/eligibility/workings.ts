/** Lines of arithmetic: the closed list, each with its words in `machines/words/eligibility/workings.ts`. */
export const workings = [
  /** {from, years, cutoff, needed}: full years from a day to the cut-off, and how many are needed. */
  'YEARS_FULL',
  /** {days, needed}: days of broken service, and how many are needed. */
  'DAYS_SERVED',
  /** {year, hours, needed}: hours of a year, and how many are needed. */
  'HOURS_OF_YEAR',
  /** {year, professional, num, den, required}: the professional share of the hours required. */
  'PROFESSIONAL_SHARE',
  /** {kind, from, through}: a window that bars, its last day inclusive. */
  'BARRED_THROUGH',
  /** {count, needed}: how many there are, and how many are needed. */
  'COUNTED',
  /** {from, to}: levels of titles. */
  'LEVEL_STEP',
  /** {bornOn, retiresOn, asOf, years}: the statutory age, and how far it is. */
  'RETIREMENT',
  /** {certificate, series, level, from}: the title a certificate equals, and since when. */
  'EQUALS_TITLE',
  /** {certificate, grade, level}: the level a certificate of the admission type opens. */
  'OPENS_LEVEL',
  /** {issuedOn, counted, excluded}: achievements after the day a certificate was issued, and those that are not. */
  'ACHIEVED_SINCE',
  /** {arrivedOn, from}: the day of arrival, and the first that counts. */
  'ARRIVED_ON',
  /** {appointedOn}: an appointment, from which years count. */
  'APPOINTED_ON',
  /** {awardedOn, from}: the day a title was passed, and the earlier one from which its years count. */
  'COUNTED_FROM',
  /** {year, hours}: hours of a year that is not asked for yet. */
  'HOURS_SHOWN',
  /** {course, year, hours}: the credit of a public course. */
  'PUBLIC_CREDIT',
] as const;
export type Working = (typeof workings)[number];
