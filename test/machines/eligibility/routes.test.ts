import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../machines/eligibility/evaluate.ts';
import { type RouteId, routeIds } from '../../../machines/eligibility/route-ids.ts';
import { needsOf, waivedBy, ways } from '../../../machines/eligibility/routes.ts';
import { ruleIds } from '../../../machines/eligibility/rule-ids.ts';
import {
  breach,
  dossier,
  education,
  hours,
  post,
  qualification,
  referee,
  skill,
  talent,
  title,
} from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';

type Facts = NonNullable<Parameters<typeof dossier>[0]>;
const documents = [...dossier().documents, 'referee-letters', 'direct-decision', 'performance-records'];
const routesOf = (facts: Facts) =>
  evaluate(dossier({ documents, ...facts }), situation(), { programmeVersion: 1 }).routes;
const of = (route: RouteId, facts: Facts) => {
  const found = routesOf(facts).find((one) => one.route === route);
  if (found === undefined) throw new Error(`no route ${route}`);
  const { open, closedBy, judged } = found;
  const said = (findings: typeof closedBy) => findings.map(({ rule, reason }) => `${rule} ${reason}`);
  return { open, closedBy: said(closedBy), judged: said(judged) };
};
const open = { open: true, closedBy: [], judged: [] };

const atTownship = {
  employment: { unitLevel: 'TOWNSHIP', grassroots: true },
  posts: [post({ from: '2019-09-01', unitLevel: 'TOWNSHIP', grassroots: true })],
} as const satisfies Facts;
const engineer = (claim: NonNullable<Facts['claim']>): Facts => ({
  claim: { series: 'SERIES_ENGINEERING', specialty: 'civil-engineering', ...claim },
  education: [education({ specialty: 'civil-engineering' })],
  posts: [post({ series: 'SERIES_ENGINEERING', specialty: 'civil-engineering' })],
});

describe('the ordinary way', () => {
  test('is open to a city teacher with all in order, and every other is closed', () => {
    expect(of('ORDINARY', {})).toEqual(open);
    const others = routesOf({}).filter((one) => one.open && one.route !== 'ORDINARY');
    expect(others.map(({ route }) => route)).toEqual([]);
  });

  test.each([
    ['a step left out', { claim: { level: 'DEPUTY_SENIOR' } }, 'E42 STEP_LEFT_OUT'],
    ['a running ban', { breaches: [breach({})] }, 'E29 BARRED_BY_BREACH'],
    ['hours that are missing', { hours: [] }, 'E25 HOURS_SHORT'],
    ['years that are missing', { titles: [title({ awardedOn: '2021-06-01' })] }, 'E23 YEARS_SHORT'],
    ['a year in a township that was not served', { service: [] }, 'E07 TOWNSHIP_SERVICE_SHORT'],
    ['uploads that are missing', { documents: [] }, 'E38 UPLOADS_MISSING'],
    ['no contract', { employment: { contract: false } }, 'E39 NO_CONTRACT'],
  ] as const)('is closed by %s', (_, facts, by) => {
    const found = of('ORDINARY', JSON.parse(JSON.stringify(facts)));
    expect(found.open).toBe(false);
    expect(found.closedBy).toContain(by);
  });
});

describe('the way by years at the grassroots', () => {
  test('opens to who holds no junior title after four years in a township (E01)', () => {
    const facts = { ...atTownship, titles: [] };
    expect(of('GRASSROOTS_YEARS', facts)).toEqual(open);
    expect(of('ORDINARY', facts).closedBy).toContain('E42 STEP_LEFT_OUT');
  });

  test('opens to a master there without any years (E02)', () => {
    const facts = {
      ...atTownship,
      titles: [],
      education: [education({ level: 'MASTER' })],
      posts: [post({ from: '2023-07-01', unitLevel: 'TOWNSHIP', grassroots: true })],
    };
    expect(of('GRASSROOTS_YEARS', facts)).toEqual(open);
  });

  test('is closed where years are short, and to other levels', () => {
    const late = [post({ from: '2020-01-02', unitLevel: 'TOWNSHIP' })];
    expect(of('GRASSROOTS_YEARS', { ...atTownship, posts: late, service: [] }).closedBy).toEqual([
      'E01 GRASSROOTS_YEARS_SHORT',
    ]);
    expect(of('GRASSROOTS_YEARS', { ...atTownship, claim: { level: 'DEPUTY_SENIOR' } }).closedBy).toContain(
      'E01 LEVEL_NOT_OF_ROUTE',
    );
  });
});

