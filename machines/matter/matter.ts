import { assign, setup } from 'xstate';
import { z } from 'zod';
import { routeSchema } from '../application/context.ts';
import { type Deadline, deadlines } from '../deadlines.ts';
import { period } from '../due.ts';
import type { Arm, DueQuestion } from '../due-rule.ts';
import type { OrganisationId } from '../ids.ts';
import type { AnyGuard, EventContract, Ride, StateMeta, TransitionMeta, Verdict } from '../lifecycle.ts';
import { undrafted } from '../notice/context.ts';
import { partiesSchema } from '../parties.ts';
import { roles } from '../roles.ts';
import { dateOf } from '../time.ts';
import { all, blocker, passes, way } from '../verdict.ts';

/**
 * An objection or a complaint (§2.7; 令40 第16条, 第26条): what somebody said of a case that a notice shows, who has to answer it,
 * and by when. It is raised and answered through the case it is about, which it holds while it is open; what is said and
 * what proves it stays sealed with the event that raised it, and only hashes come here.
 */

const id = z.string().min(1).max(64);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const allegations = z.enum(['FRAUD', 'MISCONDUCT', 'OTHER']);

export const matterContextSchema = z.strictObject({
  route: routeSchema,
  level: z.literal(0),
  parties: partiesSchema,
  kind: z.enum(['objection', 'complaint']),
  alleges: allegations,
  /** Whom it is about. Not the applicant of this case: whoever is complained of does not read who complained. */
  about: id,
  /** Who signed it with a name; null where it is anonymous. */
  author: id.nullable(),
  /** Hash of the evidence that came with it. */
  evidence: sha256.nullable(),
  /** UTC ms. */
  raisedAt: z.number().int(),
  extended: z.boolean(),
});
export type MatterContext = z.infer<typeof matterContextSchema>;

const openData = z.strictObject({
  kind: z.enum(['objection', 'complaint']),
  alleges: allegations,
  about: id,
  author: id.nullable(),
  /** Who has to answer: the role that has the case in hand and its organisation. */
  answers: z.strictObject({ role: z.enum(roles), organisation: id }),
  bureau: id,
  above: z.array(id).max(8),
});

const answerData = z.strictObject({
  outcome: z.enum(['dismissed', 'upheld']),
  consequence: z.enum(['return', 'decline', 'reject', 'disqualify']).nullable(),
  /** Who decided, and whom for. */
  resolver: id.nullable(),
  resolverFor: id.nullable(),
});

export const matterEvents = {
  open: { data: openData, facts: [], past: 'raised', blind: true },
  answer: { data: answerData, facts: [], past: 'answered' },
  lapse: { data: z.strictObject({}), facts: [], past: 'lapsed' },
  extendAnswer: { data: z.strictObject({}), facts: [], past: 'answerExtended' },
} as const satisfies Record<string, EventContract>;

type EventName = keyof typeof matterEvents;
type DataOf<N extends EventName> = z.infer<(typeof matterEvents)[N]['data']>;
type MatterEvent = {
  [N in EventName]: { readonly type: N; readonly data?: DataOf<N> | undefined; readonly ride: Ride };
}[EventName];
type Args = { context: MatterContext; event: MatterEvent };
type Answering = Extract<MatterEvent, { type: 'answer' }>;

const clauseOf = ({ kind }: Pick<MatterContext, 'kind'>) => (kind === 'objection' ? '令40 第16条' : '令40 第26条');

function notAbout(context: MatterContext, hands: readonly (string | null)[]): Verdict {
  if (!hands.includes(context.about)) return [];
  return [blocker('SAME_PERSON', { clause: clauseOf(context), params: { act: 'answer', than: 'about' } })];
}

/** Nobody decides on what is said of himself; whoever acts for somebody counts as both (design D8). */
const answerable = (context: MatterContext, { data }: Answering, { outcome }: { outcome: 'dismissed' | 'upheld' }) => {
  if (data === undefined) return 'unknown';
  return all(way(data.outcome === outcome), notAbout(context, [data.resolver, data.resolverFor]));
};

/** Once, while it can still be answered in time. */
const extendable = (context: MatterContext, { ride: { actor } }: MatterEvent): Verdict =>
  all(
    context.extended ? [blocker('ANSWER_EXTENDED', { clause: clauseOf(context) })] : [],
    notAbout(context, [actor.person, actor.onBehalfOf]),
  );

