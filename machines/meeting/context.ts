import { z } from 'zod';
import { routeSchema } from '../application/context.ts';
import { relations, seats } from '../facts.ts';
import { noRoute } from '../roles.ts';

/**
 * What a sitting remembers, as JSON. Bounded: an agenda of at most 100 cases and a committee of at most 51 experts; experts
 * are told by their lots. A ballot is never in here, only what was counted.
 */

export const AGENDA_MOST = 100;
export const EXPERTS_MOST = 51;
/** Members a filed pool may have. */
export const POOL_MOST = 500;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const id = z.string().min(1).max(64);
const lot = z.number().int().min(1).max(POOL_MOST);

/** Why an expert does not sit on a case: declared, found by the office, or a relation the registers know (令40 第25条). */
export const recusalReasons = ['declared', 'found', ...relations] as const;
export type RecusalReason = (typeof recusalReasons)[number];

/**
 * Why a case is not decided at this sitting: it stands elsewhere by now, it is held by an open matter, too few experts are
 * present and not recused (domain A23), or nobody is left to preside (A49).
 */
export const postponements = ['elsewhere', 'held', 'quorum', 'president'] as const;
export type Postponement = (typeof postponements)[number];

const item = z.strictObject({
  case: z.uuid(),
  postponed: z.enum(postponements).nullable(),
  /** Whether the case was told that it is being reviewed. */
  convened: z.boolean(),
  /** The written opinion of its group, by hash, and of how many experts; what the case was told, should it have to be told again. */
  opinion: z
    .strictObject({ group: id, experts: z.number().int().min(0).max(EXPERTS_MOST), opinion: sha256 })
    .nullable(),
  counts: z.strictObject({ present: z.number().int().min(0), yes: z.number().int().min(0) }).nullable(),
});
export type AgendaItem = z.infer<typeof item>;

const expert = z.strictObject({ lot, person: id, seat: z.enum(seats) });
export type SeatedExpert = z.infer<typeof expert>;

const recusal = z.strictObject({ case: z.uuid(), lot, why: z.enum(recusalReasons) });
export type Recusal = z.infer<typeof recusal>;

export const meetingContextSchema = z.strictObject({
  route: routeSchema,
  level: z.literal(0),
  /** Its own id, by which the cases know it. */
  id: z.uuid(),
  /** The day for which it is called, `YYYY-MM-DD`. */
  sitsOn: z.string(),
  /** Members of the committee, by the programme. */
  size: z.number().int().min(1).max(EXPERTS_MOST),
  agenda: z.array(item).max(AGENDA_MOST),
  draw: z.strictObject({
    commitment: sha256,
    /** Hash of the pool, and the lots that take part: fixed by the call. */
    pool: sha256,
    eligible: z.array(lot).max(POOL_MOST),
    share: sha256.nullable(),
    seed: sha256.nullable(),
  }),
  experts: z.array(expert).max(EXPERTS_MOST),
  recusals: z.array(recusal).max(AGENDA_MOST * EXPERTS_MOST),
  /** Lots of those who are present; null before the roll was called. */
  present: z.array(lot).max(EXPERTS_MOST).nullable(),
  minutes: sha256.nullable(),
  /** Lots of those who have signed the minutes. */
  signatures: z.array(lot).max(EXPERTS_MOST),
  signed: z.boolean(),
});
export type MeetingContext = z.infer<typeof meetingContextSchema>;

const NO_ID = '00000000-0000-4000-8000-000000000000';

/** Before it is called nothing is known; never stored. */
export const uncalled: MeetingContext = {
  route: noRoute,
  level: 0,
  id: NO_ID,
  sitsOn: '1970-01-01',
  size: 1,
  agenda: [],
  draw: { commitment: '0'.repeat(64), pool: '0'.repeat(64), eligible: [], share: null, seed: null },
  experts: [],
  recusals: [],
  present: null,
  minutes: null,
  signatures: [],
  signed: false,
};
