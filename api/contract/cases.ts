import { z } from 'zod';
import { formContentSchema } from '../../machines/duty/context.ts';
import { titleScopes } from '../../machines/programme-entries.ts';
import { dutyForms } from '../../machines/programme-materials.ts';
import {
  blocker,
  caseId,
  clause,
  cursor,
  deadlineName,
  describedAs,
  instant,
  label,
  lifecycle,
  pageSize,
  registerId,
  role,
  sha256,
  source,
  version,
} from './fields.ts';

/** Replies about cases. */

export const availableEvent = z
  .strictObject({
    type: z.string(),
    label,
    allowed: z.enum(['yes', 'no', 'unknown']).meta({ description: 'unknown: it depends on the payload' }),
    blockers: z.array(blocker),
    clause,
    needs: z.array(z.enum(['reason', 'signature', 'document', 'secondPerson'])),
    eligible: z.array(role).meta({ description: 'Who may send it where the case stands' }),
  })
  .meta({ id: 'AvailableEvent' });

const holder = z
  .strictObject({ role, label, organisation: registerId.nullable(), person: registerId.nullable() })
  .meta({ id: 'Holder', description: 'Who has the case in hand' });

const summary = {
  id: caseId,
  number: z.string().meta({ description: 'For people and for search', example: 'KL23-000187' }),
  lifecycle,
  lifecycleVersion: z.int(),
  programme: registerId,
  version,
  state: z.string().meta({ example: 'beforeIntake.unitVerification.materialCheck' }),
  stateLabel: label,
  ended: z.string().nullable().meta({ description: 'The outcome of an ended case' }),
  person: registerId.nullable().meta({ description: 'null where the case is nobody’s: a duty, a meeting, a notice' }),
  unit: registerId,
  year: z.int(),
  committee: z.string().nullable(),
  holder: holder.nullable(),
  lastAt: instant,
};

export const node = z
  .strictObject({ name: deadlineName, label, judged: z.enum(['met', 'overrun']) })
  .meta({ id: 'Node' });

const dutyView = z
  .strictObject({
    form: z.enum(dutyForms),
    owner: registerId,
    reviewer: registerId,
    collects: z.boolean().meta({ description: 'Whether it gathers the forms of the units below' }),
    handedIn: z
      .strictObject({
        at: instant,
        late: z.boolean(),
        file: sha256,
        content: formContentSchema,
      })
      .nullable(),
    inForce: z
      .enum(['accepted', 'acceptedLate'])
      .nullable()
      .meta({ description: 'How the hand-in that counts was accepted' }),
    overdue: z.boolean().meta({ description: 'Whether it was ever overdue' }),
  })
  .meta({ id: 'Duty' });

export const caseView = z
  .strictObject({
    ...summary,
    claim: z
      .strictObject({ series: z.string(), level: z.string(), greenChannel: z.boolean(), scope: z.enum(titleScopes) })
      .nullable()
      .meta({ description: 'What is applied for; null where nothing is' }),
    duty: dutyView.nullable().meta({ description: 'Of a duty: whose form it is, and what was handed in last' }),
    nodes: z.array(node).meta({ description: 'Nodes judged so far' }),
    shown: z.boolean().meta({ description: 'Whether a notice shows or has shown it' }),
    openMatters: z.array(
      z.strictObject({ id: z.string(), kind: z.enum(['objection', 'complaint']), alleges: z.string() }),
    ),
    proposal: z
      .strictObject({ event: z.string(), by: registerId })
      .nullable()
      .meta({ description: 'The first half of an act that takes two persons' }),
    availableEvents: z.array(availableEvent).meta({ description: 'For whoever asks; empty once it has ended' }),
  })
  .meta({ id: 'Case' });

export const movedView = caseView
  .extend({ event: z.strictObject({ seq: z.int(), at: instant }).meta({ description: 'What the command caused' }) })
  .meta({ id: 'MovedCase' });

export const openedView = z
  .strictObject({
    id: caseId,
    number: z.string(),
    version,
    state: z.string(),
    stateLabel: label,
    ended: z.string().nullable(),
    event: z.strictObject({ seq: z.int(), at: instant }),
  })
  .meta({ id: 'OpenedCase' });

