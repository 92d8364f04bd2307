import { describe, expect, test } from 'vitest';
import { routeCommittee } from '../../machines/programme.ts';
import { yearOf } from '../../season/characters.ts';
import { fates2022 } from '../../season/fates-2022.ts';
import { fates2023 } from '../../season/fates-2023.ts';
import { organisationNamed, organisations, units } from '../../season/organisations.ts';
import { populationOf } from '../support/seasons.ts';

const seed = 7;
const two = populationOf(2_000, seed);

describe(`the population of seed ${seed}`, () => {
  test('is the same whenever it is asked for, and another for another seed', () => {
    expect(populationOf(2_000, seed).seed).toEqual(two.seed);
    expect(populationOf(2_000, seed).cast).toEqual(two.cast);
    expect(populationOf(2_000, 8).seed.people[0]?.roles[0]?.token).not.toBe(two.seed.people[0]?.roles[0]?.token);
    expect(populationOf(2_000, 8).cast.map(({ fate }) => fate)).not.toEqual(two.cast.map(({ fate }) => fate));
  });

  test('has 15 % of its cases in 2022', () => {
    expect(two.cast.filter(({ year }) => year === 2022)).toHaveLength(300);
    expect(two.cast.every(({ index, year }) => year === yearOf(index))).toBe(true);
  });

  test('meets every fate there is', () => {
    const met = new Set(two.cast.map(({ year, fate }) => `${year} ${fate}`));
    const all = [...fates2022.map(({ name }) => `2022 ${name}`), ...fates2023.map(({ name }) => `2023 ${name}`)];
    expect(all.filter((fate) => !met.has(fate))).toEqual([]);
  });

  test('has ids that are ids: cases UUIDs, people and organisations words of the register, none twice', () => {
    const { people } = two.seed;
    expect(
      two.cast.every(({ caseId }) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(caseId),
      ),
    ).toBe(true);
    for (const ids of [
      two.cast.map(({ caseId }) => caseId),
      people.map(({ id }) => id),
      organisations.map(({ id }) => id),
    ]) {
      expect(new Set(ids).size).toBe(ids.length);
    }
    const words = [...people.map(({ id }) => id), ...organisations.map(({ id }) => id)];
    expect(words.filter((id) => !/^[A-Za-z0-9._-]{1,64}$/.test(id))).toEqual([]);
    const tokens = people.flatMap(({ roles }) => roles.map(({ token }) => token));
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  test('names parents and line superiors before those below them, and only organisations that are there', () => {
    const seen = new Set<string>();
    for (const { id, parent, lineSuperior } of organisations) {
      for (const above of [parent, lineSuperior]) if (above !== null) expect(seen).toContain(above);
      seen.add(id);
    }
    const held = two.seed.people.flatMap(({ organisation, roles }) => [
      organisation,
      ...roles.map((role) => role.organisation),
    ]);
    expect(held.filter((id) => id !== null && !seen.has(id))).toEqual([]);
  });

  test('employs applicants where they apply, and sends their claims to the committee their fate needs', () => {
    const { people } = two.seed;
    const employer = new Map(people.map(({ id, organisation }) => [id, organisation]));
    expect(two.cast.filter(({ applicant, unit }) => employer.get(applicant) !== unit)).toEqual([]);
    expect(
      two.cast.filter(({ programme, claim, committee }) => routeCommittee(programme, claim) !== committee),
    ).toEqual([]);
  });

  test('has two people for whatever takes two', () => {
    const { directory } = two;
    const atLeastTwo = (role: Parameters<typeof directory.handsOf>[0], of: string) =>
      expect(directory.handsOf(role, of).length, `${role} of ${of}`).toBeGreaterThanOrEqual(2);
    for (const bureau of ['kaili-hrss', 'qdn-hrss'])
      for (const role of ['organiserOfficer', 'bureauOfficer'] as const) atLeastTwo(role, bureau);
    for (const authority of ['qdn-hrss', 'prov-hrss']) atLeastTwo('filingOfficer', authority);
    for (const { id } of units) atLeastTwo('materialReviewer', id);
  });

  test('gives some units too few posts, one none, and enterprises no quota at all', () => {
    const wanted = (unit: string, level: string) =>
      two.cast.filter((one) => one.unit === unit && one.year === 2023 && one.claim.level === level).length;
    const approved = (unit: string) =>
      two.posts.find((one) => one.unit === unit && one.class === 'INTERMEDIATE')?.approved;
    expect(approved('kaili-primary-1')).toBe(wanted('kaili-primary-1', 'INTERMEDIATE'));
    expect(approved('kaili-primary-3')).toBeLessThan(wanted('kaili-primary-3', 'INTERMEDIATE'));
    expect(approved('kaili-sankeshu-school')).toBeUndefined();
    expect(approved('kaili-software')).toBeUndefined();
  });

  test('installs the vacancies of 2022 only: those of 2023 come of forms', () => {
    expect([...new Set(two.seed.vacancies.map(({ year }) => year))]).toEqual([2022]);
    expect([...new Set(two.posts.map(({ year }) => year))]).toEqual([2023]);
  });

  test('has people of the grassroots who apply for a title that counts there', () => {
    const grassroots = two.cast.filter(({ claim }) => claim.scope === 'GRASSROOTS_PROVINCE');
    expect(grassroots.length).toBeGreaterThan(5);
    expect(
      grassroots.every(({ claim, unit }) => claim.level === 'DEPUTY_SENIOR' && organisationNamed(unit).grassroots),
    ).toBe(true);
  });

  test('has people who apply twice: again in the year they left, or in the year after', () => {
    const cases = Map.groupBy(two.cast, ({ applicant }) => applicant);
    const twice = [...cases.values()]
      .filter(({ length }) => length === 2)
      .map((pair) => pair.map(({ year }) => year).sort());
    expect(twice).toContainEqual([2023, 2023]);
    expect(twice).toContainEqual([2022, 2023]);
  });
});
