import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import {
  e16CertificateEqualsTitle,
  e17DirectByCertificate,
  e18AchievedSinceCertificate,
} from '../../../machines/eligibility/rules/qualifications.ts';
import { currentTitle, tenureStart } from '../../../machines/eligibility/tenure.ts';
import { dossier, performance, qualification, title } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';

type Lists = Partial<Omit<Dossier, 'claim' | 'employment'>>;
type Level = Dossier['claim']['level'];

const engineer = (level: Level, given: Lists = {}, route: Dossier['claim']['route'] = 'ORDINARY') =>
  dossier({
    claim: { series: 'SERIES_ENGINEERING', level, specialty: 'civil-engineering', route },
    titles: [],
    ...given,
  });
const byCertificate = (level: Level, given: Lists = {}) =>
  engineer(level, { qualifications: [qualification({})], ...given }, 'CERTIFICATE');

describe('E16: a certificate of the table is the title it equals', () => {
  const mapped = qualification({ certificate: 'supervising-engineer', issuedOn: '2018-10-20' });
  const judged = (person: Dossier) => e16CertificateEqualsTitle(person, situation());

  test('one that equals intermediate, of October 2018, is intermediate since then', () => {
    const person = engineer('DEPUTY_SENIOR', { qualifications: [mapped] });
    expect(judged(person)).toMatchObject({
      outcome: 'PASS',
      clause: '一(三)1',
      facts: [{ of: 'qualifications', at: 0 }],
      arithmetic: [{ code: 'EQUALS_TITLE', params: { level: 'INTERMEDIATE', from: '2018-10-20' } }],
    });
    expect(tenureStart(person, situation())).toBe('2018-10-20');
  });

  test('a title held longer goes on counting from its own day', () => {
    const titles = [title({ series: 'SERIES_ENGINEERING', level: 'INTERMEDIATE', awardedOn: '2016-12-31' })];
    expect(tenureStart(engineer('DEPUTY_SENIOR', { titles, qualifications: [mapped] }), situation())).toBe(
      '2016-12-31',
    );
  });

  test('one that is not in the table equals nothing', () => {
    const person = engineer('DEPUTY_SENIOR', { qualifications: [qualification({ certificate: 'barista' })] });
    expect(judged(person)).toMatchObject({
      outcome: 'NOT_APPLICABLE',
      reason: 'CERTIFICATE_NOT_IN_TABLE',
      params: { certificate: 'barista' },
    });
    expect(currentTitle(person, situation())).toBeNull();
  });

  test('one whose registration was revoked is judged by a person, and starts no years', () => {
    const person = engineer('DEPUTY_SENIOR', { qualifications: [{ ...mapped, registration: 'REVOKED' }] });
    expect(judged(person)).toMatchObject({ outcome: 'NEEDS_HUMAN', reason: 'CERTIFICATE_REVOKED' });
    expect(tenureStart(person, situation())).toBeNull();
  });

  const licence = qualification({ certificate: 'physician' });
  test.each([
    ['for a level it is not the one below of', engineer('FULL_SENIOR', { qualifications: [mapped] })],
    ['for another series', dossier({ claim: { level: 'DEPUTY_SENIOR' }, qualifications: [mapped] })],
    ['if it is a licence that equals no title', engineer('DEPUTY_SENIOR', { qualifications: [licence] })],
  ])('is no basis %s', (_, person) => {
    expect(judged(person)).toMatchObject({ outcome: 'NOT_APPLICABLE', reason: 'CERTIFICATE_NO_BASIS' });
  });

  test('nobody needs one', () => {
    expect(judged(dossier())).toMatchObject({ outcome: 'NOT_APPLICABLE', reason: null });
  });

  test('one issued after the cut-off does not count yet', () => {
    const person = engineer('DEPUTY_SENIOR', { qualifications: [{ ...mapped, issuedOn: '2024-01-01' }] });
    expect(judged(person).outcome).toBe('NOT_APPLICABLE');
    expect(e16CertificateEqualsTitle(person, situation({ cutoff: '2024-01-01' })).outcome).toBe('PASS');
  });
});