export const matterGuards = { answerable, extendable } satisfies Record<string, AnyGuard>;

const told = { by: ['system'], clause: '令40 第16条' } as const satisfies TransitionMeta;
const answered: TransitionMeta = { ...told, needs: ['reason', 'document'] };
const ended = { holder: null, clause: '令40 第16条', ended: true } as const;
const held = { holder: 'owner', clause: '令40 第16条' } as const;

/** Answered late is answered; that its day has passed stands in the history, against the organisation that has it. */
const ends = {
  answer: [
    { guard: { type: 'answerable', params: { outcome: 'dismissed' } }, target: 'dismissed', meta: answered },
    { guard: { type: 'answerable', params: { outcome: 'upheld' } }, target: 'upheld', meta: answered },
  ],
  /** The case it held has ended otherwise (domain A53). */
  lapse: { target: 'lapsed', meta: told },
} as const;

export const matter = setup({
  types: {} as { context: MatterContext; events: MatterEvent; meta: StateMeta; transitionMeta: TransitionMeta },
  guards: {
    answerable: ({ context, event }: Args, params: { outcome: 'dismissed' | 'upheld' }) =>
      passes(answerable(context, event as Answering, params)),
    extendable: ({ context, event }: Args) => passes(extendable(context, event)),
  },
  actions: {
    raise: assign(({ event }: Args) => {
      const { answers, bureau, above, ...said } = openData.parse(event.data);
      const { role, organisation } = answers;
      return {
        ...said,
        evidence: event.ride.envelope.document ?? null,
        raisedAt: event.ride.at,
        route: { ...unraised.route, unit: organisation, bureau, above },
        parties: {
          owner: { roles: [role] as [typeof role], organisation },
          reviewer: { roles: ['bureauOfficer'] as ['bureauOfficer'], organisation: bureau },
        },
      };
    }),
    extendAnswer: assign(() => ({ extended: true })),
  },
  delays: Object.fromEntries(deadlines.map((name) => [name, 1])) as Record<Deadline, number>,
}).createMachine({
  id: 'matter',
  context: () => unraised,
  initial: 'unopened',
  states: {
    unopened: {
      meta: { holder: null, clause: '令40 第16条' },
      on: { open: { target: 'underInquiry', actions: 'raise', meta: told } },
    },
    underInquiry: {
      meta: held,
      on: {
        ...ends,
        extendAnswer: {
          guard: 'extendable',
          target: 'underInquiry',
          reenter: true,
          actions: 'extendAnswer',
          meta: { by: ['owner'], clause: '令40 第16条', needs: ['reason'] },
        },
      },
      after: { matterAnswerDue: { target: 'overdue', meta: { by: ['clock'], clause: '令40 第16条' } } },
    },
    overdue: { meta: held, on: ends },
    dismissed: { type: 'final', meta: ended },
    upheld: { type: 'final', meta: ended },
    lapsed: { type: 'final', meta: ended },
  },
});

/** Counted from the day it was raised, extended or not. @throws RangeError for a deadline of another lifecycle. */
export function matterDue(question: DueQuestion<MatterContext>): Arm {
  const { name, context, programme } = question;
  if (name !== 'matterAnswerDue') throw new RangeError(`a matter has no deadline ${name}`);
  const { objectionResponseWorkingDays, objectionExtendedWorkingDays } = programme.rules;
  const length = context.extended ? objectionExtendedWorkingDays : objectionResponseWorkingDays;
  return period({ ...question, from: dateOf(context.raisedAt) }, { ...length, workingDays: length.value });
}

/** Who has to answer, and whoever is above; neither who said it nor whom it is about (design D8). */
export function matterSeenBy({ parties, route }: MatterContext): OrganisationId[] {
  return [parties.owner.organisation, parties.reviewer.organisation, ...route.above];
}

/** Before it is raised nothing is known; never stored. */
export const unraised: MatterContext = {
  route: undrafted.route,
  level: 0,
  parties: undrafted.parties,
  kind: 'objection',
  alleges: 'OTHER',
  about: '-',
  author: null,
  evidence: null,
  raisedAt: 0,
  extended: false,
};
