import { assign, setup } from 'xstate';
import { z } from 'zod';
import { routeSchema } from '../application/context.ts';
import type { OrganisationId } from '../ids.ts';
import type { AnyGuard, Effect, EventContract, Ride, StateMeta, TransitionMeta, Verdict } from '../lifecycle.ts';
import { NOBODY } from '../roles.ts';
import { blocker, passes, way } from '../verdict.ts';

/**
 * The electronic certificate (二(三)4), a small lifecycle of its own that `revoke` ends (domain A54): certificates live for
 * decades, also without an application. Revoking takes two persons (design D8).
 */

const id = z.string().min(1).max(64);
const claim = z.strictObject({ series: z.string(), level: z.string(), greenChannel: z.boolean() });

export const certificateContextSchema = z.strictObject({
  route: routeSchema,
  level: z.literal(0),
  claim,
  /** UTC ms of the confirmation it rests on. */
  confirmedAt: z.number().int(),
  proposal: z.strictObject({ by: id, onBehalfOf: id.nullable(), payload: z.string().max(500) }).nullable(),
});
export type CertificateContext = z.infer<typeof certificateContextSchema>;

const openData = z.strictObject({
  person: id,
  unit: id,
  organiser: id,
  bureau: id,
  claim,
  confirmedAt: z.number().int(),
});

export const certificateEvents = {
  open: { data: openData, facts: [], past: 'issued', blind: true },
  revoke: { data: z.strictObject({}), facts: [], past: 'revoked' },
} as const satisfies Record<string, EventContract>;

type CertificateEvent =
  | { readonly type: 'open'; readonly data?: z.infer<typeof openData>; readonly ride: Ride }
  | { readonly type: 'revoke'; readonly data?: Record<string, never>; readonly ride: Ride };
type Args = { context: CertificateContext; event: CertificateEvent };

const payloadOf = ({ ride }: CertificateEvent) =>
  JSON.stringify({ reason: ride.envelope.reason?.code ?? null, document: ride.envelope.document ?? null });
const matches = ({ proposal }: CertificateContext, event: CertificateEvent) => proposal?.payload === payloadOf(event);

/** Whoever acts for somebody counts as both (design D8). */
const isSameHand = ({ proposal }: CertificateContext, { ride: { actor } }: CertificateEvent) =>
  [actor.person, actor.onBehalfOf].some(
    (hand) => hand !== null && (hand === proposal?.by || hand === proposal?.onBehalfOf),
  );

const proposing = (context: CertificateContext, event: CertificateEvent): Verdict => {
  if (event.data === undefined) return 'unknown';
  if (!matches(context, event)) return [];
  return isSameHand(context, event)
    ? [blocker('ALREADY_PROPOSED', { clause: '三(三)', help: 'bureauOfficer' })]
    : 'elsewhere';
};

const seconding = (context: CertificateContext, event: CertificateEvent): Verdict => {
  return way(event.data !== undefined && matches(context, event) && !isSameHand(context, event));
};

export const certificateGuards = { proposing, seconding } satisfies Record<string, AnyGuard>;

const revoker: TransitionMeta = {
  by: ['organiserOfficer', 'bureauOfficer'],
  clause: '三(三)',
  needs: ['reason', 'document', 'secondPerson'],
};

export const certificate = setup({
  types: {} as {
    context: CertificateContext;
    events: CertificateEvent;
    meta: StateMeta;
    transitionMeta: TransitionMeta;
  },
  guards: {
    proposing: ({ context, event }: Args) => passes(proposing(context, event)),
    seconding: ({ context, event }: Args) => passes(seconding(context, event)),
  },
  actions: {
    effect: (_args: Args, _effect: Effect) => {},
    issue: assign(({ event }: Args) => {
      const { person, unit, organiser, bureau, claim: claimed, confirmedAt } = openData.parse(event.data);
      return {
        route: { ...unissued.route, applicant: person, unit, organiser, bureau },
        claim: claimed,
        confirmedAt,
      };
    }),
    propose: assign(({ event }: Args) => {
      const { person: by, onBehalfOf } = event.ride.actor;
      if (by === null) throw new Error('a proposal needs a person');
      return { proposal: { by, onBehalfOf, payload: payloadOf(event) } };
    }),
  },
}).createMachine({
  id: 'certificate',
  context: () => unissued,
  initial: 'unopened',
  states: {
    unopened: {
      meta: { holder: null, clause: '二(三)4' },
      on: { open: { target: 'active', actions: 'issue', meta: { by: ['system'], clause: '二(三)4' } } },
    },
    active: {
      meta: { holder: 'applicant', clause: '二(三)4' },
      on: {
        revoke: [
          { guard: 'proposing', actions: 'propose', meta: revoker },
          { guard: 'seconding', target: 'revoked', meta: revoker },
        ],
      },
    },
    revoked: { type: 'final', meta: { holder: null, clause: '三(三)', ended: true } },
  },
});

/** Whoever had a part in it; the holder sees his own (design D8). */
export function certificateSeenBy({ route: { unit, organiser, bureau } }: CertificateContext): OrganisationId[] {
  return [unit, organiser, bureau];
}

/** Before it is issued nothing is known; never stored. */
export const unissued: CertificateContext = {
  route: {
    applicant: NOBODY,
    unit: NOBODY,
    departments: [],
    committee: NOBODY,
    committeeOrganisation: NOBODY,
    organiser: NOBODY,
    filingAuthority: NOBODY,
    bureau: NOBODY,
    above: [],
  },
  level: 0,
  claim: { series: NOBODY, level: NOBODY, greenChannel: false },
  confirmedAt: 0,
  proposal: null,
};