describe('the direct way by degree', () => {
  // Hired this year: there is no year yet whose hours are asked for.
  const doctor = {
    titles: [],
    education: [education({ level: 'DOCTOR' })],
    posts: [post({ from: '2023-03-01', unitKind: 'privateUnit' })],
  };

  test('leads a doctor to deputy-senior past the steps (E03)', () => {
    expect(of('DIRECT_BY_DEGREE', { ...doctor, claim: { level: 'DEPUTY_SENIOR' } })).toEqual(open);
  });

  test('does not lead to full-senior', () => {
    expect(of('DIRECT_BY_DEGREE', { ...doctor, claim: { level: 'FULL_SENIOR' } }).closedBy).toEqual([
      'E03 LEVEL_NOT_OF_ROUTE',
    ]);
  });

  test('a doctor in a 参公 body is no applicant at all (E39)', () => {
    const facts = { ...doctor, claim: { level: 'DEPUTY_SENIOR' }, employment: { civilServiceManaged: true } } as const;
    expect(of('DIRECT_BY_DEGREE', facts).closedBy).toContain('E39 CIVIL_SERVICE_MANAGED');
  });
});

test('the way by certificate is engineering’s, past the steps (E17)', () => {
  const facts: Facts = { ...engineer({ level: 'DEPUTY_SENIOR' }), qualifications: [qualification({})] };
  expect(of('CERTIFICATE', { ...facts, titles: [] })).toEqual(open);
  expect(of('CERTIFICATE', { qualifications: [qualification({})] }).closedBy).toContain(
    'E17 SERIES_CLOSED_TO_CERTIFICATES',
  );
});

describe('the exceptional way', () => {
  const librarian = {
    claim: { series: 'SERIES_LIBRARY', specialty: 'history' },
    education: [education({ level: 'SECONDARY', specialty: 'history' })],
    posts: [post({ series: 'SERIES_LIBRARY', specialty: 'history' })],
    titles: [title({ series: 'SERIES_LIBRARY', awardedOn: '2012-01-01' })],
    hours: Array.from({ length: 10 }, (_, at) => hours({ year: 2013 + at, hours: 100 })),
  };
  const nurse = { claim: { series: 'SERIES_HEALTH' }, titles: [title({ series: 'SERIES_HEALTH' })] };
  const two = [referee({ specialty: 'history' }), referee({ specialty: 'history', person: 'referee-2' })];

  test('opens with two full-senior referees, and asks of years a person (E08)', () => {
    const found = of('EXCEPTIONAL', { ...librarian, referees: two });
    expect([found.open, found.closedBy]).toEqual([true, []]);
  });

  test('one person’s two letters are one referee, and the law’s education no referee makes up for', () => {
    expect(of('EXCEPTIONAL', { ...librarian, referees: [two[0]!, two[0]!] }).closedBy).toContain(
      'E08 REFEREES_MISSING',
    );
    expect(of('EXCEPTIONAL', { ...librarian, ...nurse, referees: two }).closedBy).toContain(
      'E08 EDUCATION_FIXED_BY_LAW',
    );
  });
});

