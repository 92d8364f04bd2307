import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import { creditedHours } from '../../../machines/eligibility/hours-ledger.ts';
import { hoursReasons } from '../../../machines/eligibility/reasons/hours.ts';
import { qualificationReasons } from '../../../machines/eligibility/reasons/qualifications.ts';
import type { FactRef, Finding, Params } from '../../../machines/eligibility/rule.ts';
import { hoursRules } from '../../../machines/eligibility/rules/hours.ts';
import { qualificationRules } from '../../../machines/eligibility/rules/qualifications.ts';
import { toldWorking } from '../../../machines/eligibility/telling.ts';
import type { Text } from '../../../machines/programme-entries.ts';
import { addDays } from '../../../machines/time.ts';
import { hoursWords } from '../../../machines/words/eligibility/hours.ts';
import { qualificationWords } from '../../../machines/words/eligibility/qualifications.ts';
import { dossiers, ledgerEntries } from '../../support/eligibility/arbitraries.ts';
import { situation } from '../../support/eligibility/situations.ts';

/** Printed by fast-check with the counter-example when a property fails. */
const run = { seed: 20230810, numRuns: 3_000 };

const rules = Object.values({ ...qualificationRules, ...hoursRules });
const asked = situation();
const findingsOf = (dossier: Dossier): Finding[] => rules.map((rule) => rule(dossier, asked));
/** A finding but for its references, which name places in lists. */
const said = ({ facts, ...finding }: Finding) => ({
  ...finding,
  facts: facts.map(({ of, entry, standing }) => ({ of, entry, standing })),
});

/** Parameters that a text names, or only one of its languages does, and that are not given. */
function missingParams(text: Text | undefined, params: Params): string[] {
  const named = [text?.zh, text?.en].map((one) => [...(one ?? '').matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
  const [zh = [], en = []] = named;
  return [...zh, ...en].filter((name) => !Object.hasOwn(params, name) || !zh.includes(name) || !en.includes(name));
}

/** Whether the dossier has the fact that is named, in its place and of its entry. */
function isThere(dossier: Dossier, { of, at, entry }: FactRef): boolean {
  const fact: unknown = at === null ? dossier[of] : Reflect.get(Object(dossier[of]), at);
  return typeof fact === 'object' && fact !== null && (entry === null || Reflect.get(fact, 'entry') === entry);
}

describe('whatever the dossier', () => {
  test('the order of its facts does not matter', () => {
    fc.assert(
      fc.property(dossiers, (dossier) => {
        const reversed = Object.fromEntries(
          Object.entries(dossier).map(([name, value]) => [name, Array.isArray(value) ? value.toReversed() : value]),
        );
        const other: Dossier = { ...dossier, ...reversed };
        expect(findingsOf(other).map(said)).toEqual(findingsOf(dossier).map(said));
      }),
      run,
    );
  });

  test('verified hours more turn no finding on hours from PASS into anything else', () => {
    let passes = 0;
    const more = fc.array(ledgerEntries, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(dossiers, more, (dossier, entries) => {
        const by = dossier.claim.series === 'SERIES_HEALTH' ? 'healthAuthority' : 'hrssBureau';
        const added = entries.map((entry, n) => ({
          ...entry,
          publicCourse: entry.publicCourse === null ? null : `another-${n}`,
          verified: { by, on: '2023-08-10', signed: true, sealed: true } as const,
        }));
        const after = { ...dossier, hours: [...dossier.hours, ...added] };
        for (const rule of Object.values(hoursRules)) {
          if (rule(dossier, asked).outcome !== 'PASS') continue;
          passes += 1;
          expect(rule(after, asked).outcome).toBe('PASS');
        }
      }),
      run,
    );
    expect(passes).toBeGreaterThan(run.numRuns / 10);
  });

  test('a title held longer turns no PASS of the years of tenure into anything else', () => {
    let passes = 0;
    fc.assert(
      fc.property(dossiers, fc.integer({ min: 1, max: 3000 }), fc.nat(), (dossier, days, which) => {
        const at = dossier.titles.length === 0 ? 0 : which % dossier.titles.length;
        const titles = dossier.titles.map((title, n) =>
          // An appointment made on another day may have been to another post.
          n !== at || title.basis === 'APPOINTMENT'
            ? title
            : {
                ...title,
                awardedOn: addDays(title.awardedOn, -days),
                originalFrom: title.originalFrom === null ? null : addDays(title.originalFrom, -days),
              },
        );
        if (hoursRules.E23(dossier, asked).outcome !== 'PASS') return;
        passes += 1;
        expect(hoursRules.E23({ ...dossier, titles }, asked).outcome).toBe('PASS');
      }),
      run,
    );
    expect(passes).toBeGreaterThan(run.numRuns / 100);
  });

  test('a public course counts once, however often it was passed', () => {
    fc.assert(
      fc.property(dossiers, fc.integer({ min: 0, max: 3 }), (dossier, years) => {
        const credits = creditedHours(dossier, asked);
        const courses = credits.flatMap(({ fact }) => fact.publicCourse ?? []);
        expect(new Set(courses).size).toBe(courses.length);
        const again = credits
          .filter(({ fact }) => fact.publicCourse !== null)
          .map(({ fact }) => ({ ...fact, year: fact.year + years }));
        const after = { ...dossier, hours: [...dossier.hours, ...again] };
        const total = (of: Dossier) => creditedHours(of, asked).reduce((sum, { hours }) => sum + hours, 0);
        expect(total(after)).toBe(total(dossier));
      }),
      run,
    );
  });

  test('the facts that a finding names are there, and its words find their parameters', () => {
    const words: Readonly<Record<string, { zh: string; en: string }>> = { ...qualificationWords, ...hoursWords };
    const [reached, worked] = [new Set<string>(), new Set<string>()];
    fc.assert(
      fc.property(dossiers, (dossier) => {
        for (const { reason, params, facts, arithmetic } of findingsOf(dossier)) {
          expect(facts.filter((fact) => !isThere(dossier, fact))).toEqual([]);
          for (const line of arithmetic) {
            worked.add(line.code);
            expect(Object.values(toldWorking(line, asked.programme)).join(' ')).not.toMatch(/\{\w+\}|undefined|NaN/);
          }
          if (reason === null) continue;
          reached.add(reason);
          expect(missingParams(words[reason], params)).toEqual([]);
        }
      }),
      { ...run, numRuns: 10_000 },
    );
    // What only a programme of another notice brings about has tests of its own.
    const elsewhere = ['EXAM_REPLACES_APPOINTMENT'];
    expect([...qualificationReasons, ...hoursReasons].filter((one) => !reached.has(one))).toEqual(elsewhere);
    expect(worked.size).toBe(11);
  });
});
