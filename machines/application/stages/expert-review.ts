import { by, heldBy, type Stage } from '../meta.ts';
import { resolving, withdraw } from './common-moves.ts';

/** 专家评审. The committee's secretary sends what its meeting did; the meeting is a lifecycle of its own (domain A54). */

const organiser = ['organiserOfficer'] as const;
const secretary = ['committeeSecretary'] as const;
const resolver = by(organiser, '令40 第16条', 'reason', 'document');

export const expertReview = {
  id: 'expertReview',
  initial: 'queued',
  ...heldBy('committeeSecretary', '二(二)5'),
  on: {
    /** A40: a bar found before the vote; the organiser ends the case. */
    reject: { target: '#policyRejected', meta: by(organiser, '三(三)', 'reason', 'signature') },
    ...resolving({ guard: 'dismissible', actions: 'closeMatter', meta: resolver }),
  },
  states: {
    queued: {
      ...heldBy('committeeSecretary', '二(二)5'),
      on: {
        withdraw,
        convene: { guard: 'convenable', target: 'groupAppraisal', meta: by(secretary, '令40 第19条') },
      },
    },
    groupAppraisal: {
      ...heldBy('committeeSecretary', '令40 第20条'),
      on: {
        withdraw,
        recordOpinion: {
          guard: 'groupLargeEnough',
          target: 'voting',
          meta: by(secretary, '令40 第20条', 'document'),
        },
      },
    },
    voting: {
      ...heldBy('committeeSecretary', '令40 第20条'),
      on: {
        decide: [
          {
            guard: { type: 'decided', params: { passed: true } },
            target: '#resultPublicity.open',
            actions: 'decide',
            meta: by(secretary, '令40 第20条', 'signature'),
          },
          {
            guard: { type: 'decided', params: { passed: false } },
            target: '#notPassed',
            actions: 'decide',
            meta: by(secretary, '令40 第20条', 'signature'),
          },
        ],
      },
    },
  },
} as const satisfies Stage;
