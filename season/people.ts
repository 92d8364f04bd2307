import type { OrganisationId, PersonId } from '../machines/ids.ts';
import type { Role } from '../machines/roles.ts';
import type { Character } from './characters.ts';
import { chairOf, committeesWithExperts, expertsOf } from './experts.ts';
import { organisations, units } from './organisations.ts';
import type { Chance } from './random.ts';

/** The people of a season and the tokens they sign in with (notice 二(三)3, domain §1.4–1.5). All of them are invented. */

export interface HeldRole {
  readonly role: Role;
  /** Null for a role that has none: applicant, citizen. */
  readonly organisation: OrganisationId | null;
  readonly token: string | null;
}

export interface Person {
  readonly id: PersonId;
  /** Where the person is employed. */
  readonly organisation: OrganisationId;
  readonly name: string;
  readonly roles: readonly HeldRole[];
}

/** Somebody in a role, with the token that says so. */
export interface Hand {
  readonly person: PersonId;
  readonly role: Role;
  readonly organisation: OrganisationId | null;
  readonly token: string;
}

type Post = readonly [role: Role, organisation: OrganisationId | null];
type Staff = readonly [id: PersonId, organisation: OrganisationId, posts: readonly Post[]];

const organisers = ['kaili-hrss', 'qdn-hrss'] as const;
/** 备案: the bureau above the organiser. */
const filingAuthorities = ['qdn-hrss', 'prov-hrss'] as const;
const citizens = 8;

/** Two line officers, and in bureaus those who organise, decide, file and audit: two of each, for what takes two persons. */
function staff(): Staff[] {
  const list: Staff[] = [];
  const add = (organisation: OrganisationId, name: string, ...posts: Post[]) =>
    list.push([`${organisation}-${name}`, organisation, posts]);
  for (const { id, kind } of organisations) {
    if (kind === 'lineDepartment') for (const n of [1, 2]) add(id, `officer-${n}`, ['departmentOfficer', id]);
    if (kind === 'hrss') {
      add(id, 'officer-1', ['departmentOfficer', id]);
      add(id, 'auditor', ['auditor', id]);
      for (const n of [1, 2]) add(id, `bureau-${n}`, ['bureauOfficer', id]);
    }
  }
  for (const id of organisers) for (const n of [1, 2, 3]) add(id, `organiser-${n}`, ['organiserOfficer', id]);
  for (const id of filingAuthorities) for (const n of [1, 2]) add(id, `filing-${n}`, ['filingOfficer', id]);
  for (const id of committeesWithExperts) add(id, 'secretary', ['committeeSecretary', id]);
  list.push(...experts());
  for (const { id } of units) {
    add(id, 'admin', ['unitAdmin', id]);
    add(id, 'handler', ['unitHandler', id]);
    add(id, 'reviewer-1', ['materialReviewer', id], ...seatsOf(`${id}-reviewer-1`));
    // Lent to the organisers: what he has checked, somebody else has to review (design D8).
    add(id, 'reviewer-2', ['materialReviewer', id], ...organisers.map((of): Post => ['organiserOfficer', of]));
  }
  for (let n = 1; n <= citizens; n += 1) {
    const { id } = units[n % units.length] as (typeof units)[number];
    list.push([`citizen-${n}`, id, [['citizen', null]]]);
  }
  return list;
}

const anyTerm = { from: '2022-07-01', through: '2024-12-31' } as const;

/** Seats of somebody who works in a unit of applicants anyhow. */
function seatsOf(person: PersonId): Post[] {
  return committeesWithExperts
    .filter((committee) => expertsOf(committee, anyTerm).some((one) => one.person === person))
    .map((committee): Post => ['expert', committee]);
}

/** Experts, each where they work. The chair also files: what he has signed, somebody else has to confirm (design D8). */
function experts(): Staff[] {
  return committeesWithExperts.flatMap((committee, n) =>
    expertsOf(committee, anyTerm)
      .filter(({ person }) => person.startsWith(committee))
      .map(({ person, unit }): Staff => {
        const files: Post[] = person === chairOf(committee) ? [['filingOfficer', filingAuthorities[n] as string]] : [];
        return [person, unit, [['expert', committee], ...files]];
      }),
  );
}

/** An applicant once, however many cases are the person's; some also check or recommend, and may not in their own case. */
function applicants(cast: readonly Character[]): Staff[] {
  const posts = new Map<PersonId, { unit: OrganisationId; posts: Map<string, Post> }>();
  for (const { applicant, unit, troubles } of cast) {
    const found = posts.get(applicant) ?? { unit, posts: new Map<string, Post>() };
    const held: Post[] = [['applicant', null]];
    if (troubles.has('selfVerifies')) held.push(['materialReviewer', unit]);
    if (troubles.has('selfRecommends')) held.push(['unitAdmin', unit]);
    for (const post of held) found.posts.set(post.join('|'), post);
    posts.set(applicant, found);
  }
  return [...posts].map(([id, { unit, posts: held }]): Staff => [id, unit, [...held.values()]]);
}

/** Everybody: staff of every organisation, citizens, and the applicants of the cast. */
export function peopleOf(cast: readonly Character[], chance: Chance): Person[] {
  return [...staff(), ...applicants(cast)].map(([id, organisation, posts]) => ({
    id,
    organisation,
    name: nameOf(id, chance),
    roles: posts.map(([role, at]) => ({ role, organisation: at, token: tokenOf(chance, [id, role, at]) })),
  }));
}

/** Tokens of a simulation come from the seed, so that a season can be played again over the same database. */
function tokenOf(chance: Chance, of: readonly [PersonId, Role, OrganisationId | null]): string {
  return `zc_${chance.sha256('token', ...of.map(String)).slice(0, 40)}`;
}

const surnames = [...'杨吴龙潘张王李石欧姜罗田顾陆莫韦蒙覃白金'];
const givenNames = [...'秀英芳兰梅珍华丽文明国建军志强光辉春生木林阳晓雪月云山江'];

function nameOf(id: PersonId, chance: Chance): string {
  const given = (n: number) => chance.pick(givenNames, 'given', n, id);
  return chance.pick(surnames, 'surname', id) + given(1) + (chance.happens(70, 'twoCharacters', id) ? given(2) : '');
}

/** Finds people by what they may do. */
export interface Directory {
  /** Those who hold a role in an organisation, in the register's order. */
  handsOf(role: Role, organisation: OrganisationId | null): readonly Hand[];
  /** A person in a role. @throws RangeError where the person does not hold it. */
  handOf(person: PersonId, role: Role): Hand;
}

export function directoryOf(people: readonly Person[]): Directory {
  const byPost = new Map<string, Hand[]>();
  const byPerson = new Map<string, Hand>();
  for (const { id, roles } of people) {
    for (const { role, organisation, token } of roles) {
      if (token === null) continue;
      const hand = { person: id, role, organisation, token };
      const key = `${role}|${organisation}`;
      byPost.set(key, [...(byPost.get(key) ?? []), hand]);
      byPerson.set(`${id}|${role}`, byPerson.get(`${id}|${role}`) ?? hand);
    }
  }
  return {
    handsOf: (role, organisation) => byPost.get(`${role}|${organisation}`) ?? [],
    handOf(person, role) {
      const hand = byPerson.get(`${person}|${role}`);
      if (!hand) throw new RangeError(`${person} is no ${role}`);
      return hand;
    },
  };
}
