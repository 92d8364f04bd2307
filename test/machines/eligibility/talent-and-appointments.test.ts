import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import { e29ThreeYearBan } from '../../../machines/eligibility/rules/discipline.ts';
import {
  e19SkilledTalent,
  e20GreenChannel,
  e21JuniorTitle,
  e22AppointedSpecialty,
} from '../../../machines/eligibility/rules/qualifications.ts';
import { tenureStart } from '../../../machines/eligibility/tenure.ts';
import { breach, dossier, education, post, skill, talent, title } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';
import { kaili2023 } from '../../support/programmes.ts';

describe('E19: skilled talent applies in eight series', () => {
  const of = (series: string, skills: Dossier['skills'] = [skill({})]) =>
    e19SkilledTalent(dossier({ claim: { series, route: 'SKILLED_TALENT' }, skills }), situation());
  const open = [
    'SERIES_ENGINEERING',
    'SERIES_AGRICULTURE',
    'SERIES_ARTS_AND_CRAFTS',
    'SERIES_CULTURAL_HERITAGE',
    'SERIES_EXPERIMENT',
    'SERIES_ARTS',
    'SERIES_SPORT',
    'SERIES_TECHNICAL_SCHOOL_TEACHER',
  ];

  test.each(Object.keys(kaili2023.series))('%s is open exactly if the notice lists it', (series) => {
    expect(of(series).outcome).toBe(open.includes(series) ? 'NEEDS_HUMAN' : 'FAIL');
  });

  test('school teachers are not in the list', () => {
    expect(of('SERIES_SCHOOL_TEACHER')).toMatchObject({
      outcome: 'FAIL',
      reason: 'SERIES_CLOSED_TO_SKILLED_TALENT',
      params: { series: 'SERIES_SCHOOL_TEACHER' },
    });
  });

  test('a person checks the years, by the highest skill', () => {
    expect(of('SERIES_ENGINEERING', [skill({}), skill({ level: 'SENIOR_TECHNICIAN' })])).toMatchObject({
      outcome: 'NEEDS_HUMAN',
      reason: 'SKILLED_TALENT_TO_BE_JUDGED',
      params: { skill: 'SENIOR_TECHNICIAN' },
    });
  });

  test('it takes a skill', () => {
    expect(of('SERIES_ENGINEERING', [])).toMatchObject({ outcome: 'FAIL', reason: 'NO_SKILL_CERTIFICATE' });
  });

  test('is not asked of any other way', () => {
    expect(e19SkilledTalent(dossier({ skills: [skill({})] }), situation()).outcome).toBe('NOT_APPLICABLE');
  });
});

describe('E20: the green channel is for talent from outside the province', () => {
  const arrived = (
    given: Parameters<typeof talent>[0] | null = {},
    employment: Partial<Dossier['employment']> = { unitKind: 'privateUnit' },
  ) =>
    e20GreenChannel(
      dossier({
        claim: { level: 'DEPUTY_SENIOR', route: 'GREEN_CHANNEL' },
        titles: [],
        talent: given === null ? null : talent(given),
        employment,
      }),
      situation(),
    );

  test('who came from Hunan on 1 March 2022 without any title may apply for deputy-senior', () => {
    expect(arrived({ arrivedOn: '2022-03-01' })).toMatchObject({
      outcome: 'PASS',
      clause: '一(四)1',
      facts: [
        { of: 'talent', at: null },
        { of: 'employment', at: null },
      ],
      arithmetic: [{ code: 'ARRIVED_ON', params: { arrivedOn: '2022-03-01', from: '2022-01-01' } }],
    });
  });

  test('who arrived on 31 December 2021 came too early, who arrived the day after did not', () => {
    expect(arrived({ arrivedOn: '2021-12-31' })).toMatchObject({
      outcome: 'FAIL',
      reason: 'BROUGHT_IN_TOO_EARLY',
      params: { arrivedOn: '2021-12-31', from: '2022-01-01' },
    });
    expect(arrived({ arrivedOn: '2022-01-01' }).outcome).toBe('PASS');
  });

  test('who moved from Guiyang did not come from outside', () => {
    expect(arrived({ from: 'SAME_PROVINCE' })).toMatchObject({ outcome: 'FAIL', reason: 'BROUGHT_IN_WITHIN_PROVINCE' });
  });

  test('a bar bars talent too', () => {
    const claim = { level: 'DEPUTY_SENIOR', route: 'GREEN_CHANNEL' } as const;
    const person = dossier({ claim, talent: talent({}), breaches: [breach({ determinedOn: '2022-03-01' })] });
    expect(e20GreenChannel(person, situation()).outcome).toBe('PASS');
    expect(e29ThreeYearBan(person, situation()).outcome).toBe('FAIL');
  });

  test('it takes a category of talent, and to have been brought in at all', () => {
    expect(arrived({ category: null })).toMatchObject({ outcome: 'FAIL', reason: 'NO_TALENT_CATEGORY' });
    expect(arrived({ category: 'HIGH_LEVEL' }).outcome).toBe('PASS');
    expect(arrived(null)).toMatchObject({ outcome: 'FAIL', reason: 'NOT_BROUGHT_IN' });
  });

  test('it takes a post of an enterprise or institution', () => {
    for (const employment of [{ civilServiceManaged: true }, { civilServant: true }, { professionalPost: false }])
      expect(arrived({}, employment)).toMatchObject({ outcome: 'FAIL', reason: 'TALENT_WITHOUT_POST' });
    for (const unitKind of ['publicInstitution', 'stateOwnedEnterprise', 'privateUnit'] as const)
      expect(arrived({}, { unitKind }).outcome).toBe('PASS');
  });

  test('of whom a personnel agency holds the file, a person finds out the employer', () => {
    expect(arrived({}, { unitKind: 'personnelAgency' })).toMatchObject({
      outcome: 'NEEDS_HUMAN',
      reason: 'TALENT_EMPLOYER_TO_BE_JUDGED',
    });
  });

  test('is not asked of any other way', () => {
    expect(e20GreenChannel(dossier({ talent: talent({}) }), situation()).outcome).toBe('NOT_APPLICABLE');
  });
});

