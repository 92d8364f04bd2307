import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compact } from '../../../machines/eligibility/compact.ts';
import { type Dossier, dossierSchema } from '../../../machines/eligibility/dossier.ts';
import { evaluate } from '../../../machines/eligibility/evaluate.ts';
import { needsOf } from '../../../machines/eligibility/routes.ts';
import { outcomes, type Situation } from '../../../machines/eligibility/rule.ts';
import { ruleIds } from '../../../machines/eligibility/rule-ids.ts';
import { anyDossier, anySituation, reordered } from '../../support/eligibility/arbitrary.ts';
import { unplaced } from '../../support/eligibility/situations.ts';
import { kaili2022, kaili2023 } from '../../support/programmes.ts';

const evaluated = (dossier: Dossier, situation: Situation) => evaluate(dossier, situation, { programmeVersion: 1 });
const dossiers = anyDossier(kaili2023);
const situations = anySituation(kaili2023);
const SEED = 20_230_803;

describe('whoever asks, an evaluation answers', () => {
  test('for every dossier that the schema accepts, and every programme there is', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(dossiers, fc.oneof(situations, anySituation(kaili2022)), (dossier, situation) => {
        expect(dossierSchema.safeParse(dossier).error).toBeUndefined();
        const { findings, routes, outcome, chosen } = evaluated(dossier, situation);
        for (const rule of ruleIds) {
          expect(findings[rule].rule).toBe(rule);
          expect([rule, findings[rule].outcome === 'FAIL' && findings[rule].reason === null]).toEqual([rule, false]);
          seen.add(`${rule} ${findings[rule].outcome}`);
        }
        for (const { closedBy, judged } of routes)
          for (const found of [...closedBy, ...judged]) seen.add(`${found.rule} ${found.outcome}`);
        expect(outcome === 'FAIL').toBe(!chosen.open);
      }),
      { seed: SEED, numRuns: 600 },
    );
    const never = ruleIds.filter(
      (rule) => !outcomes.some((one) => one !== 'NOT_APPLICABLE' && seen.has(`${rule} ${one}`)),
    );
    expect(never).toEqual([]);
  });

  test('the same in whatever order the facts come', () => {
    fc.assert(
      fc.property(dossiers, situations, fc.integer(), (dossier, situation, seed) => {
        const other = reordered(dossier, seed);
        const [one, two] = [evaluated(dossier, situation), evaluated(other, situation)];
        const said = ({ findings, routes, outcome, conditions }: typeof one) => ({
          findings: ruleIds.map((rule) => unplaced(findings[rule])),
          routes: routes.map(({ closedBy, judged, ...route }) => ({
            ...route,
            closedBy: closedBy.map(unplaced),
            judged: judged.map(unplaced),
          })),
          outcome,
          conditions,
        });
        expect(said(two)).toEqual(said(one));
        expect(compact(two)).toEqual(compact(one));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });

  test('a rule that passes rests on no fact which differs from its source (A33)', () => {
    fc.assert(
      fc.property(dossiers, situations, (dossier, situation) => {
        for (const { outcome, facts } of Object.values(evaluated(dossier, situation).findings))
          expect(outcome === 'PASS' && facts.some(({ standing }) => standing === 'MISMATCH')).toBe(false);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('what is recorded of an evaluation', () => {
  test('is of codes, numbers and days of the act, and of nothing that the dossier says', () => {
    fc.assert(
      fc.property(dossiers, situations, (dossier, situation) => {
        const recorded = compact(evaluated(dossier, situation));
        expect(JSON.parse(JSON.stringify(recorded))).toEqual(recorded);
        const { on, cutoff } = recorded.stamp;
        const days = JSON.stringify(recorded).match(/\d{4}-\d{2}-\d{2}/g) ?? [];
        expect(days.filter((day) => day !== on && day !== cutoff)).toEqual([]);
        expect(recorded.failed.every(({ rule }) => needsOf(recorded.route).includes(rule))).toBe(true);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
