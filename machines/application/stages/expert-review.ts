import { by, heldBy, type Stage } from '../meta.ts';
import { closing, resolving, withdraw } from './common-moves.ts';

/** 专家评审. What a sitting of the committee did with the case, told by the sitting: a lifecycle of its own (domain A54). */

const organiser = ['organiserOfficer'] as const;
const sitting = ['system'] as const;
const resolver = by(organiser, '令40 第16条', 'reason', 'document');

/** The sitting was postponed, or could not decide on this case: it waits for another (domain A23). */
const requeue = {
  guard: 'ofSitting',
  target: '#expertReview.queued',
  actions: 'leaveSitting',
  meta: by(sitting, '令40 第19条'),
} as const;

export const expertReview = {
  id: 'expertReview',
  initial: 'queued',
  ...heldBy('committeeSecretary', '二(二)5'),
  on: {
    /** A40: a bar found before the vote; the organiser ends the case. */
    reject: { target: '#policyRejected', meta: by(organiser, '三(三)', 'reason', 'signature') },
    ...resolving({ guard: 'dismissible', actions: closing, meta: resolver }),
  },
  states: {
    queued: {
      ...heldBy('committeeSecretary', '二(二)5'),
      on: {
        withdraw,
        convene: {
          guard: 'convenable',
          target: 'groupAppraisal',
          actions: 'convene',
          meta: by(sitting, '令40 第19条'),
        },
      },
    },
    groupAppraisal: {
      ...heldBy('committeeSecretary', '令40 第20条'),
      on: {
        withdraw,
        requeue,
        recordOpinion: {
          guard: 'groupLargeEnough',
          target: 'voting',
          meta: by(sitting, '令40 第20条', 'document'),
        },
      },
    },
    voting: {
      ...heldBy('committeeSecretary', '令40 第20条'),
      on: {
        requeue,
        decide: [
          {
            guard: { type: 'decided', params: { passed: true } },
            target: '#resultPublicity.open',
            actions: 'decide',
            meta: by(sitting, '令40 第20条', 'signature'),
          },
          {
            guard: { type: 'decided', params: { passed: false } },
            target: '#notPassed',
            actions: 'decide',
            meta: by(sitting, '令40 第20条', 'signature'),
          },
        ],
      },
    },
  },
} as const satisfies Stage;
