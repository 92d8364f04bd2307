import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../../machines/eligibility/evaluate.ts';
import { reasons } from '../../../machines/eligibility/reasons.ts';
import { barKindWords } from '../../../machines/words/eligibility/discipline.ts';
import { findingWords } from '../../../machines/words/eligibility/findings.ts';
import { anyDossier, anySituation } from '../../support/eligibility/arbitrary.ts';
import { kaili2023 } from '../../support/programmes.ts';

const texts = Object.entries({ ...findingWords, ...barKindWords });
const parts = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].map((part) => part.slice(1, -1)).sort();

test('every reason is listed once', () => {
  expect([...new Set(reasons)]).toEqual(reasons);
});

test('the words are Chinese in Chinese, English in English, and stand for the same parts in both', () => {
  for (const [where, { zh, en }] of texts) {
    expect([where, /\p{Script=Han}/u.test(zh), /\p{Script=Han}/u.test(en)]).toEqual([where, true, false]);
    expect([where, parts(zh)]).toEqual([where, parts(en)]);
  }
});

test('whatever a rule answers, its words are told all they speak of', () => {
  fc.assert(
    fc.property(anyDossier(kaili2023), anySituation(kaili2023), (dossier, situation) => {
      const { findings, routes } = evaluate(dossier, situation, { programmeVersion: 1 });
      const asOthers = routes.flatMap(({ closedBy, judged }) => [...closedBy, ...judged]);
      for (const { rule, reason, params } of [...Object.values(findings), ...asOthers]) {
        if (reason === null) continue;
        const untold = parts(findingWords[reason].zh).filter((part) => params[part] === undefined);
        expect([rule, reason, untold]).toEqual([rule, reason, []]);
      }
    }),
    { seed: 20_230_803, numRuns: 300 },
  );
});