describe('E17: in engineering a certificate of the admission type opens a level directly', () => {
  const judged = (level: Level, ...qualifications: Dossier['qualifications']) =>
    e17DirectByCertificate(byCertificate(level, { qualifications }), situation());

  test.each([
    ['of the first class', 'constructor-first', 'DEPUTY_SENIOR'],
    ['without grades', 'geotechnical-engineer', 'DEPUTY_SENIOR'],
    ['of the second class', 'constructor-second', 'INTERMEDIATE'],
  ] as const)('one %s (%s) opens %s', (_, certificate, level) => {
    expect(judged(level, qualification({ certificate }))).toMatchObject({
      outcome: 'PASS',
      clause: '一(三)1',
      arithmetic: [{ code: 'OPENS_LEVEL', params: { certificate, level } }],
    });
  });

  test('one that assesses a level opens nothing, though it equals a title', () => {
    const assessed = qualification({ certificate: 'consulting-engineer' });
    expect(judged('DEPUTY_SENIOR', assessed)).toMatchObject({ outcome: 'FAIL', reason: 'NO_ADMISSION_CERTIFICATE' });
    const ordinary = engineer('DEPUTY_SENIOR', { qualifications: [assessed] });
    expect(e16CertificateEqualsTitle(ordinary, situation()).outcome).toBe('PASS');
  });

  test('the holder of one of the second class does not apply for deputy-senior', () => {
    expect(judged('DEPUTY_SENIOR', qualification({ certificate: 'constructor-second' }))).toMatchObject({
      outcome: 'FAIL',
      reason: 'CERTIFICATE_OPENS_OTHER_LEVEL',
      params: { certificate: 'constructor-second', opens: 'INTERMEDIATE', level: 'DEPUTY_SENIOR' },
    });
  });

  test('nobody becomes full-senior by one', () => {
    expect(judged('FULL_SENIOR', qualification({})).outcome).toBe('FAIL');
  });

  test('the specialty is that of the certificate, or one taken as the same', () => {
    expect(judged('DEPUTY_SENIOR', qualification({ specialty: 'structural-engineering' })).outcome).toBe('PASS');
    expect(judged('DEPUTY_SENIOR', qualification({ specialty: 'mining' }))).toMatchObject({
      outcome: 'FAIL',
      reason: 'CERTIFICATE_OTHER_SPECIALTY',
      params: { specialty: 'mining', claimed: 'civil-engineering' },
    });
  });

  test.each(['teacher-certificate', 'licensed-pharmacist', 'unheard-of'])(
    '%s is none for engineering',
    (certificate) => {
      expect(judged('DEPUTY_SENIOR', qualification({ certificate }))).toMatchObject({
        outcome: 'FAIL',
        reason: 'NO_ADMISSION_CERTIFICATE',
      });
    },
  );

  test('it takes one', () => {
    expect(judged('DEPUTY_SENIOR').outcome).toBe('FAIL');
  });

  test('no other series has this way', () => {
    const claim = { route: 'CERTIFICATE', series: 'SERIES_HEALTH', level: 'DEPUTY_SENIOR' } as const;
    const person = dossier({ claim, qualifications: [qualification({ certificate: 'licensed-pharmacist' })] });
    expect(e17DirectByCertificate(person, situation())).toMatchObject({
      outcome: 'FAIL',
      reason: 'SERIES_CLOSED_TO_CERTIFICATES',
    });
  });

  test('a revoked registration is judged by a person, unless another certificate does', () => {
    const revoked = qualification({ registration: 'REVOKED' });
    const other = qualification({ certificate: 'cost-engineer-first' });
    expect(judged('DEPUTY_SENIOR', revoked)).toMatchObject({ outcome: 'NEEDS_HUMAN', reason: 'CERTIFICATE_REVOKED' });
    expect(judged('DEPUTY_SENIOR', revoked, other).outcome).toBe('PASS');
    expect(judged('DEPUTY_SENIOR', other, revoked).outcome).toBe('PASS');
  });

  test('is not asked of any other way', () => {
    const person = engineer('DEPUTY_SENIOR', { qualifications: [qualification({})] });
    expect(e17DirectByCertificate(person, situation()).outcome).toBe('NOT_APPLICABLE');
  });
});

