import type { RouteId } from '../../eligibility/route-ids.ts';
import type { Text } from '../../programme-entries.ts';

/** The ways to a title. */
export const routeWords: Readonly<Record<RouteId, Text>> = {
  ORDINARY: { zh: '逐级正常申报', en: 'the ordinary way, step by step' },
  GRASSROOTS_YEARS: { zh: '扎根基层直接申报中级', en: 'the grassroots way to intermediate' },
  DIRECT_BY_DEGREE: { zh: '博士、硕士直接申报', en: 'the direct way by degree' },
  CERTIFICATE: { zh: '凭准入类职业资格直接申报', en: 'the direct way by certificate' },
  EXCEPTIONAL: { zh: '破格申报', en: 'the exceptional way' },
  GREEN_CHANNEL: { zh: '绿色通道', en: 'the green channel' },
  SKILLED_TALENT: { zh: '高技能人才贯通', en: 'the way of skilled talent' },
  GRASSROOTS_DEPUTY_SENIOR: { zh: '基层副高级', en: 'deputy-senior for the grassroots' },
  SERIES_TRANSFER: { zh: '转评', en: 'transfer of series' },
};
