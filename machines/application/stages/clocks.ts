import { atDue, by, clockOf, type Stage } from '../meta.ts';

/**
 * The clocks that run beside the stages (design D2). A holder's node is armed at the opening and judged once, at its
 * instant, whatever the stage; it records and moves nothing (domain A39). `inherited`: judged in the case that a recheck
 * reopens (domain A50).
 */

const plan = '二(二)4';
const states = { met: clockOf(plan), overrun: clockOf(plan) } as const;

export const unitNode = {
  id: 'unitNode',
  initial: 'ahead',
  ...clockOf(plan),
  states: {
    ahead: {
      ...clockOf(plan),
      after: {
        unitPushDue: [
          { guard: { type: 'nodeDone', params: { node: 'unit' } }, target: 'met', meta: atDue(plan) },
          { target: 'overrun', meta: atDue(plan) },
        ],
      },
    },
    ...states,
    inherited: clockOf(plan),
  },
} as const satisfies Stage;

export const departmentNode = {
  id: 'departmentNode',
  initial: 'ahead',
  ...clockOf(plan),
  states: {
    ahead: {
      ...clockOf(plan),
      after: {
        departmentPushDue: [
          { guard: { type: 'nodeDone', params: { node: 'department' } }, target: 'met', meta: atDue(plan) },
          { target: 'overrun', meta: atDue(plan) },
        ],
      },
    },
    ...states,
    inherited: clockOf(plan),
  },
} as const satisfies Stage;

export const policyReviewNode = {
  id: 'policyReviewNode',
  initial: 'ahead',
  ...clockOf('五(一)'),
  states: {
    ahead: {
      ...clockOf('五(一)'),
      after: {
        policyReviewDue: [
          { guard: { type: 'nodeDone', params: { node: 'policyReview' } }, target: 'met', meta: atDue('五(一)') },
          { target: 'overrun', meta: atDue('五(一)') },
        ],
      },
    },
    ...states,
    inherited: clockOf('五(一)'),
  },
} as const satisfies Stage;

export const meetingNode = {
  id: 'meetingNode',
  initial: 'ahead',
  ...clockOf('五(一)'),
  states: {
    ahead: {
      ...clockOf('五(一)'),
      after: {
        reviewMeetingDue: [
          { guard: { type: 'nodeDone', params: { node: 'meeting' } }, target: 'met', meta: atDue('五(一)') },
          { target: 'overrun', meta: atDue('五(一)') },
        ],
      },
    },
    ...states,
  },
} as const satisfies Stage;

/** Confirming or refusing the filing ends the case, so whoever still runs at the node has overrun it. */
export const filingNode = {
  id: 'filingNode',
  initial: 'ahead',
  ...clockOf('二(二)1'),
  states: {
    ahead: { ...clockOf('二(二)1'), after: { filingDue: { target: 'overrun', meta: atDue('二(二)1') } } },
    overrun: clockOf('二(二)1'),
  },
} as const satisfies Stage;

/**
 * 五(三): the year's stop ends what stands up to policy review; what is with the committee is flagged, and the bureau
 * carries it over or terminates it (domain A02, A36, A52).
 */
export const season = {
  id: 'season',
  initial: 'current',
  ...clockOf('五(三)'),
  states: {
    current: {
      ...clockOf('五(三)'),
      after: {
        cycleRollover: [
          { guard: 'withCommittee', target: 'undecided', meta: atDue('五(三)') },
          { target: '#terminatedByRollover', meta: atDue('五(三)') },
        ],
      },
    },
    undecided: {
      initial: 'inTime',
      ...clockOf('五(三)'),
      states: {
        inTime: { ...clockOf('五(三)'), after: { rolloverDecisionDue: { target: 'late', meta: atDue('五(三)') } } },
        late: clockOf('五(三)'),
      },
      on: {
        carryOver: { target: 'carriedOver', meta: by(['bureauOfficer'], '五(三)', 'reason') },
        terminate: { target: '#terminatedByRollover', meta: by(['bureauOfficer'], '五(三)', 'reason') },
      },
    },
    carriedOver: clockOf('五(三)'),
  },
} as const satisfies Stage;
