import { z } from 'zod';
import { LONGEST_PERIOD } from '../calendar.ts';
import { routeIds } from '../eligibility/route-ids.ts';
import type { EventContract, Ride } from '../lifecycle.ts';
import { reasonCodes } from '../lifecycle.ts';
import { seriesCodeSchema, titleLevels, titleScopes } from '../programme-entries.ts';

/**
 * The closed list of the application's events (design §5: commands imperative, facts past tense), each with the schema of
 * its data and the facts it is decided on. The API validates with these schemas and publishes them.
 */

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'Lower-case hexadecimal SHA-256', example: 'a'.repeat(64) });
const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/);
const item = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/)
  .meta({ description: 'Item of the material checklist' });
const empty = z.strictObject({});
/** UTC in milliseconds. The last instant of the year 9999: later ones could be stored, and no calendar could say which day they are. */
const instant = z.number().int().min(0).max(253_402_300_799_999);
const materials = z.array(z.strictObject({ item, sha256 })).max(100);
const findings = z
  .array(z.strictObject({ item, code: z.enum(reasonCodes) }))
  .min(1)
  .max(100);
const matter = z.strictObject({
  matter: z.uuid().meta({ description: 'Chosen by the sender; the receipt names it' }),
  alleges: z.enum(['FRAUD', 'MISCONDUCT', 'OTHER']),
});
const resolution = z.strictObject({
  matter: z.uuid(),
  outcome: z.enum(['dismissed', 'upheld']),
  /** What follows when it is upheld; only within a publicity (domain A51). */
  consequence: z.enum(['return', 'decline', 'reject', 'disqualify']).optional(),
});

export const openData = z.strictObject({
  person: id.meta({ description: 'The applicant' }),
  unit: id,
  series: seriesCodeSchema,
  level: z.enum(titleLevels),
  greenChannel: z.boolean().default(false),
  scope: z
    .enum(titleScopes)
    .default('ORDINARY')
    .meta({ description: 'GRASSROOTS_PROVINCE: a grassroots deputy-senior (基层副高, 一(一)4)' }),
  route: z.enum(routeIds).optional().meta({
    description: 'The way to the title (一); as green channel and scope say, where none is named: else ORDINARY',
  }),
  reopens: z.uuid().optional().meta({ description: 'Only sent by a granted recheck (domain A50)' }),
});

export const applicationEvents = {
  open: {
    data: openData,
    facts: ['unitPlace', 'yearSlot', 'reopened', 'vacancy', 'pinnedRules'],
    past: 'opened',
    blind: true,
  },
  submit: { data: z.strictObject({ materials, content: sha256 }), facts: ['bars', 'eligibility'], past: 'submitted' },
  withdraw: { data: empty, facts: [], past: 'withdrawn' },
  verify: {
    data: z.strictObject({
      conclusions: z
        .array(
          z.strictObject({ item, conclusion: z.enum(['TRUE', 'MATCHES_ORIGINAL', 'UNTRUE', 'DIFFERS_FROM_ORIGINAL']) }),
        )
        .max(100),
      items: z.array(item).max(100).meta({ description: 'Every item that was checked' }),
    }),
    facts: [],
    past: 'verified',
  },
  return: {
    data: z.strictObject({ to: z.enum(['applicant', 'unit']), findings }),
    facts: [],
    past: 'returned',
  },
  resubmit: { data: z.strictObject({ materials, content: sha256 }), facts: ['eligibility'], past: 'resubmitted' },
  recommend: {
    data: z.strictObject({
      exemption: z
        .strictObject({
          retiresOn: z.iso
            .date()
            .meta({ description: 'The statutory retirement date, certified by the archive keeper' }),
          certification: sha256.meta({ description: 'The archive keeper’s signed certification' }),
        })
        .optional()
        .meta({ description: 'A teacher near retirement, who uses no vacancy (二(二)2)' }),
    }),
    facts: ['vacancy', 'bars'],
    past: 'recommended',
  },
  publish: {
    data: z.strictObject({
      notice: z.uuid(),
      case: z.uuid().meta({ description: 'The case itself: by this the notice knows it' }),
      postedAt: instant.meta({ description: 'UTC in milliseconds; its days are counted from the next' }),
      content: sha256.meta({ description: 'Hash of what it shows of the case' }),
    }),
    facts: [],
    past: 'published',
  },
  unpublish: { data: z.strictObject({ notice: z.uuid() }), facts: [], past: 'unpublished' },
  prolong: {
    data: z.strictObject({
      notice: z.uuid(),
      workingDays: z.number().int().min(1).max(LONGEST_PERIOD).meta({ description: 'What a gap adds' }),
    }),
    facts: [],
    past: 'prolonged',
  },
  decline: { data: empty, facts: [], past: 'declined' },
  push: { data: empty, facts: [], past: 'pushed' },
  receive: { data: empty, facts: [], past: 'received' },
  passPolicy: { data: empty, facts: ['eligibility'], past: 'policyPassed' },
  reject: { data: empty, facts: [], past: 'rejected' },
  requestSupplement: { data: z.strictObject({ findings }), facts: [], past: 'supplementRequested' },
  supplement: { data: z.strictObject({ materials, content: sha256 }), facts: ['eligibility'], past: 'supplemented' },
  convene: { data: z.strictObject({ meeting: z.uuid() }), facts: [], past: 'convened' },
  requeue: { data: z.strictObject({ meeting: z.uuid() }), facts: [], past: 'requeued' },
  recordOpinion: {
    data: z.strictObject({ meeting: z.uuid(), group: id, experts: z.number().int().min(0).max(100), opinion: sha256 }),
    facts: [],
    past: 'opinionRecorded',
  },
  decide: {
    data: z.strictObject({
      meeting: z.uuid(),
      present: z.number().int().min(0).max(1000),
      yes: z.number().int().min(0).max(1000),
      minutes: sha256,
      signedBy: id.meta({ description: 'The presiding chair who signs the minutes' }),
    }),
    facts: ['bars'],
    past: 'decided',
  },
  object: { data: matter, facts: ['matter'], past: 'objected', blind: true },
  resolveObjection: { data: resolution, facts: [], past: 'objectionResolved' },
  complain: { data: matter, facts: ['matter'], past: 'complained', blind: true },
  resolveComplaint: { data: resolution, facts: [], past: 'complaintResolved' },
  confirm: { data: empty, facts: ['bars', 'publicities', 'eligibility'], past: 'confirmed' },
  refuseFiling: { data: empty, facts: [], past: 'filingRefused' },
  disqualify: {
    data: z.strictObject({
      serious: z
        .boolean()
        .default(false)
        .meta({ description: 'Serious circumstances (情节严重): bars from posts as well' }),
    }),
    facts: [],
    past: 'disqualified',
  },
  extend: {
    data: z.strictObject({
      cutoff: instant.meta({ description: 'The new cut-off, UTC in milliseconds' }),
    }),
    facts: [],
    past: 'extended',
  },
  carryOver: { data: empty, facts: [], past: 'carriedOver' },
  terminate: { data: empty, facts: [], past: 'terminated' },
} as const satisfies Record<string, EventContract>;

export type ApplicationEventName = keyof typeof applicationEvents;
export type DataOf<N extends ApplicationEventName> = z.infer<(typeof applicationEvents)[N]['data']>;

/** An event as it enters the chart. `data` is missing while one only asks what would be allowed (design D1). */
export type ApplicationEvent = {
  [N in ApplicationEventName]: { readonly type: N; readonly data?: DataOf<N> | undefined; readonly ride: Ride };
}[ApplicationEventName];
