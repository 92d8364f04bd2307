import type { Deadline } from '../deadlines.ts';
import type { Text } from '../programme-entries.ts';

/** The nodes and periods a case may wait for (design §5). */
export const deadlineWords: Readonly<Record<Deadline, Text>> = {
  clickWindowEnd: { zh: '个人点击申报截止', en: 'end of the click window' },
  unitPushDue: { zh: '单位推送节点', en: 'unit push due' },
  departmentPushDue: { zh: '主管部门推送节点', en: 'department push due' },
  intakeCutoff: { zh: '材料收取截止', en: 'intake cut-off' },
  correctionDue: { zh: '整改期限', en: 'correction due' },
  internalPublicityEnd: { zh: '单位内部公示期满', en: 'end of the internal publicity' },
  policyReviewDue: { zh: '政策性审查节点', en: 'policy review due' },
  supplementDue: { zh: '补正期限', en: 'supplement due' },
  policyPublicityEnd: { zh: '政策性审查公示期满', en: 'end of the policy publicity' },
  reviewMeetingDue: { zh: '评审会议节点', en: 'review meeting due' },
  resultPublicityEnd: { zh: '评审结果公示期满', en: 'end of the result publicity' },
  filingDue: { zh: '确认备案节点', en: 'filing due' },
  cycleRollover: { zh: '年度终止处理', en: 'rollover of the year' },
  rolloverDecisionDue: { zh: '年度终止决定期限', en: 'decision after the rollover due' },
};
