/** Reasons of the rules in `rules/process.ts` and the files it collects. */
export const processReasons = [
  /** {approved, reserved}: no vacancy of the class is left (E35). */
  'NO_VACANCY_LEFT',
  /** {retiresOn, asOf, years}: not near enough to the statutory age, or past it (E36). */
  'NOT_NEAR_RETIREMENT',
  /** No archive keeper's or register's word for the day of birth (E36). */
  'BIRTH_DATE_UNCERTIFIED',
  /** Another case holds the person's slot of the year (E37). */
  'SLOT_OF_YEAR_TAKEN',
  /** {items}: uploads the programme asks for that are not there (E38). */
  'UPLOADS_MISSING',
  /** No labour or employment contract (E39). */
  'NO_CONTRACT',
  /** Not on a professional post (E39). */
  'NO_PROFESSIONAL_POST',
  /** A civil servant (E39). */
  'CIVIL_SERVANT',
  /** Of a body managed like the civil service (E39). */
  'CIVIL_SERVICE_MANAGED',
  /** {retiresOn}: of statutory age on the day of the act (E39). */
  'RETIRED',
  /** {retiresOn, reviewEnds}: reaches the statutory age while the review is still on (E39). */
  'RETIRES_DURING_REVIEW',
  /** Nobody knows when the person retires (E39). */
  'BIRTH_DATE_UNKNOWN',
  /** {from, to}: days of the click window, both counted (E40). */
  'OUTSIDE_CLICK_WINDOW',
  /** {series, level}: no committee of the programme takes such a case (E41). */
  'NO_COMMITTEE_TAKES',
  /** {level, below}: the title below is not held (E42). */
  'STEP_LEFT_OUT',
  /** {level, below}: whether a skill stands for the title below is for a person to say (E42, E19). */
  'STEP_BY_SKILL',
  /** {route}: the route leads past the steps (E42). */
  'STEPS_WAIVED',
  /** {items}: found untrue, or other than their originals (E43). */
  'ITEMS_REFUSED',
  /** {items}: not checked yet (E43). */
  'ITEMS_NOT_CHECKED',
  /** {items}: checked, but without reviewer, day or seal (E43). */
  'ITEMS_NOT_SIGNED',
] as const;
