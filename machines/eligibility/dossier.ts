import { z } from 'zod';
import { seriesCodeSchema, titleLevels, titleScopes, dateSchema as writtenDate } from '../programme-entries.ts';
import { retirementCategories } from '../retirement.ts';
import { routeIds } from './route-ids.ts';

/**
 * The facts about a person that the rules of a notice are asked of (domain §4): who, in what post, with what education, titles,
 * service, hours and records, and for what title. Assembled from the registers (domain §1.2); the rules read nothing else.
 */

/** How a fact stands with its source (二(三)3): `MATCH` makes a proof needless, `NOT_FOUND` asks for it, nothing rejects. */
export const standings = ['DECLARED', 'ATTACHED', 'MATCH', 'MISMATCH', 'NOT_FOUND', 'UNAVAILABLE'] as const;
export type Standing = (typeof standings)[number];

/** Number of the entry in the person's register; null for what the service itself decided, as a title it granted. */
const provenance = { entry: z.number().int().positive().nullable(), standing: z.enum(standings) };
export interface Provenance {
  readonly entry: number | null;
  readonly standing: Standing;
}

/** A day that exists, and within which rules may count: the written form alone lets 2023-02-31 through. */
const dateSchema = writtenDate.refine((day) => '1900-01-01' <= day && day <= '2100-12-31' && isDay(day), {
  error: 'no such day',
});

function isDay(written: string): boolean {
  const [year = 0, month = 0, day = 0] = written.split('-').map(Number);
  // What does not exist is brought to the nearest day that does.
  return month > 0 && day > 0 && Temporal.PlainDate.from({ year, month, day }).toString() === written;
}

/** 中专, 大专, 本科, 研究生: levels of study, lowest first. */
export const educationLevels = ['SECONDARY', 'COLLEGE', 'BACHELOR', 'MASTER', 'DOCTOR'] as const;
export type EducationLevel = (typeof educationLevels)[number];

export const unitKinds = ['publicInstitution', 'stateOwnedEnterprise', 'privateUnit', 'personnelAgency'] as const;
/** Township and below, county, prefecture, province; lowest first. */
export const unitLevels = ['TOWNSHIP', 'COUNTY', 'PREFECTURE', 'PROVINCE'] as const;

export const specialtySchema = z.string().regex(/^[a-z][a-z0-9-]*$/);
export const yearSchema = z.number().int().min(1950).max(2100);

export const titleFactSchema = z.strictObject({
  ...provenance,
  series: seriesCodeSchema,
  level: z.enum(titleLevels),
  scope: z.enum(titleScopes),
  /** REVIEW: a certificate; APPOINTMENT: an employer's document (一(六)1); TRANSFER: 转评 of a title of another series. */
  basis: z.enum(['REVIEW', 'APPOINTMENT', 'TRANSFER']),
  /** The day it was passed, appointed or transferred; what a certificate prints. */
  awardedOn: dateSchema,
  /** Of a transfer: since when the original title was held, from which years go on counting (E14). */
  originalFrom: dateSchema.nullable(),
  /** The year of the application, and whether its committee was late through no fault of the applicant (五(二)). */
  applicationYear: yearSchema.nullable(),
  reviewDelayed: z.boolean(),
  /** Passed without the two years that a mismatched specialty asks for; they are still owed (一(二)2). */
  mismatchDebt: z.boolean(),
  revokedOn: dateSchema.nullable(),
});

export const educationFactSchema = z.strictObject({
  ...provenance,
  level: z.enum(educationLevels).nullable(),
  /** A diploma of study (学历), and not the degree alone (同等学力). */
  diploma: z.boolean(),
  mode: z.enum(['FULL_TIME', 'PART_TIME', 'PARTY_SCHOOL']),
  /** 中级工班, 高级工班, 预备技师(技师)班 of a technical school (E10); their `level` is null. */
  technicalClass: z.enum(['INTERMEDIATE_WORKER', 'SENIOR_WORKER', 'TECHNICIAN']).nullable(),
  /** School, for what is recognised by list (party schools). */
  school: z.string().max(64).nullable(),
  specialty: specialtySchema,
  completedOn: dateSchema,
});

/** A post held, oldest first; `through` is null for the present one, else its last day. */
export const postFactSchema = z.strictObject({
  ...provenance,
  from: dateSchema,
  through: dateSchema.nullable(),
  unitKind: z.enum(unitKinds),
  unitLevel: z.enum(unitLevels),
  /** 基层, as the bureau's list says (A26). */
  grassroots: z.boolean(),
  professional: z.boolean(),
  series: seriesCodeSchema,
  specialty: specialtySchema,
  /** Decided by the unit and recorded: near enough to what was studied (E11). */
  similarToStudied: z.boolean(),
});

/** Registered service at the grassroots (附件1-5): a delegation, or a post there. */
export const serviceFactSchema = z.strictObject({
  ...provenance,
  from: dateSchema,
  /** Its last day; null while it lasts. */
  through: dateSchema.nullable(),
  /** In a township or below. */
  township: z.boolean(),
  ownSpecialty: z.boolean(),
  /** Days on which it was commended or awarded (E05). */
  awards: z.array(dateSchema).max(20),
});

export const grades = ['EXCELLENT', 'QUALIFIED', 'BASICALLY_QUALIFIED', 'UNQUALIFIED'] as const;
export const assessmentFactSchema = z.strictObject({ ...provenance, year: yearSchema, grade: z.enum(grades) });

