import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import { hoursGaps, requiredHours, yearsOfHours } from '../../../machines/eligibility/hours-ledger.ts';
import { e25HoursPerYear, e26ProfessionalShare } from '../../../machines/eligibility/rules/hours.ts';
import { dossier, hours, post, title } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';
import { kaili2023 } from '../../support/programmes.ts';

/** Verified professional hours by year. */
const ledger = (byYear: Readonly<Record<number, number>>): Dossier['hours'] =>
  Object.entries(byYear).map(([year, done]) => hours({ year: Number(year), hours: done }));
/** A claim for the next level, with the title of the end of 2021 unless it says otherwise: asked of 2022 alone. */
const since2021 = (given: Parameters<typeof dossier>[0] = {}) =>
  dossier({ titles: [title({ awardedOn: '2021-12-31' })], ...given });
const privateEngineer = (done: Readonly<Record<number, number>>) =>
  dossier({
    claim: { series: 'SERIES_ENGINEERING', level: 'DEPUTY_SENIOR' },
    titles: [title({ series: 'SERIES_ENGINEERING', level: 'INTERMEDIATE', awardedOn: '2018-06-30' })],
    posts: [post({ unitKind: 'privateUnit', series: 'SERIES_ENGINEERING' })],
    hours: ledger(done),
  });

