/** What a programme asks people to hand in: checklists of the application, dated duties of units and departments, vacancies. */
import { z } from 'zod';
import {
  levelsSchema,
  nodeSchema,
  origin,
  periodSchema,
  seriesCodeSchema,
  textSchema,
  timeSchema,
} from './programme-entries.ts';

/** When an item is mandatory: for every case, or only on a route or for a fact (E38). */
export const itemConditions = [
  'always',
  'townshipService',
  'exceptional',
  'directByDegree',
  'grassrootsDeputy',
] as const;
export type ItemCondition = (typeof itemConditions)[number];

const itemSchema = z.strictObject({
  /** Stable id of the item in cases and conclusions, e.g. `form-1-9`. */
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: textSchema,
  when: z.enum(itemConditions),
  /** The facts of the register it proves: where all of them match their source, it need not be uploaded (二(三)3). */
  proves: z.enum(['education', 'assessments', 'service']).optional(),
  ...origin,
});
export type ChecklistItem = z.infer<typeof itemSchema>;

/** Items wanted of each case whose series and level the list names; lists add up. */
export const checklistSchema = z.strictObject({
  title: textSchema,
  series: z.array(seriesCodeSchema).min(1),
  levels: levelsSchema,
  items: z.array(itemSchema).min(1),
  ...origin,
});
export type Checklist = z.infer<typeof checklistSchema>;

/** The duties of the notice, by number of their form. */
export const dutyForms = ['1-6', '1-7', '1-8', '1-10', '1-11'] as const;
export type DutyForm = (typeof dutyForms)[number];

export const dutyRoles = ['unit', 'unitHandler', 'lineDepartment', 'hrssBureau', 'healthAuthority'] as const;
export type DutyRole = (typeof dutyRoles)[number];

export const dutySchema = z.strictObject({
  title: textSchema,
  due: nodeSchema,
  filledBy: z.enum(dutyRoles),
  /** Who passes it on, where the form does not go to its reviewer directly (1-10, 1-11). */
  through: z.enum(dutyRoles).optional(),
  reviewer: z.enum(dutyRoles),
  /** Where another office reviews a series (health hours, 四(三)). */
  reviewerOfSeries: z.record(seriesCodeSchema, z.enum(dutyRoles)).optional(),
  /** Whether the form is taken on the web, until 24:00 of the day. */
  online: z.boolean(),
  /** Whether a counter takes it, until close of business; the guard compares the hour of the hand-in. */
  counter: z.strictObject({ closes: timeSchema, ...origin }).optional(),
  /** The unit's own earlier date, in working days before the day due (A31). */
  unitDueBefore: periodSchema.optional(),
});
export type Duty = z.infer<typeof dutySchema>;

const vacancyClassSchema = z.strictObject({ title: textSchema, levels: levelsSchema, ...origin });

/** The class of the grassroots deputy-senior posts, which a form of their own fixes (一(一)4); no level draws on it by itself. */
export const GRASSROOTS_CLASS = 'GRASSROOTS_DEPUTY_SENIOR';

export const quotaSchema = z.strictObject({
  /** The form whose approval fixes the vacancies. */
  form: z.enum(dutyForms),
  /** The form whose approval fixes the posts of grassroots deputy-seniors. */
  grassroots: z.strictObject({ form: z.enum(dutyForms), title: textSchema, ...origin }),
  /** Unit kinds that recommend within vacancies; all others have no quota (E35). */
  unitKinds: z.array(z.string()).min(1),
  /** Which levels share which vacancies (A48). Levels in no class need none. */
  classes: z.record(z.string().regex(/^[A-Z][A-Z_]*$/), vacancyClassSchema),
  /** Who is recommended without using a vacancy. */
  exempt: z.array(
    z.strictObject({
      id: z.enum(['teacherNearRetirement']),
      series: z.array(seriesCodeSchema).min(1),
      levels: levelsSchema,
      ...origin,
    }),
  ),
  ...origin,
});
export type Quota = z.infer<typeof quotaSchema>;
