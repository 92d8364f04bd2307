import type { hoursReasons } from '../../eligibility/reasons/hours.ts';
import type { Text } from '../../programme-entries.ts';

/** Years of tenure and hours of continuing education: why a rule does not simply hold. `{name}` stands for a parameter. */
export const hoursWords: Readonly<Record<(typeof hoursReasons)[number], Text>> = {
  YEARS_SHORT: {
    zh: '自 {from} 起至 {cutoff} 满 {years} 年，须满 {needed} 年',
    en: 'from {from} to {cutoff} there are {years} full years, and {needed} are needed',
  },
  TITLE_BELOW_MISSING: {
    zh: '没有 {series} 的 {level} 职称，无从计算任职年限',
    en: 'no title of {level} in {series} is held from which years could count',
  },
  START_OF_WORK_MISSING: {
    zh: '没有登记专业技术工作的起始时间，无从计算工作年限',
    en: 'no professional work is registered from which years could count',
  },
  EDUCATION_WITHOUT_YEARS: {
    zh: '所登记的学历按正常条件不能申报 {level}，没有对应的年限要求',
    en: 'no education held leads to {level} in the ordinary way, so no years are asked for',
  },
  YEARS_TO_BE_JUDGED: {
    zh: '破格申报：学历没有对应的年限要求，年限须由人工判断',
    en: 'on the exceptional way no years are set for the education held; a person decides',
  },
  DELAY_OF_OTHER_YEAR: {
    zh: '{applicationYear} 年度的评审延期不在通知所列年度内，从实际通过之日起算',
    en: 'the notice does not name the late review of {applicationYear}; years count from the day it was passed',
  },
  PASSED_WITHIN_YEAR: {
    zh: '当年内已通过评审({awardedOn})，从实际通过之日起算',
    en: 'it was passed within its year, on {awardedOn}, from which years count',
  },
  HOURS_FOR_INFORMATION: {
    zh: '绿色通道不以继续教育学时为必备条件，仅供参考：{gaps}',
    en: 'on the green channel hours are no condition; for information: {gaps}',
  },
  NO_YEAR_OF_HOURS: {
    zh: '取得现职称(或参加工作)后尚无须计算学时的年度',
    en: 'no full year has passed since the present title, or the start of work, that hours are asked for',
  },
  YEARS_OF_HOURS_UNKNOWN: {
    zh: '没有登记现职称和专业技术工作起始时间，须由人工确定应计算学时的年度',
    en: 'neither a present title nor the start of professional work is registered; a person decides which years count',
  },
  HOURS_SHORT: {
    zh: '继续教育学时不足(已审核/应完成)：{gaps}，共缺 {missing} 学时',
    en: 'hours of continuing education are short (verified/needed): {gaps}; {missing} are missing',
  },
  PROFESSIONAL_HOURS_SHORT: {
    zh: '专业科目学时一般不少于规定学时的三分之二，现为(已审核/应完成)：{gaps}，共缺 {missing} 学时，须由人工判断',
    en: 'professional hours should be two thirds of those needed (verified/needed): {gaps}; {missing} are missing, and a person decides',
  },
  HOURS_NOT_VERIFIED: {
    zh: '{years} 年的学时有未经审核登记的，不予计算',
    en: 'hours of {years} are not verified and do not count',
  },
  HOURS_OF_OTHER_AUTHORITY: {
    zh: '{years} 年的学时应由{authority}审核，由其他部门审核的不予计算',
    en: 'hours of {years} are to be verified by {authority}; those that another office verified do not count',
  },
  HOURS_NOT_SIGNED_AND_SEALED: {
    zh: '{years} 年的学时审核登记缺签字或盖章，不予计算',
    en: 'hours of {years} were verified without signature or seal and do not count',
  },
  HOURS_VERIFIED_LATE: {
    zh: '{years} 年的学时在 {dueOn} 之后才审核登记，不计入本次申报',
    en: 'hours of {years} were verified after {dueOn} and do not count this time',
  },
};
