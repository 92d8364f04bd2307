/** Reasons of the rules in `rules/qualifications.ts`. */
export const qualificationReasons = [
  /** E16 {certificate} */
  'CERTIFICATE_NOT_IN_TABLE',
  /** E16 {certificate}: of another series, or not the level below. */
  'CERTIFICATE_NO_BASIS',
  /** E16, E17 {certificate} */
  'CERTIFICATE_REVOKED',
  /** E17 {series} */
  'SERIES_CLOSED_TO_CERTIFICATES',
  /** E17 {series} */
  'NO_ADMISSION_CERTIFICATE',
  /** E17 {certificate, opens, level} */
  'CERTIFICATE_OPENS_OTHER_LEVEL',
  /** E17 {certificate, specialty, claimed} */
  'CERTIFICATE_OTHER_SPECIALTY',
  /** E18 {issuedOn, excluded} */
  'NO_ACHIEVEMENT_SINCE_CERTIFICATE',
  /** E18 {issuedOn, begun} */
  'ACHIEVEMENT_BEGUN_BEFORE_CERTIFICATE',
  /** E19 {series} */
  'SERIES_CLOSED_TO_SKILLED_TALENT',
  'NO_SKILL_CERTIFICATE',
  /** E19 {skill}: the conditions by years (黔人社通〔2019〕58号, 〔2021〕114号) were not obtained. */
  'SKILLED_TALENT_TO_BE_JUDGED',
  /** E20 */
  'NOT_BROUGHT_IN',
  'BROUGHT_IN_WITHIN_PROVINCE',
  /** E20 {arrivedOn, from} */
  'BROUGHT_IN_TOO_EARLY',
  'NO_TALENT_CATEGORY',
  'TALENT_WITHOUT_POST',
  'TALENT_EMPLOYER_TO_BE_JUDGED',
  /** E21 {series, level} */
  'EXAM_REPLACES_REVIEW',
  /** E21 {series, appointedOn} */
  'EXAM_REPLACES_APPOINTMENT',
  /** E22 {appointedOn} */
  'APPOINTMENT_OTHER_SPECIALTY',
  'APPOINTMENT_TO_BE_JUDGED',
] as const;
