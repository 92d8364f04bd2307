import { describe, expect, test } from 'vitest';
import { barsOf, combinedEnd } from '../../../machines/eligibility/bars.ts';
import { administrativeSanctions, type Dossier, partySanctions } from '../../../machines/eligibility/dossier.ts';
import { disciplineReasons } from '../../../machines/eligibility/reasons/discipline.ts';
import { disciplineRules } from '../../../machines/eligibility/rules/discipline.ts';
import { programmeSchema } from '../../../machines/programme.ts';
import { addDays } from '../../../machines/time.ts';
import { barKindWords, disciplineWords } from '../../../machines/words/eligibility/discipline.ts';
import { administrativeSanction, breach, dossier, partySanction } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';
import { altered2023, kaili2023 } from '../../support/programmes.ts';

type Facts = Parameters<typeof dossier>[0];
const asked = (rule: keyof typeof disciplineRules, facts: Facts, on: string) =>
  disciplineRules[rule](dossier(facts), situation({ on }));
const said = (rule: keyof typeof disciplineRules, facts: Facts, on: string) => {
  const { outcome, reason, params } = asked(rule, facts, on);
  return reason === null ? outcome : `${outcome} ${reason} ${params.barredThrough ?? params.determinedOn}`;
};

describe('E29: three years from the day of determination', () => {
  const ofAugust2020 = { breaches: [breach({ determinedOn: '2020-08-20' })] };

  test.each([
    ['2023-08-20', 'FAIL BARRED_BY_BREACH 2023-08-20'],
    ['2023-08-21', 'PASS'],
    ['2020-08-20', 'FAIL BARRED_BY_BREACH 2023-08-20'],
  ])('determined on 2020-08-20, a click on %s: %s', (on, expected) => {
    expect(said('E29', ofAugust2020, on)).toBe(expected);
  });

  test('what is determined after the day of the act is not known yet', () => {
    expect(said('E29', ofAugust2020, '2020-08-19')).toBe('PASS');
    expect(asked('E29', ofAugust2020, '2020-08-19').facts).toEqual([]);
  });

  test.each(['EXAM_CHEATING', 'FRAUD', 'ACADEMIC_MISCONDUCT'] as const)('%s bars as long as the others', (kind) => {
    expect(said('E29', { breaches: [breach({ kind, determinedOn: '2022-03-01' })] }, '2023-08-15')).toBe(
      'FAIL BARRED_BY_BREACH 2025-03-01',
    );
  });

  test('of the lighter cases as of the serious ones (A17)', () => {
    expect(said('E29', { breaches: [breach({ determinedOn: '2022-03-01', serious: false })] }, '2023-08-15')).toBe(
      'FAIL BARRED_BY_BREACH 2025-03-01',
    );
  });

  test('determined in 2019, counts by the rules of 2020, for it still ran when they came in (A16)', () => {
    const facts = { breaches: [breach({ determinedOn: '2019-09-01' })] };
    expect(said('E29', facts, '2022-09-01')).toBe('FAIL BARRED_BY_BREACH 2022-09-01');
    expect(said('E29', facts, '2023-08-15')).toBe('PASS');
  });

  test.each([
    ['2016-12-31', []],
    ['2017-01-01', ['2020-01-01']],
  ])('determined on %s, before 2020: windows %j (A16)', (determinedOn, ends) => {
    const bars = barsOf(dossier({ breaches: [breach({ determinedOn })] }), kaili2023);
    expect(bars.map(({ barredThrough }) => barredThrough)).toEqual(ends);
  });

  test('says by which record, from which day and until when, and that it is free on the next', () => {
    const found = asked('E29', ofAugust2020, '2023-08-20');
    expect(found).toMatchObject({
      clause: '三(三)',
      params: { kind: 'FRAUD', decidedOn: '2020-08-20', barredThrough: '2023-08-20', freeFrom: '2023-08-21' },
      arithmetic: [{ code: 'BARRED_THROUGH', params: { kind: 'FRAUD', from: '2020-08-20', through: '2023-08-20' } }],
      facts: [{ of: 'breaches', at: 0, entry: 1, standing: 'MATCH' }],
    });
  });
});

