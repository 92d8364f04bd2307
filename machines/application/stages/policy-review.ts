import { atDue, by, heldBy, type Stage } from '../meta.ts';
import { keepSlot } from '../setup.ts';
import { closing, resolving, withdraw } from './common-moves.ts';
import { publicity } from './publicity.ts';

/** 政策性审查 by the organiser, its single round of supplement and its publicity (二(二)5; 令40 第18条; domain A22). */

const organiser = ['organiserOfficer'] as const;
const resolver = by(organiser, '令40 第16条', 'reason', 'document');
const dismissHere = resolving({ guard: 'dismissible', actions: closing, meta: resolver });

/** 评委会收取材料. Pushed in time and received after the cut-off is not missed, only recorded (domain A37). */
export const materialIntake = {
  id: 'materialIntake',
  initial: 'inTime',
  ...heldBy('organiserOfficer', '二(二)4'),
  on: {
    withdraw,
    receive: {
      guard: 'receivable',
      target: '#policyReview.reviewing',
      actions: keepSlot,
      meta: by(organiser, '二(二)4'),
    },
    ...dismissHere,
  },
  states: {
    inTime: {
      ...heldBy('organiserOfficer', '二(二)4'),
      after: { intakeCutoff: { target: 'late', meta: atDue('二(二)4') } },
    },
    late: { ...heldBy('organiserOfficer', '二(二)4') },
  },
} as const satisfies Stage;

/** What an upheld matter may lead to in this publicity. */
const possible = ['reject'] as const;

const upheld = {
  guard: { type: 'upheld', params: { consequence: 'reject' } },
  target: '#policyRejected',
  actions: closing,
  meta: resolver,
} as const;

const decideInPublicity = [
  { guard: { type: 'dismissed', params: { last: null, possible } }, actions: closing, meta: resolver },
  upheld,
] as const;

const decideInCheck = [
  { guard: { type: 'dismissed', params: { last: false, possible } }, actions: closing, meta: resolver },
  {
    guard: { type: 'dismissed', params: { last: true, possible } },
    target: '#expertReview.queued',
    actions: closing,
    meta: resolver,
  },
  upheld,
] as const;

export const policyReview = {
  id: 'policyReview',
  initial: 'reviewing',
  ...heldBy('organiserOfficer', '二(二)5'),
  on: { withdraw },
  states: {
    reviewing: {
      ...heldBy('organiserOfficer', '二(二)5'),
      on: {
        passPolicy: [
          {
            guard: { type: 'policyPassable', params: { publish: true } },
            target: 'publicity',
            actions: 'passPolicy',
            meta: by(organiser, '二(二)5', 'signature'),
          },
          {
            guard: { type: 'policyPassable', params: { publish: false } },
            target: '#expertReview.queued',
            actions: 'passPolicy',
            meta: by(organiser, '二(二)5', 'signature'),
          },
        ],
        reject: { target: '#policyRejected', meta: by(organiser, '二(二)5', 'reason', 'signature') },
        requestSupplement: {
          guard: 'supplementable',
          target: 'awaitingSupplement',
          actions: 'requestSupplement',
          meta: by(organiser, '令40 第18条', 'reason'),
        },
        ...dismissHere,
      },
    },
    awaitingSupplement: {
      ...heldBy('applicant', '令40 第18条'),
      after: { supplementDue: { target: '#abandoned', meta: atDue('令40 第18条') } },
      on: {
        supplement: {
          guard: 'materialsComplete',
          target: 'reviewing',
          actions: 'rememberContent',
          meta: by(['applicant'], '令40 第18条'),
        },
        ...dismissHere,
      },
    },
    publicity: {
      ...publicity('policy', {
        holder: 'organiserOfficer',
        clause: '二(二)5',
        after: {
          policyPublicityEnd: [
            {
              guard: 'clear',
              target: '#expertReview.queued',
              actions: { type: 'ranWhole', params: { which: 'policy' } },
              meta: atDue('二(二)5'),
            },
            {
              target: '#policyReview.objectionCheck',
              actions: { type: 'ranWhole', params: { which: 'policy' } },
              meta: atDue('二(二)5'),
            },
          ],
        },
      }),
      on: resolving(decideInPublicity),
    },
    objectionCheck: {
      ...heldBy('organiserOfficer', '二(二)5'),
      on: resolving(decideInCheck),
    },
  },
} as const satisfies Stage;
