import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import { grassrootsRules } from '../../../machines/eligibility/rules/grassroots.ts';
import { assessment, dossier, education, post, service } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';

type Given = Parameters<typeof dossier>[0];

const outcome = (rule: keyof typeof grassrootsRules, given: Dossier, asked = situation()) => {
  const { outcome, reason } = grassrootsRules[rule](given, asked);
  return reason === null ? outcome : `${outcome} ${reason}`;
};

describe('E01: years in a township', () => {
  const village = (given: Given & { from?: string; through?: string } = {}) => {
    const { from = '2019-09-01', through = null, ...rest } = given;
    return dossier({
      claim: { route: 'GRASSROOTS_YEARS' },
      titles: [],
      posts: [post({ from, through, unitLevel: 'TOWNSHIP', grassroots: true })],
      service: [],
      ...rest,
    });
  };
  const line = (level: 'COLLEGE' | 'SECONDARY' | 'BACHELOR', completedOn = '2010-07-01') =>
    education({ level, completedOn });

  test('a bachelor in a township school since 2019-09-01, all years 合格, has four years, without any title', () => {
    const finding = grassrootsRules.E01(village(), situation());
    expect(finding).toMatchObject({ outcome: 'PASS', reason: null, clause: '一(一)2' });
    expect(finding.arithmetic).toEqual([
      { code: 'YEARS_FULL', params: { from: '2019-09-01', years: 4, cutoff: '2023-12-31', needed: 4 } },
    ]);
    expect(finding.facts.map(({ of }) => of)).toEqual(['education', 'posts']);
  });

  test.each([
    ['BACHELOR', '2020-01-01', 'PASS'],
    ['BACHELOR', '2020-01-02', 'FAIL GRASSROOTS_YEARS_SHORT'],
    ['COLLEGE', '2018-01-01', 'PASS'],
    ['COLLEGE', '2018-01-02', 'FAIL GRASSROOTS_YEARS_SHORT'],
    ['SECONDARY', '2015-01-01', 'PASS'],
    ['SECONDARY', '2015-01-02', 'FAIL GRASSROOTS_YEARS_SHORT'],
  ] as const)('%s, there since %s: %s', (level, from, expected) => {
    expect(outcome('E01', village({ from, education: [line(level)] }))).toBe(expected);
  });

  test('a year 基本合格 is struck out: of 4.3 years 3.3 are left', () => {
    const assessments = [assessment({ year: 2021, grade: 'BASICALLY_QUALIFIED' })];
    const finding = grassrootsRules.E01(village({ from: '2019-09-10', assessments }), situation());
    expect(finding).toMatchObject({
      outcome: 'FAIL',
      reason: 'GRASSROOTS_YEARS_SHORT',
      params: { education: 'BACHELOR', needed: 4 },
      arithmetic: [{ code: 'DAYS_SERVED', params: { days: 1574 - 365, needed: 1460 } }],
    });
    expect(finding.facts.map(({ of }) => of)).toContain('assessments');
  });

  test('a year struck out is made up by an earlier one', () => {
    const assessments = [assessment({ year: 2021, grade: 'UNQUALIFIED' })];
    expect(outcome('E01', village({ from: '2018-12-31', assessments }))).toBe('PASS');
    expect(outcome('E01', village({ from: '2019-01-03', assessments }))).toBe('FAIL GRASSROOTS_YEARS_SHORT');
  });

  test('a year struck out before the service began takes nothing away', () => {
    const assessments = [assessment({ year: 2018, grade: 'UNQUALIFIED' })];
    expect(outcome('E01', village({ from: '2020-01-02', assessments }))).toBe('FAIL GRASSROOTS_YEARS_SHORT');
    expect(outcome('E01', village({ from: '2020-01-01', assessments }))).toBe('PASS');
  });

  test('a year graded twice, once below 合格, is struck out', () => {
    const both = [assessment({ year: 2022 }), assessment({ year: 2022, grade: 'UNQUALIFIED' })];
    expect(outcome('E01', village({ assessments: both }))).toBe('FAIL GRASSROOTS_YEARS_SHORT');
  });

  test('a college graduate with a bachelor’s degree of 2022 is asked for four years, and the years before it count (A07)', () => {
    const degrees = [line('COLLEGE'), line('BACHELOR', '2022-07-01')];
    expect(outcome('E01', village({ education: degrees }))).toBe('PASS');
    expect(outcome('E01', village({ education: [line('COLLEGE')] }))).toBe('FAIL GRASSROOTS_YEARS_SHORT');
  });

  test('a degree that comes after the cut-off is not held yet', () => {
    const degrees = [line('COLLEGE'), line('BACHELOR', '2024-01-01')];
    expect(outcome('E01', village({ education: degrees }))).toBe('FAIL GRASSROOTS_YEARS_SHORT');
  });

  test('a class of senior workers goes by the line of six years (E10)', () => {
    const school = [education({ level: null, technicalClass: 'SENIOR_WORKER' })];
    expect(outcome('E01', village({ from: '2018-01-01', education: school }))).toBe('PASS');
    expect(outcome('E01', village({ from: '2018-01-02', education: school }))).toBe('FAIL GRASSROOTS_YEARS_SHORT');
  });

  test('terms that adjoin are one stretch (A43); broken ones are counted by days', () => {
    const there = (from: string, through: string | null) => post({ from, through, unitLevel: 'TOWNSHIP' });
    const adjoining = [there('2020-01-02', '2021-06-30'), there('2021-07-01', null)];
    expect(outcome('E01', village({ posts: adjoining }))).toBe('FAIL GRASSROOTS_YEARS_SHORT');
    const broken = [there('2019-12-31', '2021-06-30'), there('2021-07-03', null)];
    expect(grassrootsRules.E01(village({ posts: broken }), situation())).toMatchObject({
      outcome: 'PASS',
      arithmetic: [{ code: 'DAYS_SERVED', params: { days: 1460, needed: 1460 } }],
    });
  });

  test('a post at county level, in another specialty, or that is no professional one counts nothing', () => {
    for (const other of [
      { unitLevel: 'COUNTY' },
      { unitLevel: 'TOWNSHIP', specialty: 'agronomy' },
      { unitLevel: 'TOWNSHIP', professional: false },
    ] as const)
      expect(outcome('E01', village({ posts: [post({ from: '2010-09-01', ...other })] }))).toBe(
        'FAIL GRASSROOTS_YEARS_SHORT',
      );
  });

  test('a similar specialty of the table is one’s own; so is registered service in a township', () => {
    const similar = [post({ from: '2019-09-01', unitLevel: 'TOWNSHIP', specialty: 'chinese-literature' })];
    expect(outcome('E01', village({ posts: similar }))).toBe('PASS');
    const served = [service({ from: '2019-09-01', through: null })];
    expect(outcome('E01', village({ posts: [], service: served }))).toBe('PASS');
  });

  test('studying something else adds no years (A45)', () => {
    expect(outcome('E01', village({ education: [education({ specialty: 'history' })] }))).toBe('PASS');
  });

  test('no education of the three, or another level than intermediate: the way is closed', () => {
    expect(outcome('E01', village({ education: [] }))).toBe('FAIL EDUCATION_NOT_OF_LINE');
    expect(outcome('E01', village({ claim: { route: 'GRASSROOTS_YEARS', level: 'DEPUTY_SENIOR' } }))).toBe(
      'FAIL LEVEL_NOT_OF_ROUTE',
    );
  });

  test('on any other way nothing is asked', () => {
    expect(outcome('E01', village({ claim: { route: 'ORDINARY' } }))).toBe('NOT_APPLICABLE');
  });
});

