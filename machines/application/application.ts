import { unopened } from './context.ts';
import { by } from './meta.ts';
import {
  answerRecheck,
  chart,
  delistShown,
  freeSlot,
  lapseMatters,
  raiseMatter,
  recordBreach,
  releaseVacancy,
  reserveVacancy,
  takeSlot,
} from './setup.ts';
import { beforeIntake, missedCutoff } from './stages/before-intake.ts';
import { departmentNode, filingNode, meetingNode, policyReviewNode, season, unitNode } from './stages/clocks.ts';
import { draft } from './stages/draft.ts';
import { expertReview } from './stages/expert-review.ts';
import { materialIntake, policyReview } from './stages/policy-review.ts';
import { confirmation, resultPublicity } from './stages/result.ts';

/**
 * The application for a professional title: from draft to certificate, by the notice (domain §2.1–2.3, §5). Outcomes are
 * top-level finals beside `underway`, so that final, XState's `done` and *ended* are one thing; entering one leaves every
 * region and with it every timer.
 */

/**
 * An end that is no certificate gives back what the case held: the vacancy, and the year's slot unless permanent (A05). A notice
 * that shows it shows it no longer, and what is still open on it lapses (A53).
 */
const end = (clause: string) =>
  ({
    type: 'final',
    entry: [releaseVacancy, freeSlot, delistShown, lapseMatters, 'forgetMatters'],
    meta: { holder: null, clause, ended: true },
  }) as const;

const outsider = (kind: 'objection' | 'complaint') =>
  ({
    guard: 'openable',
    actions: [{ type: 'openMatter', params: { kind } }, raiseMatter],
    meta: by(['citizen'], '令40 第16条'),
  }) as const;

export const application = chart.createMachine({
  id: 'application',
  context: unopened,
  initial: 'unopened',
  states: {
    unopened: {
      meta: { holder: null, clause: '五(三)' },
      on: {
        open: [
          {
            guard: { type: 'opening', params: { reopening: false } },
            target: '#underway',
            actions: ['open', takeSlot],
            meta: by(['applicant', 'unitHandler'], '五(三)'),
          },
          {
            guard: { type: 'opening', params: { reopening: true } },
            target: [
              '#expertReview.queued',
              '#unitNode.inherited',
              '#departmentNode.inherited',
              '#policyReviewNode.inherited',
            ],
            actions: ['reopen', reserveVacancy, answerRecheck],
            meta: by(['system'], '令40 第27条'),
          },
        ],
      },
    },
    underway: {
      id: 'underway',
      type: 'parallel',
      meta: { holder: null, clause: '五(三)' },
      on: {
        object: outsider('objection'),
        complain: outsider('complaint'),
        disqualify: {
          guard: 'breached',
          target: '#disqualified',
          actions: recordBreach,
          meta: by(['organiserOfficer', 'bureauOfficer'], '三(二)', 'reason', 'document'),
        },
      },
      states: {
        stage: {
          initial: 'draft',
          meta: { holder: null, clause: '五(三)' },
          states: {
            draft,
            beforeIntake,
            missedCutoff,
            materialIntake,
            policyReview,
            expertReview,
            resultPublicity,
            confirmation,
          },
        },
        unitNode,
        departmentNode,
        policyReviewNode,
        meetingNode,
        filingNode,
        season,
      },
    },
    certified: { id: 'certified', type: 'final', meta: { holder: null, clause: '二(三)4', ended: true } },
    withdrawn: { id: 'withdrawn', ...end('二(二)3') },
    notRecommended: { id: 'notRecommended', ...end('二(二)2') },
    policyRejected: { id: 'policyRejected', ...end('二(二)5') },
    abandoned: { id: 'abandoned', ...end('令40 第18条') },
    notPassed: { id: 'notPassed', ...end('令40 第20条') },
    publicityRejected: { id: 'publicityRejected', ...end('令40 第26条') },
    filingRejected: { id: 'filingRejected', ...end('二(二)1') },
    disqualified: { id: 'disqualified', ...end('三(二)') },
    terminatedByRollover: { id: 'terminatedByRollover', ...end('五(三)') },
  },
});
