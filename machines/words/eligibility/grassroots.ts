import type { grassrootsReasons } from '../../eligibility/reasons/grassroots.ts';
import type { Text } from '../../programme-entries.ts';

/** Why a rule of domain §4 does not simply pass. `{name}` stands for a parameter of the finding. */
export const grassrootsWords: Readonly<Record<(typeof grassrootsReasons)[number], Text>> = {
  LEVEL_NOT_OF_ROUTE: {
    zh: '此途径不能申报 {level}，只能申报 {possible}',
    en: 'this way does not lead to {level}, only to {possible}',
  },
  EDUCATION_NOT_OF_LINE: {
    zh: '没有中专以上学历，不适用基层工作满 4、6、9 年的规定',
    en: 'no education of secondary level or above is held, which the years at the grassroots are counted by',
  },
  GRASSROOTS_YEARS_SHORT: {
    zh: '在乡镇从事本专业工作未满 {needed} 年(学历：{education})',
    en: 'fewer than {needed} years of work in the own specialty in a township (education: {education})',
  },
  MASTER_NEEDS_NO_YEARS: {
    zh: '在基层工作的硕士研究生，不要求基层工作年限',
    en: 'a master who works at the grassroots needs no years there',
  },
  NO_MASTERS_DEGREE: { zh: '不是硕士研究生，不适用此规定', en: 'no master’s degree is held, so this does not apply' },
  NOT_AT_GRASSROOTS: {
    zh: '终算时间不在乡镇以下基层的专业技术岗位上',
    en: 'at the cut-off not on a professional post in a township or below',
  },
  DEGREE_WITHOUT_DIPLOMA: {
    zh: '只有学位，没有相应的学历证书(同等学力)，须由人工认定',
    en: 'a degree without the diploma of study: a person has to decide whether it counts',
  },
  DEGREE_TOO_LOW: { zh: '所持学位不能直接申报 {level}', en: 'no degree is held that leads to {level} directly' },
  EMPLOYER_UNCLEAR: {
    zh: '由人事代理机构代理，须由人工核实实际用人单位',
    en: 'employed through an agency: a person has to find out who the employer is',
  },
  EMPLOYER_NOT_OF_ROUTE: {
    zh: '参照公务员法管理的单位人员不参加职称评审',
    en: 'people of a body managed like the civil service do not apply for titles',
  },
  DIRECT_DECISION_MISSING: {
    zh: '没有用人单位同意直接申报的决定',
    en: 'the employer’s decision on a direct application is missing',
  },
  EXCELLENT_YEARS_MISSING: {
    zh: '在乡镇以下基层没有连续 {needed} 年考核优秀，不计作业绩成果',
    en: 'no {needed} consecutive years graded excellent at the grassroots, so none count as an achievement',
  },
  SERVICE_FOR_COMMITTEE: {
    zh: '基层服务期间的成果 {results} 项、表彰 {awards} 项视为本专业业绩，由评委会评价；服务期外的表彰 {others} 项不计',
    en: '{results} results and {awards} awards of the service count as own work and are for the committee to weigh; {others} awards from outside it do not count',
  },
  NOT_GRASSROOTS_INSTITUTION: {
    zh: '不是基层事业单位人员',
    en: 'not of a public institution at the grassroots',
  },
  SCOPE_NOT_GRASSROOTS: {
    zh: '此途径取得的副高级职称只在基层有效，申报范围须为基层',
    en: 'this way leads to a title for the grassroots only, and another is claimed',
  },
  GRASSROOTS_POSTS_MISSING: {
    zh: '单位没有经审核的基层副高岗位设置表(附件1-7)',
    en: 'the unit has no accepted form 1-7 for posts of grassroots deputy-seniors',
  },
  GRASSROOTS_POSTS_LATE: {
    zh: '岗位设置表(附件1-7)于 {filedOn} 报送，已过 {due} 的期限',
    en: 'form 1-7 was handed in on {filedOn}; it was due by {due}',
  },
  GRASSROOTS_POSTS_TAKEN: {
    zh: '基层副高岗位没有空额',
    en: 'no post of a grassroots deputy-senior is free',
  },
  GRASSROOTS_TITLE_NO_BASIS: {
    zh: '只在基层有效的副高级职称不能作为申报上一级职称的依据',
    en: 'a title for the grassroots only is no basis for the next level',
  },
  IN_TOWNSHIP_ALREADY: {
    zh: '本人在乡镇以下单位工作，不另要求基层服务',
    en: 'works in a township or below already, so no service there is asked for',
  },
  TOWNSHIP_SERVICE_SHORT: {
    zh: '晋升中级前到乡镇累计服务未满 {needed} 年',
    en: 'fewer than {needed} cumulated years of service in a township before intermediate',
  },
  SERVICE_FORM_MISSING: {
    zh: '缺少《卫生、教育、农业机构专业技术人员基层服务登记审核表》(附件1-5)',
    en: 'form 1-5, which registers the service at the grassroots, is missing',
  },
  COUNTY_SERVICE_SHORT: {
    zh: '执业医师晋升副高级前，在县级以下医疗卫生机构服务未累计满 {needed} 年',
    en: 'a physician with fewer than {needed} cumulated years at county level or below before deputy-senior',
  },
  COUNTY_SERVICE_OF_PHYSICIANS: {
    zh: '在县级以下服务未累计满 {needed} 年；是否为执业医师须由人工核实，其他人员不作此要求',
    en: 'fewer than {needed} cumulated years at county level or below; a person has to see whether this is a physician, of whom alone they are asked',
  },
};
