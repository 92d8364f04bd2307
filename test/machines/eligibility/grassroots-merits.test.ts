import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import { countedAsOwnWork, grassrootsRules } from '../../../machines/eligibility/rules/grassroots.ts';
import { assessment, dossier, performance, post, service, title } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';

type Given = Parameters<typeof dossier>[0];

const outcome = (rule: keyof typeof grassrootsRules, given: Dossier, asked = situation()) => {
  const { outcome, reason } = grassrootsRules[rule](given, asked);
  return reason === null ? outcome : `${outcome} ${reason}`;
};

describe('E04: three years of 优秀', () => {
  const excellent = (years: readonly number[], given: Given = {}) =>
    dossier({
      posts: [post({ unitLevel: 'TOWNSHIP' })],
      assessments: years.map((year) => assessment({ year, grade: 'EXCELLENT' })),
      ...given,
    });
  const no = 'NOT_APPLICABLE EXCELLENT_YEARS_MISSING';

  test('2020, 2021 and 2022 count as an achievement in 2023', () => {
    expect(outcome('E04', excellent([2020, 2021, 2022]))).toBe('PASS');
    expect(outcome('E04', excellent([2017, 2018, 2019]))).toBe('PASS');
  });

  test('2019, 2020 and 2022 with 2021 合格 do not', () => {
    const given = excellent([2019, 2020, 2022]);
    expect(outcome('E04', given)).toBe(no);
    expect(outcome('E04', { ...given, assessments: [...given.assessments, assessment({ year: 2021 })] })).toBe(no);
  });

  test('2021 to 2023, with 2023 not assessed yet in August, do not', () => {
    expect(outcome('E04', excellent([2021, 2022]))).toBe(no);
  });

  test('a year spent above the township on its last day breaks the three', () => {
    const moved = [
      post({ from: '2015-09-01', through: '2022-12-30', unitLevel: 'TOWNSHIP' }),
      post({ from: '2022-12-31', unitLevel: 'COUNTY' }),
    ];
    expect(outcome('E04', excellent([2020, 2021, 2022], { posts: moved }))).toBe(no);
    expect(outcome('E04', excellent([2019, 2020, 2021], { posts: moved }))).toBe('PASS');
  });

  test('a year graded twice, once lower, is not 优秀', () => {
    const given = excellent([2020, 2021, 2022]);
    expect(outcome('E04', { ...given, assessments: [...given.assessments, assessment({ year: 2021 })] })).toBe(no);
  });
});

describe('E05: service at the grassroots as work in one’s own specialty', () => {
  const agronomist = (awards: string[], given: Given = {}) =>
    dossier({
      claim: { series: 'SERIES_AGRICULTURE', specialty: 'agronomy' },
      service: [service({ from: '2021-01-01', through: '2022-12-31', awards })],
      ...given,
    });

  test('a county award in the village where an agronomist was posted is tagged, and the committee weighs it', () => {
    const finding = grassrootsRules.E05(agronomist(['2022-12-31']), situation());
    expect(finding).toMatchObject({
      outcome: 'NEEDS_HUMAN',
      reason: 'SERVICE_FOR_COMMITTEE',
      params: { awards: 1, others: 0 },
    });
  });

  test('an award dated after the posting ended is not', () => {
    const given = agronomist(['2023-01-01', '2020-12-31', '2021-01-01']);
    expect(grassrootsRules.E05(given, situation())).toMatchObject({ params: { awards: 1, others: 2 } });
  });

  test('results completed within the posting are tagged, later ones are not', () => {
    const results = [performance({ achievedOn: '2022-06-01' }), performance({ achievedOn: '2023-02-01' })];
    expect(countedAsOwnWork(agronomist([], { performance: results }), situation())).toEqual({ results: 1, awards: 0 });
  });

  test('without registered service nothing is tagged', () => {
    expect(outcome('E05', agronomist([], { service: [] }))).toBe('NOT_APPLICABLE');
    expect(outcome('E05', agronomist([], { service: [service({ from: '2024-01-01', through: null })] }))).toBe(
      'NOT_APPLICABLE',
    );
  });
});

describe('E06: deputy-senior for the grassroots', () => {
  const station = (given: Given = {}) =>
    dossier({
      employment: { unitLevel: 'TOWNSHIP', grassroots: true },
      grassrootsPosts: { filedOn: '2023-08-10', free: 1 },
      titles: [title({ series: 'SERIES_AGRICULTURE', level: 'INTERMEDIATE' })],
      ...given,
      claim: {
        series: 'SERIES_AGRICULTURE',
        level: 'DEPUTY_SENIOR',
        specialty: 'agronomy',
        scope: 'GRASSROOTS_PROVINCE',
        route: 'GRASSROOTS_DEPUTY_SENIOR',
        ...given?.claim,
      },
    });
  const held = (scope: 'GRASSROOTS_PROVINCE' | 'ORDINARY', revokedOn: string | null = null) =>
    title({ series: 'SERIES_AGRICULTURE', level: 'DEPUTY_SENIOR', scope, revokedOn });

  test('a township agricultural station with an approved form 1-7, one slot and one candidate', () => {
    expect(grassrootsRules.E06(station(), situation())).toMatchObject({ outcome: 'PASS', clause: '一(一)4' });
  });

  test.each([
    ['no form 1-7', { grassrootsPosts: null }, 'GRASSROOTS_POSTS_MISSING'],
    ['a form a day late', { grassrootsPosts: { filedOn: '2023-08-11', free: 1 } }, 'GRASSROOTS_POSTS_LATE'],
    ['no free slot', { grassrootsPosts: { filedOn: '2023-08-01', free: 0 } }, 'GRASSROOTS_POSTS_TAKEN'],
    [
      'staff of a grassroots enterprise',
      { employment: { unitKind: 'stateOwnedEnterprise', grassroots: true } },
      'NOT_GRASSROOTS_INSTITUTION',
    ],
    ['staff above the grassroots', { employment: { grassroots: false } }, 'NOT_GRASSROOTS_INSTITUTION'],
    ['an ordinary title by this way', { claim: { scope: 'ORDINARY' } }, 'SCOPE_NOT_GRASSROOTS'],
    ['full senior for the grassroots', { claim: { level: 'FULL_SENIOR' } }, 'LEVEL_NOT_OF_ROUTE'],
  ] as [string, Given, string][])('%s: closed', (_, given, reason) => {
    expect(outcome('E06', station(given))).toBe(`FAIL ${reason}`);
  });

  test('its holder has no basis for full senior', () => {
    const full = { scope: 'ORDINARY', route: 'ORDINARY', level: 'FULL_SENIOR' } as const;
    expect(outcome('E06', station({ claim: full, titles: [held('GRASSROOTS_PROVINCE')] }))).toBe(
      'FAIL GRASSROOTS_TITLE_NO_BASIS',
    );
    const both = [held('GRASSROOTS_PROVINCE'), held('ORDINARY')];
    expect(outcome('E06', station({ claim: full, titles: both }))).toBe('NOT_APPLICABLE');
    expect(outcome('E06', station({ claim: full, titles: [held('GRASSROOTS_PROVINCE', '2023-01-01')] }))).toBe(
      'NOT_APPLICABLE',
    );
    expect(outcome('E06', station({ claim: { ...full, route: 'GREEN_CHANNEL' }, titles: both }))).toBe(
      'NOT_APPLICABLE',
    );
  });

  test('an ordinary claim from the title below is none of its business', () => {
    expect(outcome('E06', station({ claim: { scope: 'ORDINARY', route: 'ORDINARY' } }))).toBe('NOT_APPLICABLE');
  });
});
