/** Reasons of the rules in `rules/grassroots.ts` and `rules/township-service.ts`. */
export const grassrootsReasons = [
  /** {level, possible}: the way leads to other levels. */
  'LEVEL_NOT_OF_ROUTE',
  /** None of the educations the line of years names (E01). */
  'EDUCATION_NOT_OF_LINE',
  /** {education, needed}: too few years at the grassroots in one's own specialty (E01). */
  'GRASSROOTS_YEARS_SHORT',
  /** A master at the grassroots needs no years there (E02). */
  'MASTER_NEEDS_NO_YEARS',
  'NO_MASTERS_DEGREE',
  'NOT_AT_GRASSROOTS',
  /** A degree without a diploma of study (同等学力): a person decides (E02, E03). */
  'DEGREE_WITHOUT_DIPLOMA',
  /** {level}: no degree that leads to the level (E03). */
  'DEGREE_TOO_LOW',
  /** {unitKind}: an agency is not the employer whose decision the clause asks for; a person finds out who is (E03). */
  'EMPLOYER_UNCLEAR',
  /** Of a body managed like the civil service, and so no applicant at all (E39). */
  'EMPLOYER_NOT_OF_ROUTE',
  'DIRECT_DECISION_MISSING',
  /** {needed}: no such number of consecutive years of 优秀 (E04). */
  'EXCELLENT_YEARS_MISSING',
  /** {results, awards, others}: what was done and awarded in service counts as one's own; the committee weighs it (E05). */
  'SERVICE_FOR_COMMITTEE',
  'NOT_GRASSROOTS_INSTITUTION',
  /** The way leads to a title for the grassroots only, and the claim is for another (E06). */
  'SCOPE_NOT_GRASSROOTS',
  'GRASSROOTS_POSTS_MISSING',
  /** {filedOn, due} */
  'GRASSROOTS_POSTS_LATE',
  'GRASSROOTS_POSTS_TAKEN',
  /** A title for the grassroots only is no basis for the next level (E06). */
  'GRASSROOTS_TITLE_NO_BASIS',
  'IN_TOWNSHIP_ALREADY',
  /** {needed}: too few years served in a township (E07). */
  'TOWNSHIP_SERVICE_SHORT',
  'SERVICE_FORM_MISSING',
  /** {needed}: too few years at county level or below (E07b). */
  'COUNTY_SERVICE_SHORT',
  /** {needed}: too few, and it is not known whether the applicant is a physician, of whom alone they are asked (E07b). */
  'COUNTY_SERVICE_OF_PHYSICIANS',
] as const;
