import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import { e25HoursPerYear, e27VerifiedHours, e28PublicCourse } from '../../../machines/eligibility/rules/hours.ts';
import { dossier, hours, post, title } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';

type Verified = NonNullable<Dossier['hours'][number]['verified']>;
const inOrder: Verified = { by: 'hrssBureau', on: '2023-08-01', signed: true, sealed: true };

/** Asked of 2022 alone. */
const person = (given: Parameters<typeof dossier>[0] = {}) =>
  dossier({ titles: [title({ awardedOn: '2021-12-31' })], ...given });

describe('E27: hours count once their authority has verified them', () => {
  const judged = (verified: Partial<Verified> | null, claim: Partial<Dossier['claim']> = {}) =>
    e27VerifiedHours(
      person({
        claim,
        titles: [title({ series: claim.series ?? 'SERIES_SCHOOL_TEACHER', awardedOn: '2021-12-31' })],
        hours: [hours({ verified: verified === null ? null : { ...inOrder, ...verified } })],
      }),
      situation(),
    );

  test('by the bureau, with name and seal, on 10 August 2023 at the latest', () => {
    expect(judged({ on: '2023-08-10' })).toMatchObject({ outcome: 'PASS', clause: '四(三)', facts: [{ of: 'hours' }] });
    expect(judged({ on: '2023-08-11' })).toMatchObject({
      outcome: 'FAIL',
      reason: 'HOURS_VERIFIED_LATE',
      params: { years: '2022', dueOn: '2023-08-10' },
    });
  });

  test('not without a signature, a seal, or at all', () => {
    expect(judged({ signed: false })).toMatchObject({ outcome: 'FAIL', reason: 'HOURS_NOT_SIGNED_AND_SEALED' });
    expect(judged({ sealed: false })).toMatchObject({ outcome: 'FAIL', reason: 'HOURS_NOT_SIGNED_AND_SEALED' });
    expect(judged(null)).toMatchObject({ outcome: 'FAIL', reason: 'HOURS_NOT_VERIFIED', params: { years: '2022' } });
  });

  const health = { series: 'SERIES_HEALTH', level: 'INTERMEDIATE' } as const;

  test('in the health series by the health authority, and in no other by it', () => {
    expect(judged({ by: 'healthAuthority' }, health).outcome).toBe('PASS');
    expect(judged({ by: 'hrssBureau' }, health)).toMatchObject({
      outcome: 'FAIL',
      reason: 'HOURS_OF_OTHER_AUTHORITY',
      params: { years: '2022', authority: 'healthAuthority' },
    });
    expect(judged({ by: 'healthAuthority' })).toMatchObject({
      outcome: 'FAIL',
      reason: 'HOURS_OF_OTHER_AUTHORITY',
      params: { authority: 'hrssBureau' },
    });
  });

  test('a school doctor of an education unit goes to the health authority for the health series', () => {
    const schoolDoctor = (by: Verified['by']) =>
      person({
        claim: health,
        titles: [title({ series: 'SERIES_HEALTH', awardedOn: '2021-12-31' })],
        posts: [post({ series: 'SERIES_SCHOOL_TEACHER', unitKind: 'publicInstitution' })],
        hours: [hours({ verified: { ...inOrder, by } })],
      });
    expect(e27VerifiedHours(schoolDoctor('healthAuthority'), situation()).outcome).toBe('PASS');
    expect(e27VerifiedHours(schoolDoctor('hrssBureau'), situation()).outcome).toBe('FAIL');
  });

  test.each([
    ['unverified', null],
    ['unsigned', { signed: false }],
    ['unsealed', { sealed: false }],
    ['late', { on: '2023-08-11' }],
    ['of another authority', { by: 'healthAuthority' }],
  ] as const)('hours that are %s are missing from their year (E25)', (_, verified) => {
    const done = hours({ verified: verified === null ? null : { ...inOrder, ...verified } });
    expect(e25HoursPerYear(person({ hours: [done] }), situation())).toMatchObject({
      outcome: 'FAIL',
      params: { gaps: '2022: 0/90' },
    });
  });

  test('hours that no year needs may stay unverified', () => {
    const more = hours({ hours: 10, verified: null });
    expect(e27VerifiedHours(person({ hours: [hours({}), more] }), situation()).outcome).toBe('PASS');
    const ofOtherYear = hours({ year: 2018, verified: null });
    expect(e27VerifiedHours(person({ hours: [hours({}), ofOtherYear] }), situation()).outcome).toBe('PASS');
  });

  test('a year that is short though all its hours are verified is not its business', () => {
    expect(e27VerifiedHours(person({ hours: [hours({ hours: 10 })] }), situation()).outcome).toBe('PASS');
  });

  test('says nothing without hours, or on the green channel', () => {
    expect(e27VerifiedHours(person({ hours: [] }), situation()).outcome).toBe('NOT_APPLICABLE');
    const green = person({ claim: { route: 'GREEN_CHANNEL' }, hours: [hours({ verified: null })] });
    expect(e27VerifiedHours(green, situation()).outcome).toBe('NOT_APPLICABLE');
  });
});

