import type { Dossier, EducationLevel, unitKinds } from '../../eligibility/dossier.ts';
import type { Text } from '../../programme-entries.ts';

/** Codes that stand in findings, in words; levels, routes and what bars have theirs elsewhere. */

export const schoolingWords: Readonly<Record<EducationLevel, Text>> = {
  SECONDARY: { zh: '中专', en: 'secondary' },
  COLLEGE: { zh: '大专', en: 'college' },
  BACHELOR: { zh: '本科', en: 'bachelor' },
  MASTER: { zh: '硕士', en: 'master' },
  DOCTOR: { zh: '博士', en: 'doctor' },
};

export const unitKindWords: Readonly<Record<(typeof unitKinds)[number], Text>> = {
  publicInstitution: { zh: '事业单位', en: 'a public institution' },
  stateOwnedEnterprise: { zh: '国有企业', en: 'a state-owned enterprise' },
  privateUnit: { zh: '民营经济组织', en: 'a unit of the private economy' },
  personnelAgency: { zh: '人事代理机构', en: 'a personnel agency' },
};

export const otherWords = {
  hrssBureau: { zh: '人社部门', en: 'the human resources bureau' },
  healthAuthority: { zh: '卫生健康部门', en: 'the health authority' },
  UNGRADED: { zh: '不分级别', en: 'ungraded' },
  FIRST: { zh: '一级', en: 'first class' },
  SECOND: { zh: '二级', en: 'second class' },
  SENIOR_WORKER: { zh: '高级工', en: 'senior worker' },
  TECHNICIAN: { zh: '技师', en: 'technician' },
  SENIOR_TECHNICIAN: { zh: '高级技师', en: 'senior technician' },
} as const satisfies Readonly<Record<string, Text>>;

/** The parts of a dossier. */
export const partWords: Readonly<Record<keyof Dossier, Text>> = {
  claim: { zh: '申报内容', en: 'the claim' },
  born: { zh: '出生日期', en: 'day of birth' },
  employment: { zh: '任职单位', en: 'employment' },
  grassrootsPosts: { zh: '附件1-7', en: 'form 1-7' },
  titles: { zh: '职称', en: 'titles' },
  education: { zh: '学历', en: 'education' },
  posts: { zh: '任职经历', en: 'posts' },
  service: { zh: '基层服务', en: 'grassroots service' },
  assessments: { zh: '年度考核', en: 'assessments' },
  hours: { zh: '继续教育学时', en: 'hours' },
  sanctions: { zh: '处分', en: 'sanctions' },
  breaches: { zh: '失信记录', en: 'breaches' },
  qualifications: { zh: '职业资格', en: 'certificates' },
  skills: { zh: '技能等级', en: 'skills' },
  referees: { zh: '推荐人', en: 'referees' },
  performance: { zh: '业绩', en: 'achievements' },
  talent: { zh: '引进情况', en: 'talent brought in' },
  documents: { zh: '已附材料', en: 'uploads' },
};
