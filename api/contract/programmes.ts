import { z } from 'zod';
import { gazetteSchema } from '../../machines/gazette.ts';
import { textSchema } from '../../machines/programme-entries.ts';
import {
  caseId,
  clause,
  deadlineName,
  describedAs,
  instant,
  label,
  nodeName,
  plainDate,
  registerId,
  source,
  version,
} from './fields.ts';

/** Programmes, their amendments, and the gazettes the working days rest on. */

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: 'An hour in Asia/Shanghai; without one, the end of the day', example: '18:00' });

const plannedNode = z
  .strictObject({
    name: nodeName,
    label,
    toDate: z.string(),
    time: z.string().nullable(),
    dueAt: instant,
    clause,
    source,
  })
  .meta({ id: 'PlannedNode' });

export const programmeView = z
  .strictObject({
    id: registerId,
    version,
    title: label,
    cycleYear: z.int(),
    committees: z.array(z.strictObject({ id: z.string(), title: label, nodes: z.array(plannedNode) })),
  })
  .meta({ id: 'Programme' });

export const amendmentBody = z
  .strictObject({
    committee: registerId,
    node: nodeName,
    toDate: plainDate,
    time: time.optional(),
    clause: z.string().min(1).max(100),
    source,
    note: textSchema.optional(),
  })
  .meta({ id: 'Amendment' });

export const amendmentQuery = z.strictObject({
  preview: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .default(false)
    .meta({
      override: describedAs({
        type: 'boolean',
        default: false,
        description: 'Show what it would change, and write nothing',
      }),
    }),
});

const finding = z.strictObject({ path: z.string(), code: z.string(), message: label }).meta({ id: 'Finding' });

export const amendmentView = z
  .strictObject({
    programme: registerId,
    preview: z.boolean(),
    version: version.meta({ description: 'Of the programme as it stands now' }),
    node: nodeName,
    label,
    from: instant,
    to: instant,
    warnings: z.array(finding),
    cases: z.int().meta({ description: 'Cases that have a deadline armed under this programme' }),
    affected: z.int().meta({ description: 'Cases of which at least one deadline changes' }),
    changes: z
      .array(
        z.strictObject({
          case: caseId,
          number: z.string(),
          name: deadlineName,
          label,
          dueAt: instant,
          newDueAt: instant,
          provisional: z.boolean(),
        }),
      )
      .meta({ description: 'The first of the changes, by case id' }),
  })
  .meta({ id: 'AmendmentEffect' });

export const gazetteBody = gazetteSchema
  .extend({
    extraDays: z.int().min(-31).max(31).default(0).meta({
      description: 'Days off granted beyond the regulation’s; without it the balance must be exact',
    }),
  })
  .meta({ id: 'Gazette' });

export const gazetteView = z
  .strictObject({
    calendarVersion: z.int(),
    year: z.int(),
    published: z.string(),
    loaded: z.boolean().meta({ description: 'false: the same gazette was loaded before, and nothing changed' }),
  })
  .meta({ id: 'LoadedGazette' });
