import { describe, expect, test } from 'vitest';
import type { Process, Situation } from '../../../machines/eligibility/rule.ts';
import { committeeFor } from '../../../machines/eligibility/rules/course.ts';
import { processRules } from '../../../machines/eligibility/rules/process.ts';
import { itemConditionsOf } from '../../../machines/eligibility/rules/uploads.ts';
import { atTime, endOfDay, startOfDay } from '../../../machines/time.ts';
import { dossier } from '../../support/eligibility/dossiers.ts';
import { course, situation } from '../../support/eligibility/situations.ts';
import { kaili2023 } from '../../support/programmes.ts';

type Facts = Parameters<typeof dossier>[0];
type Born = NonNullable<ReturnType<typeof dossier>['born']>;
const at = (given: Partial<Process>) => ({ process: course(given) });
const asked = (rule: keyof typeof processRules, facts: Facts = {}, given: Partial<Situation> = {}) =>
  processRules[rule](dossier(facts), situation(given));
const said = (rule: keyof typeof processRules, facts: Facts = {}, given: Partial<Situation> = {}) => {
  const { outcome, reason } = asked(rule, facts, given);
  return reason === null ? outcome : `${outcome} ${reason}`;
};
const born = (on: string, given: Partial<Born> = {}): { born: Born } => ({
  born: { entry: 1, standing: 'MATCH', on, category: 'womanOnProfessionalPost', ...given },
});

test('what is about the course of an application is not asked where nobody asks the registers', () => {
  for (const rule of ['E35', 'E36', 'E37', 'E40', 'E41', 'E43'] as const) expect(said(rule)).toBe('NOT_APPLICABLE');
});

describe('E35: recommended within the vacancies', () => {
  const with_ = (reserved: number, approved: number | null = 2, own = false) =>
    at({ vacancy: { approved, reserved, own } });

  test('two vacancies take two and no third', () => {
    expect(said('E35', {}, with_(1))).toBe('PASS');
    expect(said('E35', {}, with_(2))).toBe('FAIL NO_VACANCY_LEFT');
    expect(asked('E35', {}, with_(2)).params).toEqual({ approved: 2, reserved: 2 });
  });

  test('without an approved form there is none (A19), and lowered vacancies refuse new ones only (A47)', () => {
    expect(said('E35', {}, with_(0, 0))).toBe('FAIL NO_VACANCY_LEFT');
    expect(said('E35', {}, with_(3, 1))).toBe('FAIL NO_VACANCY_LEFT');
    expect(said('E35', {}, with_(3, 1, true))).toBe('PASS');
  });

  test('with none at all, a teacher near retirement passes without a reservation (E36)', () => {
    expect(said('E35', born('1971-10-01'), with_(0, 0))).toBe('PASS');
  });

  test('junior titles, enterprises, and units without a quota have none to keep to', () => {
    expect(said('E35', { claim: { level: 'JUNIOR' } }, with_(2))).toBe('NOT_APPLICABLE');
    expect(said('E35', { employment: { unitKind: 'privateUnit' } }, with_(2))).toBe('NOT_APPLICABLE');
    expect(said('E35', {}, with_(2, null))).toBe('NOT_APPLICABLE');
    expect(said('E35', {}, at({ vacancy: null }))).toBe('NOT_APPLICABLE');
  });
});