export const receipt = z
  .strictObject({ matter: z.string(), received: instant })
  .meta({ id: 'Receipt', description: 'All that whoever objects or complains is told' });

export const listedCase = z
  .strictObject({
    ...summary,
    nextDeadline: z.strictObject({ name: deadlineName, label, dueAt: instant }).nullable(),
  })
  .meta({ id: 'ListedCase' });

export const casePage = z
  .strictObject({ cases: z.array(listedCase), next: cursor.nullable().meta({ description: 'null on the last page' }) })
  .meta({ id: 'CasePage' });

const word = z.string().min(1).max(100);

export const listQuery = z.strictObject({
  lifecycle: lifecycle.optional(),
  state: word.optional(),
  unit: registerId.optional(),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number)
    .optional()
    .meta({ override: describedAs({ type: 'integer' }) }),
  holder: role.optional().meta({ description: 'Role of whoever has it in hand' }),
  organisation: registerId.optional().meta({ description: 'Organisation that has it in hand' }),
  number: word.optional(),
  ended: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({
      override: describedAs({ type: 'boolean', description: 'Only those that have ended, or only those that run' }),
    }),
  limit: pageSize(500, 50),
  cursor: cursor.optional(),
});

const countedDay = z
  .strictObject({
    date: z.string(),
    working: z.boolean(),
    known: z.boolean().meta({ description: 'false: the next gazette may still change it' }),
    number: z.int().nullable().meta({ description: 'The how-many-th working day of the period' }),
    why: z.string(),
    label,
  })
  .meta({ id: 'CountedDay' });

export const deadlineView = z
  .strictObject({
    name: deadlineName,
    label,
    state: z.enum(['armed', 'provisional', 'fired', 'disarmed']),
    dueAt: instant,
    anchor: instant.meta({ description: 'The instant of the event that armed it' }),
    armedSeq: z.int(),
    settledSeq: z.int().nullable(),
    clause,
    source,
    rule: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    explanation: label,
    days: z.array(countedDay).meta({ description: 'Day by day, by the calendar version it was armed with' }),
    programmeVersion: z.int(),
    calendarVersion: z.int(),
    agrees: z.boolean().meta({ description: 'Whether the recomputed instant is that of the row' }),
  })
  .meta({ id: 'Deadline' });

export const deadlinesView = z
  .strictObject({ id: caseId, deadlines: z.array(deadlineView) })
  .meta({ id: 'CaseDeadlines' });

export const historyQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .default(0)
    .meta({
      override: describedAs({
        type: 'integer',
        minimum: 0,
        default: 0,
        description: 'Sequence number of the last event seen',
      }),
    }),
  limit: pageSize(500, 100),
});

const json = z.unknown().meta({ id: 'Recorded', description: 'JSON as it was recorded' });

export const eventView = z
  .strictObject({
    seq: z.int(),
    type: z.string(),
    fact: z.string().meta({ description: 'In the past tense' }),
    label,
    received: instant,
    recorded: instant,
    at: instant.meta({ description: 'The instant that counts' }),
    actor: registerId.nullable().meta({ description: 'null: the clock, the system, or a member of the public' }),
    onBehalfOf: registerId.nullable(),
    role,
    organisation: registerId.nullable(),
    channel: z.string(),
    reason: z.string().nullable(),
    reasonLabel: label.nullable(),
    clause,
    payload: json,
    signature: json,
    document: z.string().nullable(),
    textSha256: z.string().nullable(),
    facts: json.meta({ description: 'What it was decided on' }),
    arms: json.meta({ description: 'As recorded: instants in UTC milliseconds' }),
    disarms: json,
    state: z.string(),
    stateLabel: label,
    holder: z.strictObject({ role, organisation: registerId.nullable() }).nullable(),
    nodes: json,
    lifecycleVersion: z.int(),
    engine: z.string(),
    programme: registerId,
    programmeVersion: z.int(),
    calendarVersion: z.int(),
    cause: z.string().nullable(),
    requestId: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'HistoryEvent' });

export const historyView = z
  .strictObject({ id: caseId, events: z.array(eventView), next: z.int().nullable() })
  .meta({ id: 'History' });