/** Hours of continuing education in a year (四). Half hours are the smallest there are. */
export const hoursFactSchema = z.strictObject({
  ...provenance,
  year: yearSchema,
  course: z.enum(['PROFESSIONAL', 'PUBLIC']),
  hours: z.number().min(0).max(2000).multipleOf(0.5),
  /** The public course passed; one credit a person and course (E28). */
  publicCourse: z.string().max(64).nullable(),
  /** 附件1-8, verified and sealed (四(三)): by whose office, and on which day. */
  verified: z
    .strictObject({
      by: z.enum(['hrssBureau', 'healthAuthority']),
      on: dateSchema,
      signed: z.boolean(),
      sealed: z.boolean(),
    })
    .nullable(),
});

export const partySanctions = [
  'WARNING',
  'SERIOUS_WARNING',
  'REMOVED_FROM_PARTY_POST',
  'PROBATION_IN_PARTY',
  'EXPELLED_FROM_PARTY',
] as const;
/** 警告 is not in the notice's list (A18); 降级 is not either and is counted with 撤职 (E31). */
export const administrativeSanctions = [
  'WARNING',
  'DEMERIT',
  'MAJOR_DEMERIT',
  'POST_GRADE_LOWERED',
  'REMOVED_FROM_POST',
  'RANK_LOWERED',
  'DISMISSED',
] as const;

export const sanctionFactSchema = z.discriminatedUnion('regime', [
  z.strictObject({ ...provenance, regime: z.literal('PARTY'), kind: z.enum(partySanctions), sanctionedOn: dateSchema }),
  z.strictObject({
    ...provenance,
    regime: z.literal('ADMINISTRATIVE'),
    kind: z.enum(administrativeSanctions),
    sanctionedOn: dateSchema,
  }),
]);

/** A breach that was determined (认定): fraud, academic misconduct, cheating in an examination (三(三)). */
export const breachFactSchema = z.strictObject({
  ...provenance,
  kind: z.enum(['EXAM_CHEATING', 'FRAUD', 'ACADEMIC_MISCONDUCT']),
  determinedOn: dateSchema,
  /** 情节严重: no post promotion either (E34). */
  serious: z.boolean(),
  /** Found in this application, by a recorded finding (E33). */
  inThisCase: z.boolean(),
});

/** A certificate of a professional qualification (一(三)1); what it equals stands in the programme's table. */
export const qualificationFactSchema = z.strictObject({
  ...provenance,
  certificate: z.string().regex(/^[a-z][a-z0-9-]*$/),
  issuedOn: dateSchema,
  registration: z.enum(['VALID', 'REVOKED']),
  specialty: specialtySchema,
});

/** 高技能人才 (一(三)2). */
export const skillFactSchema = z.strictObject({
  ...provenance,
  level: z.enum(['SENIOR_WORKER', 'TECHNICIAN', 'SENIOR_TECHNICIAN']),
  occupation: specialtySchema,
  issuedOn: dateSchema,
});

export const refereeFactSchema = z.strictObject({
  ...provenance,
  /** Who recommends; twice the same is one referee. */
  person: z.string().min(1).max(64),
  level: z.enum(titleLevels),
  specialty: specialtySchema,
  /** Related to the applicant. */
  related: z.boolean(),
});

export const performanceFactSchema = z.strictObject({
  ...provenance,
  kind: z.enum(['PROJECT', 'RESEARCH', 'PATENT', 'PAPER', 'AWARD', 'OTHER']),
  startedOn: dateSchema.nullable(),
  /** The day it was completed, accepted or published. */
  achievedOn: dateSchema,
});

export const talentFactSchema = z.strictObject({
  ...provenance,
  /** Where the person came from: another province, or elsewhere in Guizhou. */
  from: z.enum(['OTHER_PROVINCE', 'SAME_PROVINCE']),
  arrivedOn: dateSchema,
  category: z.enum(['URGENTLY_NEEDED', 'HIGH_LEVEL']).nullable(),
});

export const employmentSchema = z.strictObject({
  ...provenance,
  unitKind: z.enum(unitKinds),
  unitLevel: z.enum(unitLevels),
  grassroots: z.boolean(),
  /** 参公: a body managed like the civil service. */
  civilServiceManaged: z.boolean(),
  civilServant: z.boolean(),
  contract: z.boolean(),
  professionalPost: z.boolean(),
  /** Of a public institution or a state-owned enterprise (E32). */
  manager: z.boolean(),
});

/** What is applied for, and by which way. */
export const claimSchema = z.strictObject({
  series: seriesCodeSchema,
  level: z.enum(titleLevels),
  specialty: specialtySchema,
  scope: z.enum(titleScopes),
  route: z.enum(routeIds),
});

/** Form 1-7 of the unit (一(一)4): null where none was accepted. */
export const grassrootsPostsSchema = z.strictObject({ filedOn: dateSchema, free: z.number().int().min(0) });

export const dossierSchema = z.strictObject({
  claim: claimSchema,
  born: z.strictObject({ ...provenance, on: dateSchema, category: z.enum(retirementCategories) }).nullable(),
  employment: employmentSchema,
  grassrootsPosts: grassrootsPostsSchema.nullable(),
  titles: z.array(titleFactSchema),
  education: z.array(educationFactSchema),
  posts: z.array(postFactSchema),
  service: z.array(serviceFactSchema),
  assessments: z.array(assessmentFactSchema),
  hours: z.array(hoursFactSchema),
  sanctions: z.array(sanctionFactSchema),
  breaches: z.array(breachFactSchema),
  qualifications: z.array(qualificationFactSchema),
  skills: z.array(skillFactSchema),
  referees: z.array(refereeFactSchema),
  performance: z.array(performanceFactSchema),
  talent: talentFactSchema.nullable(),
  /** Items of the checklist that are attached. */
  documents: z.array(z.string().regex(/^[a-z][a-z0-9-]*$/)),
});
export type Dossier = Readonly<z.infer<typeof dossierSchema>>;
export type Claim = Dossier['claim'];