describe('E30: the windows of the Party’s sanctions', () => {
  test.each([
    ['WARNING', '2023-01-31'],
    ['SERIOUS_WARNING', '2023-07-31'],
    ['REMOVED_FROM_PARTY_POST', '2025-01-31'],
    ['PROBATION_IN_PARTY', '2026-01-31'],
    ['EXPELLED_FROM_PARTY', '2027-01-31'],
  ] as const)('%s of 2022-01-31 bars through %s', (kind, end) => {
    const facts = { sanctions: [partySanction({ kind, sanctionedOn: '2022-01-31' })] };
    expect(said('E30', facts, end)).toBe(`FAIL BARRED_BY_PARTY_SANCTION ${end}`);
    expect(said('E30', facts, addDays(end, 1))).toBe('PASS');
  });

  test('a serious warning of 2022-03-31 runs through 2023-09-30: there is no 31 September, and 18 months are months (A44)', () => {
    const facts = { sanctions: [partySanction({ kind: 'SERIOUS_WARNING', sanctionedOn: '2022-03-31' })] };
    expect(said('E30', facts, '2023-08-15')).toBe('FAIL BARRED_BY_PARTY_SANCTION 2023-09-30');
    expect(said('E30', facts, '2023-10-01')).toBe('PASS');
  });

  test('a warning of 2022-08-10 bars through 2023-08-10; a click on 2023-08-11 passes', () => {
    const facts = { sanctions: [partySanction({})] };
    expect(said('E30', facts, '2023-08-10')).toBe('FAIL BARRED_BY_PARTY_SANCTION 2023-08-10');
    expect(said('E30', facts, '2023-08-11')).toBe('PASS');
  });

  test('says nothing of administrative sanctions', () => {
    expect(said('E30', { sanctions: [administrativeSanction({})] }, '2023-08-15')).toBe('PASS');
  });
});

describe('E31: the windows of administrative sanctions', () => {
  test.each([
    ['DEMERIT', '2023-01-31'],
    ['MAJOR_DEMERIT', '2023-07-31'],
    ['POST_GRADE_LOWERED', '2024-01-31'],
    ['REMOVED_FROM_POST', '2024-01-31'],
    ['RANK_LOWERED', '2024-01-31'],
    ['DISMISSED', '2026-01-31'],
  ] as const)('%s of 2022-01-31 bars through %s', (kind, end) => {
    const facts = { sanctions: [administrativeSanction({ kind, sanctionedOn: '2022-01-31' })] };
    expect(said('E31', facts, end)).toBe(`FAIL BARRED_BY_ADMINISTRATIVE_SANCTION ${end}`);
    expect(said('E31', facts, addDays(end, 1))).toBe('PASS');
  });

  test('a demerit of 2022-12-01 bars in August, though the years are counted to the end of December (A09)', () => {
    const facts = { sanctions: [administrativeSanction({})] };
    expect(said('E31', facts, '2023-08-15')).toBe('FAIL BARRED_BY_ADMINISTRATIVE_SANCTION 2023-12-01');
    expect(said('E31', facts, '2023-12-31')).toBe('PASS');
  });

  test('a warning is not in its list (A18)', () => {
    expect(said('E31', { sanctions: [administrativeSanction({ kind: 'WARNING' })] }, '2022-12-15')).toBe('PASS');
  });
});

describe('E32: the warning that the statute knows and the notice does not', () => {
  const warned = (employment: Partial<Dossier['employment']>) => ({
    employment,
    sanctions: [administrativeSanction({ kind: 'WARNING', sanctionedOn: '2023-02-28' })],
  });

  test.each([
    ['a manager of a public institution', { manager: true }, 'FAIL BARRED_BY_STATUTE 2023-08-28'],
    [
      'a manager of a state-owned enterprise',
      { manager: true, unitKind: 'stateOwnedEnterprise' },
      'FAIL BARRED_BY_STATUTE 2023-08-28',
    ],
    ['who is no manager', { manager: false }, 'NEEDS_HUMAN WARNING_TO_BE_JUDGED 2023-08-28'],
    [
      'a manager of a private unit',
      { manager: true, unitKind: 'privateUnit' },
      'NEEDS_HUMAN WARNING_TO_BE_JUDGED 2023-08-28',
    ],
  ] as const)('%s is warned on 2023-02-28: %s %s', (_, employment, expected) => {
    expect(said('E32', warned(employment), '2023-08-28')).toBe(expected);
    expect(said('E32', warned(employment), '2023-08-29')).toBe('PASS');
  });

  test('only a warning that bars is among the windows', () => {
    const kinds = (employment: Partial<Dossier['employment']>) =>
      barsOf(dossier(warned(employment)), kaili2023).map(({ rule, kind }) => `${rule} ${kind}`);
    expect(kinds({ manager: true })).toEqual(['E32 ADMINISTRATIVE_WARNING']);
    expect(kinds({ manager: false })).toEqual([]);
  });

  test('staff of a public institution under a demerit or more are barred by E31 already', () => {
    const facts = { sanctions: [administrativeSanction({})] };
    expect(said('E32', facts, '2023-08-15')).toBe('PASS');
    expect(said('E31', facts, '2023-08-15')).toBe('FAIL BARRED_BY_ADMINISTRATIVE_SANCTION 2023-12-01');
  });
});