describe('E02: a master at the grassroots', () => {
  const master = (given: Given = {}) =>
    dossier({
      claim: { route: 'GRASSROOTS_YEARS', series: 'SERIES_HEALTH', specialty: 'internal-medicine' },
      education: [education({ level: 'MASTER', completedOn: '2023-06-30', specialty: 'internal-medicine' })],
      posts: [post({ from: '2023-07-10', unitLevel: 'TOWNSHIP', specialty: 'internal-medicine' })],
      ...given,
    });

  test('hired by a township hospital in July 2023, applies without a year there', () => {
    expect(outcome('E02', master())).toBe('PASS');
    expect(outcome('E01', master())).toBe('NOT_APPLICABLE MASTER_NEEDS_NO_YEARS');
  });

  test('with the degree but no diploma of study, a person decides; the years of E01 count by the other education', () => {
    const degree = education({ level: 'MASTER', diploma: false, completedOn: '2022-06-30' });
    const given = master({ education: [degree, education({})] });
    expect(outcome('E02', given)).toBe('NEEDS_HUMAN DEGREE_WITHOUT_DIPLOMA');
    expect(outcome('E01', given)).toBe('FAIL GRASSROOTS_YEARS_SHORT');
  });

  test('a doctor is one as well', () => {
    expect(outcome('E02', master({ education: [education({ level: 'DOCTOR' })] }))).toBe('PASS');
  });

  test('who has left the township, or is there on no professional post, is not', () => {
    const left = post({ from: '2019-01-01', through: '2023-12-30', unitLevel: 'TOWNSHIP' });
    expect(outcome('E02', master({ posts: [left, post({ from: '2023-12-31' })] }))).toBe('FAIL NOT_AT_GRASSROOTS');
    const clerk = post({ unitLevel: 'TOWNSHIP', professional: false });
    expect(outcome('E02', master({ posts: [clerk] }))).toBe('FAIL NOT_AT_GRASSROOTS');
  });

  test('who left after four years there still has the years of E01', () => {
    const left = post({
      from: '2019-01-01',
      through: '2022-12-31',
      unitLevel: 'TOWNSHIP',
      specialty: 'internal-medicine',
    });
    expect(outcome('E01', master({ posts: [left] }))).toBe('PASS');
  });

  test('a bachelor is not asked; another level or way is not opened', () => {
    expect(outcome('E02', master({ education: [education({})] }))).toBe('NOT_APPLICABLE NO_MASTERS_DEGREE');
    expect(outcome('E02', master({ claim: { route: 'GRASSROOTS_YEARS', level: 'DEPUTY_SENIOR' } }))).toBe(
      'FAIL LEVEL_NOT_OF_ROUTE',
    );
    expect(outcome('E02', master({ claim: { route: 'ORDINARY' } }))).toBe('NOT_APPLICABLE');
  });
});

