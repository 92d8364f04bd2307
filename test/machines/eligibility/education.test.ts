import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import { highestEducation } from '../../../machines/eligibility/education-held.ts';
import { educationRules } from '../../../machines/eligibility/rules/education.ts';
import { requiredYears } from '../../../machines/eligibility/tenure.ts';
import { dossier, education, post, qualification, referee, skill, title } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';

type Given = NonNullable<Parameters<typeof dossier>[0]>;

const outcome = (rule: keyof typeof educationRules, given: Dossier, asked = situation()) => {
  const { outcome, reason } = educationRules[rule](given, asked);
  return reason === null ? outcome : `${outcome} ${reason}`;
};

describe('E08: the exceptional way for who lacks the education', () => {
  const exceptional = (referees: Dossier['referees'], given: Given = {}) =>
    dossier({
      education: [education({ level: 'COLLEGE' })],
      titles: [title({ level: 'DEPUTY_SENIOR' })],
      referees,
      ...given,
      claim: { level: 'FULL_SENIOR', route: 'EXCEPTIONAL', ...given.claim },
    });
  const [first, second] = [referee({ person: 'a' }), referee({ person: 'b' })];

  test('a college graduate whom two full-senior teachers recommend', () => {
    expect(educationRules.E08(exceptional([first, second]), situation())).toMatchObject({
      outcome: 'PASS',
      clause: '一(二)1',
      arithmetic: [{ code: 'COUNTED', params: { count: 2, needed: 2 } }],
    });
  });

  test.each([
    ['one full-senior and two deputy-seniors', [{}, { level: 'DEPUTY_SENIOR' }, { level: 'DEPUTY_SENIOR' }]],
    ['one of another field', [{}, { specialty: 'physics' }]],
    ['one who is related', [{}, { related: true }]],
    ['nobody', []],
  ] as const)('%s: too few', (_, given) => {
    const referees = given.map((one, at) => referee({ person: `person-${at}`, ...one }));
    expect(outcome('E08', exceptional(referees))).toBe('FAIL REFEREES_MISSING');
  });

  test('two letters of one person are one referee', () => {
    expect(educationRules.E08(exceptional([first, first]), situation())).toMatchObject({
      outcome: 'FAIL',
      params: { count: 1, needed: 2 },
    });
  });

  test('who is said to be related in one letter is not counted by the other', () => {
    expect(outcome('E08', exceptional([first, second, { ...second, related: true }]))).toBe('FAIL REFEREES_MISSING');
  });

  test('a referee of a similar specialty is of the field', () => {
    expect(outcome('E08', exceptional([first, referee({ person: 'b', specialty: 'chinese-literature' })]))).toBe(
      'PASS',
    );
  });

  test('where a statute fixes the education, referees do not help', () => {
    const claim = { series: 'SERIES_HEALTH', level: 'INTERMEDIATE' } as const;
    expect(outcome('E08', exceptional([first, second], { claim }))).toBe('FAIL EDUCATION_FIXED_BY_LAW');
  });

  test('nor is anybody refused for it there who has the education and only lacks the transfer (E15)', () => {
    const given = exceptional([first, second], {
      claim: { series: 'SERIES_HEALTH', level: 'INTERMEDIATE' },
      education: [education({})],
      titles: [title({})],
    });
    expect(outcome('E08', given)).toBe('PASS');
  });

  test('without the exceptional way, an education that leads nowhere fails, and one that does is not asked', () => {
    const ordinary = { level: 'FULL_SENIOR', route: 'ORDINARY' } as const;
    expect(outcome('E08', exceptional([], { claim: ordinary }))).toBe('FAIL EDUCATION_TOO_LOW');
    expect(outcome('E08', exceptional([], { claim: ordinary, education: [education({})] }))).toBe('NOT_APPLICABLE');
    const unlisted = education({ mode: 'PARTY_SCHOOL', school: '某地党校' });
    expect(outcome('E08', exceptional([], { claim: ordinary, education: [unlisted] }))).toBe(
      'NEEDS_HUMAN PARTY_SCHOOL_UNLISTED',
    );
    expect(outcome('E08', exceptional([], { claim: { route: 'GREEN_CHANNEL' } }))).toBe('NOT_APPLICABLE');
  });
});