describe('E36: teachers near retirement', () => {
  test.each([
    ['a woman born 1971-10-01, who retires 2026-10-01', '1971-10-01', 'PASS'],
    ['one day less than three years', '1971-12-30', 'PASS'],
    ['exactly three years', '1971-12-31', 'FAIL NOT_NEAR_RETIREMENT'],
    ['of age on the day of the act', '1968-08-05', 'FAIL NOT_NEAR_RETIREMENT'],
    ['of age on the next', '1968-08-06', 'PASS'],
  ])('%s: %s %s', (_, on, expected) => {
    expect(said('E36', born(on), at({}))).toBe(expected);
  });

  test('shows how the day is reached', () => {
    expect(asked('E36', born('1971-10-01'), at({})).arithmetic).toEqual([
      {
        code: 'RETIREMENT',
        params: { bornOn: '1971-10-01', retiresOn: '2026-10-01', asOf: '2023-12-31', years: 3 },
      },
    ]);
  });

  test('who is no teacher, and who applies for a junior title, is not exempt', () => {
    const other = { ...born('1971-10-01'), claim: { series: 'SERIES_ENGINEERING' } };
    expect(said('E36', other, at({}))).toBe('NOT_APPLICABLE');
    expect(said('E36', { ...born('1971-10-01'), claim: { level: 'JUNIOR' } }, at({}))).toBe('NOT_APPLICABLE');
  });

  test('a day of birth that nobody certified is left to a person', () => {
    expect(said('E36', { born: null }, at({}))).toBe('NEEDS_HUMAN BIRTH_DATE_UNCERTIFIED');
    expect(said('E36', born('1971-10-01', { standing: 'DECLARED' }), at({}))).toBe(
      'NEEDS_HUMAN BIRTH_DATE_UNCERTIFIED',
    );
    expect(said('E36', born('1971-10-01', { standing: 'ATTACHED' }), at({}))).toBe('PASS');
  });

  test('men, women with a senior title and women workers by their own ages', () => {
    const of = (category: Born['category'], on: string) => said('E36', born(on, { category }), at({}));
    expect(of('man', '1966-12-30')).toBe('PASS');
    expect(of('man', '1966-12-31')).toBe('FAIL NOT_NEAR_RETIREMENT');
    expect(of('womanWithSeniorTitle', '1971-10-01')).toBe('FAIL NOT_NEAR_RETIREMENT');
    expect(of('womanWorker', '1976-12-30')).toBe('PASS');
  });
});

test('E37: one series a person and year, whichever unit and account the second comes from', () => {
  expect(said('E37', {}, at({ slotTaken: false }))).toBe('PASS');
  const elsewhere = { claim: { series: 'SERIES_ENGINEERING' }, employment: { unitKind: 'privateUnit' } } as const;
  expect(said('E37', elsewhere, at({ slotTaken: true }))).toBe('FAIL SLOT_OF_YEAR_TAKEN');
});

describe('E38: mandatory uploads', () => {
  const { documents } = dossier();
  const without = (...items: string[]) => ({ documents: documents.filter((item) => !items.includes(item)) });

  test('all in order: the common items, the teachers’ list and form 1-5', () => {
    expect(said('E38')).toBe('PASS');
  });

  test('form 1-9 is always wanted: without it nobody can submit (E29)', () => {
    expect(asked('E38', without('form-1-9'))).toMatchObject({
      outcome: 'FAIL',
      reason: 'UPLOADS_MISSING',
      params: { items: 'form-1-9' },
      clause: '五(六)',
    });
    expect(said('E38', { ...without('form-1-9'), claim: { series: 'SERIES_NEWS', level: 'FULL_SENIOR' } })).toBe(
      'FAIL UPLOADS_MISSING',
    );
  });

  test('names every missing item, of the list of teachers up to deputy-senior as well (1-3)', () => {
    const found = asked('E38', without('teaching-record', 'ethics-assessment'));
    expect(found.params).toEqual({ items: 'ethics-assessment teaching-record' });
    const full = asked('E38', { ...without('teaching-record'), claim: { level: 'FULL_SENIOR' } });
    expect(full.params).toEqual({ items: 'performance-records' });
  });

  test.each([
    ['form 1-5, where a year in a township is asked for (E07)', {}, ['townshipService']],
    ['not form 1-5 in a township school', { employment: { unitLevel: 'TOWNSHIP' } }, []],
    ['not form 1-5 for deputy-senior', { claim: { level: 'DEPUTY_SENIOR' } }, []],
    [
      'the letters of referees on the exceptional way',
      { claim: { level: 'DEPUTY_SENIOR', route: 'EXCEPTIONAL' } },
      ['exceptional'],
    ],
    [
      'the employer’s decision on a direct application (E03)',
      { claim: { level: 'DEPUTY_SENIOR', route: 'DIRECT_BY_DEGREE' } },
      ['directByDegree'],
    ],
    [
      'what the grassroots deputy-senior asks for',
      { claim: { level: 'DEPUTY_SENIOR', route: 'GRASSROOTS_DEPUTY_SENIOR', scope: 'GRASSROOTS_PROVINCE' } },
      ['grassrootsDeputy'],
    ],
  ] as const)('%s', (_, facts, conditions) => {
    expect(itemConditionsOf(dossier(facts), situation())).toEqual(conditions);
  });

  test.each([
    ['form-1-5', {}],
    ['referee-letters', { claim: { level: 'DEPUTY_SENIOR', route: 'EXCEPTIONAL' } }],
    ['direct-decision', { claim: { level: 'DEPUTY_SENIOR', route: 'DIRECT_BY_DEGREE' } }],
  ] as const)('%s is missed where it is wanted', (item, facts) => {
    expect(asked('E38', { ...facts, ...without(item) }).params).toEqual({ items: item });
    expect(said('E38', { ...facts, documents: [...documents, item] })).toBe('PASS');
  });
});

