import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import {
  e13SeriesTransfer,
  e14TenureContinues,
  e15UpWithoutTransfer,
} from '../../../machines/eligibility/rules/series-change.ts';
import { basisTitle, countingDate, currentTitle, tenureStart } from '../../../machines/eligibility/tenure.ts';
import { assessment, dossier, post, qualification, title } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';
import { kaili2023 } from '../../support/programmes.ts';

type Given = NonNullable<Parameters<typeof dossier>[0]>;
const said = ({ outcome, reason }: { outcome: string; reason: string | null }) =>
  reason === null ? outcome : `${outcome} ${reason}`;

describe('E13: a transfer at the same level', () => {
  const moved = (from: string, given: Given = {}) =>
    dossier({
      titles: [title({ series: 'SERIES_HEALTH', level: 'INTERMEDIATE' })],
      posts: [
        post({ from: '2010-07-01', through: '2022-06-30', series: 'SERIES_HEALTH' }),
        post({ from, series: 'SERIES_VOCATIONAL_TEACHER' }),
      ],
      assessments: [assessment({ year: 2022 })],
      ...given,
      claim: { series: 'SERIES_VOCATIONAL_TEACHER', route: 'SERIES_TRANSFER', ...given.claim },
    });
  const e13 = (given: Dossier) => said(e13SeriesTransfer(given, situation()));

  test('a nurse manager, lecturer since 2022-07-01 and assessed 合格 in 2022', () => {
    expect(e13SeriesTransfer(moved('2022-07-01'), situation())).toMatchObject({
      outcome: 'PASS',
      clause: '一(二)2',
      arithmetic: [{ code: 'YEARS_FULL', params: { from: '2022-07-01', years: 1, needed: 1 } }],
    });
  });

  test('the year is reached by the cut-off, not by the click (A13)', () => {
    expect(e13(moved('2022-09-01'))).toBe('PASS');
    expect(e13(moved('2023-01-02', { assessments: [assessment({ year: 2023 })] }))).toBe('FAIL NEW_POST_SHORT');
  });

  test('assessed below 合格 when last assessed there, or not at all', () => {
    const below = assessment({ year: 2022, grade: 'BASICALLY_QUALIFIED' });
    expect(e13(moved('2022-07-01', { assessments: [assessment({ year: 2021 }), below] }))).toBe(
      'FAIL NEW_POST_GRADED_BELOW',
    );
    expect(e13(moved('2022-07-01', { assessments: [below, assessment({ year: 2023 })] }))).toBe('PASS');
    expect(e13(moved('2022-07-01', { assessments: [assessment({ year: 2021 })] }))).toBe('FAIL NEW_POST_NOT_ASSESSED');
  });

  test('without a post there, or one that has ended, there is no transfer', () => {
    expect(e13(moved('2022-07-01', { posts: [] }))).toBe('FAIL NEW_POST_MISSING');
    const ended = post({ from: '2021-01-01', through: '2023-06-30', series: 'SERIES_VOCATIONAL_TEACHER' });
    expect(e13(moved('2022-07-01', { posts: [ended] }))).toBe('FAIL NEW_POST_MISSING');
  });

  test('only the level that is held, and only once', () => {
    expect(e13(moved('2022-07-01', { claim: { level: 'DEPUTY_SENIOR' } }))).toBe('FAIL NO_TITLE_TO_TRANSFER');
    const both = [
      title({ series: 'SERIES_HEALTH', level: 'INTERMEDIATE' }),
      title({ series: 'SERIES_VOCATIONAL_TEACHER', level: 'INTERMEDIATE' }),
    ];
    expect(e13(moved('2022-07-01', { titles: both }))).toBe('FAIL TITLE_HELD_ALREADY');
  });

  test('a title for the grassroots only cannot be carried out of it', () => {
    const titles = [title({ series: 'SERIES_HEALTH', level: 'DEPUTY_SENIOR', scope: 'GRASSROOTS_PROVINCE' })];
    expect(e13(moved('2022-07-01', { titles, claim: { level: 'DEPUTY_SENIOR' } }))).toBe('FAIL NO_TITLE_TO_TRANSFER');
  });

  test('on any other way nothing is asked', () => {
    expect(e13(moved('2022-07-01', { claim: { route: 'ORDINARY' } }))).toBe('NOT_APPLICABLE');
  });
});

const engineer = title({ series: 'SERIES_ENGINEERING', level: 'INTERMEDIATE', awardedOn: '2017-12-31' });
const transfer = title({
  level: 'INTERMEDIATE',
  basis: 'TRANSFER',
  awardedOn: '2021-12-20',
  originalFrom: '2017-12-31',
});
const next = (titles: Dossier['titles'], given: Given = {}) =>
  dossier({ titles, ...given, claim: { level: 'DEPUTY_SENIOR', ...given.claim } });

