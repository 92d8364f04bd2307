import type { Change, ChangeKind, Clock } from '../../eligibility/changes.ts';
import type { Earliest } from '../../eligibility/earliest.ts';
import type { Hopeless } from '../../eligibility/remedies/proposal.ts';
import type { Params } from '../../eligibility/rule.ts';
import type { Text, titleScopes } from '../../programme-entries.ts';

/** What would help, for people. `{name}` stands for a part of the change. */
export const changeWords: Readonly<Record<ChangeKind, Text>> = {
  claimScope: { zh: '改变申报职称的有效范围', en: 'claim a title of the other scope' },
  attach: { zh: '上传材料 {item}', en: 'attach {item}' },
  check: { zh: '材料 {item} 由审查人员审查、签字并盖章', en: 'have {item} checked, signed and sealed by a reviewer' },
  verifyHours: {
    zh: '{year} 年已有学时在附件1-8截止日前由主管部门审核、签字、盖章',
    en: 'have the hours of {year} verified, signed and sealed by the proper authority by the day form 1-8 is due',
  },
  filePosts: {
    zh: '由单位在截止日前报送附件1-7，并有空缺岗位',
    en: 'have the unit hand in form 1-7, with a free post, by its day',
  },
  recogniseTalent: {
    zh: '取得急需紧缺人才或高层次人才认定',
    en: 'be recognised as urgently needed or high-level talent',
  },
  study: {
    zh: '{year} 年补足 {hours} 学时(专业科目)，并在附件1-8截止日前审核登记',
    en: '{hours} more hours (professional) for {year}, verified by the day form 1-8 is due',
  },
  achieve: { zh: '提供 {after} 之后取得的业绩', en: 'show an achievement of a day later than {after}' },
  addReferee: {
    zh: '再有符合条件的同行专家推荐：{count} 名',
    en: 'be recommended by further referees of the level and field that count: {count}',
  },
  beAssessed: { zh: '{year} 年度考核为合格以上', en: 'be assessed as 合格 or better for {year}' },
  signContract: { zh: '签订劳动(聘用)合同', en: 'sign a labour or employment contract' },
  takeProfessionalPost: { zh: '在专业技术岗位上任职', en: 'be on a professional post' },
  takePost: {
    zh: '到申报专业的专业技术岗位任职',
    en: 'take up a professional post in the specialty claimed',
  },
  wait: { zh: '再满 {days} 天', en: '{days} more days have to pass' },
  serve: { zh: '再在乡镇基层服务 {days} 天', en: 'serve {days} more days in a township' },
  obtainSkill: { zh: '取得技能等级 {level}', en: 'obtain the level of skill {level}' },
  obtainCertificate: {
    zh: '取得职业资格 {certificate}(专业 {specialty})',
    en: 'obtain the certificate {certificate} in {specialty}',
  },
  obtainTitle: {
    zh: '先取得 {series} 的 {level} 职称(评审或转评)',
    en: 'first obtain the title of {level} in {series}, by review or transfer',
  },
  graduate: {
    zh: '取得 {specialty} 专业 {level} 毕业证书',
    en: 'complete studies of {level} in {specialty}, with the diploma',
  },
};

/** Why nothing in a person's power helps. */
export const hopelessWords: Readonly<Record<Hopeless, Text>> = {
  ANOTHER_CLAIM: {
    zh: '该途径不能申报此层级、系列或专业，须改报或改走其他途径',
    en: 'this way does not lead to the level, series or specialty claimed; another claim or way is needed',
  },
  EMPLOYER: { zh: '取决于所在单位的性质', en: 'it depends on for whom one works' },
  PAST_FACT: { zh: '已发生的事实无法改变', en: 'what has happened cannot be changed' },
  TERM_OVER: { zh: '办理期限已过，本次申报无法补救', en: 'the day by which it had to be done is over for this time' },
  HELD_ALREADY: { zh: '已具有该职称，无须申报', en: 'the title is held already' },
  NOTHING_TO_TRANSFER: { zh: '没有可转评的同级职称', en: 'no title of that level is held that could be transferred' },
  BY_EXAMINATION: { zh: '该职称以考代评，须参加考试', en: 'the title is had by examination' },
  NO_VACANCY: { zh: '单位没有空缺岗位', en: 'the unit has no post left' },
  RETIRED: { zh: '已达到法定退休年龄', en: 'the statutory age is reached' },
  SLOT_TAKEN: { zh: '本年度已有其他申报', en: 'another application holds the slot of the year' },
  FOUND_UNTRUE: { zh: '材料经审查不属实或与原件不符', en: 'an item was found untrue, or other than its original' },
};

/** From when on it would hold by itself. */
export const earliestWords: Readonly<Record<Clock | 'CYCLE', Text>> = {
  ACT: { zh: '最早自 {day} 起可以办理', en: 'from {day} on by itself' },
  CUTOFF: { zh: '年限最早计至 {day} 时满足', en: 'by itself once years are counted to {day}' },
  CYCLE: {
    zh: '年限最早计至 {day} 时满足，即 {cycle} 年度可以申报',
    en: 'by itself once years are counted to {day}, which is in the cycle of {cycle}',
  },
};

const inTownship: Text = {
  zh: '到乡镇及以下单位申报专业的专业技术岗位任职',
  en: 'take up a professional post in the specialty claimed, in a township or below',
};
const scopes: Readonly<Record<(typeof titleScopes)[number], Text>> = {
  ORDINARY: { zh: '改按普通职称申报', en: 'claim an ordinary title' },
  GRASSROOTS_PROVINCE: {
    zh: '改按仅在全省基层有效的职称申报',
    en: 'claim the title that counts at the grassroots of the province only',
  },
};

/** The words of a change; its parts stand for what they leave open. */
export function wordsOfChange(change: Change): Text {
  if (change.kind === 'takePost' && change.township) return inTownship;
  return change.kind === 'claimScope' ? scopes[change.scope] : changeWords[change.kind];
}

/** The words for a first day, and what they need. */
export function wordsOfEarliest({ clock, day, cycle }: Earliest): { readonly text: Text; readonly params: Params } {
  return cycle === null
    ? { text: earliestWords[clock], params: { day } }
    : { text: earliestWords.CYCLE, params: { day, cycle } };
}
