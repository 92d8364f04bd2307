import { by, heldBy, type Stage } from '../meta.ts';
import { closing, resolving, waiting } from './common-moves.ts';

/** 主管部门审核推送, one level after the other up to the committee's (二(二)4). */

const backTo = {
  applicant: 'applicantCorrection',
  unit: 'unitCorrection',
} as const;

const returned = (to: 'applicant' | 'unit') =>
  ({
    guard: { type: 'returnTo', params: { to } },
    target: backTo[to],
    meta: by(['departmentOfficer'], '二(二)4', 'reason'),
  }) as const;

/** Corrections come back to where they were asked, unless what the unit had published has changed (domain §2.3). */
const corrected = (sender: 'applicant' | 'unitHandler') =>
  [
    {
      guard: { type: 'resubmitted', params: { unchanged: true } },
      target: '#departmentPush.desk',
      actions: 'rememberContent',
      meta: by([sender], '二(二)4'),
    },
    {
      guard: { type: 'resubmitted', params: { unchanged: false } },
      target: '#unitVerification.materialCheck',
      actions: 'rememberContent',
      meta: by([sender], '二(二)4'),
    },
  ] as const;

export const departmentPush = {
  id: 'departmentPush',
  initial: 'desk',
  ...heldBy('departmentOfficer', '二(二)4'),
  on: resolving({
    guard: 'dismissible',
    actions: closing,
    meta: by(['departmentOfficer'], '令40 第16条', 'reason', 'document'),
  }),
  states: {
    desk: {
      ...heldBy('departmentOfficer', '二(二)4'),
      on: {
        push: [
          {
            guard: { type: 'pushable', params: { last: true } },
            target: '#materialIntake',
            actions: 'lastPush',
            meta: by(['departmentOfficer'], '二(二)4', 'signature'),
          },
          {
            guard: { type: 'pushable', params: { last: false } },
            target: 'desk',
            reenter: true,
            actions: 'nextLevel',
            meta: by(['departmentOfficer'], '二(二)4', 'signature'),
          },
        ],
        return: [returned('applicant'), returned('unit')],
      },
    },
    applicantCorrection: {
      initial: 'inTime',
      ...heldBy('applicant', '二(二)4'),
      states: waiting('二(二)4', 'applicant'),
      on: { resubmit: corrected('applicant') },
    },
    unitCorrection: {
      initial: 'inTime',
      ...heldBy('unitHandler', '二(二)4'),
      states: waiting('二(二)4', 'unitHandler'),
      on: { resubmit: corrected('unitHandler') },
    },
  },
} as const satisfies Stage;
