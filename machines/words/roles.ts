import type { Text } from '../programme-entries.ts';
import type { PartyName, Role } from '../roles.ts';

/** Who acts (domain §1.4). */
export const roleWords: Readonly<Record<Role, Text>> = {
  applicant: { zh: '申报人', en: 'applicant' },
  unitHandler: { zh: '单位经办人', en: 'unit handler' },
  unitAdmin: { zh: '单位管理员', en: 'unit administrator' },
  materialReviewer: { zh: '审查人员', en: 'material reviewer' },
  departmentOfficer: { zh: '行业主管部门经办人', en: 'department officer' },
  organiserOfficer: { zh: '评委会组建单位经办人', en: 'officer of the committee’s organiser' },
  committeeSecretary: { zh: '评委会秘书', en: 'committee secretary' },
  expert: { zh: '评审专家', en: 'expert of the committee' },
  filingOfficer: { zh: '备案部门经办人', en: 'filing officer' },
  bureauOfficer: { zh: '人社部门经办人', en: 'bureau officer' },
  auditor: { zh: '审计人员', en: 'auditor' },
  citizen: { zh: '公众', en: 'member of the public' },
  clock: { zh: '系统时钟', en: 'the clock' },
  system: { zh: '系统', en: 'the system' },
};

/** Who acts by a relation that the case itself names. */
export const partyWords: Readonly<Record<PartyName, Text>> = {
  owner: { zh: '责任单位', en: 'the organisation whose case it is' },
  reviewer: { zh: '审核单位', en: 'the organisation that reviews it' },
};