const appointed = title({ basis: 'APPOINTMENT', awardedOn: '2019-09-01' });

describe('E21: a junior title comes by review or by appointment', () => {
  const judged = (person: Dossier) => e21JuniorTitle(person, situation());

  test('a teacher appointed on 1 September 2019 without a certificate counts years from that day', () => {
    const person = dossier({ titles: [appointed] });
    expect(judged(person)).toMatchObject({
      outcome: 'PASS',
      clause: '一(六)1',
      facts: [{ of: 'titles', at: 0 }],
      arithmetic: [{ code: 'APPOINTED_ON', params: { appointedOn: '2019-09-01' } }],
    });
    expect(tenureStart(person, situation())).toBe('2019-09-01');
  });

  test('who wants a certificate later is reviewed for it', () => {
    expect(judged(dossier({ claim: { level: 'JUNIOR' }, titles: [appointed] })).outcome).toBe('PASS');
  });

  test('and the years go on from the appointment once there is one (A14)', () => {
    const certificate = title({ basis: 'REVIEW', awardedOn: '2022-12-20' });
    expect(tenureStart(dossier({ titles: [appointed, certificate] }), situation())).toBe('2019-09-01');
    expect(tenureStart(dossier({ titles: [certificate, appointed] }), situation())).toBe('2019-09-01');
  });

  test('without any appointment junior is reviewed', () => {
    expect(judged(dossier({ claim: { level: 'JUNIOR' }, titles: [] })).outcome).toBe('PASS');
  });

  const examined = ['ACCOUNTING', 'AUDIT', 'ECONOMICS', 'STATISTICS', 'HEALTH', 'SHIP', 'TRANSLATION'].flatMap((name) =>
    (['JUNIOR', 'INTERMEDIATE'] as const).map((level) => ({ series: `SERIES_${name}`, level })),
  );
  test.each(examined)('$level of $series is had by examination', (claim) => {
    expect(judged(dossier({ claim }))).toMatchObject({
      outcome: 'FAIL',
      reason: 'EXAM_REPLACES_REVIEW',
      params: claim,
    });
  });

  test('deputy-senior of such a series is reviewed', () => {
    const claim = { series: 'SERIES_HEALTH', level: 'DEPUTY_SENIOR' } as const;
    expect(judged(dossier({ claim })).outcome).toBe('NOT_APPLICABLE');
  });

  test('where only junior is had by examination, an appointment is no basis for intermediate', () => {
    const { examOnly } = kaili2023.rules;
    const value = [{ series: 'SERIES_SCHOOL_TEACHER', levels: ['JUNIOR' as const] }];
    const rules = { ...kaili2023.rules, examOnly: { ...examOnly, value } };
    const asked = situation({ programme: { ...kaili2023, rules } });
    const person = dossier({ titles: [appointed] });
    expect(e21JuniorTitle(person, asked)).toMatchObject({
      outcome: 'FAIL',
      reason: 'EXAM_REPLACES_APPOINTMENT',
      params: { appointedOn: '2019-09-01' },
    });
    expect(tenureStart(person, asked)).toBeNull();
    const certified = dossier({ titles: [appointed, title({ awardedOn: '2020-12-01' })] });
    expect(e21JuniorTitle(certified, asked).outcome).toBe('PASS');
    expect(tenureStart(certified, asked)).toBe('2020-12-01');
  });

  test('no title above junior comes by appointment', () => {
    const titles = [title({ basis: 'APPOINTMENT', level: 'INTERMEDIATE', awardedOn: '2015-01-01' })];
    expect(tenureStart(dossier({ claim: { level: 'DEPUTY_SENIOR' }, titles }), situation())).toBeNull();
  });

  test('intermediate on a certificate, and a revoked appointment, have nothing to do with it', () => {
    expect(judged(dossier()).outcome).toBe('NOT_APPLICABLE');
    const revoked = (revokedOn: string) => judged(dossier({ titles: [{ ...appointed, revokedOn }] })).outcome;
    expect(revoked('2023-08-05')).toBe('NOT_APPLICABLE');
    expect(revoked('2023-08-06')).toBe('PASS');
  });
});

