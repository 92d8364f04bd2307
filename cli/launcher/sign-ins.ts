import type { Text } from '../../machines/programme-entries.ts';
import type { Role } from '../../machines/roles.ts';
import type { Instant } from '../../machines/time.ts';
import type { Character } from '../../season/characters.ts';
import { directoryOf, type HeldRole, type Person } from '../../season/people.ts';
import type { Population } from '../../season/population.ts';

/** Those of a demonstration's people whose tokens are printed: one a role, all around the same school. */
export interface SignIn {
  readonly token: string;
  readonly person: string;
  readonly role: Role;
  readonly title: Text;
}

const school = 'kaili-primary-1';

const officials: readonly SignIn[] = [
  {
    token: 'demo-bureau',
    person: 'kaili-hrss-bureau-1',
    role: 'bureauOfficer',
    title: { zh: '凯里市人社局', en: 'Kaili HRSS bureau' },
  },
  {
    token: 'demo-organiser',
    person: 'kaili-hrss-organiser-1',
    role: 'organiserOfficer',
    title: { zh: '评委会组建单位', en: 'committee organiser' },
  },
  {
    token: 'demo-secretary',
    person: 'committee-kaili-teacher-secretary',
    role: 'committeeSecretary',
    title: { zh: '评委会秘书', en: 'committee secretary' },
  },
  {
    token: 'demo-filing',
    person: 'qdn-hrss-filing-1',
    role: 'filingOfficer',
    title: { zh: '备案部门', en: 'filing authority' },
  },
  {
    token: 'demo-department',
    person: 'kaili-edu-officer-1',
    role: 'departmentOfficer',
    title: { zh: '市教育局', en: 'education bureau' },
  },
  {
    token: 'demo-unit-admin',
    person: `${school}-admin`,
    role: 'unitAdmin',
    title: { zh: '学校管理员', en: 'administrator of a school' },
  },
  {
    token: 'demo-reviewer',
    person: `${school}-reviewer-1`,
    role: 'materialReviewer',
    title: { zh: '学校审查人员', en: 'material reviewer there' },
  },
  {
    token: 'demo-auditor',
    person: 'kaili-hrss-auditor',
    role: 'auditor',
    title: { zh: '审计', en: 'auditor' },
  },
  { token: 'demo-citizen', person: 'citizen-1', role: 'citizen', title: { zh: '公众', en: 'anybody' } },
];

/** All of them; the applicant is one whose draft is still open at the instant the demonstration begins at. */
export function signInsOf(cast: readonly Character[], begins: Instant): readonly SignIn[] {
  const drafting = cast.filter(({ opensAt, submitsAt }) => opensAt < begins && submitsAt > begins);
  const found = drafting.find(({ unit, troubles }) => unit === school && troubles.size === 0) ?? drafting[0];
  if (found === undefined) return officials;
  const title = { zh: '申报人', en: 'an applicant' };
  return [...officials, { token: 'demo-applicant', person: found.applicant, role: 'applicant', title }];
}

/** The population with the printed tokens instead of those of the seed. */
export function withSignIns(population: Population, signIns: readonly SignIn[]): Population {
  const people = population.seed.people.map((person): Person => {
    const roles = person.roles.map((held): HeldRole => {
      const own = signIns.find((signIn) => signIn.person === person.id && signIn.role === held.role);
      return own ? { ...held, token: own.token } : held;
    });
    return { ...person, roles };
  });
  return { ...population, directory: directoryOf(people), seed: { ...population.seed, people } };
}