describe('E25: hours of every year since the present title', () => {
  const judged = (person: Dossier) => e25HoursPerYear(person, situation());

  test('an engineer of a private company, intermediate since 2018, with 72, 60, 50 and 45', () => {
    const finding = judged(privateEngineer({ 2019: 72, 2020: 60, 2021: 50, 2022: 45 }));
    expect(finding).toMatchObject({ outcome: 'PASS', clause: '四(三)' });
    expect(finding.arithmetic).toEqual(
      [
        { year: 2019, hours: 72, needed: 72 },
        { year: 2020, hours: 60, needed: 60 },
        { year: 2021, hours: 50, needed: 45 },
        { year: 2022, hours: 45, needed: 45 },
      ].map((params) => ({ code: 'HOURS_OF_YEAR', params })),
    );
  });

  test.each([2019, 2020, 2021, 2022])('half an hour less in %i is too little', (year) => {
    const asked: Readonly<Record<number, number>> = { 2019: 72, 2020: 60, 2021: 45, 2022: 45 };
    const needed = asked[year] ?? 0;
    const person = privateEngineer({ ...asked, [year]: needed - 0.5 });
    expect(judged(person)).toMatchObject({
      outcome: 'FAIL',
      reason: 'HOURS_SHORT',
      params: { gaps: `${year}: ${needed - 0.5}/${needed}`, missing: 0.5 },
    });
  });

  test('a doctor at the grassroots with 50 hours in 2020: the 45 begin in 2021', () => {
    const doctor = dossier({
      claim: { series: 'SERIES_HEALTH', level: 'DEPUTY_SENIOR' },
      titles: [title({ series: 'SERIES_HEALTH', level: 'INTERMEDIATE', awardedOn: '2019-12-31' })],
      posts: [post({ series: 'SERIES_HEALTH', grassroots: true, unitLevel: 'TOWNSHIP' })],
      hours: ledger({ 2020: 50, 2021: 50, 2022: 50 }).map((one) => ({
        ...one,
        verified: { by: 'healthAuthority' as const, on: '2023-08-01', signed: true, sealed: true },
      })),
    });
    expect(judged(doctor)).toMatchObject({ outcome: 'FAIL', params: { gaps: '2020: 50/60', missing: 10 } });
  });

  test('a city teacher with 89.5 in 2022', () => {
    expect(judged(since2021({ hours: ledger({ 2022: 89.5 }) }))).toMatchObject({
      outcome: 'FAIL',
      params: { gaps: '2022: 89.5/90', missing: 0.5 },
    });
    expect(judged(since2021({ hours: ledger({ 2022: 90 }) })).outcome).toBe('PASS');
  });

  test('on the green channel it is no condition, and the years are shown', () => {
    const person = since2021({ claim: { route: 'GREEN_CHANNEL' }, hours: [] });
    expect(judged(person)).toMatchObject({
      outcome: 'NOT_APPLICABLE',
      reason: 'HOURS_FOR_INFORMATION',
      params: { gaps: '2022: 0/90', missing: 90 },
      arithmetic: [{ params: { year: 2022, hours: 0, needed: 90 } }],
    });
    expect(e26ProfessionalShare(person, situation()).outcome).toBe('NOT_APPLICABLE');
  });

  test('what one year has too many another does not get', () => {
    const person = dossier({
      titles: [title({ awardedOn: '2020-12-31' })],
      hours: ledger({ 2021: 180, 2022: 0 }),
    });
    expect(judged(person)).toMatchObject({ outcome: 'FAIL', params: { gaps: '2022: 0/90', missing: 90 } });
  });

  test('several short years are all told, and can be read by a program', () => {
    const person = privateEngineer({ 2019: 70, 2021: 44.5, 2022: 45 });
    expect(judged(person).params).toEqual({ gaps: '2019: 70/72; 2020: 0/60; 2021: 44.5/45', missing: 62.5 });
    expect(hoursGaps(person, situation())).toEqual([
      { year: 2019, required: 72, have: 70, missing: 2 },
      { year: 2020, required: 60, have: 0, missing: 60 },
      { year: 2021, required: 45, have: 44.5, missing: 0.5 },
    ]);
  });

  describe('the years (A10, A11)', () => {
    const years = (person: Dossier) => yearsOfHours(person, situation()).map(({ year }) => year);

    test('begin after the present title and end before the cycle', () => {
      expect(years(since2021())).toEqual([2022]);
      expect(years(dossier({ titles: [title({ awardedOn: '2020-01-01' })] }))).toEqual([2021, 2022]);
    });

    test('the cycle’s own is not asked for, and shown where there are hours', () => {
      const person = since2021({ hours: [...ledger({ 2022: 90 }), hours({ year: 2023, hours: 12.5 })] });
      expect(judged(person)).toMatchObject({
        outcome: 'PASS',
        arithmetic: [{ code: 'HOURS_OF_YEAR' }, { code: 'HOURS_SHOWN', params: { year: 2023, hours: 12.5 } }],
      });
    });

    test('without a title begin after the start of professional work', () => {
      const posts = [post({ from: '2016-05-01', professional: false }), post({ from: '2020-09-01' })];
      expect(years(dossier({ claim: { level: 'JUNIOR' }, titles: [], posts }))).toEqual([2021, 2022]);
    });

    test('of a late review begin after the year it counts from (E24)', () => {
      const late = title({ awardedOn: '2022-04-20', applicationYear: 2021, reviewDelayed: true });
      expect(years(dossier({ titles: [late] }))).toEqual([2022]);
    });

    test('of a transfer begin after the original title, as its years of tenure do (E14)', () => {
      const moved = title({ basis: 'TRANSFER', awardedOn: '2021-06-01', originalFrom: '2019-12-31' });
      expect(years(dossier({ titles: [moved] }))).toEqual([2020, 2021, 2022]);
    });

    test('before a transfer are those of the title of the other series', () => {
      const engineer = title({ series: 'SERIES_ENGINEERING', level: 'INTERMEDIATE', awardedOn: '2020-12-31' });
      const person = dossier({ claim: { route: 'SERIES_TRANSFER' }, titles: [engineer] });
      expect(years(person)).toEqual([2021, 2022]);
    });

    test('and of several there those of the highest', () => {
      const engineer = { series: 'SERIES_ENGINEERING', level: 'INTERMEDIATE', awardedOn: '2020-12-31' } as const;
      const titles = [title({ series: 'SERIES_ENGINEERING', awardedOn: '2015-12-31' }), title(engineer)];
      expect(years(dossier({ claim: { route: 'SERIES_TRANSFER' }, titles }))).toEqual([2021, 2022]);
    });

    test('there may be none yet', () => {
      const person = dossier({ titles: [title({ awardedOn: '2022-12-31' })], hours: [] });
      expect(judged(person)).toMatchObject({ outcome: 'NOT_APPLICABLE', reason: 'NO_YEAR_OF_HOURS' });
      expect(e26ProfessionalShare(person, situation())).toMatchObject({ outcome: 'NOT_APPLICABLE' });
    });

    test('a person finds them out where neither a title nor work is registered', () => {
      expect(judged(dossier({ titles: [], posts: [] }))).toMatchObject({
        outcome: 'NEEDS_HUMAN',
        reason: 'YEARS_OF_HOURS_UNKNOWN',
      });
    });
  });

  describe('the hours asked of a year', () => {
    const asked = (year: number, given: Parameters<typeof dossier>[0] = {}) =>
      requiredHours(year, dossier(given), situation());

    test('up to 2019: 72, of junior 32, by the level held on 31 December (A28)', () => {
      const titles = [title({ awardedOn: '2010-07-01' }), title({ level: 'INTERMEDIATE', awardedOn: '2018-12-31' })];
      expect([2017, 2018, 2019].map((year) => asked(year, { titles }))).toEqual([32, 72, 72]);
      const dayLater = [title({ level: 'INTERMEDIATE', awardedOn: '2019-01-01' })];
      expect([2018, 2019].map((year) => asked(year, { titles: dayLater }))).toEqual([32, 72]);
    });

    test.each(['DEPUTY_SENIOR', 'FULL_SENIOR'] as const)('%s up to 2019: 72', (level) => {
      expect(asked(2019, { titles: [title({ level })] })).toBe(72);
    });

    test('without any title: 32, as of junior', () => {
      expect(asked(2019, { titles: [] })).toBe(32);
    });

    test('in 2020 the same of everybody', () => {
      expect(asked(2020, { titles: [title({ level: 'FULL_SENIOR' })] })).toBe(60);
      expect(asked(2020, { posts: [post({ grassroots: true })] })).toBe(60);
      expect(asked(2020, { titles: [], posts: [post({ unitKind: 'privateUnit' })] })).toBe(60);
    });

    test('since 2021: 90, at the grassroots and in the private economy 45', () => {
      expect(asked(2021)).toBe(90);
      expect(asked(2021, { posts: [post({ unitKind: 'stateOwnedEnterprise' })] })).toBe(90);
      expect(asked(2021, { posts: [post({ grassroots: true })] })).toBe(45);
      expect(asked(2021, { posts: [post({ unitKind: 'privateUnit' })] })).toBe(45);
    });

    test('by the post of 31 December, where somebody moved within the year (A27)', () => {
      const moved = (through: string, from: string) => ({
        posts: [post({ grassroots: true, through }), post({ from })],
      });
      expect(asked(2021, moved('2021-12-30', '2021-12-31'))).toBe(90);
      expect(asked(2021, moved('2021-12-31', '2022-01-01'))).toBe(45);
      expect(asked(2022, moved('2021-12-31', '2022-01-01'))).toBe(90);
    });

    test('without a post on that day: 90', () => {
      expect(asked(2021, { posts: [] })).toBe(90);
    });

    test('are the programme’s', () => {
      const { ceHours } = kaili2023.rules;
      const value = { DEFAULT: 80, GRASSROOTS: 40, PRIVATE_ECONOMY: 30 };
      const rules = { ...kaili2023.rules, ceHours: { ...ceHours, from2021: { ...ceHours.from2021, value } } };
      const other = situation({ programme: { ...kaili2023, rules } });
      const at = (given: Parameters<typeof post>[0]) => requiredHours(2022, dossier({ posts: [post(given)] }), other);
      expect([at({}), at({ grassroots: true }), at({ unitKind: 'privateUnit' })]).toEqual([80, 40, 30]);
    });
  });
});

