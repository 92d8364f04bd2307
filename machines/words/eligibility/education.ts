import type { educationReasons } from '../../eligibility/reasons/education.ts';
import type { Text } from '../../programme-entries.ts';

/** Why a rule about education or seniority does not simply pass. `{name}` stands for a parameter of the finding. */
export const educationWords: Readonly<Record<(typeof educationReasons)[number], Text>> = {
  EDUCATION_TOO_LOW: {
    zh: '所持学历不符合正常申报 {level} 的要求，只能破格申报',
    en: 'no education held leads to {level} in the ordinary way; only the exceptional way is open',
  },
  EDUCATION_FIXED_BY_LAW: {
    zh: '{series} 系列的学历由法律法规规定，不得破格',
    en: 'the education for {series} is fixed by law, and nobody is excepted from it',
  },
  REFEREES_MISSING: {
    zh: '破格申报须有 {needed} 名正高级同行专家推荐(不含亲属，同一人只计一次)，现有 {count} 名',
    en: 'the exceptional way needs {needed} full-senior referees of the field, not related and each counted once; there are {count}',
  },
  NO_EDUCATION: { zh: '没有截至终算时间取得的学历', en: 'no education was completed by the cut-off' },
  PARTY_SCHOOL_UNLISTED: {
    zh: '{level} 学历由名录之外的党校颁发，须由人工认定是否享受国民教育同等待遇',
    en: 'the diploma ({level}) is of a party school that is not listed: a person has to decide whether it counts',
  },
  SKILL_CERTIFICATE_NO_CLASS: {
    zh: '职业技能等级证书不等同于技工院校毕业，不折算学历',
    en: 'a certificate of skill is not the diploma of a technical school’s class and is taken for no education',
  },
  MISMATCH_NOT_RELIEVED: {
    zh: '{series} 涉及公共安全、人身健康，所学专业与从事专业不一致的不能以增加年限代替',
    en: '{series} concerns public safety or health: more years do not make up for a specialty that was not studied',
  },
  MISMATCH_YEARS_SHORT: {
    zh: '所学专业与从事专业不一致，第一次晋升须满 {base} 年再加 {extra} 年，任职年限不足',
    en: 'another specialty was studied: the first promotion needs {base} years and {extra} more, and fewer were served',
  },
  DEBT_YEARS_SHORT: {
    zh: '第一次晋升时未增加的 {extra} 年须在本次补足，即 {base} 年再加 {extra} 年，任职年限不足',
    en: 'the {extra} years not served before the first promotion are owed now, on top of {base}, and fewer were served',
  },
  NO_TITLE_BELOW: { zh: '没有可计算年限的 {level} 职称', en: 'no {level} title is held from which years would count' },
  NO_TITLE_TO_TRANSFER: {
    zh: '没有其他系列的 {level} 职称可以转评',
    en: 'no {level} title of another series is held that could be transferred',
  },
  TITLE_HELD_ALREADY: {
    zh: '已有本系列 {level} 或以上的职称，无须转评',
    en: 'a title of this series at {level} or above is held already',
  },
  NEW_POST_MISSING: {
    zh: '终算时间不在 {series} 系列的专业技术岗位上',
    en: 'at the cut-off not on a professional post of {series}',
  },
  NEW_POST_SHORT: {
    zh: '自 {from} 到新岗位，至终算时间未满 {needed} 年',
    en: 'in the new post since {from}, fewer than {needed} years by the cut-off',
  },
  NEW_POST_NOT_ASSESSED: { zh: '在新岗位没有年度考核结果', en: 'not yet assessed in the new post' },
  NEW_POST_GRADED_BELOW: {
    zh: '在新岗位 {year} 年度考核未达到合格',
    en: 'graded below qualified in the new post, in {year}',
  },
  ORIGINAL_TITLE_UNKNOWN: {
    zh: '转评前原职称的取得时间不明，须由人工核实',
    en: 'when the original title was had is not known: a person has to find out',
  },
  TRANSFER_REVOKED: {
    zh: '转评的职称已被撤销，只能按原系列申报',
    en: 'the transferred title was revoked: what is left is the original series',
  },
  TRANSFER_FIRST: {
    zh: '职称属 {from} 系列，未转评 {to} 系列同级职称的，申报上一级按破格办理',
    en: 'the title held is of {from}: without a transfer to {to} at its level, the next one is for the exceptional way only',
  },
};
