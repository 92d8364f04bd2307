import type { ApplicationEventName } from '../application/events.ts';
import type { Text } from '../programme-entries.ts';
import type { LifecycleWords } from './lifecycle-words.ts';

const states: Readonly<Record<string, Text>> = {
  'draft.editing': { zh: '填报', en: 'being filled in' },
  'draft.locked': { zh: '逾期未点击申报，已锁定', en: 'locked: not submitted in the click window' },
  'beforeIntake.unitVerification.materialCheck': { zh: '单位材料审查', en: 'material check by the unit' },
  'beforeIntake.unitVerification.internalPublicity.awaitingNotice': {
    zh: '待单位发布公示',
    en: 'waiting for the unit’s notice',
  },
  'beforeIntake.unitVerification.internalPublicity.shown': { zh: '单位内部公示', en: 'internal publicity' },
  'beforeIntake.unitVerification.objectionCheck': { zh: '单位核查异议', en: 'objections being checked by the unit' },
  'beforeIntake.unitVerification.recommendation': { zh: '单位推荐', en: 'recommendation by the unit' },
  'beforeIntake.unitVerification.correction.inTime': { zh: '退回申报人整改', en: 'returned to the applicant' },
  'beforeIntake.unitVerification.correction.late': {
    zh: '退回申报人整改(逾期)',
    en: 'returned to the applicant, overdue',
  },
  'beforeIntake.departmentPush.desk': { zh: '主管部门审核', en: 'with the department' },
  'beforeIntake.departmentPush.applicantCorrection.inTime': {
    zh: '主管部门退回申报人整改',
    en: 'returned to the applicant by the department',
  },
  'beforeIntake.departmentPush.applicantCorrection.late': {
    zh: '主管部门退回申报人整改(逾期)',
    en: 'returned to the applicant by the department, overdue',
  },
  'beforeIntake.departmentPush.unitCorrection.inTime': {
    zh: '主管部门退回单位整改',
    en: 'returned to the unit by the department',
  },
  'beforeIntake.departmentPush.unitCorrection.late': {
    zh: '主管部门退回单位整改(逾期)',
    en: 'returned to the unit by the department, overdue',
  },
  missedCutoff: { zh: '逾期未推送', en: 'missed the cut-off' },
  'materialIntake.inTime': { zh: '待收取材料', en: 'to be received' },
  'materialIntake.late': { zh: '待收取材料(已过截止)', en: 'to be received, after the cut-off' },
  'policyReview.reviewing': { zh: '政策性审查', en: 'policy review' },
  'policyReview.awaitingSupplement': { zh: '等待补正', en: 'awaiting a supplement' },
  'policyReview.publicity.awaitingNotice': { zh: '待发布审查公示', en: 'waiting for the notice of the policy review' },
  'policyReview.publicity.shown': { zh: '政策性审查公示', en: 'policy publicity' },
  'policyReview.objectionCheck': { zh: '核查公示异议', en: 'objections to the policy publicity being checked' },
  'expertReview.queued': { zh: '待评审', en: 'waiting for the meeting' },
  'expertReview.groupAppraisal': { zh: '评议组评议', en: 'appraisal by the group' },
  'expertReview.voting': { zh: '表决', en: 'voting' },
  'resultPublicity.open.awaitingNotice': { zh: '待发布结果公示', en: 'waiting for the notice of results' },
  'resultPublicity.open.shown': { zh: '评审结果公示', en: 'result publicity' },
  'resultPublicity.investigating': { zh: '核查公示投诉', en: 'complaints about the result being investigated' },
  confirmation: { zh: '待确认备案', en: 'to be confirmed' },
  certified: { zh: '已取得资格', en: 'certified' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  notRecommended: { zh: '单位不予推荐', en: 'not recommended' },
  policyRejected: { zh: '政策性审查未通过', en: 'rejected in policy review' },
  abandoned: { zh: '逾期未补正，视为放弃', en: 'abandoned: no supplement in time' },
  notPassed: { zh: '评审未通过', en: 'not passed' },
  publicityRejected: { zh: '公示后不予通过', en: 'rejected after the publicity' },
  filingRejected: { zh: '不予备案', en: 'filing refused' },
  disqualified: { zh: '取消资格', en: 'disqualified' },
  terminatedByRollover: { zh: '年度终止', en: 'terminated at the rollover' },
};

const stages: Readonly<Record<string, Text>> = {
  unopened: { zh: '尚未申报', en: 'not opened yet' },
  underway: { zh: '办理中', en: 'under way' },
  'underway.stage': { zh: '环节', en: 'stage' },
  'underway.stage.draft': { zh: '填报', en: 'draft' },
  'underway.stage.beforeIntake': { zh: '材料收取之前', en: 'before the intake' },
  'underway.stage.beforeIntake.unitVerification': { zh: '单位内部核验', en: 'verification by the unit' },
  'underway.stage.beforeIntake.unitVerification.correction': { zh: '退回整改', en: 'correction' },
  'underway.stage.beforeIntake.unitVerification.internalPublicity': { zh: '单位内部公示', en: 'internal publicity' },
  'underway.stage.beforeIntake.departmentPush': { zh: '主管部门审核推送', en: 'push by the departments' },
  'underway.stage.beforeIntake.departmentPush.applicantCorrection': {
    zh: '退回申报人整改',
    en: 'correction by the applicant',
  },
  'underway.stage.beforeIntake.departmentPush.unitCorrection': { zh: '退回单位整改', en: 'correction by the unit' },
  'underway.stage.materialIntake': { zh: '评委会收取材料', en: 'intake of materials' },
  'underway.stage.policyReview.publicity': { zh: '政策性审查公示', en: 'policy publicity' },
  'underway.stage.policyReview': { zh: '政策性审查', en: 'policy review' },
  'underway.stage.expertReview': { zh: '专家评审', en: 'expert review' },
  'underway.stage.resultPublicity': { zh: '评审结果公示', en: 'result publicity' },
  'underway.stage.resultPublicity.open': { zh: '公示期', en: 'on show' },
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

const events: Readonly<Record<ApplicationEventName, Text>> = {
  open: { zh: '新增申报', en: 'open' },
  submit: { zh: '点击申报', en: 'submit' },
  withdraw: { zh: '撤回', en: 'withdraw' },
  verify: { zh: '材料审查通过', en: 'verify the materials' },
  return: { zh: '退回整改', en: 'return for correction' },
  resubmit: { zh: '整改后提交', en: 'resubmit' },
  recommend: { zh: '推荐', en: 'recommend' },
  publish: { zh: '公示发布', en: 'be shown by a notice' },
  unpublish: { zh: '公示撤下', en: 'be shown no longer' },
  prolong: { zh: '公示顺延', en: 'be shown longer' },
  decline: { zh: '不予推荐', en: 'decline to recommend' },
  push: { zh: '审核推送', en: 'push' },
  receive: { zh: '收取材料', en: 'receive' },
  passPolicy: { zh: '政策性审查通过', en: 'pass the policy review' },
  reject: { zh: '驳回', en: 'reject' },
  requestSupplement: { zh: '一次性告知补正', en: 'request a supplement' },
  supplement: { zh: '补正', en: 'supplement' },
  convene: { zh: '召开评审会议', en: 'convene the meeting' },
  requeue: { zh: '退回待评审', en: 'wait for another meeting' },
  recordOpinion: { zh: '记录评议组意见', en: 'record the group’s opinion' },
  decide: { zh: '登记表决结果', en: 'record the decision' },
  object: { zh: '提出异议', en: 'object' },
  resolveObjection: { zh: '办结异议', en: 'resolve an objection' },
  complain: { zh: '投诉举报', en: 'complain' },
  resolveComplaint: { zh: '办结投诉', en: 'resolve a complaint' },
  confirm: { zh: '确认备案', en: 'confirm' },
  refuseFiling: { zh: '不予备案', en: 'refuse the filing' },
  disqualify: { zh: '取消资格', en: 'disqualify' },
  extend: { zh: '延长截止时间', en: 'extend the cut-off' },
  carryOver: { zh: '结转下年度继续', en: 'carry over' },
  terminate: { zh: '终止', en: 'terminate' },
};

export const applicationWords: LifecycleWords<ApplicationEventName> = {
  name: { zh: '职称申报', en: 'application for a professional title' },
  parts: { ...stages, ...clocks },
  states,
  events,
};
