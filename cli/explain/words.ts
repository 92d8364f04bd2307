import type { Evaluation } from '../../machines/eligibility/evaluate.ts';
import type { Text } from '../../machines/programme-entries.ts';

const verdicts: Readonly<Record<Evaluation['outcome'], Text>> = {
  PASS: { zh: '可以按此途径申报', en: 'may apply by this way' },
  FAIL: { zh: '不能按此途径申报', en: 'may not apply by this way' },
  NEEDS_HUMAN: { zh: '可以申报,但有事项须由人工认定', en: 'may apply, with something for a person to decide' },
};

const texts = {
  claim: { zh: '申报:', en: 'Applied for: ' },
  specialty: { zh: '专业', en: 'specialty' },
  separator: { zh: '、', en: ', ' },
  asOf: { zh: '判断日期 ', en: 'As of ' },
  cutoff: { zh: '年限算至 ', en: 'years counted through ' },
  verdict: { zh: '结论:', en: 'Verdict: ' },
  rules: { zh: '规则', en: 'Rules' },
  reason: { zh: '原因:', en: 'Why: ' },
  facts: { zh: '所据事实:', en: 'From: ' },
  inSubstance: { zh: '大意:', en: 'in substance: ' },
  alsoHold: { zh: '另外符合:', en: 'These hold too: ' },
  routes: { zh: '途径', en: 'Ways' },
  chosen: { zh: '(本次申报)', en: ' (this claim)' },
  next: { zh: '下一步', en: 'What next' },
  mayApply: {
    zh: '在个人点击申报时间内提交;限制申报的规定在推荐、投票、发证时再次核对。',
    en: 'Submit within the click window; bars are looked at again at recommendation, vote and certificate.',
  },
  toBeDecided: { zh: '由审查人员认定并记录:', en: 'A reviewer decides, and it is recorded: ' },
  toBeMended: { zh: '须先解决:', en: 'To be mended first: ' },
  and: { zh: '；', en: '; ' },
  colon: { zh: '：', en: ': ' },
  otherWays: { zh: '可改走的途径:', en: 'Ways that are open instead: ' },
  assumed: { zh: '所据附表系推定,以主管部门公布为准:', en: 'Assumed tables, until the bureau replaces them: ' },
  stamp: { zh: '依据:', en: 'By: ' },
  rulesVersion: { zh: '规则版本', en: 'version of the rules' },
  noDecision: {
    zh: '此为按所填事实的判断,不是审查决定。',
    en: 'This is what follows from the facts as given, and no decision.',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** What stands around a verdict. */
export const verdictWords = { ...texts, verdicts };
