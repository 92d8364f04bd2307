import { z } from 'zod';
import { routeSchema } from '../application/context.ts';
import { partiesSchema } from '../parties.ts';
import { dutyForms } from '../programme-materials.ts';
import { NOBODY, noRoute, type Party } from '../roles.ts';

/**
 * What a duty remembers: whose form it is and who reviews it, what was handed in last, and whether it was ever overdue.
 * Counts, ids, dates and hashes only (design D7); who applies and how many hours each has come with the files themselves.
 */

const count = z.number().int().min(0).max(100_000);
const vacancyClass = z
  .string()
  .max(40)
  .regex(/^[A-Z][A-Z_]*$/);

/** Posts of a class, as the form has them: approved, and filled (五(五), 一(一)4). */
const posts = { posts: count, filled: count };

/** What each form says in figures; the file itself is named by its hash. */
export const formContentSchema = z.discriminatedUnion('form', [
  z.strictObject({
    form: z.literal('1-6'),
    classes: z
      .array(z.strictObject({ class: vacancyClass.meta({ description: 'Vacancy class of the programme' }), ...posts }))
      .min(1)
      .max(8),
  }),
  z.strictObject({ form: z.literal('1-7'), ...posts }),
  z.strictObject({
    form: z.literal('1-8'),
    people: count,
    hours: z.number().int().min(0).max(10_000_000).meta({ description: 'Hours of all its people together' }),
  }),
  z.strictObject({ form: z.literal('1-10'), people: count }),
  z.strictObject({ form: z.literal('1-11'), people: count }),
]);
export type FormContent = z.infer<typeof formContentSchema>;

const handInSchema = z.strictObject({
  content: formContentSchema,
  /** Hash of the file. */
  file: z.string().regex(/^[0-9a-f]{64}$/),
  /** UTC ms at which it counts as handed in: at the counter the hour the officer entered. */
  at: z.number().int(),
  /** It came after the day due, so that only `acceptLate` can accept it (domain A19). */
  late: z.boolean(),
});
export type HandIn = z.infer<typeof handInSchema>;

export const dutyContextSchema = z.strictObject({
  route: routeSchema,
  level: z.literal(0),
  parties: partiesSchema,
  form: z.enum(dutyForms),
  /** A department that gathers the forms of its units (五(七)). */
  collects: z.boolean(),
  /** A unit whose department gathers its form, and is due on an earlier day (domain A31). */
  gathered: z.boolean(),
  /** The hand-in that lies with the reviewer, was sent back, or was accepted last. */
  handIn: handInSchema.nullable(),
  /** How the hand-in that counts was accepted; a later one replaces it only once it is accepted itself. */
  inForce: z.enum(['accepted', 'acceptedLate']).nullable(),
  /** Once overdue, a duty stays known as such, whatever is handed in later. */
  overdue: z.boolean(),
});
export type DutyContext = z.infer<typeof dutyContextSchema>;

const noParty: Party = { roles: ['system'], organisation: NOBODY };

/** Before it is owed nothing is known; never stored. */
export const unowed: DutyContext = {
  route: noRoute,
  level: 0,
  parties: { owner: noParty, reviewer: noParty },
  form: '1-6',
  collects: false,
  gathered: false,
  handIn: null,
  inForce: null,
  overdue: false,
};