describe('E22: an appointment above the township is in the specialty studied', () => {
  const at = (unitLevel: Dossier['posts'][number]['unitLevel'], given: Parameters<typeof post>[0] = {}) =>
    dossier({ titles: [appointed], posts: [post({ unitLevel, ...given })] });
  const judged = (person: Dossier) => e22AppointedSpecialty(person, situation());

  test.each(['COUNTY', 'PREFECTURE', 'PROVINCE'] as const)('%s: the same or a similar one', (unitLevel) => {
    expect(judged(at(unitLevel))).toMatchObject({ outcome: 'PASS', clause: '一(六)1' });
    expect(judged(at(unitLevel, { specialty: 'chinese-literature' })).outcome).toBe('PASS');
    expect(judged(at(unitLevel, { specialty: 'physics', similarToStudied: true })).outcome).toBe('PASS');
    const other = at(unitLevel, { specialty: 'physics' });
    expect(judged(other)).toMatchObject({
      outcome: 'FAIL',
      reason: 'APPOINTMENT_OTHER_SPECIALTY',
      params: { appointedOn: '2019-09-01' },
    });
    expect(tenureStart(other, situation())).toBeNull();
  });

  test('in a township it is free', () => {
    expect(judged(at('TOWNSHIP', { specialty: 'physics' })).outcome).toBe('PASS');
  });

  test('who was appointed in a township and later moved to the county keeps the appointment', () => {
    const posts = [
      post({ unitLevel: 'TOWNSHIP', specialty: 'physics', through: '2021-08-31' }),
      post({ unitLevel: 'COUNTY', specialty: 'physics', from: '2021-09-01' }),
    ];
    const person = dossier({ titles: [appointed], posts });
    expect(judged(person).outcome).toBe('PASS');
    expect(tenureStart(person, situation())).toBe('2019-09-01');
  });

  test('the post is that of the day: its last day still counts', () => {
    const posts = [
      post({ unitLevel: 'TOWNSHIP', specialty: 'physics', through: '2019-09-01' }),
      post({ unitLevel: 'COUNTY', specialty: 'physics', from: '2019-09-02' }),
    ];
    expect(judged(dossier({ titles: [appointed], posts })).outcome).toBe('PASS');
  });

  test('a person checks it where the post or the studies of that day are not registered', () => {
    const without = [
      dossier({ titles: [appointed], posts: [] }),
      dossier({ titles: [appointed], education: [] }),
      dossier({ titles: [appointed], education: [education({ completedOn: '2020-07-01' })] }),
    ];
    for (const person of without)
      expect(judged(person)).toMatchObject({ outcome: 'NEEDS_HUMAN', reason: 'APPOINTMENT_TO_BE_JUDGED' });
  });

  test('studies completed on the day itself are known', () => {
    const person = dossier({ titles: [appointed], education: [education({ completedOn: '2019-09-01' })] });
    expect(judged(person).outcome).toBe('PASS');
  });

  test('of two appointments one that holds is enough, and years count from that one', () => {
    const posts = [
      post({ specialty: 'physics', through: '2020-08-31' }),
      post({ specialty: 'chinese', from: '2020-09-01' }),
    ];
    const person = dossier({ titles: [appointed, { ...appointed, awardedOn: '2020-09-01' }], posts });
    expect(judged(person)).toMatchObject({ outcome: 'PASS', arithmetic: [{ params: { appointedOn: '2020-09-01' } }] });
    expect(tenureStart(person, situation())).toBe('2020-09-01');
  });

  test('is not asked where a certificate is held as well, or nobody was appointed', () => {
    expect(judged({ ...at('COUNTY', { specialty: 'physics' }), titles: [appointed, title({})] }).outcome).toBe(
      'NOT_APPLICABLE',
    );
    expect(judged(dossier()).outcome).toBe('NOT_APPLICABLE');
  });
});