describe('E33: one vote vetoes', () => {
  test.each(['FRAUD', 'ACADEMIC_MISCONDUCT'] as const)('%s found in this application declines it', (kind) => {
    const facts = { breaches: [breach({ kind, determinedOn: '2023-08-14', inThisCase: true })] };
    expect(said('E33', facts, '2023-08-15')).toBe('FAIL VETOED 2023-08-14');
  });

  test('a finding that is not recorded yet, and one of another application, do not', () => {
    const found = breach({ determinedOn: '2023-08-16', inThisCase: true });
    expect(said('E33', { breaches: [found] }, '2023-08-15')).toBe('PASS');
    expect(said('E33', { breaches: [breach({})] }, '2023-08-15')).toBe('PASS');
  });

  test('the veto of an application does not lapse with the years', () => {
    const facts = { breaches: [breach({ determinedOn: '2023-08-14', inThisCase: true })] };
    expect(said('E33', facts, '2027-01-01')).toBe('FAIL VETOED 2023-08-14');
  });
});

describe('E34: a serious case bars from posts as well', () => {
  test('for three years, from titles and from promotion in post', () => {
    const facts = { breaches: [breach({ determinedOn: '2020-08-20', serious: true })] };
    expect(said('E34', facts, '2023-08-20')).toBe('FAIL BARRED_AS_SERIOUS 2023-08-20');
    expect(said('E34', facts, '2023-08-21')).toBe('PASS');
    expect(disciplineWords.BARRED_AS_SERIOUS.zh).toContain('晋升岗位');
  });

  test('a lighter case leaves promotion alone, but E29 bars from titles all the same (A17)', () => {
    const facts = { breaches: [breach({ determinedOn: '2022-03-01', serious: false })] };
    expect(said('E34', facts, '2023-08-15')).toBe('PASS');
    expect(said('E29', facts, '2023-08-15')).toBe('FAIL BARRED_BY_BREACH 2025-03-01');
  });

  test('its window is one, not two, in the list the guard works on', () => {
    expect(barsOf(dossier({ breaches: [breach({ serious: true })] }), kaili2023)).toHaveLength(1);
  });
});

describe('all windows together', () => {
  test('of parallel sanctions of Party and administration the later end counts', () => {
    const both = dossier({
      sanctions: [
        partySanction({ kind: 'SERIOUS_WARNING', sanctionedOn: '2022-03-31' }),
        administrativeSanction({ kind: 'DEMERIT', sanctionedOn: '2022-12-01' }),
      ],
    });
    const bars = barsOf(both, kaili2023);
    expect(combinedEnd(bars, '2023-08-15')).toBe('2023-12-01');
    expect(combinedEnd(bars, '2022-06-01')).toBe('2023-09-30');
    expect(combinedEnd(bars, '2023-12-02')).toBeNull();
  });

  test('a reason is said in words, and so is every kind of record', () => {
    expect(Object.keys(disciplineWords).sort()).toEqual([...disciplineReasons].sort());
    const kinds = [
      ...partySanctions.map((kind) => partySanction({ kind })),
      ...administrativeSanctions.map((kind) => administrativeSanction({ kind })),
    ];
    const bars = barsOf(dossier({ sanctions: kinds, employment: { manager: true } }), kaili2023);
    expect(bars.map(({ kind }) => barKindWords[kind].zh)).toHaveLength(kinds.length);
  });

  test('other figures in the programme are other windows', () => {
    const years = { EXAM_CHEATING: 1, FRAUD: 5, ACADEMIC_MISCONDUCT: 2 };
    const programme = programmeSchema.parse(altered2023({ 'rules.bansYears.value': years }));
    const [bar] = barsOf(dossier({ breaches: [breach({ determinedOn: '2020-02-29' })] }), programme);
    expect(bar?.barredThrough).toBe('2025-02-28');
  });
});