describe('E14: tenure continues after a transfer', () => {
  const e14 = (given: Dossier) => said(e14TenureContinues(given, situation()));

  test('an engineer of 2017-12-31, teacher by transfer in 2021, has six years in 2023', () => {
    const given = next([engineer, transfer]);
    expect(e14TenureContinues(given, situation())).toMatchObject({
      outcome: 'PASS',
      arithmetic: [{ code: 'YEARS_FULL', params: { from: '2017-12-31', years: 6, cutoff: '2023-12-31' } }],
    });
    expect(tenureStart(given, situation())).toBe('2017-12-31');
  });

  test('once the transferred title is revoked only the original series is left', () => {
    const revoked = { ...transfer, revokedOn: '2023-02-01' };
    expect(e14(next([engineer, revoked]))).toBe('FAIL TRANSFER_REVOKED');
    const back = next([engineer, revoked], { claim: { series: 'SERIES_ENGINEERING' } });
    expect(e14(back)).toBe('NOT_APPLICABLE');
    expect(tenureStart(back, situation())).toBe('2017-12-31');
  });

  test('a revocation of after the day of the act is not known yet', () => {
    expect(e14(next([engineer, { ...transfer, revokedOn: '2023-08-06' }]))).toBe('PASS');
    expect(e14(next([engineer, { ...transfer, revokedOn: '2023-08-05' }]))).toBe('FAIL TRANSFER_REVOKED');
  });

  test('where the original is not known a person finds out; without transfer nothing is asked', () => {
    expect(e14(next([{ ...transfer, originalFrom: null }]))).toBe('NEEDS_HUMAN ORIGINAL_TITLE_UNKNOWN');
    expect(e14(next([title({ level: 'INTERMEDIATE' })]))).toBe('NOT_APPLICABLE');
    expect(e14(next([engineer, transfer], { claim: { route: 'GREEN_CHANNEL' } }))).toBe('NOT_APPLICABLE');
  });
});

describe('E15: up without a transfer', () => {
  const e15 = (given: Dossier) => said(e15UpWithoutTransfer(given, situation()));

  test('from another series the next level is for the exceptional way only', () => {
    expect(e15(next([engineer]))).toBe('FAIL TRANSFER_FIRST');
    expect(e15UpWithoutTransfer(next([engineer], { claim: { route: 'EXCEPTIONAL' } }), situation())).toMatchObject({
      outcome: 'PASS',
      arithmetic: [{ code: 'LEVEL_STEP', params: { from: 'INTERMEDIATE', to: 'DEPUTY_SENIOR' } }],
    });
  });

  test('transferred first, or held in the series, it is not asked', () => {
    expect(e15(next([engineer, transfer]))).toBe('NOT_APPLICABLE');
    expect(e15(next([]))).toBe('NOT_APPLICABLE');
    expect(e15(next([engineer], { claim: { route: 'GREEN_CHANNEL' } }))).toBe('NOT_APPLICABLE');
  });

  test('a certificate that equals the title in the new series counts as transferred', () => {
    const accountant = title({ series: 'SERIES_ACCOUNTING', level: 'INTERMEDIATE' });
    const claim = { series: 'SERIES_ENGINEERING' };
    expect(e15(next([accountant], { claim }))).toBe('FAIL TRANSFER_FIRST');
    expect(e15(next([accountant], { claim, qualifications: [qualification({})] }))).toBe('NOT_APPLICABLE');
    const revoked = qualification({ registration: 'REVOKED' });
    expect(e15(next([accountant], { claim, qualifications: [revoked] }))).toBe('FAIL TRANSFER_FIRST');
  });

  test('on the exceptional way the years are those of the other series’ title', () => {
    const given = next([engineer], { claim: { route: 'EXCEPTIONAL' } });
    expect(basisTitle(given, situation())).toMatchObject({ series: 'SERIES_ENGINEERING', since: '2017-12-31' });
  });
});

describe('which title counts, and since when', () => {
  test('applied 2021, passed 2022-04-20 for the committee’s lateness: since 2021-12-31 (E24)', () => {
    const late = title({ applicationYear: 2021, awardedOn: '2022-04-20', reviewDelayed: true });
    expect(countingDate(late, kaili2023)).toBe('2021-12-31');
    expect(countingDate({ ...late, reviewDelayed: false }, kaili2023)).toBe('2022-04-20');
    expect(countingDate({ ...late, awardedOn: '2021-11-02' }, kaili2023)).toBe('2021-11-02');
    expect(countingDate({ ...late, applicationYear: 2020 }, kaili2023)).toBe('2022-04-20');
  });

  test('a certificate had after the appointment does not move the start (A14)', () => {
    const appointed = title({ basis: 'APPOINTMENT', awardedOn: '2019-09-01' });
    const certified = title({ awardedOn: '2021-12-31' });
    expect(tenureStart(dossier({ titles: [certified, appointed] }), situation())).toBe('2019-09-01');
  });

  test('who moved up from the grassroots goes on from the ordinary title below', () => {
    const grassroots = title({ level: 'DEPUTY_SENIOR', scope: 'GRASSROOTS_PROVINCE' });
    const titles = [title({ level: 'INTERMEDIATE', awardedOn: '2015-12-31' }), grassroots];
    const given = dossier({ titles, claim: { level: 'DEPUTY_SENIOR' } });
    expect(currentTitle(given, situation())).toMatchObject({ level: 'INTERMEDIATE' });
    expect(tenureStart(given, situation())).toBe('2015-12-31');
    const stayed = dossier({
      titles,
      claim: { level: 'DEPUTY_SENIOR', scope: 'GRASSROOTS_PROVINCE' },
      employment: { grassroots: true },
    });
    expect(currentTitle(stayed, situation())).toMatchObject({ level: 'DEPUTY_SENIOR' });
  });

  test('for junior the years are those of professional work; a title of after the cut-off is none', () => {
    const posts = [post({ from: '2012-01-01', professional: false }), post({ from: '2020-07-01' })];
    const given = dossier({ titles: [], posts, claim: { level: 'JUNIOR' } });
    expect(tenureStart(given, situation())).toBe('2020-07-01');
    expect(currentTitle(dossier({ titles: [title({ awardedOn: '2024-01-01' })] }), situation())).toBeNull();
  });
});
