/** The constants of the notice and the work plan for tests, written down a second time, from the domain's tables. */

/** Domain §4.G. */
export const constants = {
  tenureCutoff: '2023-12-31',
  grassrootsYears: { BACHELOR: 4, COLLEGE: 6, SECONDARY: 9 },
  directByDegree: { DOCTOR: 'DEPUTY_SENIOR', MASTER: 'INTERMEDIATE' },
  technicalClasses: { INTERMEDIATE_WORKER: 'SECONDARY', SENIOR_WORKER: 'COLLEGE', TECHNICIAN: 'BACHELOR' },
  countyServiceYears: { series: ['SERIES_HEALTH'], level: 'DEPUTY_SENIOR', certificates: ['physician'], years: 1 },
  mismatchExtraYears: 2,
  transferMinYears: 1,
  townshipServiceYears: 1,
  exceptionalReferees: { min: 2, level: 'FULL_SENIOR' },
  directByCertificate: {
    series: ['SERIES_ENGINEERING'],
    levels: { UNGRADED: 'DEPUTY_SENIOR', FIRST: 'DEPUTY_SENIOR', SECOND: 'INTERMEDIATE' },
  },
  greenChannelArrivalFrom: '2022-01-01',
  ceHours: {
    upTo2019: { INTERMEDIATE: 72, DEPUTY_SENIOR: 72, FULL_SENIOR: 72, JUNIOR: 32 },
    y2020: { ALL: 60 },
    from2021: { DEFAULT: 90, GRASSROOTS: 45, PRIVATE_ECONOMY: 45 },
    professionalShare: { num: 2, den: 3, from: 2021, soft: true },
    publicCourseCredit: 30,
  },
  bansYears: { EXAM_CHEATING: 3, FRAUD: 3, ACADEMIC_MISCONDUCT: 3 },
  partyWindowsMonths: {
    WARNING: 12,
    SERIOUS_WARNING: 18,
    REMOVED_FROM_PARTY_POST: 36,
    PROBATION_IN_PARTY: 48,
    EXPELLED_FROM_PARTY: 60,
  },
  adminWindowsMonths: { DEMERIT: 12, MAJOR_DEMERIT: 18, POST_GRADE_LOWERED_OR_REMOVED: 24, DISMISSED: 48 },
  adminWarningStatutoryMonths: 6,
  retirementExemptYears: 3,
  publicityWorkingDays: { INTERNAL: 5, POLICY: 5, RESULT: 5 },
  quorum: { num: 2, den: 3 },
  pass: { num: 2, den: 3 },
  integrityRecordYears: 3,
};

/** Domain §3.2. */
export const workPlanFixture = {
  clickWindowFrom: '2023-08-01',
  nodes: {
    clickWindowEnd: '2023-08-31',
    unitPushDue: '2023-09-12',
    departmentPushDue: '2023-09-19',
    intakeCutoff: '2023-09-22 18:00',
    policyReviewDue: '2023-10-20',
    reviewMeetingDue: '2023-11-11',
    filingDue: '2023-12-15',
  },
};
