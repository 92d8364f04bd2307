import { describe, expect, test } from 'vitest';
import { compact } from '../../../machines/eligibility/compact.ts';
import { type Dossier, dossierSchema } from '../../../machines/eligibility/dossier.ts';
import { evaluate, RULES_VERSION } from '../../../machines/eligibility/evaluate.ts';
import type { Situation } from '../../../machines/eligibility/rule.ts';
import { ruleIds } from '../../../machines/eligibility/rule-ids.ts';
import { rules } from '../../../machines/eligibility/rules.ts';
import { administrativeSanction, breach, dossier, education, title } from '../../support/eligibility/dossiers.ts';
import { course, situation } from '../../support/eligibility/situations.ts';

type Facts = Parameters<typeof dossier>[0];
const evaluated = (facts: Facts = {}, given: Partial<Situation> = {}) =>
  evaluate(dossier(facts), situation(given), { programmeVersion: 3 });

test('there is one rule for every number of the list', () => {
  expect(Object.keys(rules).sort()).toEqual([...ruleIds].sort());
});

describe('an evaluation', () => {
  test('is stamped with programme, both versions, and the days it was asked for', () => {
    expect(evaluated({}, { on: '2023-08-05' }).stamp).toEqual({
      programme: 'kaili-2023',
      programmeVersion: 3,
      rulesVersion: RULES_VERSION,
      on: '2023-08-05',
      cutoff: '2023-12-31',
    });
  });

  test('passes a city teacher with all in order, on the way that is claimed', () => {
    const { outcome, chosen, conditions, findings } = evaluated();
    expect([outcome, chosen.route, chosen.closedBy, chosen.judged]).toEqual(['PASS', 'ORDINARY', [], []]);
    expect(conditions).toEqual(['townshipService']);
    expect(Object.keys(findings).sort()).toEqual([...ruleIds].sort());
  });

  test('fails by what closes the chosen way, and by nothing of another', () => {
    // Without a title the hours of all years since work began are asked for.
    const { outcome, chosen } = evaluated({ titles: [] });
    expect([outcome, chosen.closedBy.map(({ rule }) => rule)]).toEqual(['FAIL', ['E23', 'E25', 'E42']]);
  });

  test('leaves to a person what a needed rule does', () => {
    const { outcome, chosen } = evaluated({
      sanctions: [administrativeSanction({ kind: 'WARNING', sanctionedOn: '2023-07-01' })],
    });
    expect([outcome, chosen.judged.map(({ rule }) => rule)]).toEqual(['NEEDS_HUMAN', ['E32']]);
  });

  test('is tested for bars on the day of the act, though years count to the cut-off (A09)', () => {
    const facts = { sanctions: [administrativeSanction({ kind: 'DEMERIT', sanctionedOn: '2022-12-01' })] };
    expect(evaluated(facts, { on: '2023-12-01' }).outcome).toBe('FAIL');
    expect(evaluated(facts, { on: '2023-12-02' }).outcome).toBe('PASS');
  });

  test('of the course of an application decides nothing but tells it', () => {
    const taken = { process: course({ vacancy: { approved: 0, reserved: 0, own: false }, slotTaken: true }) };
    const { outcome, findings } = evaluated({}, taken);
    expect([outcome, findings.E35.outcome, findings.E37.outcome]).toEqual(['PASS', 'FAIL', 'FAIL']);
  });
});

describe('a fact that differs from its source (A33)', () => {
  const differing = { titles: [title({ standing: 'MISMATCH' })] } as const;

  test('leaves the rules that pass on it to a person', () => {
    const { outcome, findings } = evaluated({ titles: [...differing.titles] });
    expect(outcome).toBe('NEEDS_HUMAN');
    expect(findings.E23).toMatchObject({
      outcome: 'NEEDS_HUMAN',
      reason: 'FACT_MISMATCH',
      params: { lists: 'titles' },
    });
    expect(findings.E39.outcome).toBe('PASS');
  });

  test('rejects nobody: what fails on it fails for what it says', () => {
    const { findings } = evaluated({ titles: [title({ standing: 'MISMATCH', awardedOn: '2022-01-01' })] });
    expect(findings.E23).toMatchObject({ outcome: 'FAIL', reason: 'YEARS_SHORT' });
  });

  test('of a register that has nothing, or does not answer, a declaration stands', () => {
    for (const standing of ['DECLARED', 'ATTACHED', 'NOT_FOUND', 'UNAVAILABLE'] as const)
      expect(evaluated({ education: [education({ standing })] }).outcome).toBe('PASS');
  });
});

describe('what an event records', () => {
  const barred: Dossier = dossier({
    breaches: [breach({ entry: 77, determinedOn: '2022-03-04' })],
    sanctions: [administrativeSanction({ kind: 'WARNING', sanctionedOn: '2023-07-01' })],
  });
  const recorded = compact(evaluate(barred, situation(), { programmeVersion: 3 }));

  test('is the outcome of every rule, what failed and why, and who still has to decide', () => {
    expect(recorded).toMatchObject({
      route: 'ORDINARY',
      outcome: 'FAIL',
      failed: [{ rule: 'E29', reason: 'BARRED_BY_BREACH' }],
      judged: ['E32'],
      conditions: ['townshipService'],
    });
    expect(Object.keys(recorded.outcomes).sort()).toEqual([...ruleIds].sort());
  });

  test('is neither a day of birth nor a record of discipline', () => {
    const text = JSON.stringify(recorded);
    for (const secret of ['1990-05-01', '2022-03-04', '2023-07-01', 'FRAUD', 'ADMINISTRATIVE'])
      expect(text).not.toContain(secret);
  });
});

describe('a dossier', () => {
  test.each(['2023-02-29', '2023-13-01', '2023-00-10', '2023-01-00', '1899-12-31', '2101-01-01'])(
    'with a day of %s is none',
    (awardedOn) => {
      expect(dossierSchema.safeParse(dossier({ titles: [title({ awardedOn })] })).success).toBe(false);
    },
  );

  test('may have any day that there is', () => {
    for (const awardedOn of ['2020-02-29', '1900-01-01', '2100-12-31'])
      expect(dossierSchema.safeParse(dossier({ titles: [title({ awardedOn })] })).success).toBe(true);
  });
});
