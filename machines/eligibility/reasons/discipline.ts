/** Reasons of the rules in `rules/discipline.ts`. */
export const disciplineReasons = [
  /** {kind, decidedOn, barredThrough, freeFrom}: a breach that was determined bars for three years (E29). */
  'BARRED_BY_BREACH',
  /** The same of a sanction of the Party (E30). */
  'BARRED_BY_PARTY_SANCTION',
  /** The same of an administrative sanction (E31). */
  'BARRED_BY_ADMINISTRATIVE_SANCTION',
  /** The same of a warning, which bars a manager by statute (E32). */
  'BARRED_BY_STATUTE',
  /** The same of a warning of anybody else, about which a person decides (E32). */
  'WARNING_TO_BE_JUDGED',
  /** {kind, determinedOn}: found in this application (E33). */
  'VETOED',
  /** {kind, decidedOn, barredThrough, freeFrom}: no post promotion either (E34). */
  'BARRED_AS_SERIOUS',
] as const;
