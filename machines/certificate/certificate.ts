import { assign, setup } from 'xstate';
import { type Deadline, deadlines } from '../deadlines.ts';
import type { Effect, StateMeta, TransitionMeta } from '../lifecycle.ts';
import { dateOf } from '../time.ts';
import { passes } from '../verdict.ts';
import { granted, issued, questioned, revocation } from './changes.ts';
import { type CertificateContext, unissued } from './context.ts';
import type { CertificateEvent } from './events.ts';
import { certificateGuards, payloadOf } from './guards.ts';

/**
 * The electronic certificate (二(三)4), a lifecycle of its own that `revoke` ends (domain A54): certificates live for decades,
 * also without an application. A title built on one that was revoked stands until a person has looked into it (§2.5).
 */

type Args = { context: CertificateContext; event: CertificateEvent };
type Of<N extends CertificateEvent['type']> = Extract<CertificateEvent, { type: N }>;

const { proposing, seconding, builtOn } = certificateGuards;
const revoker: TransitionMeta = {
  by: ['organiserOfficer', 'bureauOfficer'],
  clause: '三(三)',
  needs: ['reason', 'document', 'secondPerson'],
};
const clearer: TransitionMeta = {
  by: ['organiserOfficer', 'bureauOfficer'],
  clause: '三(二)',
  needs: ['reason', 'document'],
};
const another: TransitionMeta = { by: ['system'], clause: '三(二)' };
const issuer: TransitionMeta = { by: ['system'], clause: '二(三)4' };

export const certificateChart = setup({
  types: {} as {
    context: CertificateContext;
    events: CertificateEvent;
    meta: StateMeta;
    transitionMeta: TransitionMeta;
  },
  guards: {
    proposing: ({ context, event }: Args) => passes(proposing(context, event as Of<'revoke'>)),
    seconding: ({ context, event }: Args) => passes(seconding(context, event as Of<'revoke'>)),
    builtOn: ({ context, event }: Args, params: { fallen: boolean }) =>
      passes(builtOn(context, event as Of<'open'>, params)),
  },
  actions: {
    effect: (_args: Args, _effect: Effect | readonly Effect[]) => {},
    issue: assign(({ event }: Args) => issued(event as Of<'open'>)),
    propose: assign(({ event }: Args) => {
      const { person: by, onBehalfOf } = event.ride.actor;
      if (by === null) throw new Error('a proposal needs a person');
      return { proposal: { by, onBehalfOf, payload: payloadOf(event as Of<'revoke'>) } };
    }),
    carryOut: assign(({ event }: Args) => ({ revokedOn: dateOf(event.ride.at) })),
    note: assign(({ context, event }: Args) => questioned(context, event as Of<'question'>)),
    clear: assign({ questions: [] }),
  },
  delays: Object.fromEntries(deadlines.map((name) => [name, 1])) as Record<Deadline, number>,
});

const grantTitle = { type: 'effect', params: ({ event }: Args) => granted(event as Of<'open'>) } as const;
const fall = {
  type: 'effect',
  params: ({ context, event }: Args) => revocation(context, event as Of<'revoke'>),
} as const;

const revoke = [
  { guard: 'proposing', actions: 'propose', meta: revoker },
  { guard: 'seconding', target: 'revoked', actions: [fall, 'carryOut'], meta: revoker },
] as const;
const inQuestion = {
  revoke,
  question: { actions: 'note', meta: another },
  clearQuestion: { target: 'active', actions: 'clear', meta: clearer },
} as const;

export const certificate = certificateChart.createMachine({
  id: 'certificate',
  context: () => unissued,
  initial: 'unopened',
  states: {
    unopened: {
      meta: { holder: null, clause: '二(三)4' },
      on: {
        open: [
          {
            guard: { type: 'builtOn', params: { fallen: false } },
            target: 'active',
            actions: ['issue', grantTitle],
            meta: issuer,
          },
          {
            guard: { type: 'builtOn', params: { fallen: true } },
            target: 'questioned',
            actions: ['issue', grantTitle],
            meta: issuer,
          },
        ],
      },
    },
    active: {
      meta: { holder: 'applicant', clause: '二(三)4' },
      on: { revoke, question: { target: 'questioned', actions: 'note', meta: another } },
    },
    questioned: {
      meta: { holder: 'bureauOfficer', clause: '三(二)' },
      after: { titleQuestionDue: { target: 'questionOverdue', meta: { by: ['clock'], clause: '三(二)' } } },
      on: inQuestion,
    },
    questionOverdue: { meta: { holder: 'bureauOfficer', clause: '三(二)' }, on: inQuestion },
    revoked: { type: 'final', meta: { holder: null, clause: '三(三)', ended: true } },
  },
});