describe('E28: a public course is credited once', () => {
  const course = (given: Parameters<typeof hours>[0]) =>
    hours({ course: 'PUBLIC', hours: 30, publicCourse: 'public-2022', ...given });
  const hoursOf = (year: number, ...entries: Dossier['hours']) =>
    e25HoursPerYear(
      dossier({ titles: [title({ awardedOn: '2020-12-31' })], hours: entries }),
      situation(),
    ).arithmetic.find(({ params }) => params.year === year)?.params.hours;

  test('one that was passed gives 30 hours', () => {
    expect(e28PublicCourse(person({ hours: [course({})] }), situation())).toMatchObject({
      outcome: 'PASS',
      clause: '四(二)',
      arithmetic: [{ code: 'PUBLIC_CREDIT', params: { course: 'public-2022', year: 2022, hours: 30 } }],
    });
    expect(hoursOf(2022, course({}))).toBe(30);
  });

  test('the same course of 2022 passed again in 2023 gives nothing', () => {
    const again = course({ year: 2023 });
    for (const entries of [
      [course({}), again],
      [again, course({})],
    ]) {
      expect(hoursOf(2022, ...entries)).toBe(30);
      expect(hoursOf(2023, ...entries)).toBeUndefined();
    }
  });

  test('the same course twice in a year gives 30, and two courses 60', () => {
    expect(hoursOf(2022, course({}), course({}))).toBe(30);
    expect(hoursOf(2022, course({}), course({ publicCourse: 'public-2021' }))).toBe(60);
  });

  test('a course of 2021 that is taken later is registered under 2021', () => {
    expect(hoursOf(2021, course({ year: 2021, publicCourse: 'public-2021' }))).toBe(30);
  });

  test('of two entries of a course in a year the larger is credited', () => {
    expect(hoursOf(2022, course({ hours: 20 }), course({}))).toBe(30);
    expect(hoursOf(2022, course({}), course({ hours: 20 }))).toBe(30);
  });

  test('no entry gives more than a course is worth', () => {
    expect(hoursOf(2022, course({ hours: 60 }))).toBe(30);
  });

  test('a pass that is not verified gives nothing, and takes nothing from one that is', () => {
    const unverified = course({ year: 2021, verified: null });
    expect(hoursOf(2021, unverified)).toBe(0);
    expect(hoursOf(2022, unverified, course({}))).toBe(30);
  });

  test('other public hours are not a course', () => {
    const other = hours({ course: 'PUBLIC', hours: 12, publicCourse: null });
    expect(hoursOf(2022, other, other)).toBe(24);
    expect(e28PublicCourse(person({ hours: [other] }), situation()).outcome).toBe('NOT_APPLICABLE');
  });
});
