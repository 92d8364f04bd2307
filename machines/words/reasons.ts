import type { Need, ReasonCode } from '../lifecycle.ts';
import type { Text } from '../programme-entries.ts';

/** Reason codes an act may give. */
export const reasonWords: Readonly<Record<ReasonCode, Text>> = {
  ACADEMIC_MISCONDUCT: { zh: '学术不端', en: 'academic misconduct' },
  BAR_FOUND: { zh: '处于限制申报期内', en: 'a bar against the applicant was found' },
  COMMITTEE_OUT_OF_SCOPE: { zh: '超出评委会评审范围', en: 'outside the committee’s scope' },
  ETHICS: { zh: '职业道德问题', en: 'professional ethics' },
  EXAM_CHEATING: { zh: '考试严重违纪违规', en: 'serious cheating in an examination' },
  FRAUD: { zh: '弄虚作假', en: 'fraud' },
  ILLNESS_OR_DISASTER: { zh: '疾病或灾害', en: 'illness or disaster' },
  MATERIAL_INCOMPLETE: { zh: '材料不齐', en: 'materials are incomplete' },
  MATERIAL_UNTRUE: { zh: '材料不实', en: 'materials are untrue' },
  NOT_ELIGIBLE: { zh: '不符合申报条件', en: 'the conditions are not met' },
  OBJECTION_UPHELD: { zh: '异议属实', en: 'an objection was upheld' },
  OTHER: { zh: '其他', en: 'other' },
  PERSONAL: { zh: '个人原因', en: 'personal reasons' },
  QUORUM_DEFECT: { zh: '出席人数不足', en: 'the quorum was missing' },
  SYSTEM_FAILURE: { zh: '系统故障', en: 'a failure of the system' },
  UNIT_PRIORITY: { zh: '单位推荐排序', en: 'the unit’s order of recommendation' },
};

/** What an act must carry besides its data. */
export const needWords: Readonly<Record<Need, Text>> = {
  reason: { zh: '理由', en: 'a reason' },
  signature: { zh: '签字盖章', en: 'a signature with seal and date' },
  document: { zh: '文书', en: 'a document' },
  secondPerson: { zh: '第二人确认', en: 'a second person' },
};