describe('the green channel', () => {
  const arrived: Facts = { titles: [], hours: [], claim: { level: 'DEPUTY_SENIOR' }, talent: talent({}) };

  test('waives steps and hours for who came from another province (E20)', () => {
    expect(of('GREEN_CHANNEL', arrived)).toEqual(open);
    expect(waivedBy('GREEN_CHANNEL')).toEqual(expect.arrayContaining(['E25', 'E26', 'E27', 'E42']));
  });

  test('waives no ban', () => {
    expect(of('GREEN_CHANNEL', { ...arrived, breaches: [breach({})] }).closedBy).toEqual(['E29 BARRED_BY_BREACH']);
  });

  test('is closed to who came a day too early', () => {
    expect(of('GREEN_CHANNEL', { ...arrived, talent: talent({ arrivedOn: '2021-12-31' }) }).open).toBe(false);
  });
});

test('skilled talent goes step by step in the series listed, and a person weighs it (E19)', () => {
  const facts: Facts = {
    ...engineer({ level: 'INTERMEDIATE' }),
    titles: [title({ series: 'SERIES_ENGINEERING' })],
    skills: [skill({})],
  };
  expect(of('SKILLED_TALENT', facts)).toMatchObject({ open: true, judged: ['E19 SKILLED_TALENT_TO_BE_JUDGED'] });
  expect(of('SKILLED_TALENT', { skills: [skill({})] }).closedBy).toContain('E19 SERIES_CLOSED_TO_SKILLED_TALENT');
});

describe('the grassroots deputy-senior', () => {
  const teacher: Facts = {
    ...atTownship,
    claim: { level: 'DEPUTY_SENIOR' },
    titles: [
      title({ level: 'JUNIOR', awardedOn: '2010-01-01' }),
      title({ level: 'INTERMEDIATE', awardedOn: '2016-12-31' }),
    ],
    hours: [2017, 2018, 2019, 2020, 2021, 2022].map((year) => hours({ year, hours: 100 })),
    grassrootsPosts: { filedOn: '2023-08-10', free: 1 },
  };

  test('opens where form 1-7 has a post, though the claim as it stands is for an ordinary title (E06)', () => {
    expect(of('GRASSROOTS_DEPUTY_SENIOR', teacher)).toEqual(open);
  });

  test('is closed without the form', () => {
    const facts = { ...teacher, grassrootsPosts: null };
    expect(of('GRASSROOTS_DEPUTY_SENIOR', facts).closedBy).toEqual(['E06 GRASSROOTS_POSTS_MISSING']);
  });
});

test('a transfer of series opens after a year in the new post, at the level held (E13)', () => {
  const facts: Facts = {
    claim: { series: 'SERIES_VOCATIONAL_TEACHER' },
    titles: [title({ series: 'SERIES_HEALTH', level: 'INTERMEDIATE' })],
    posts: [
      post({ series: 'SERIES_HEALTH', through: '2022-06-30' }),
      post({ series: 'SERIES_VOCATIONAL_TEACHER', from: '2022-07-01' }),
    ],
  };
  expect(of('SERIES_TRANSFER', facts)).toEqual(open);
});

describe('every way', () => {
  test.each(routeIds)('%s asks of bars, uploads and status, and of rules that there are', (route) => {
    const needs = needsOf(route);
    expect(needs).toEqual(expect.arrayContaining(['E29', 'E30', 'E31', 'E32', 'E33', 'E34', 'E38', 'E39', 'E41']));
    expect(needs.filter((rule) => !ruleIds.includes(rule))).toEqual([]);
    expect(
      ways[route].needs.filter((rule) => ways[route].openedBy.includes(rule) && rule !== 'E06' && rule !== 'E08'),
    ).toEqual([]);
  });

  test('no way asks of the course of an application: those rules decide their own acts', () => {
    const asked = new Set(routeIds.flatMap(needsOf));
    expect((['E35', 'E36', 'E37', 'E40', 'E43'] as const).filter((rule) => asked.has(rule))).toEqual([]);
  });

  test('no way asks of what only counts, tags or tells', () => {
    const asked = new Set(routeIds.flatMap(needsOf));
    const none = ruleIds.filter((rule) => !asked.has(rule) && !['E35', 'E36', 'E37', 'E40', 'E43'].includes(rule));
    expect(none).toEqual(['E04', 'E05', 'E10', 'E16', 'E24', 'E28']);
  });
});
