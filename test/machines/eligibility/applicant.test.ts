import { describe, expect, test } from 'vitest';
import { processRules } from '../../../machines/eligibility/rules/process.ts';
import { dossier, qualification, title } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';

type Facts = Parameters<typeof dossier>[0];
const said = (rule: 'E39' | 'E42', facts: Facts = {}) => {
  const { outcome, reason } = processRules[rule](dossier(facts), situation());
  return reason === null ? outcome : `${outcome} ${reason}`;
};
const born = (on: string): Pick<ReturnType<typeof dossier>, 'born'> => ({
  born: { entry: 1, standing: 'MATCH', on, category: 'womanOnProfessionalPost' },
});

describe('E39: who is an applicant', () => {
  test.each([
    ['under contract, on a professional post, in service', {}, 'PASS'],
    ['without a contract', { contract: false }, 'FAIL NO_CONTRACT'],
    ['on no professional post', { professionalPost: false }, 'FAIL NO_PROFESSIONAL_POST'],
    ['a civil servant', { civilServant: true }, 'FAIL CIVIL_SERVANT'],
    ['of a 参公 body, a doctor too (E03)', { civilServiceManaged: true }, 'FAIL CIVIL_SERVICE_MANAGED'],
    ['sent by an agency', { unitKind: 'personnelAgency' }, 'PASS'],
  ] as const)('%s: %s', (_, employment, expected) => {
    expect(said('E39', { employment })).toBe(expected);
  });

  test.each([
    ['of age on the day of submitting', '1968-08-05', 'FAIL RETIRED'],
    ['on the next', '1968-08-06', 'NEEDS_HUMAN RETIRES_DURING_REVIEW'],
    ['on the last day of the committee’s plan', '1968-12-15', 'NEEDS_HUMAN RETIRES_DURING_REVIEW'],
    ['after it', '1968-12-16', 'PASS'],
  ])('%s: %s %s', (_, on, expected) => {
    expect(said('E39', born(on))).toBe(expected);
  });

  test('whom no committee takes is looked at to the end of the season’s records', () => {
    const claim = { series: 'SERIES_UNHEARD_OF' };
    expect(said('E39', { ...born('1969-07-31'), claim })).toBe('NEEDS_HUMAN RETIRES_DURING_REVIEW');
    expect(said('E39', { ...born('1969-08-01'), claim })).toBe('PASS');
  });

  test('whose day of birth is unknown, of him a person has to say', () => {
    expect(said('E39', { born: null })).toBe('NEEDS_HUMAN BIRTH_DATE_UNKNOWN');
  });
});

describe('E42: step by step', () => {
  test.each([
    ['junior to intermediate', {}, 'PASS'],
    ['junior to deputy-senior', { claim: { level: 'DEPUTY_SENIOR' } }, 'FAIL STEP_LEFT_OUT'],
    ['nothing to junior', { titles: [], claim: { level: 'JUNIOR' } }, 'PASS'],
    ['nothing to intermediate', { titles: [] }, 'FAIL STEP_LEFT_OUT'],
    ['what is held already', { titles: [title({ level: 'INTERMEDIATE' })] }, 'FAIL TITLE_HELD_ALREADY'],
    ['less than what is held', { titles: [title({}), title({ level: 'DEPUTY_SENIOR' })] }, 'FAIL TITLE_HELD_ALREADY'],
    ['from a title that was revoked', { titles: [title({ revokedOn: '2023-08-05' })] }, 'FAIL STEP_LEFT_OUT'],
    ['from one that is revoked later', { titles: [title({ revokedOn: '2023-08-06' })] }, 'PASS'],
    [
      'to full-senior from a title for the grassroots only (E06)',
      {
        titles: [title({ level: 'DEPUTY_SENIOR', scope: 'GRASSROOTS_PROVINCE' })],
        claim: { level: 'FULL_SENIOR' },
      },
      'FAIL STEP_LEFT_OUT',
    ],
    [
      'from the title a certificate equals (E16)',
      {
        titles: [],
        qualifications: [qualification({ certificate: 'constructor-first' })],
        claim: { series: 'SERIES_ENGINEERING', level: 'DEPUTY_SENIOR' },
      },
      'PASS',
    ],
    [
      'on a skill, which a person has to weigh (E19)',
      { titles: [], claim: { route: 'SKILLED_TALENT' } },
      'NEEDS_HUMAN STEP_BY_SKILL',
    ],
  ] as const)('%s: %s', (_, facts, expected) => {
    const copied = JSON.parse(JSON.stringify(facts));
    expect(said('E42', copied)).toBe(expected);
  });

  test.each([
    'DIRECT_BY_DEGREE',
    'GRASSROOTS_YEARS',
    'CERTIFICATE',
    'GREEN_CHANNEL',
    'EXCEPTIONAL',
    'SERIES_TRANSFER',
  ] as const)('the way %s leads past the steps', (route) => {
    expect(said('E42', { titles: [], claim: { route, level: 'DEPUTY_SENIOR' } })).toBe('NOT_APPLICABLE STEPS_WAIVED');
  });
});
