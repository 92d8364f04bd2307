import { z } from 'zod';
import { routeIds } from '../eligibility/route-ids.ts';
import { noRoute } from '../roles.ts';
import { titleSchema } from '../title.ts';

/**
 * What an application remembers, as JSON. Bounded by construction: ids, codes, dates and hashes; histories go to events
 * and effects, never in here (design D1), and nothing personal (design D7).
 */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const id = z.string().min(1).max(64);

export const routeSchema = z.strictObject({
  applicant: id,
  unit: id,
  departments: z.array(id).max(4),
  committee: id,
  committeeOrganisation: id,
  organiser: id,
  filingAuthority: id,
  bureau: id,
  above: z.array(id).max(8),
});

export const matterSchema = z.strictObject({
  id,
  kind: z.enum(['objection', 'complaint']),
  alleges: z.enum(['FRAUD', 'MISCONDUCT', 'OTHER']),
});
export type Matter = z.infer<typeof matterSchema>;

/** A person's first half of an act that takes two; a delegate counts as both (design D8). */
export const proposalSchema = z.strictObject({
  event: z.string(),
  by: id,
  onBehalfOf: id.nullable(),
  payload: z.string().max(500),
});
export type Proposal = z.infer<typeof proposalSchema>;

export const publicities = ['internal', 'policy', 'result'] as const;
export type Publicity = (typeof publicities)[number];

/** Holders whose node is judged once, at its instant (domain A39). */
export const holders = ['unit', 'department', 'policyReview', 'meeting', 'filing'] as const;
export type HolderNode = (typeof holders)[number];

export const applicationContextSchema = z.strictObject({
  route: routeSchema,
  claim: titleSchema,
  /** The way by which the title is applied for (一). */
  titleRoute: z.enum(routeIds),
  /** Versions of programme and rules it is judged by, as of its opening (design D9); null where none was recorded. */
  rules: z.strictObject({ programme: z.number().int(), eligibility: z.number().int() }).nullable().default(null),
  vacancyClass: z.string().nullable(),
  reopens: z.uuid().nullable(),
  level: z.number().int().min(0).max(4),
  /** Hash of what a publicity of the present dossier would show. */
  content: sha256.nullable(),
  /** Publicities that ran whole, each with the hash of what it showed (design D2). */
  ran: z.strictObject({ internal: sha256.nullable(), policy: sha256.nullable(), result: sha256.nullable() }),
  done: z.strictObject({ unit: z.boolean(), department: z.boolean(), policyReview: z.boolean(), meeting: z.boolean() }),
  openMatters: z.array(matterSchema).max(20),
  /** Its own id, by which its notices know it; null until one has shown it. */
  id: z.uuid().nullable(),
  /** The notice of each publicity: the one that shows the case now, or the last that did. */
  notices: z.strictObject({ internal: z.uuid().nullable(), policy: z.uuid().nullable(), result: z.uuid().nullable() }),
  /** The days of the publicity that runs: from which posting, and how many gaps have added. */
  showing: z.strictObject({ postedAt: z.number().int(), prolonged: z.number().int().min(0) }).nullable(),
  /** The sitting that has it under review. */
  meeting: z.uuid().nullable(),
  /** Whether a notice shows or has shown the case: who is outside may then object or complain (design D8). */
  shown: z.boolean(),
  submitted: z.boolean(),
  /** Whether the committee's people see it: from the last push (design D8). */
  pushed: z.boolean(),
  supplementUsed: z.boolean(),
  leftAt: z.string().nullable(),
  /** A cut-off brought by `extend`; the later of it and the node counts (design D2). */
  cutoff: z.number().int().nullable(),
  proposal: proposalSchema.nullable(),
  persons: z.strictObject({
    materialReviewer: id.nullable(),
    /** Whom the reviewer acted for, where that is somebody else. */
    reviewedFor: id.nullable(),
    recommender: id.nullable(),
    policyReviewer: id.nullable(),
    minutesSigner: id.nullable(),
  }),
});
export type ApplicationContext = z.infer<typeof applicationContextSchema>;

/** Before `open` nothing is known; never stored (design §4). */
export const unopened: ApplicationContext = {
  route: noRoute,
  claim: { series: 'SERIES_NONE', level: 'JUNIOR', greenChannel: false, scope: 'ORDINARY' },
  titleRoute: 'ORDINARY',
  rules: null,
  vacancyClass: null,
  reopens: null,
  level: 0,
  content: null,
  ran: { internal: null, policy: null, result: null },
  done: { unit: false, department: false, policyReview: false, meeting: false },
  id: null,
  notices: { internal: null, policy: null, result: null },
  showing: null,
  meeting: null,
  openMatters: [],
  shown: false,
  submitted: false,
  pushed: false,
  supplementUsed: false,
  leftAt: null,
  cutoff: null,
  proposal: null,
  persons: { materialReviewer: null, reviewedFor: null, recommender: null, policyReviewer: null, minutesSigner: null },
};
