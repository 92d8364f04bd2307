import type { BarKind } from '../../eligibility/bars.ts';
import type { disciplineReasons } from '../../eligibility/reasons/discipline.ts';
import type { Text } from '../../programme-entries.ts';

/** Why somebody may not apply for what he has done. `{name}` stands for a parameter of the finding; `{kind}` for its words. */
export const disciplineWords: Readonly<Record<(typeof disciplineReasons)[number], Text>> = {
  BARRED_BY_BREACH: {
    zh: '{kind}：自认定之日 {decidedOn} 起限制申报，至 {barredThrough} 止，{freeFrom} 起可以申报',
    en: '{kind}, determined on {decidedOn}: barred through {barredThrough}, free from {freeFrom}',
  },
  BARRED_BY_PARTY_SANCTION: {
    zh: '{kind}：自处分之日 {decidedOn} 起限制申报，至 {barredThrough} 止，{freeFrom} 起可以申报',
    en: '{kind}, imposed on {decidedOn}: barred through {barredThrough}, free from {freeFrom}',
  },
  BARRED_BY_ADMINISTRATIVE_SANCTION: {
    zh: '{kind}：自处分之日 {decidedOn} 起限制申报，至 {barredThrough} 止，{freeFrom} 起可以申报',
    en: '{kind}, imposed on {decidedOn}: barred through {barredThrough}, free from {freeFrom}',
  },
  BARRED_BY_STATUTE: {
    zh: '{kind}({decidedOn})：管理人员在法定期间内不得晋升职称，至 {barredThrough} 止，{freeFrom} 起可以申报',
    en: '{kind} of {decidedOn}: by statute a manager may not be promoted through {barredThrough}, but from {freeFrom}',
  },
  WARNING_TO_BE_JUDGED: {
    zh: '{kind}({decidedOn})：通知未列入，法定期间至 {barredThrough} 止，{freeFrom} 前由人工判断',
    en: '{kind} of {decidedOn} is not in the notice’s list; its period ends on {barredThrough}, and before {freeFrom} a person decides',
  },
  VETOED: {
    zh: '本次申报中于 {determinedOn} 认定{kind}，一票否决',
    en: '{kind} was found in this application on {determinedOn}: declined whatever the merits',
  },
  BARRED_AS_SERIOUS: {
    zh: '{kind}情节严重：自 {decidedOn} 起不得申报职称、晋升岗位，至 {barredThrough} 止，{freeFrom} 起不再限制',
    en: 'a serious case of {kind}, of {decidedOn}: neither title nor promotion in post through {barredThrough}, free from {freeFrom}',
  },
};

/** What bars, in words: `{kind}` of the reasons above and of the arithmetic of windows. */
export const barKindWords: Readonly<Record<BarKind, Text>> = {
  EXAM_CHEATING: { zh: '考试严重违纪违规', en: 'serious cheating in an examination' },
  FRAUD: { zh: '弄虚作假', en: 'fraud' },
  ACADEMIC_MISCONDUCT: { zh: '学术不端', en: 'academic misconduct' },
  PARTY_WARNING: { zh: '党内警告', en: 'a Party warning' },
  PARTY_SERIOUS_WARNING: { zh: '党内严重警告', en: 'a serious Party warning' },
  PARTY_REMOVED_FROM_PARTY_POST: { zh: '撤销党内职务', en: 'removal from Party posts' },
  PARTY_PROBATION_IN_PARTY: { zh: '留党察看', en: 'probation in the Party' },
  PARTY_EXPELLED_FROM_PARTY: { zh: '开除党籍', en: 'expulsion from the Party' },
  ADMINISTRATIVE_WARNING: { zh: '政务警告', en: 'an administrative warning' },
  ADMINISTRATIVE_DEMERIT: { zh: '记过', en: 'a demerit' },
  ADMINISTRATIVE_MAJOR_DEMERIT: { zh: '记大过', en: 'a major demerit' },
  ADMINISTRATIVE_POST_GRADE_LOWERED: { zh: '降低岗位等级', en: 'a lowered post grade' },
  ADMINISTRATIVE_REMOVED_FROM_POST: { zh: '撤职', en: 'removal from post' },
  ADMINISTRATIVE_RANK_LOWERED: { zh: '降级', en: 'a lowered rank' },
  ADMINISTRATIVE_DISMISSED: { zh: '开除', en: 'dismissal' },
};
