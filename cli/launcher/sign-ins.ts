import type { Text } from '../../machines/programme-entries.ts';
import type { Role } from '../../machines/roles.ts';
import { DAY_MS, type Instant } from '../../machines/time.ts';
import type { Character } from '../../season/characters.ts';
import { units } from '../../season/organisations.ts';
import { directoryOf, type HeldRole, type Person } from '../../season/people.ts';
import type { Population } from '../../season/population.ts';

const TWO_DAYS_MS = 2 * DAY_MS;

/** Those of a demonstration's people whose tokens are printed: one a role, those of a unit at the same school. */
export interface SignIn {
  readonly token: string;
  readonly person: string;
  readonly role: Role;
  readonly title: Text;
}

type Card = readonly [name: string, person: string, role: Role, zh: string, en: string];

const officials: readonly Card[] = [
  ['bureau', 'kaili-hrss-bureau-1', 'bureauOfficer', '凯里市人社局', 'Kaili HRSS bureau'],
  ['organiser', 'kaili-hrss-organiser-1', 'organiserOfficer', '评委会组建单位', 'committee organiser'],
  ['secretary', 'committee-kaili-teacher-secretary', 'committeeSecretary', '评委会秘书', 'committee secretary'],
  ['expert', 'committee-kaili-teacher-expert-1', 'expert', '评审专家', 'expert of the committee'],
  ['filing', 'qdn-hrss-filing-1', 'filingOfficer', '备案部门', 'filing authority'],
  ['department', 'kaili-edu-officer-1', 'departmentOfficer', '市教育局', 'education bureau'],
  ['auditor', 'kaili-hrss-auditor', 'auditor', '审计', 'auditor'],
  ['citizen', 'citizen-1', 'citizen', '公众', 'anybody'],
];

/** One of every role, as the demonstration begins: the school is the one where most has been handed in. */
export function signInsOf(cast: readonly Character[], begins: Instant): readonly SignIn[] {
  const school = busiestSchool(cast, begins);
  const drafting = cast.filter(({ opensAt, submitsAt }) => opensAt < begins && submitsAt > begins);
  const applicant = drafting.find(({ unit }) => unit === school) ?? drafting[0];
  const cards: readonly Card[] = [
    ...officials,
    ['unit-admin', `${school}-admin`, 'unitAdmin', '学校管理员', 'administrator of a school'],
    ['handler', `${school}-handler`, 'unitHandler', '学校经办人', 'handler there'],
    ['reviewer', `${school}-reviewer-1`, 'materialReviewer', '学校审查人员', 'material reviewer there'],
    ...(applicant ? [['applicant', applicant.applicant, 'applicant', '申报人', 'an applicant'] as const] : []),
  ];
  return cards.map(([name, person, role, zh, en]) => ({ token: `demo-${name}`, person, role, title: { zh, en } }));
}

function busiestSchool(cast: readonly Character[], begins: Instant): string {
  const schools = units.filter(({ parent }) => parent === 'kaili-edu').map(({ id }) => id);
  const handedIn = (school: string) =>
    cast.filter(({ unit, year, submitsAt }) => unit === school && year === 2023 && submitsAt < begins - TWO_DAYS_MS);
  return schools.reduce((best, school) => (handedIn(school).length > handedIn(best).length ? school : best));
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
