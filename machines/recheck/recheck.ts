import { assign, setup } from 'xstate';
import { type Deadline, deadlines } from '../deadlines.ts';
import type { Effect, StateMeta, TransitionMeta } from '../lifecycle.ts';
import { passes } from '../verdict.ts';
import { asked, reopening, requested } from './changes.ts';
import { type Ground, type RecheckContext, unasked } from './context.ts';
import type { RecheckEvent } from './events.ts';
import { recheckGuards } from './guards.ts';

/**
 * 复查 and 投诉 (令40 第27条; domain §2.3, A50): a lifecycle about a result, which itself never changes. What is granted opens a
 * case that takes up the dossier, as soon as its unit has the vacancy for it; what is refused changes nothing.
 */

type Args = { context: RecheckContext; event: RecheckEvent };
type Of<N extends RecheckEvent['type']> = Extract<RecheckEvent, { type: N }>;

const CLAUSE = '令40 第27条';
const { requestable, decidable, vacant } = recheckGuards;
const clock: TransitionMeta = { by: ['clock'], clause: CLAUSE };
const applicant: TransitionMeta = { by: ['applicant'], clause: CLAUSE };
const held = (holder: 'organiserOfficer' | 'filingOfficer') => ({ holder, clause: CLAUSE }) as const;
const ended = { type: 'final', meta: { holder: null, clause: CLAUSE, ended: true } } as const;

export const recheckChart = setup({
  types: {} as {
    context: RecheckContext;
    events: RecheckEvent;
    meta: StateMeta;
    transitionMeta: TransitionMeta;
  },
  guards: {
    requestable: ({ context, event }: Args, params: { ground: Ground }) =>
      passes(requestable(context, event as Of<'open'>, params)),
    decidable: ({ context, event }: Args) => passes(decidable(context, event as Of<'grant' | 'refuse'>)),
    vacant: ({ context, event }: Args) => passes(vacant(context, event as Of<'reopen'>)),
  },
  actions: {
    effect: (_args: Args, _effect: Effect) => {},
    request: assign(({ event }: Args) => requested(event as Of<'open'>)),
  },
  delays: Object.fromEntries(deadlines.map((name) => [name, 1])) as Record<Deadline, number>,
});

const askOnce = { type: 'effect', params: ({ event }: Args) => asked(event as Of<'open'>) } as const;
const openFollowUp = { type: 'effect', params: ({ context }: Args) => reopening(context) } as const;

/** Decided by whoever had no hand in what is doubted, with reasons in a document. */
const decision = (decider: 'organiserOfficer' | 'filingOfficer') => {
  const meta: TransitionMeta = { by: [decider], clause: CLAUSE, needs: ['reason', 'document'] };
  return {
    grant: { guard: 'decidable', target: 'granted', actions: openFollowUp, meta },
    refuse: { guard: 'decidable', target: 'refused', meta },
    retract: { target: 'retracted', meta: applicant },
  } as const;
};

/** The case that follows says that it is open; without a vacancy it is asked for again by the organiser. */
const followingUp = {
  followUp: { target: 'reopened', meta: { by: ['system'], clause: CLAUSE } },
  reopen: {
    guard: 'vacant',
    actions: openFollowUp,
    meta: { by: ['organiserOfficer'], clause: '二(二)2' },
  },
} as const;

export const recheck = recheckChart.createMachine({
  id: 'recheck',
  context: () => unasked,
  initial: 'unopened',
  states: {
    unopened: {
      meta: { holder: null, clause: CLAUSE },
      on: {
        open: [
          {
            guard: { type: 'requestable', params: { ground: 'RESULT' } },
            target: 'requested',
            actions: ['request', askOnce],
            meta: applicant,
          },
          {
            guard: { type: 'requestable', params: { ground: 'PROCEDURE' } },
            target: 'complained',
            actions: ['request', askOnce],
            meta: applicant,
          },
        ],
      },
    },
    requested: {
      meta: held('organiserOfficer'),
      after: { recheckDecisionDue: { target: 'decisionOverdue', meta: clock } },
      on: decision('organiserOfficer'),
    },
    decisionOverdue: { meta: held('organiserOfficer'), on: decision('organiserOfficer') },
    complained: {
      meta: held('filingOfficer'),
      after: { complaintDecisionDue: { target: 'complaintOverdue', meta: clock } },
      on: decision('filingOfficer'),
    },
    complaintOverdue: { meta: held('filingOfficer'), on: decision('filingOfficer') },
    granted: {
      meta: held('organiserOfficer'),
      after: { recheckFollowUpDue: { target: 'followUpOverdue', meta: clock } },
      on: followingUp,
    },
    followUpOverdue: { meta: held('organiserOfficer'), on: followingUp },
    reopened: ended,
    refused: ended,
    retracted: ended,
  },
});
