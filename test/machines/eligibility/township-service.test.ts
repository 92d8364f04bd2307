import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import { e07bCountyServiceYear, e07TownshipServiceYear } from '../../../machines/eligibility/rules/township-service.ts';
import { dossier, post, qualification, service } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';

const said = ({ outcome, reason }: { outcome: string; reason: string | null }) =>
  reason === null ? outcome : `${outcome} ${reason}`;
const e07 = (given: Dossier) => said(e07TownshipServiceYear(given, situation()));
const e07b = (given: Dossier) => said(e07bCountyServiceYear(given, situation()));

describe('E07: a year in a township before intermediate', () => {
  const served = (...terms: [from: string, through: string | null][]) =>
    dossier({ service: terms.map(([from, through]) => service({ from, through })) });

  test('a city-school teacher with two terms of 153 and 223 days has 376 of 365', () => {
    const given = served(['2020-09-01', '2021-01-31'], ['2022-02-20', '2022-09-30']);
    expect(e07TownshipServiceYear(given, situation())).toMatchObject({
      outcome: 'PASS',
      clause: '一(一)5',
      arithmetic: [{ code: 'DAYS_SERVED', params: { days: 376, needed: 365 } }],
    });
  });

  test('terms that overlap count once', () => {
    expect(e07(served(['2020-09-01', '2021-01-31'], ['2020-09-01', '2021-01-31'], ['2022-03-01', '2022-08-31']))).toBe(
      'FAIL TOWNSHIP_SERVICE_SHORT',
    );
  });

  test('exactly 365 days over two years that are no leap years are a year; 364 are not', () => {
    expect(e07(served(['2021-09-01', '2021-12-31'], ['2022-02-01', '2022-10-01']))).toBe('PASS');
    expect(e07(served(['2021-09-01', '2021-12-31'], ['2022-02-01', '2022-09-30']))).toBe('FAIL TOWNSHIP_SERVICE_SHORT');
  });

  test('one stretch is a year by the calendar, also over a leap day', () => {
    expect(e07(served(['2020-01-01', '2020-12-31']))).toBe('PASS');
    expect(e07(served(['2020-01-01', '2020-12-30']))).toBe('FAIL TOWNSHIP_SERVICE_SHORT');
    expect(e07(served(['2020-01-01', '2020-06-30'], ['2020-07-01', '2020-12-30']))).toBe('FAIL TOWNSHIP_SERVICE_SHORT');
  });

  test('service that lasts is counted to the cut-off', () => {
    expect(e07(served(['2023-01-01', null]))).toBe('PASS');
    expect(e07(served(['2023-01-02', null]))).toBe('FAIL TOWNSHIP_SERVICE_SHORT');
    expect(e07(served())).toBe('FAIL TOWNSHIP_SERVICE_SHORT');
  });

  test('service above the township does not count; a post held in one does', () => {
    expect(e07(dossier({ service: [service({ township: false })] }))).toBe('FAIL TOWNSHIP_SERVICE_SHORT');
    const post2018 = post({ from: '2018-09-01', through: '2019-08-31', unitLevel: 'TOWNSHIP' });
    expect(e07(dossier({ service: [], posts: [post2018, post({ from: '2019-09-01' })] }))).toBe('PASS');
  });

  test('without form 1-5 it fails', () => {
    expect(e07(dossier({ documents: ['form-1-9'] }))).toBe('FAIL SERVICE_FORM_MISSING');
  });

  test('a teacher of a township school is not asked', () => {
    expect(e07(dossier({ employment: { unitLevel: 'TOWNSHIP' }, service: [] }))).toBe(
      'NOT_APPLICABLE IN_TOWNSHIP_ALREADY',
    );
  });

  test.each([
    ['a unit of the prefecture', { employment: { unitLevel: 'PREFECTURE' } }],
    ['another series', { claim: { series: 'SERIES_ENGINEERING' } }],
    ['another level', { claim: { level: 'DEPUTY_SENIOR' } }],
    ['a transfer at the same level', { claim: { route: 'SERIES_TRANSFER' } }],
  ] as const)('%s: not asked', (_, given) => {
    expect(e07(dossier({ ...given, service: [] }))).toBe('NOT_APPLICABLE');
  });
});

describe('E07b: a physician’s year at county level or below', () => {
  const physician = (given: Parameters<typeof dossier>[0] = {}) =>
    dossier({
      posts: [post({ unitLevel: 'PREFECTURE' })],
      service: [],
      qualifications: [qualification({ certificate: 'physician' })],
      ...given,
      claim: { series: 'SERIES_HEALTH', level: 'DEPUTY_SENIOR', ...given?.claim },
    });

  test('of a county hospital has it, of a prefecture’s has not', () => {
    expect(e07b(physician({ posts: [post({ from: '2023-01-01', unitLevel: 'COUNTY' })] }))).toBe('PASS');
    expect(e07b(physician())).toBe('FAIL COUNTY_SERVICE_SHORT');
  });

  test('service sent down cumulates with a post held there', () => {
    const through = (day: string) =>
      physician({
        posts: [post({ from: '2016-07-01', through: '2016-12-31', unitLevel: 'TOWNSHIP' })],
        service: [service({ from: '2021-03-01', through: day, township: false })],
      });
    expect(e07bCountyServiceYear(through('2021-08-28'), situation())).toMatchObject({
      outcome: 'PASS',
      arithmetic: [{ code: 'DAYS_SERVED', params: { days: 184 + 181, needed: 365 } }],
    });
    expect(e07b(through('2021-08-27'))).toBe('FAIL COUNTY_SERVICE_SHORT');
  });

  test('who is not known for a physician is for a person to judge', () => {
    expect(e07b(physician({ qualifications: [] }))).toBe('NEEDS_HUMAN COUNTY_SERVICE_OF_PHYSICIANS');
  });

  test('other series, levels and transfers are not asked', () => {
    for (const claim of [
      { series: 'SERIES_SCHOOL_TEACHER' },
      { level: 'INTERMEDIATE' },
      { route: 'SERIES_TRANSFER' },
    ] as const)
      expect(e07b(physician({ claim }))).toBe('NOT_APPLICABLE');
  });
});
