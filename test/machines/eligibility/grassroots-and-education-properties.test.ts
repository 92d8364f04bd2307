import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import { educationRules } from '../../../machines/eligibility/rules/education.ts';
import { grassrootsRules } from '../../../machines/eligibility/rules/grassroots.ts';
import { addDays } from '../../../machines/time.ts';
import { anyDossier, anySituation, reordered } from '../../support/eligibility/arbitrary.ts';
import { education, post, service } from '../../support/eligibility/dossiers.ts';
import { situation, unplaced } from '../../support/eligibility/situations.ts';
import { kaili2023 } from '../../support/programmes.ts';

/** Printed by fast-check with the counter-example when a property fails. */
const run = { seed: 20230803, numRuns: 1_000 };
const rules = { ...grassrootsRules, ...educationRules };
type RuleName = keyof typeof rules;
const names = Object.keys(rules) as RuleName[];
const dossiers = anyDossier(kaili2023);
const situations = anySituation(kaili2023);

const held = ['titles', 'qualifications', 'employment'] as const;
/** What each rule may read besides the claim, and so may name. */
const reads: Readonly<Record<RuleName, readonly (keyof Dossier)[]>> = {
  E01: ['education', 'posts', 'service', 'assessments'],
  E02: ['education', 'posts'],
  E03: ['education', 'employment', 'documents'],
  E04: ['assessments', 'posts'],
  E05: ['service', 'performance'],
  E06: ['employment', 'titles', 'grassrootsPosts'],
  E07: ['employment', 'service', 'posts', 'documents'],
  E07b: ['service', 'posts', 'qualifications'],
  E08: ['education', 'referees', ...held],
  E09: ['education'],
  E10: ['education', 'skills'],
  E11: ['education', 'posts', ...held],
  E12: ['education', ...held],
  E13: ['posts', 'assessments', ...held],
  E14: ['education', 'posts', ...held],
  E15: [...held],
};

describe('E01 to E15, whatever the dossier', () => {
  test('the order of its facts never matters', () => {
    fc.assert(
      fc.property(dossiers, situations, fc.integer(), (dossier, asked, seed) => {
        const other = reordered(dossier, seed);
        for (const name of names)
          expect(unplaced(rules[name](other, asked))).toEqual(unplaced(rules[name](dossier, asked)));
      }),
      run,
    );
  });

  test('a finding depends on nothing but the lists its rule reads, and names no others', () => {
    fc.assert(
      fc.property(dossiers, dossiers, situations, (dossier, other, asked) => {
        for (const name of names) {
          const kept = Object.fromEntries(['claim' as const, ...reads[name]].map((list) => [list, dossier[list]]));
          const finding = rules[name](dossier, asked);
          expect(rules[name]({ ...other, ...kept }, asked)).toEqual(finding);
          expect(finding.facts.filter(({ of }) => !reads[name].includes(of))).toEqual([]);
        }
      }),
      run,
    );
  });
});

describe('service more never turns PASS into FAIL', () => {
  const more = fc.record({ from: fc.integer({ min: 0, max: 4000 }), length: fc.integer({ min: 0, max: 1600 }) });
  const day = (days: number) => addDays('2013-01-01', days);
  const terms = fc.array(more, { minLength: 1, maxLength: 5 });
  const ofTerms = (given: readonly { from: number; length: number }[]) =>
    given.map(({ from, length }) => service({ from: day(from), through: day(from + length) }));

  /** A claim the rule is asked of, with the service of some terms, and with that of more besides; how often it passed. */
  function passes(name: 'E01' | 'E07' | 'E07b', base: (dossier: Dossier) => Dossier): number {
    let passed = 0;
    fc.assert(
      fc.property(dossiers, terms, terms, (dossier, first, added) => {
        const before = { ...base(dossier), service: ofTerms(first) };
        if (rules[name](before, situation()).outcome !== 'PASS') return;
        passed += 1;
        const longer = { ...before, service: [...before.service, ...ofTerms(added)] };
        expect(rules[name](longer, situation()).outcome).toBe('PASS');
        const asPosts = ofTerms(added).map(({ from, through }) =>
          post({ from, through, unitLevel: 'TOWNSHIP', specialty: before.claim.specialty }),
        );
        expect(rules[name]({ ...before, posts: [...before.posts, ...asPosts] }, situation()).outcome).toBe('PASS');
      }),
      run,
    );
    return passed;
  }

  // By the lines of 6 and 9 years a gap that is filled can cost the leap days that broken service is spared (domain §0.2).
  test('E01, by the line of four years', () => {
    const base = (dossier: Dossier): Dossier => ({
      ...dossier,
      claim: { ...dossier.claim, route: 'GRASSROOTS_YEARS', level: 'INTERMEDIATE' },
      education: [education({})],
    });
    expect(passes('E01', base)).toBeGreaterThan(100);
  });

  test('E07', () => {
    const base = (dossier: Dossier): Dossier => ({
      ...dossier,
      claim: { ...dossier.claim, route: 'ORDINARY', level: 'INTERMEDIATE', series: 'SERIES_SCHOOL_TEACHER' },
      employment: { ...dossier.employment, unitLevel: 'COUNTY' },
      documents: ['form-1-5'],
    });
    expect(passes('E07', base)).toBeGreaterThan(100);
  });

  test('E07b', () => {
    const base = (dossier: Dossier): Dossier => ({
      ...dossier,
      claim: { ...dossier.claim, route: 'ORDINARY', level: 'DEPUTY_SENIOR', series: 'SERIES_HEALTH' },
    });
    expect(passes('E07b', base)).toBeGreaterThan(100);
  });
});
