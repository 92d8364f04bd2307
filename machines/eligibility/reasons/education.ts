/** Reasons of the rules in `rules/education.ts` and `rules/series-change.ts`. */
export const educationReasons = [
  /** {level}: no education held leads to the level in the ordinary way (E08). */
  'EDUCATION_TOO_LOW',
  /** {series}: a statute fixes the education of the series, and nobody is excepted from it (E08). */
  'EDUCATION_FIXED_BY_LAW',
  /** {count, needed}: referees of the level and the field, not related, each person once (E08). */
  'REFEREES_MISSING',
  'NO_EDUCATION',
  /** {level}: the diploma is of a party school that is on no list (E09). */
  'PARTY_SCHOOL_UNLISTED',
  /** A certificate of skill is no class of a technical school (E10). */
  'SKILL_CERTIFICATE_NO_CLASS',
  /** {series}: of public safety or health, where two years do not make up for another specialty (E11, A06). */
  'MISMATCH_NOT_RELIEVED',
  /** {base, extra}: the years of the series, and those for a specialty that was not studied (E11). */
  'MISMATCH_YEARS_SHORT',
  /** {base, extra}: the years of the series, and those owed from the promotion before (E12). */
  'DEBT_YEARS_SHORT',
  /** {level}: no title of the level from which years would count. */
  'NO_TITLE_BELOW',
  /** {level}: no title of this level is held in another series (E13). */
  'NO_TITLE_TO_TRANSFER',
  /** {level}: held in this series already, or one above (E13). */
  'TITLE_HELD_ALREADY',
  /** {series}: no post in the new series at the cut-off (E13). */
  'NEW_POST_MISSING',
  /** {from, needed}: too short in the new post (E13). */
  'NEW_POST_SHORT',
  'NEW_POST_NOT_ASSESSED',
  /** {year}: graded below 合格 in the new post (E13). */
  'NEW_POST_GRADED_BELOW',
  /** The original title of a transfer is not known, from which its years would count (E14). */
  'ORIGINAL_TITLE_UNKNOWN',
  /** The transferred title was revoked: what is left is the original series (E14). */
  'TRANSFER_REVOKED',
  /** {from, to}: to be transferred at its level first, else the way is the exceptional one (E15). */
  'TRANSFER_FIRST',
] as const;
