import type { processReasons } from '../../eligibility/reasons/process.ts';
import type { Text } from '../../programme-entries.ts';

/** Why an application does not go on its course. `{name}` stands for a parameter of the finding. */
export const processWords: Readonly<Record<(typeof processReasons)[number], Text>> = {
  NO_VACANCY_LEFT: {
    zh: '核定空岗 {approved} 个，已占用 {reserved} 个，没有空岗可推荐',
    en: '{approved} vacancies are approved and {reserved} are taken: none is left',
  },
  NOT_NEAR_RETIREMENT: {
    zh: '{retiresOn} 到法定退休年龄，至 {asOf} 不是不足 {years} 年(或已到龄)，推荐须占用空岗',
    en: 'of statutory age on {retiresOn}, which is not less than {years} years after {asOf} or is past: a vacancy is needed',
  },
  BIRTH_DATE_UNCERTIFIED: {
    zh: '出生日期未经档案管理部门证明',
    en: 'the day of birth is not certified by whoever keeps the archive',
  },
  SLOT_OF_YEAR_TAKEN: {
    zh: '同一年度内已申报一个系列(专业)',
    en: 'one series (specialty) a year, and another application has it',
  },
  UPLOADS_MISSING: { zh: '缺少必须上传的材料：{items}', en: 'required uploads are missing: {items}' },
  NO_CONTRACT: { zh: '没有劳动(聘用)合同', en: 'no labour or employment contract' },
  NO_PROFESSIONAL_POST: { zh: '不在专业技术岗位', en: 'not on a professional post' },
  CIVIL_SERVANT: { zh: '公务员不能申报', en: 'a civil servant cannot apply' },
  CIVIL_SERVICE_MANAGED: {
    zh: '参照公务员法管理单位的人员不能申报',
    en: 'staff of a body managed like the civil service cannot apply',
  },
  RETIRED: {
    zh: '已于 {retiresOn} 到退休年龄，不能申报',
    en: 'of statutory age on {retiresOn}: the retired cannot apply',
  },
  RETIRES_DURING_REVIEW: {
    zh: '评审期间({reviewEnds} 前)于 {retiresOn} 到退休年龄，由人工判断',
    en: 'reaches the statutory age on {retiresOn}, before the review ends on {reviewEnds}: a person decides',
  },
  BIRTH_DATE_UNKNOWN: { zh: '出生日期不明，是否在职由人工判断', en: 'the day of birth is unknown: a person decides' },
  OUTSIDE_CLICK_WINDOW: {
    zh: '不在个人点击申报时间({from} 至 {to})内',
    en: 'outside the click window, {from} to {to}',
  },
  NO_COMMITTEE_TAKES: {
    zh: '没有受理此系列 {series}、层级 {level} 的评审委员会',
    en: 'no one committee takes {series}, {level}',
  },
  STEP_LEFT_OUT: {
    zh: '须逐级申报：申报 {level} 须先有 {below}',
    en: 'step by step: {below} comes before {level}',
  },
  STEP_BY_SKILL: {
    zh: '没有 {below} 职称：职业技能等级能否对应并申报 {level}，由人工判断',
    en: '{below} is not held: whether the skill level stands for it on the way to {level}, a person decides',
  },
  STEPS_WAIVED: { zh: '此途径({route})不受逐级限制', en: 'this way ({route}) leads past the steps' },
  ITEMS_REFUSED: { zh: '材料不属实或与原件不符：{items}', en: 'untrue, or other than the original: {items}' },
  ITEMS_NOT_CHECKED: { zh: '材料没有审查结论：{items}', en: 'not checked yet: {items}' },
  ITEMS_NOT_SIGNED: {
    zh: '审查结论缺审查人、日期或公章：{items}',
    en: 'checked without reviewer, day or seal: {items}',
  },
};