describe('E09: all ways of study are alike', () => {
  const studied = (...given: Partial<Dossier['education'][number]>[]) => dossier({ education: given.map(education) });

  test('a part-time bachelor is a bachelor', () => {
    const given = studied({ mode: 'PART_TIME' });
    expect(outcome('E09', given)).toBe('PASS');
    expect(highestEducation(given, situation())).toBe('BACHELOR');
  });

  test('a party school’s diploma is for a person, unless the school is listed', () => {
    const school = { mode: 'PARTY_SCHOOL', level: 'BACHELOR' } as const;
    expect(outcome('E09', studied({ ...school, school: '某地党校' }))).toBe('NEEDS_HUMAN PARTY_SCHOOL_UNLISTED');
    expect(outcome('E09', studied({ ...school, school: null }))).toBe('NEEDS_HUMAN PARTY_SCHOOL_UNLISTED');
    expect(outcome('E09', studied({ ...school, school: '中共贵州省委党校函授学院' }))).toBe('PASS');
  });

  test('a party school’s diploma that adds nothing asks for nobody', () => {
    expect(outcome('E09', studied({ mode: 'PARTY_SCHOOL', level: 'COLLEGE' }, {}))).toBe('PASS');
    expect(outcome('E09', studied({ mode: 'PARTY_SCHOOL', level: 'MASTER' }, {}))).toBe(
      'NEEDS_HUMAN PARTY_SCHOOL_UNLISTED',
    );
  });

  test('a degree alone, or what is not finished by the cut-off, is no education', () => {
    expect(outcome('E09', studied({ diploma: false }))).toBe('NOT_APPLICABLE NO_EDUCATION');
    expect(outcome('E09', studied({ completedOn: '2024-01-01' }))).toBe('NOT_APPLICABLE NO_EDUCATION');
  });
});

describe('E10: classes of a technical school', () => {
  test.each([
    ['INTERMEDIATE_WORKER', 'SECONDARY'],
    ['SENIOR_WORKER', 'COLLEGE'],
    ['TECHNICIAN', 'BACHELOR'],
  ] as const)('%s is taken for %s', (technicalClass, level) => {
    const given = dossier({ education: [education({ level: null, technicalClass })] });
    expect(outcome('E10', given)).toBe('PASS');
    expect(highestEducation(given, situation())).toBe(level);
  });

  test('a certificate of skill without the class is taken for none', () => {
    const given = dossier({ education: [], skills: [skill({ level: 'SENIOR_WORKER' })] });
    expect(outcome('E10', given)).toBe('NOT_APPLICABLE SKILL_CERTIFICATE_NO_CLASS');
    expect(highestEducation(given, situation())).toBeNull();
  });

  test('who went to no technical school is not asked; nor is who has not finished', () => {
    expect(outcome('E10', dossier())).toBe('NOT_APPLICABLE');
    const later = education({ level: null, technicalClass: 'TECHNICIAN', completedOn: '2024-01-01' });
    expect(outcome('E10', dossier({ education: [later] }))).toBe('NOT_APPLICABLE');
  });
});

const librarian = (given: Given = {}) =>
  dossier({
    education: [education({ specialty: 'history' })],
    titles: [title({ series: 'SERIES_LIBRARY', awardedOn: '2018-01-01' })],
    posts: [post({ series: 'SERIES_LIBRARY', specialty: 'library-science' })],
    ...given,
    claim: { series: 'SERIES_LIBRARY', specialty: 'library-science', ...given.claim },
  });

describe('E11: two more years for another specialty, at the first promotion', () => {
  test('a history graduate working as librarian needs 4 and 2 years: 2018-01-01 to 2023-12-31 are six', () => {
    expect(educationRules.E11(librarian(), situation())).toMatchObject({
      outcome: 'PASS',
      clause: '一(二)2',
      arithmetic: [{ code: 'YEARS_FULL', params: { from: '2018-01-01', years: 6, cutoff: '2023-12-31', needed: 6 } }],
    });
  });

  test('a day later it is five', () => {
    const given = librarian({ titles: [title({ series: 'SERIES_LIBRARY', awardedOn: '2018-01-02' })] });
    expect(educationRules.E11(given, situation())).toMatchObject({
      outcome: 'FAIL',
      reason: 'MISMATCH_YEARS_SHORT',
      params: { base: 4, extra: 2 },
    });
  });

  test('after the first promotion it is as usual', () => {
    const titles = [
      title({ series: 'SERIES_LIBRARY', awardedOn: '2010-12-31' }),
      title({ series: 'SERIES_LIBRARY', level: 'INTERMEDIATE', awardedOn: '2017-12-31' }),
    ];
    const given = librarian({ titles, claim: { level: 'DEPUTY_SENIOR' } });
    expect(outcome('E11', given)).toBe('NOT_APPLICABLE');
    expect(requiredYears(given, situation())).toMatchObject({ years: 5, extra: 0 });
  });

  test('public safety and health do not know the relief: the way is closed (A06)', () => {
    const nurse = dossier({
      claim: { series: 'SERIES_HEALTH', specialty: 'nursing' },
      education: [education({ specialty: 'history' })],
      titles: [title({ series: 'SERIES_HEALTH', awardedOn: '2000-12-31' })],
      posts: [post({ series: 'SERIES_HEALTH', specialty: 'nursing' })],
    });
    expect(outcome('E11', nurse)).toBe('FAIL MISMATCH_NOT_RELIEVED');
    expect(outcome('E11', { ...nurse, education: [education({ specialty: 'midwifery' })] })).toBe('NOT_APPLICABLE');
  });

  test('near enough, as the unit decided and recorded, or by the table: nothing is added', () => {
    const decided = post({ series: 'SERIES_LIBRARY', specialty: 'library-science', similarToStudied: true });
    expect(outcome('E11', librarian({ posts: [decided] }))).toBe('NOT_APPLICABLE');
    const archives = [education({ specialty: 'archival-science' })];
    expect(outcome('E11', librarian({ education: archives }))).toBe('NOT_APPLICABLE');
  });

  test('the work is that of the cut-off, not of before; without a post the specialty claimed tells it', () => {
    const before = post({ through: '2022-12-31', specialty: 'history' });
    const now = post({ from: '2023-01-01', specialty: 'library-science' });
    expect(outcome('E11', librarian({ posts: [before, now] }))).toBe('PASS');
    expect(outcome('E11', librarian({ posts: [] }))).toBe('PASS');
    expect(outcome('E11', librarian({ posts: [], claim: { specialty: 'history' } }))).toBe('NOT_APPLICABLE');
  });

  test('of two educations the one that asks for less counts (A07)', () => {
    const both = [education({ specialty: 'history', level: 'MASTER' }), education({ specialty: 'library-science' })];
    const given = librarian({ education: both });
    expect(requiredYears(given, situation())).toMatchObject({ years: 4, base: 2, extra: 2, education: 'MASTER' });
    const secondary = [
      education({ specialty: 'history' }),
      education({ specialty: 'library-science', level: 'COLLEGE' }),
    ];
    expect(requiredYears(librarian({ education: secondary }), situation())).toMatchObject({ years: 5, extra: 0 });
  });

  test('without education or title to count from, others say so', () => {
    expect(outcome('E11', librarian({ titles: [] }))).toBe('NOT_APPLICABLE NO_TITLE_BELOW');
    const secondary = [education({ specialty: 'history', level: 'SECONDARY' })];
    expect(outcome('E11', librarian({ education: secondary }))).toBe('NOT_APPLICABLE EDUCATION_TOO_LOW');
  });

  test('junior is no promotion, and ways without years ask for none', () => {
    expect(outcome('E11', librarian({ titles: [], claim: { level: 'JUNIOR' } }))).toBe('NOT_APPLICABLE');
    expect(outcome('E11', librarian({ claim: { route: 'GRASSROOTS_YEARS' } }))).toBe('NOT_APPLICABLE');
  });
});

