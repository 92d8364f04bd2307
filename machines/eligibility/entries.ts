import { z } from 'zod';
import { dateSchema } from '../programme-entries.ts';
import { retirementCategories } from '../retirement.ts';
import {
  assessmentFactSchema,
  breachFactSchema,
  educationFactSchema,
  employmentSchema,
  hoursFactSchema,
  performanceFactSchema,
  postFactSchema,
  qualificationFactSchema,
  refereeFactSchema,
  sanctionFactSchema,
  serviceFactSchema,
  skillFactSchema,
  specialtySchema,
  talentFactSchema,
  titleFactSchema,
} from './dossier.ts';

/**
 * Entries of the registers of people (domain §1.2): what is said of a person, and what is said of such an entry. Nothing is
 * overwritten: of a fact and its corrections the later stands, and the earlier stays where it was.
 */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const item = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
/** Number of the entry that is spoken of. */
const of = z.number().int().min(1).max(100_000);

/** Where a fact comes from is told by its entry and the checks of it, never by itself. */
const unsourced = { entry: true, standing: true } as const;
const [party, administrative] = sanctionFactSchema.options;

const facts = {
  title: titleFactSchema.omit(unsourced),
  education: educationFactSchema.omit(unsourced),
  post: postFactSchema.omit(unsourced),
  service: serviceFactSchema.omit(unsourced),
  assessment: assessmentFactSchema.omit(unsourced),
  /** Hours as they are declared; verified by an entry of its own (附件1-8). */
  hours: hoursFactSchema.omit({ ...unsourced, verified: true }),
  sanction: z.discriminatedUnion('regime', [party.omit(unsourced), administrative.omit(unsourced)]),
  breach: breachFactSchema.omit({ ...unsourced, inThisCase: true }),
  qualification: qualificationFactSchema.omit(unsourced),
  skill: skillFactSchema.omit(unsourced),
  performance: performanceFactSchema.omit(unsourced),
  talent: talentFactSchema.omit(unsourced),
  employment: employmentSchema.omit(unsourced),
  born: z.strictObject({ on: dateSchema, category: z.enum(retirementCategories) }),
  /** Of a case: who recommends, which item of the checklist is attached, in which specialty the title is applied for. */
  referee: refereeFactSchema.omit(unsourced),
  document: z.strictObject({ item, sha256 }),
  specialty: z.strictObject({ specialty: specialtySchema }),
};

const statement = <K extends keyof typeof facts>(kind: K) =>
  z.strictObject({ kind: z.literal(kind), fact: facts[kind] });

const statements = [
  statement('title'),
  statement('education'),
  statement('post'),
  statement('service'),
  statement('assessment'),
  statement('hours'),
  statement('sanction'),
  statement('breach'),
  statement('qualification'),
  statement('skill'),
  statement('performance'),
  statement('talent'),
  statement('employment'),
  statement('born'),
  statement('referee'),
  statement('document'),
  statement('specialty'),
] as const;

/** Something said of the person. */
export const factEntrySchema = z.discriminatedUnion('kind', statements);
export type FactEntry = z.infer<typeof factEntrySchema>;
export type FactKind = FactEntry['kind'];
/** What is said, by its kind. */
export type FactOf = { [K in FactKind]: Extract<FactEntry, { kind: K }>['fact'] };
export const factKinds = Object.keys(facts) as FactKind[];

/** Kinds that belong to one case, and are no part of any other's dossier. */
export const kindsOfCases: readonly FactKind[] = ['referee', 'document', 'specialty'];

export const checkResults = ['MATCH', 'MISMATCH', 'NOT_FOUND', 'UNAVAILABLE'] as const;

const remarks = [
  /** Compared with a source (二(三)3). It never changes the fact. */
  z.strictObject({
    kind: z.literal('check'),
    of,
    source: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
    result: z.enum(checkResults),
    on: dateSchema,
  }),
  z.strictObject({ kind: z.literal('attachment'), of, sha256 }),
  /** 附件1-8: hours verified, by whose office, signed and sealed (四(三)). */
  z.strictObject({
    kind: z.literal('hoursVerification'),
    of,
    by: z.enum(['hrssBureau', 'healthAuthority']),
    on: dateSchema,
    signed: z.boolean(),
    sealed: z.boolean(),
  }),
  /** The fact as it stands from now on; what was said of the earlier one is not said of it. */
  z.strictObject({ kind: z.literal('correction'), of, replacement: factEntrySchema }),
  z.strictObject({ kind: z.literal('withdrawal'), of }),
] as const;

export const entrySchema = z.discriminatedUnion('kind', [...statements, ...remarks]);
export type Entry = z.infer<typeof entrySchema>;
export type Remark = Exclude<Entry, FactEntry>;

/** An entry as it stands in the register of its person. */
export interface Numbered {
  readonly n: number;
  /** The case it was made for; null for what is said of the person. */
  readonly case: string | null;
  readonly entry: Entry;
}

export function isFact(entry: Entry): entry is FactEntry {
  return Object.hasOwn(facts, entry.kind);
}