describe('E18: on that way, achievements are later than the certificate', () => {
  const since = (issuedOn: string, ...records: Dossier['performance']) =>
    e18AchievedSinceCertificate(
      byCertificate('DEPUTY_SENIOR', { qualifications: [qualification({ issuedOn })], performance: records }),
      situation(),
    );
  const later = performance({ achievedOn: '2022-06-01' });

  test('a project accepted in March does not count with a certificate of June', () => {
    const early = performance({ achievedOn: '2021-03-10' });
    expect(since('2021-06-15', early, later)).toMatchObject({
      outcome: 'PASS',
      arithmetic: [{ code: 'ACHIEVED_SINCE', params: { issuedOn: '2021-06-15', counted: 1, excluded: 1 } }],
    });
    expect(since('2021-06-15', early)).toMatchObject({
      outcome: 'FAIL',
      reason: 'NO_ACHIEVEMENT_SINCE_CERTIFICATE',
      params: { issuedOn: '2021-06-15', excluded: 1 },
    });
  });

  test('one begun before and completed after counts, and a person looks at it', () => {
    const across = performance({ startedOn: '2020-05-01', achievedOn: '2021-09-01' });
    expect(since('2021-06-15', across, later)).toMatchObject({
      outcome: 'NEEDS_HUMAN',
      reason: 'ACHIEVEMENT_BEGUN_BEFORE_CERTIFICATE',
      params: { issuedOn: '2021-06-15', begun: 1 },
      arithmetic: [{ params: { counted: 2, excluded: 0 } }],
    });
  });

  test('one begun on the very day was begun before', () => {
    expect(since('2021-06-15', performance({ startedOn: '2021-06-15', achievedOn: '2021-09-01' })).outcome).toBe(
      'NEEDS_HUMAN',
    );
    expect(since('2021-06-15', performance({ startedOn: '2021-06-16', achievedOn: '2021-09-01' })).outcome).toBe(
      'PASS',
    );
  });

  test('one of the very day is excluded, one of the next counts', () => {
    expect(since('2021-06-15', performance({ achievedOn: '2021-06-15' })).outcome).toBe('FAIL');
    expect(since('2021-06-15', performance({ achievedOn: '2021-06-16' })).outcome).toBe('PASS');
  });

  test('one begun and completed before is excluded, and no question for a person', () => {
    const early = performance({ startedOn: '2020-01-01', achievedOn: '2021-01-01' });
    expect(since('2021-06-15', early, later).outcome).toBe('PASS');
  });

  test('of two certificates the one issued first decides', () => {
    const qualifications = [
      qualification({ issuedOn: '2022-12-01' }),
      qualification({ certificate: 'cost-engineer-first', issuedOn: '2019-12-01' }),
    ];
    const person = byCertificate('DEPUTY_SENIOR', { qualifications, performance: [later] });
    expect(e18AchievedSinceCertificate(person, situation()).outcome).toBe('PASS');
  });

  test('says nothing of any other way, without a certificate, or without achievements', () => {
    const ordinary = engineer('DEPUTY_SENIOR', { qualifications: [qualification({})], performance: [later] });
    expect(e18AchievedSinceCertificate(ordinary, situation()).outcome).toBe('NOT_APPLICABLE');
    const none = byCertificate('DEPUTY_SENIOR', { qualifications: [], performance: [later] });
    expect(e18AchievedSinceCertificate(none, situation()).outcome).toBe('NOT_APPLICABLE');
    expect(since('2021-06-15').outcome).toBe('NOT_APPLICABLE');
  });
});