test('E40: clicked from the first instant of the window to before its last', () => {
  const { from, to } = kaili2023.clickWindow;
  const click = (instant: number) => said('E40', {}, at({ at: instant }));
  expect(click(startOfDay(from.fromDate) - 1)).toBe('FAIL OUTSIDE_CLICK_WINDOW');
  expect(click(startOfDay(from.fromDate))).toBe('PASS');
  expect(click(endOfDay(to.toDate) - 1)).toBe('PASS');
  expect(click(endOfDay(to.toDate))).toBe('FAIL OUTSIDE_CLICK_WINDOW');
});

describe('E41: to the committee that takes it', () => {
  test.each([
    ['a teacher’s intermediate title', {}, 'kaili-teacher'],
    ['a teacher’s junior title', { level: 'JUNIOR' }, 'kaili-teacher'],
    ['a teacher’s deputy-senior title', { level: 'DEPUTY_SENIOR' }, 'qiandongnan-prefecture'],
    ['a teacher’s full-senior title', { level: 'FULL_SENIOR' }, 'qiandongnan-prefecture'],
    ['another series', { series: 'SERIES_ENGINEERING' }, 'qiandongnan-prefecture'],
    ['the green channel', { series: 'SERIES_ENGINEERING', route: 'GREEN_CHANNEL' }, 'kaili-teacher'],
  ] as const)('%s goes to %j: %s', (_, claim, committee) => {
    expect(committeeFor(dossier({ claim }).claim, kaili2023)).toBe(committee);
    expect(said('E41', { claim }, at({}))).toBe('PASS');
  });

  test('what nobody takes goes nowhere', () => {
    expect(said('E41', { claim: { series: 'SERIES_UNHEARD_OF' } }, at({}))).toBe('FAIL NO_COMMITTEE_TAKES');
  });
});

describe('E43: every item checked, by a reviewer, on a day, under seal', () => {
  type Conclusion = NonNullable<Process['conclusions']>[number];
  const checked = (change: (item: string) => Partial<Conclusion> = () => ({})) =>
    at({
      at: atTime('2023-09-01', '10:00'),
      conclusions: dossier().documents.map((item) => ({
        item,
        conclusion: 'TRUE',
        reviewer: 'reviewer-1',
        on: '2023-08-05',
        sealed: true,
        ...change(item),
      })),
    });
  const of = (change: Partial<Conclusion>) => checked((item) => (item === 'form-1-9' ? change : {}));

  test.each([
    ['all are true', {}, 'PASS'],
    ['one matches its original', { conclusion: 'MATCHES_ORIGINAL' }, 'PASS'],
    ['one is untrue', { conclusion: 'UNTRUE' }, 'FAIL ITEMS_REFUSED'],
    ['one differs from its original', { conclusion: 'DIFFERS_FROM_ORIGINAL' }, 'FAIL ITEMS_REFUSED'],
    ['one is not concluded', { conclusion: null }, 'FAIL ITEMS_NOT_CHECKED'],
    ['one has no reviewer', { reviewer: null }, 'FAIL ITEMS_NOT_SIGNED'],
    ['one has no day', { on: null }, 'FAIL ITEMS_NOT_SIGNED'],
    ['one has a day to come', { on: '2023-08-06' }, 'FAIL ITEMS_NOT_SIGNED'],
    ['one has no seal', { sealed: false }, 'FAIL ITEMS_NOT_SIGNED'],
  ] as const)('%s: %s', (_, change, expected) => {
    expect(said('E43', {}, of(change))).toBe(expected);
  });

  test('a mandatory item that nobody looked at is named', () => {
    const found = asked('E43', { documents: [] }, at({ conclusions: [] }));
    expect(found.reason).toBe('ITEMS_NOT_CHECKED');
    expect(String(found.params.items).split(' ')).toContain('form-1-9');
  });
});
