import type { qualificationReasons } from '../../eligibility/reasons/qualifications.ts';
import type { Text } from '../../programme-entries.ts';

/** Certificates, skills, talent and appointments: why a rule does not simply hold. `{name}` stands for a parameter. */
export const qualificationWords: Readonly<Record<(typeof qualificationReasons)[number], Text>> = {
  CERTIFICATE_NOT_IN_TABLE: {
    zh: '职业资格 {certificate} 不在对应目录内，不对应职称',
    en: 'the certificate {certificate} is not in the table and equals no title',
  },
  CERTIFICATE_NO_BASIS: {
    zh: '职业资格 {certificate} 对应的职称不是申报系列的下一级，不能作为本次申报的依据',
    en: 'what {certificate} equals is not the title below the one claimed, in its series',
  },
  CERTIFICATE_REVOKED: {
    zh: '职业资格 {certificate} 的注册已被撤销，须由人工判断能否作为依据',
    en: 'the registration of {certificate} was revoked; a person decides whether it may be relied on',
  },
  SERIES_CLOSED_TO_CERTIFICATES: {
    zh: '{series} 不能凭准入类职业资格直接申报',
    en: 'in {series} no certificate leads to a title directly',
  },
  NO_ADMISSION_CERTIFICATE: {
    zh: '没有 {series} 的准入类职业资格证书(水平评价类不能直接申报)',
    en: 'there is no certificate of the admission type for {series}; one that assesses a level does not do',
  },
  CERTIFICATE_OPENS_OTHER_LEVEL: {
    zh: '职业资格 {certificate} 可直接申报的层级是 {opens}，不是 {level}',
    en: '{certificate} opens {opens}, not {level}',
  },
  CERTIFICATE_OTHER_SPECIALTY: {
    zh: '职业资格 {certificate} 的专业 {specialty} 与申报专业 {claimed} 不一致',
    en: '{certificate} is in {specialty}, and {claimed} is claimed',
  },
  NO_ACHIEVEMENT_SINCE_CERTIFICATE: {
    zh: '业绩和学术成果均不晚于取得职业资格之日 {issuedOn}，{excluded} 项不予计算',
    en: 'nothing was achieved after {issuedOn}, when the certificate was issued; {excluded} records do not count',
  },
  ACHIEVEMENT_BEGUN_BEFORE_CERTIFICATE: {
    zh: '{begun} 项业绩在取得职业资格({issuedOn})之前开始、之后完成，须由人工判断',
    en: '{begun} records were begun by {issuedOn}, when the certificate was issued, and completed later; a person decides',
  },
  SERIES_CLOSED_TO_SKILLED_TALENT: {
    zh: '高技能人才贯通申报不包括 {series}',
    en: '{series} is not among the series open to skilled talent',
  },
  NO_SKILL_CERTIFICATE: { zh: '没有登记高技能人才的技能等级', en: 'no skill level is registered' },
  SKILLED_TALENT_TO_BE_JUDGED: {
    zh: '技能等级 {skill} 的年限条件须由人工按黔人社通〔2019〕58号、〔2021〕114号核对',
    en: 'the years that {skill} needs are to be checked by a person, by the province’s documents 58 of 2019 and 114 of 2021',
  },
  NOT_BROUGHT_IN: { zh: '没有登记人才引进情况', en: 'it is not registered that the applicant was brought in' },
  BROUGHT_IN_WITHIN_PROVINCE: {
    zh: '从省内其他地方引进，不属于从省外引进的人才',
    en: 'the applicant came from within the province, not from outside',
  },
  BROUGHT_IN_TOO_EARLY: {
    zh: '引进时间 {arrivedOn} 早于 {from}',
    en: 'the applicant arrived on {arrivedOn}, before {from}',
  },
  NO_TALENT_CATEGORY: {
    zh: '不属于急需紧缺人才或高层次人才',
    en: 'the applicant is neither urgently needed nor high-level talent',
  },
  TALENT_WITHOUT_POST: {
    zh: '不在企事业单位专业技术岗位上',
    en: 'the applicant holds no professional post of an enterprise or institution',
  },
  TALENT_EMPLOYER_TO_BE_JUDGED: {
    zh: '人事代理人员：须由人工核实其所在的企事业单位',
    en: 'the file is with a personnel agency; a person finds out at which enterprise or institution the applicant works',
  },
  EXAM_REPLACES_REVIEW: {
    zh: '{series} 的 {level} 实行以考代评，不能评审',
    en: '{level} of {series} is had by examination and not by review',
  },
  EXAM_REPLACES_APPOINTMENT: {
    zh: '{series} 的初级实行以考代评，{appointedOn} 的聘任不能作为依据',
    en: 'junior of {series} is had by examination; the appointment of {appointedOn} is no basis',
  },
  APPOINTMENT_OTHER_SPECIALTY: {
    zh: '{appointedOn} 聘任的岗位与本人专业不一致也不相近，县级以上单位的此项聘任不能作为依据',
    en: 'the post of {appointedOn} is in another specialty than was studied; above the township such an appointment is no basis',
  },
  APPOINTMENT_TO_BE_JUDGED: {
    zh: '{appointedOn} 聘任时的岗位或所学专业没有登记，须由人工核对',
    en: 'the post or the studies at the appointment of {appointedOn} are not registered; a person checks them',
  },
};
