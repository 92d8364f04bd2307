import { atDue, by, heldBy, type Stage } from '../meta.ts';
import { delistShown, releaseVacancy, reserveVacancy } from '../setup.ts';
import { closing, resolving, waiting } from './common-moves.ts';
import { publicity } from './publicity.ts';

/** 单位内部核验: material check, internal publicity (令40 第16条, domain A21), recommendation (二(二)2–3). */

const back = {
  guard: { type: 'returnTo', params: { to: 'applicant' } },
  target: '#unitVerification.correction',
  actions: [delistShown, 'leaveNotice'],
  meta: by(['materialReviewer', 'unitHandler', 'unitAdmin'], '二(二)3', 'reason'),
} as const;

const declined = { target: '#notRecommended', meta: by(['unitAdmin'], '二(二)2', 'reason') } as const;

const resolver = by(['unitAdmin'], '令40 第16条', 'reason', 'document');

/** What an upheld matter may lead to in this publicity. */
const possible = ['return', 'decline'] as const;

/** What an upheld objection leads to while the unit's publicity or its check decides (domain §2.2). */
const upheld = [
  {
    guard: { type: 'upheld', params: { consequence: 'return' } },
    target: '#unitVerification.correction',
    actions: [...closing, delistShown, 'leaveNotice'],
    meta: resolver,
  },
  {
    guard: { type: 'upheld', params: { consequence: 'decline' } },
    target: '#notRecommended',
    actions: closing,
    meta: resolver,
  },
] as const;

/** An objection can be dismissed wherever the unit holds the case; upheld only in the publicity's own states (A51). */
const dismiss = { guard: 'dismissible', actions: closing, meta: resolver } as const;

export const unitVerification = {
  id: 'unitVerification',
  initial: 'materialCheck',
  ...heldBy('unitHandler', '二(二)3'),
  states: {
    materialCheck: {
      ...heldBy('materialReviewer', '二(二)3'),
      on: {
        verify: [
          {
            guard: { type: 'verified', params: { published: true } },
            target: 'recommendation',
            actions: 'verify',
            meta: by(['materialReviewer'], '二(二)3', 'signature'),
          },
          {
            guard: { type: 'verified', params: { published: false } },
            target: 'internalPublicity',
            actions: 'verify',
            meta: by(['materialReviewer'], '二(二)3', 'signature'),
          },
        ],
        return: back,
        ...resolving(dismiss),
      },
    },
    internalPublicity: {
      ...publicity('internal', {
        holder: 'unitAdmin',
        clause: '令40 第16条',
        after: {
          internalPublicityEnd: [
            {
              guard: 'clear',
              target: '#unitVerification.recommendation',
              actions: { type: 'ranWhole', params: { which: 'internal' } },
              meta: atDue('令40 第16条'),
            },
            {
              target: '#unitVerification.objectionCheck',
              actions: { type: 'ranWhole', params: { which: 'internal' } },
              meta: atDue('令40 第16条'),
            },
          ],
        },
      }),
      on: {
        ...resolving([
          {
            guard: { type: 'dismissed', params: { last: null, possible } },
            actions: closing,
            meta: resolver,
          },
          ...upheld,
        ]),
        return: back,
      },
    },
    objectionCheck: {
      ...heldBy('unitAdmin', '令40 第16条'),
      on: {
        ...resolving([
          {
            guard: { type: 'dismissed', params: { last: false, possible } },
            actions: closing,
            meta: resolver,
          },
          {
            guard: { type: 'dismissed', params: { last: true, possible } },
            target: 'recommendation',
            actions: closing,
            meta: resolver,
          },
          ...upheld,
        ]),
        return: back,
        decline: declined,
      },
    },
    recommendation: {
      ...heldBy('unitAdmin', '二(二)2'),
      on: {
        recommend: [
          {
            guard: { type: 'recommendable', params: { exempt: false } },
            target: '#departmentPush.desk',
            actions: ['recommend', reserveVacancy],
            meta: by(['unitAdmin'], '二(二)2', 'signature'),
          },
          {
            guard: { type: 'recommendable', params: { exempt: true } },
            target: '#departmentPush.desk',
            actions: ['recommend', releaseVacancy],
            meta: by(['unitAdmin'], '二(二)2', 'signature'),
          },
        ],
        decline: declined,
        return: back,
        ...resolving(dismiss),
      },
    },
    correction: {
      initial: 'inTime',
      ...heldBy('applicant', '二(二)3'),
      states: waiting('二(二)3', 'applicant'),
      on: {
        resubmit: {
          guard: 'materialsComplete',
          target: 'materialCheck',
          actions: 'rememberContent',
          meta: by(['applicant'], '二(二)3'),
        },
        ...resolving(dismiss),
      },
    },
  },
} as const satisfies Stage;