describe('E12: the two years that were not served are owed', () => {
  const owing = (awardedOn: string, given: Given = {}) =>
    librarian({
      titles: [
        title({ series: 'SERIES_LIBRARY', awardedOn: '2010-12-31' }),
        title({ series: 'SERIES_LIBRARY', level: 'INTERMEDIATE', awardedOn, mismatchDebt: true }),
      ],
      ...given,
      claim: { level: 'DEPUTY_SENIOR' },
    });

  test('of five years they make seven', () => {
    expect(educationRules.E12(owing('2017-01-01'), situation())).toMatchObject({
      outcome: 'PASS',
      arithmetic: [{ code: 'YEARS_FULL', params: { years: 7, needed: 7 } }],
    });
    expect(educationRules.E12(owing('2017-01-02'), situation())).toMatchObject({
      outcome: 'FAIL',
      reason: 'DEBT_YEARS_SHORT',
      params: { base: 5, extra: 2 },
    });
  });

  test('also of who has changed to work that fits the degree meanwhile (A06)', () => {
    const posts = [post({ series: 'SERIES_LIBRARY', specialty: 'history' })];
    expect(outcome('E12', owing('2017-01-02', { posts }))).toBe('FAIL DEBT_YEARS_SHORT');
  });

  test('they are asked once, and not with those of a first promotion besides', () => {
    const titles = [title({ series: 'SERIES_LIBRARY', level: 'INTERMEDIATE', mismatchDebt: true })];
    const given = owing('2017-01-01', { titles });
    expect(requiredYears(given, situation())).toMatchObject({ years: 7, extra: 2, because: 'DEBT' });
    expect(outcome('E11', given)).toBe('NOT_APPLICABLE');
  });

  test('paid at the promotion, the debt of the title before is no more', () => {
    const titles = [
      title({ series: 'SERIES_LIBRARY', level: 'INTERMEDIATE', awardedOn: '2010-12-31', mismatchDebt: true }),
      title({ series: 'SERIES_LIBRARY', level: 'DEPUTY_SENIOR', awardedOn: '2018-12-31' }),
    ];
    expect(
      outcome('E12', { ...owing('2017-01-01', { titles }), claim: { ...librarian().claim, level: 'FULL_SENIOR' } }),
    ).toBe('NOT_APPLICABLE');
  });

  test('who owes nothing is not asked', () => {
    expect(outcome('E12', librarian())).toBe('NOT_APPLICABLE');
  });
});

test('a certificate that equals the title below is one, and its years count since it was issued (E16)', () => {
  const given = librarian({
    claim: { series: 'SERIES_ENGINEERING', level: 'DEPUTY_SENIOR', specialty: 'civil-engineering' },
    titles: [],
    qualifications: [qualification({ issuedOn: '2018-10-01' })],
    posts: [post({ specialty: 'civil-engineering' })],
  });
  expect(educationRules.E11(given, situation())).toMatchObject({
    outcome: 'FAIL',
    arithmetic: [{ code: 'YEARS_FULL', params: { from: '2018-10-01', years: 5, needed: 7 } }],
  });
});