describe('E26: professional hours are two thirds of those required', () => {
  const with2022 = (professional: number, pub: number, given: Parameters<typeof dossier>[0] = {}) =>
    since2021({
      hours: [hours({ hours: professional }), hours({ course: 'PUBLIC', hours: pub })],
      ...given,
    });
  const judged = (person: Dossier) => e26ProfessionalShare(person, situation());

  test('60 professional and 30 public hours of 90', () => {
    expect(judged(with2022(60, 30))).toMatchObject({
      outcome: 'PASS',
      clause: '四(三)',
      arithmetic: [
        { code: 'PROFESSIONAL_SHARE', params: { year: 2022, professional: 60, num: 2, den: 3, required: 90 } },
      ],
    });
  });

  test('60 and 90: it is a share of the hours required, not of those done (A12)', () => {
    expect(judged(with2022(60, 90)).outcome).toBe('PASS');
  });

  test('59: «一般» is soft, a person decides', () => {
    const person = with2022(59, 40);
    expect(judged(person)).toMatchObject({
      outcome: 'NEEDS_HUMAN',
      reason: 'PROFESSIONAL_HOURS_SHORT',
      params: { gaps: '2022: 59/60', missing: 1 },
    });
    expect(e25HoursPerYear(person, situation()).outcome).toBe('PASS');
    expect(hoursGaps(person, situation())).toEqual([
      { year: 2022, course: 'PROFESSIONAL', required: 60, have: 59, missing: 1 },
    ]);
  });

  test('of 45 hours it is 30', () => {
    const posts = [post({ grassroots: true })];
    expect(judged(with2022(30, 15, { posts })).outcome).toBe('PASS');
    expect(judged(with2022(29.5, 15.5, { posts })).outcome).toBe('NEEDS_HUMAN');
  });

  test('is asked of 2021 and later only', () => {
    const person = dossier({
      titles: [title({ awardedOn: '2018-12-31' })],
      hours: [2019, 2020]
        .map((year) => hours({ year, course: 'PUBLIC', hours: 90 }))
        .concat(ledger({ 2021: 90, 2022: 90 })),
    });
    expect(judged(person).outcome).toBe('PASS');
    expect(judged(person).arithmetic).toHaveLength(2);
  });

  test('where a programme does not call it soft, it fails', () => {
    const { ceHours } = kaili2023.rules;
    const professionalShare = {
      ...ceHours.professionalShare,
      value: { ...ceHours.professionalShare.value, soft: false },
    };
    const rules = { ...kaili2023.rules, ceHours: { ...ceHours, professionalShare } };
    const hard = situation({ programme: { ...kaili2023, rules } });
    expect(e26ProfessionalShare(with2022(59, 40), hard).outcome).toBe('FAIL');
  });
});
