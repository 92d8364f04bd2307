import type { BlockerCode } from '../lifecycle.ts';
import type { Text } from '../programme-entries.ts';

/** Why a command is not accepted. `{name}` stands for a parameter of the blocker. */
export const blockerWords: Readonly<Record<BlockerCode, Text>> = {
  CASE_ENDED: { zh: '案件已办结', en: 'the case has ended' },
  EVENT_NOT_ALLOWED: { zh: '案件目前的环节不能办理此事项', en: 'the case does not take this where it stands' },
  NEEDS_MISSING: { zh: '缺少必须随附的内容：{need}', en: 'it has to carry {need}' },
  ROLE_NOT_ENTITLED: { zh: '您的身份不能办理此事项', en: 'this is not yours to do' },
  ALREADY_PROPOSED: { zh: '您已提出，须由另一人确认', en: 'you proposed it; another person has to confirm it' },
  BARRED: { zh: '申报人处于限制申报期({barredThrough} 止)', en: 'the applicant is barred through {barredThrough}' },
  CASE_HELD: {
    zh: '有未办结的异议或投诉 {open} 件，案件暂停',
    en: 'the case is held: {open} open objections or complaints',
  },
  CLICK_WINDOW_CLOSED: { zh: '不在个人点击申报时间内', en: 'outside the click window' },
  COUNTS_IMPOSSIBLE: {
    zh: '票数有误：评委 {size} 人，出席 {present} 人，同意 {yes} 票',
    en: 'impossible counts: {size} members, {present} present, {yes} yes',
  },
  CUTOFF_NOT_LATER: {
    zh: '新的截止时间须晚于现在和原截止时间',
    en: 'the new cut-off must be later than now and the present one',
  },
  FILING_INVALID: {
    zh: '评委会备案有效期已于 {through} 届满',
    en: 'the committee’s filing was valid through {through}',
  },
  FRAUD_OPEN: { zh: '涉及弄虚作假的举报未办结，不得撤回', en: 'an allegation is open; the case cannot be withdrawn' },
  GROUP_TOO_SMALL: { zh: '评议组专家不足 3 人(现 {experts} 人)', en: 'a group has at least 3 experts, not {experts}' },
  ITEM_NOT_CONCLUDED: { zh: '材料 {item} 没有审查结论', en: 'the item {item} has no conclusion' },
  ITEM_REJECTED: { zh: '材料 {item} 不属实或与原件不符', en: 'the item {item} is untrue or differs from the original' },
  MATERIAL_MISSING: { zh: '缺少材料 {item}', en: 'the item {item} is missing' },
  MATTERS_TOO_MANY: { zh: '未办结的异议和投诉已达上限', en: 'too many objections and complaints are open' },
  MATTER_KNOWN: { zh: '此异议或投诉已登记', en: 'this objection or complaint is registered already' },
  MATTER_UNKNOWN: { zh: '没有此项未办结的异议或投诉', en: 'no such objection or complaint is open' },
  NOT_EMPLOYED: { zh: '申报人不是该单位人员', en: 'the applicant is not of this unit' },
  NOT_PUBLISHED: { zh: '案件未公示', en: 'no notice has shown the case' },
  NO_COMMITTEE: { zh: '没有评委会受理该系列和层级', en: 'no committee takes this series and level' },
  NO_DEPARTMENT: { zh: '没有推送该单位申报的主管部门', en: 'no department pushes the applications of this unit' },
  NO_REOPENING: { zh: '只有经复查同意的案件才能重新评审', en: 'only a granted recheck reopens a case' },
  NO_SUCH_CONSEQUENCE: {
    zh: '认定成立的，此环节的处理须为其中之一：{possible}',
    en: 'upheld here, one of these has to follow: {possible}',
  },
  NO_VACANCY: {
    zh: '没有空岗：核定 {approved} 个，已用 {reserved} 个',
    en: 'no vacancy: {approved} approved, {reserved} taken',
  },
  OBJECTION_OPEN: { zh: '有未办结的异议 {open} 件', en: '{open} objections are open' },
  QUORUM_MISSING: {
    zh: '出席 {present} 人，不足评委 {size} 人的三分之二',
    en: '{present} present of {size}: fewer than two thirds',
  },
  SAME_PERSON: { zh: '须由不同的人办理', en: 'another person has to do this' },
  SEASON_CLOSED: { zh: '不在本年度申报期内', en: 'the season is not open' },
  SLOT_TAKEN: { zh: '该申报人本年度已有申报', en: 'the applicant has an application this year already' },
  SUPPLEMENT_USED: { zh: '补正只能要求一次', en: 'a supplement is asked for once only' },
  UNIT_UNKNOWN: { zh: '没有此单位', en: 'there is no such unit' },
  UPHELD_OUTSIDE_PUBLICITY: { zh: '公示之外只能认定不成立', en: 'outside a publicity it can only be dismissed' },
};
