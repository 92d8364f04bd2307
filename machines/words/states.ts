import type { LifecycleName } from '../lifecycle.ts';
import type { Text } from '../programme-entries.ts';

/** Where a case stands, as `standsOf` says it. A test holds these against the charts. */
const application: Readonly<Record<string, Text>> = {
  'draft.editing': { zh: '填报', en: 'being filled in' },
  'draft.locked': { zh: '逾期未点击申报，已锁定', en: 'locked: not submitted in the click window' },
  'beforeIntake.unitVerification.materialCheck': { zh: '单位材料审查', en: 'material check by the unit' },
  'beforeIntake.unitVerification.internalPublicity': { zh: '单位内部公示', en: 'internal publicity' },
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
  'policyReview.publicity': { zh: '政策性审查公示', en: 'policy publicity' },
  'policyReview.objectionCheck': { zh: '核查公示异议', en: 'objections to the policy publicity being checked' },
  'expertReview.queued': { zh: '待评审', en: 'waiting for the meeting' },
  'expertReview.groupAppraisal': { zh: '评议组评议', en: 'appraisal by the group' },
  'expertReview.voting': { zh: '表决', en: 'voting' },
  'resultPublicity.open': { zh: '评审结果公示', en: 'result publicity' },
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

const certificate: Readonly<Record<string, Text>> = {
  active: { zh: '有效', en: 'valid' },
  revoked: { zh: '已撤销', en: 'revoked' },
};

export const stateWords: Readonly<Record<LifecycleName, Readonly<Record<string, Text>>>> = { application, certificate };
