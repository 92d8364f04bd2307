import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import { e23TenureAtCutoff, e24DelayedReview } from '../../../machines/eligibility/rules/tenure.ts';
import { tenureStart } from '../../../machines/eligibility/tenure.ts';
import { dossier, education, post, title } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';

/** A teacher of intermediate title, for deputy-senior, which asks a bachelor for five years. */
const forDeputy = (given: Parameters<typeof title>[0], route: Dossier['claim']['route'] = 'ORDINARY') =>
  dossier({
    claim: { level: 'DEPUTY_SENIOR', route },
    titles: [title({ awardedOn: '2012-12-31' }), title({ level: 'INTERMEDIATE', ...given })],
  });

describe('E23: years of tenure end at the cut-off', () => {
  const judged = (person: Dossier) => e23TenureAtCutoff(person, situation());

  test.each([
    ['2018-12-31', 5, 'PASS'],
    ['2019-01-01', 5, 'PASS'],
    ['2019-01-02', 4, 'FAIL'],
  ] as const)('a title of %s has %i full years at the end of 2023, of five needed: %s', (awardedOn, years, outcome) => {
    expect(judged(forDeputy({ awardedOn }))).toMatchObject({
      outcome,
      clause: '五(四)',
      arithmetic: [{ code: 'YEARS_FULL', params: { from: awardedOn, years, cutoff: '2023-12-31', needed: 5 } }],
    });
  });

  test('who is short is told by how much', () => {
    expect(judged(forDeputy({ awardedOn: '2019-01-02' }))).toMatchObject({
      reason: 'YEARS_SHORT',
      params: { from: '2019-01-02', years: 4, cutoff: '2023-12-31', needed: 5 },
    });
  });

  test('a later cut-off is one that somebody asks about', () => {
    const person = forDeputy({ awardedOn: '2019-01-02' });
    expect(e23TenureAtCutoff(person, situation({ cutoff: '2024-12-31' })).outcome).toBe('PASS');
  });

  test('without the title below there are no years', () => {
    const person = dossier({ claim: { level: 'DEPUTY_SENIOR' } });
    expect(judged(person)).toMatchObject({
      outcome: 'FAIL',
      reason: 'TITLE_BELOW_MISSING',
      params: { series: 'SERIES_SCHOOL_TEACHER', level: 'INTERMEDIATE' },
    });
  });

  test('for junior it is the years of professional work', () => {
    const begun = (from: string) =>
      judged(dossier({ claim: { level: 'JUNIOR' }, titles: [], posts: [post({ from })] })).outcome;
    expect(begun('2023-01-01')).toBe('PASS');
    expect(begun('2023-01-02')).toBe('FAIL');
    expect(judged(dossier({ claim: { level: 'JUNIOR' }, titles: [], posts: [] }))).toMatchObject({
      outcome: 'FAIL',
      reason: 'START_OF_WORK_MISSING',
    });
  });

  test('where no year is asked for, no title is needed', () => {
    const doctor = dossier({ titles: [], education: [education({ level: 'DOCTOR' })] });
    expect(judged(doctor).outcome).toBe('PASS');
  });

  test('an education that does not lead there asks for no years, and on the exceptional way a person decides', () => {
    const of = (route: Dossier['claim']['route']) => ({
      ...forDeputy({ awardedOn: '2010-12-31' }, route),
      education: [education({ level: 'SECONDARY' })],
    });
    expect(judged(of('ORDINARY'))).toMatchObject({ outcome: 'NOT_APPLICABLE', reason: 'EDUCATION_WITHOUT_YEARS' });
    expect(judged(of('EXCEPTIONAL'))).toMatchObject({ outcome: 'NEEDS_HUMAN', reason: 'YEARS_TO_BE_JUDGED' });
  });

  test.each([
    'GRASSROOTS_YEARS',
    'DIRECT_BY_DEGREE',
    'CERTIFICATE',
    'GREEN_CHANNEL',
    'SKILLED_TALENT',
    'SERIES_TRANSFER',
  ] as const)('%s asks for no such years', (route) => {
    expect(judged(forDeputy({ awardedOn: '2023-06-01' }, route)).outcome).toBe('NOT_APPLICABLE');
  });
});

describe('E24: a review of 2021 or 2022 that was late counts from the end of its year', () => {
  const late = { applicationYear: 2021, awardedOn: '2022-04-20', reviewDelayed: true } as const;
  const judged = (person: Dossier) => e24DelayedReview(person, situation());
  const eligibleIn = (person: Dossier) =>
    [2023, 2024, 2025, 2026, 2027, 2028].find(
      (year) => e23TenureAtCutoff(person, situation({ cutoff: `${year}-12-31` })).outcome === 'PASS',
    );

  test('applied in 2021, passed on 20 April 2022: counted from 31 December 2021, eligible in 2026', () => {
    const person = forDeputy(late);
    expect(judged(person)).toMatchObject({
      outcome: 'PASS',
      clause: '五(二)',
      facts: [{ of: 'titles', at: 1 }],
      arithmetic: [{ code: 'COUNTED_FROM', params: { awardedOn: '2022-04-20', from: '2021-12-31' } }],
    });
    expect(eligibleIn(person)).toBe(2026);
  });

  test('counted from the real day it would be 2027: so it is after a delay of one’s own', () => {
    const person = forDeputy({ ...late, reviewDelayed: false });
    expect(judged(person)).toMatchObject({ outcome: 'NOT_APPLICABLE', reason: null });
    expect(eligibleIn(person)).toBe(2027);
  });

  test('passed within the year, it has its real day', () => {
    const person = forDeputy({ ...late, awardedOn: '2021-11-30' });
    expect(judged(person)).toMatchObject({ outcome: 'NOT_APPLICABLE', reason: 'PASSED_WITHIN_YEAR' });
    expect(tenureStart(person, situation())).toBe('2021-11-30');
    const onItsLastDay = forDeputy({ ...late, awardedOn: '2021-12-31' });
    expect(tenureStart(onItsLastDay, situation())).toBe('2021-12-31');
  });

  test('a late review of any other year has its real day', () => {
    const person = forDeputy({ applicationYear: 2020, awardedOn: '2021-04-20', reviewDelayed: true });
    expect(judged(person)).toMatchObject({
      outcome: 'NOT_APPLICABLE',
      reason: 'DELAY_OF_OTHER_YEAR',
      params: { applicationYear: 2020 },
    });
    expect(tenureStart(person, situation())).toBe('2021-04-20');
  });

  test('the title of another series or level has nothing to do with it', () => {
    const junior = dossier({ claim: { level: 'DEPUTY_SENIOR' }, titles: [title(late)] });
    expect(judged(junior).outcome).toBe('NOT_APPLICABLE');
    expect(judged(forDeputy({ ...late, series: 'SERIES_ENGINEERING' })).outcome).toBe('NOT_APPLICABLE');
  });
});