describe('E03: doctors and masters directly', () => {
  const direct = (level: 'DOCTOR' | 'MASTER', given: Given = {}) =>
    dossier({
      education: [education({ level })],
      titles: [],
      documents: ['form-1-9', 'direct-decision'],
      ...given,
      claim: { route: 'DIRECT_BY_DEGREE', level: 'DEPUTY_SENIOR', ...given?.claim },
    });

  test('a doctor who joined a Kaili company in March 2023 may apply for deputy-senior', () => {
    const given = direct('DOCTOR', {
      employment: { unitKind: 'privateUnit' },
      posts: [post({ from: '2023-03-01', unitKind: 'privateUnit' })],
    });
    expect(grassrootsRules.E03(given, situation())).toMatchObject({ outcome: 'PASS', clause: '一(五)' });
  });

  test.each([
    ['DOCTOR', 'INTERMEDIATE', 'PASS'],
    ['MASTER', 'INTERMEDIATE', 'PASS'],
    ['MASTER', 'DEPUTY_SENIOR', 'FAIL DEGREE_TOO_LOW'],
    ['DOCTOR', 'FULL_SENIOR', 'FAIL LEVEL_NOT_OF_ROUTE'],
    ['MASTER', 'JUNIOR', 'FAIL LEVEL_NOT_OF_ROUTE'],
  ] as const)('%s for %s: %s', (degree, level, expected) => {
    expect(outcome('E03', direct(degree, { claim: { level } }))).toBe(expected);
  });

  test('a doctor of a body managed like the civil service is no applicant (E39)', () => {
    expect(outcome('E03', direct('DOCTOR', { employment: { civilServiceManaged: true } }))).toBe(
      'NOT_APPLICABLE EMPLOYER_NOT_OF_ROUTE',
    );
  });

  test('without the employer’s decision the way is closed', () => {
    expect(outcome('E03', direct('DOCTOR', { documents: [] }))).toBe('FAIL DIRECT_DECISION_MISSING');
  });

  test('a degree without diploma, or an agency as employer, is for a person', () => {
    const degree = [education({ level: 'DOCTOR', diploma: false })];
    expect(outcome('E03', direct('DOCTOR', { education: degree }))).toBe('NEEDS_HUMAN DEGREE_WITHOUT_DIPLOMA');
    expect(outcome('E03', direct('DOCTOR', { employment: { unitKind: 'personnelAgency' } }))).toBe(
      'NEEDS_HUMAN EMPLOYER_UNCLEAR',
    );
  });

  test('on any other way nothing is asked', () => {
    expect(outcome('E03', direct('DOCTOR', { claim: { route: 'ORDINARY' } }))).toBe('NOT_APPLICABLE');
  });
});
