/**
 * The constants a notice fixes (domain §4.G). Eligibility and committee rules read them from here and never carry a number
 * of their own, so that next year's figures are data.
 */
import { z } from 'zod';
import { educationLevels } from './eligibility/dossier.ts';
import { dateSchema, entry, seriesCodeSchema, titleLevels } from './programme-entries.ts';

/** What bars whoever did it (三(三)). */
const breachYears = z.strictObject({ EXAM_CHEATING: z.number(), FRAUD: z.number(), ACADEMIC_MISCONDUCT: z.number() });
export type Breach = keyof z.infer<typeof breachYears>;

const fraction = z.strictObject({ num: z.number(), den: z.number() });
const count = z.number();
const monthDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/);

export const rulesSchema = z.strictObject({
  /** Years of tenure run to this day, inclusive (五(四), D08). */
  tenureCutoff: entry(dateSchema),
  /** E01: full years at the grassroots for a direct intermediate title, by education. */
  grassrootsYears: entry(z.strictObject({ BACHELOR: count, COLLEGE: count, SECONDARY: count })),
  /** E03: the level a degree leads to directly, where the employer decides so. */
  directByDegree: entry(z.strictObject({ DOCTOR: z.enum(titleLevels), MASTER: z.enum(titleLevels) })),
  /** E10: the education that classes of a technical school are taken for. */
  technicalClasses: entry(
    z.strictObject({
      INTERMEDIATE_WORKER: z.enum(educationLevels),
      SENIOR_WORKER: z.enum(educationLevels),
      TECHNICIAN: z.enum(educationLevels),
    }),
  ),
  /** E11, E12: years added at the first promotion in a specialty other than the one studied. */
  mismatchExtraYears: entry(count),
  /** E13: full years in the new post before a transfer of series. */
  transferMinYears: entry(count),
  /** E07: cumulated years of township service before intermediate, county level health, education, agriculture. */
  townshipServiceYears: entry(count),
  /** E07b: cumulated years at county level or below that a statute asks of who holds such a certificate, before a level. */
  countyServiceYears: entry(
    z.strictObject({
      series: z.array(seriesCodeSchema),
      level: z.enum(titleLevels),
      certificates: z.array(z.string()),
      years: count,
    }),
  ),
  /** E04: consecutive years of 优秀 that count as one achievement. */
  consecutiveExcellentYears: entry(count),
  /** E08: peer referees a 破格 case needs. */
  exceptionalReferees: entry(z.strictObject({ min: count, level: z.enum(titleLevels) })),
  /** E17: series open to certificates of the admission type, and the level that each grade of them opens. */
  directByCertificate: entry(
    z.strictObject({
      series: z.array(seriesCodeSchema),
      levels: z.strictObject({
        UNGRADED: z.enum(titleLevels),
        FIRST: z.enum(titleLevels),
        SECOND: z.enum(titleLevels),
      }),
    }),
  ),
  /** E20: green-channel arrivals from this day, inclusive. */
  greenChannelArrivalFrom: entry(dateSchema),
  /** E19: series open to skilled talent. */
  skilledTalentSeries: entry(z.array(seriesCodeSchema)),
  /** E21: series and levels with a state or provincial examination in place of review. */
  examOnly: entry(z.array(z.strictObject({ series: seriesCodeSchema, levels: z.array(z.enum(titleLevels)) }))),
  /** E24: application years whose reviews may count from 31 December of that year. */
  delayedReview: entry(z.strictObject({ applicationYears: z.array(z.number()), countsFrom: monthDay })),
  /** E25–E28: continuing-education hours. */
  ceHours: z.strictObject({
    upTo2019: entry(z.strictObject({ INTERMEDIATE: count, DEPUTY_SENIOR: count, FULL_SENIOR: count, JUNIOR: count })),
    y2020: entry(z.strictObject({ ALL: count })),
    from2021: entry(z.strictObject({ DEFAULT: count, GRASSROOTS: count, PRIVATE_ECONOMY: count })),
    professionalShare: entry(z.strictObject({ num: count, den: count, from: z.number(), soft: z.boolean() })),
    publicCourseCredit: entry(count),
  }),
  /** E29: years of bar from the day of determination. */
  bansYears: entry(breachYears),
  /** E30: months of bar from the day of the party sanction. */
  partyWindowsMonths: entry(
    z.strictObject({
      WARNING: count,
      SERIOUS_WARNING: count,
      REMOVED_FROM_PARTY_POST: count,
      PROBATION_IN_PARTY: count,
      EXPELLED_FROM_PARTY: count,
    }),
  ),
  /** E31: months of bar from the day of the administrative sanction. */
  adminWindowsMonths: entry(
    z.strictObject({ DEMERIT: count, MAJOR_DEMERIT: count, POST_GRADE_LOWERED_OR_REMOVED: count, DISMISSED: count }),
  ),
  /** E32: the statutory six months of 政务警告, which the notice does not list. */
  adminWarningStatutoryMonths: entry(count),
  /** D22, A16: the first year in which these windows replace each series' own. */
  disciplineRegimeFrom: entry(dateSchema),
  /** E36: «不足», strictly fewer years than this to the statutory age. */
  retirementExemptYears: entry(count),
  /** D23: passes of this cycle year and later get an electronic certificate only. */
  eCertificateFromYear: entry(z.number()),
  /** D14, E37: series one person may apply in, a year. */
  seriesPerYear: entry(count),
  /** §2.4: `den·present ≥ num·size`. */
  quorum: entry(fraction),
  /** §2.4: `den·yes ≥ num·present`. */
  pass: entry(fraction),
  /** Years an integrity entry stands. */
  integrityRecordYears: entry(count),
  /** §2.7: working days within which an objection should be answered; escalation only. */
  objectionResponseWorkingDays: entry(count),
  /** §2.7: the longest it may take where the answer is extended, from the day it was raised. */
  objectionExtendedWorkingDays: entry(count),
});
export type Rules = z.infer<typeof rulesSchema>;
