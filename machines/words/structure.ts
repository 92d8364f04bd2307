import type { LifecycleName } from '../lifecycle.ts';
import type { Text } from '../programme-entries.ts';

/**
 * The parts of a chart in which no case can be said to stand: what contains states, and the clocks beside the stages. Keyed
 * by path; a test holds these and `states.ts` together against the charts, so that every part has one name and no more.
 */
const stages: Readonly<Record<string, Text>> = {
  unopened: { zh: '尚未申报', en: 'not opened yet' },
  underway: { zh: '办理中', en: 'under way' },
  'underway.stage': { zh: '环节', en: 'stage' },
  'underway.stage.draft': { zh: '填报', en: 'draft' },
  'underway.stage.beforeIntake': { zh: '材料收取之前', en: 'before the intake' },
  'underway.stage.beforeIntake.unitVerification': { zh: '单位内部核验', en: 'verification by the unit' },
  'underway.stage.beforeIntake.unitVerification.correction': { zh: '退回整改', en: 'correction' },
  'underway.stage.beforeIntake.departmentPush': { zh: '主管部门审核推送', en: 'push by the departments' },
  'underway.stage.beforeIntake.departmentPush.applicantCorrection': {
    zh: '退回申报人整改',
    en: 'correction by the applicant',
  },
  'underway.stage.beforeIntake.departmentPush.unitCorrection': { zh: '退回单位整改', en: 'correction by the unit' },
  'underway.stage.materialIntake': { zh: '评委会收取材料', en: 'intake of materials' },
  'underway.stage.policyReview': { zh: '政策性审查', en: 'policy review' },
  'underway.stage.expertReview': { zh: '专家评审', en: 'expert review' },
  'underway.stage.resultPublicity': { zh: '评审结果公示', en: 'result publicity' },
};

/** A holder's node is ahead until its instant, then met or overrun, whatever the stage. */
const node = (name: string, words: Text): Readonly<Record<string, Text>> => ({
  [`underway.${name}`]: words,
  [`underway.${name}.ahead`]: { zh: '未到', en: 'ahead' },
  [`underway.${name}.overrun`]: { zh: '逾期', en: 'overrun' },
});
const met = (name: string): Readonly<Record<string, Text>> => ({
  [`underway.${name}.met`]: { zh: '按时', en: 'met' },
});
const inherited = (name: string): Readonly<Record<string, Text>> => ({
  [`underway.${name}.inherited`]: { zh: '以原申报为准', en: 'as in the case it reopens' },
});

const clocks: Readonly<Record<string, Text>> = {
  ...node('unitNode', { zh: '单位推送节点', en: 'the unit’s node' }),
  ...met('unitNode'),
  ...inherited('unitNode'),
  ...node('departmentNode', { zh: '主管部门推送节点', en: 'the departments’ node' }),
  ...met('departmentNode'),
  ...inherited('departmentNode'),
  ...node('policyReviewNode', { zh: '政策性审查节点', en: 'the policy review’s node' }),
  ...met('policyReviewNode'),
  ...inherited('policyReviewNode'),
  ...node('meetingNode', { zh: '评审会议节点', en: 'the meeting’s node' }),
  ...met('meetingNode'),
  ...node('filingNode', { zh: '确认备案节点', en: 'the filing’s node' }),
  'underway.season': { zh: '年度', en: 'season' },
  'underway.season.current': { zh: '本年度', en: 'current' },
  'underway.season.undecided': { zh: '年度已终止，待人社部门决定', en: 'over; the bureau is to decide' },
  'underway.season.undecided.inTime': { zh: '决定期限内', en: 'in time' },
  'underway.season.undecided.late': { zh: '逾期未决定', en: 'overdue' },
  'underway.season.carriedOver': { zh: '已结转下年度', en: 'carried over' },
};

export const structureWords: Readonly<Record<LifecycleName, Readonly<Record<string, Text>>>> = {
  application: { ...stages, ...clocks },
  certificate: { unopened: { zh: '尚未核发', en: 'not issued yet' } },
};

export const lifecycleWords: Readonly<Record<LifecycleName, Text>> = {
  application: { zh: '职称申报', en: 'application for a professional title' },
  certificate: { zh: '电子证书', en: 'electronic certificate' },
};
