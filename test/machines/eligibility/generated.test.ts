import { describe, expect, test } from 'vitest';
import { generated } from '../../../bench/eligibility/generated.ts';
import { isPossible } from '../../../bench/eligibility/natures.ts';
import { againstNature, tallied, tooFew } from '../../../bench/eligibility/tally.ts';
import { dossierSchema } from '../../../machines/eligibility/dossier.ts';
import { outcomes } from '../../../machines/eligibility/rule.ts';
import { ruleIds } from '../../../machines/eligibility/rule-ids.ts';
import { print } from '../../support/print.ts';
import { kaili2023 } from '../../support/programmes.ts';

/** `npm run bench -- --only rules` in short: 100,000 dossiers there. */
const SEED = 4;
const DOSSIERS = 3_000;

describe('generated dossiers', () => {
  test('bring every rule to every outcome it can have and to no other, and none throws', () => {
    const tally = tallied(kaili2023, { seed: SEED, dossiers: DOSSIERS });
    const possible = ruleIds.flatMap((rule) => outcomes.filter((outcome) => isPossible(rule, outcome)));
    print(
      `generated: seed ${SEED}, ${DOSSIERS} dossiers, ${possible.length} outcomes of ${ruleIds.length} rules reached`,
    );
    expect(tally.thrown).toBe(0);
    expect(tooFew(tally, 1)).toEqual([]);
    expect(againstNature(tally)).toEqual([]);
    expect(Object.values(tally.verdicts).every((count) => count > 0)).toBe(true);
  });

  test('are dossiers as the schema says, and the same for the same seed and number', () => {
    for (let number = 0; number < 300; number += 1) {
      const { dossier } = generated(kaili2023, { seed: SEED, number });
      expect(dossierSchema.safeParse(dossier).error).toBeUndefined();
      expect(generated(kaili2023, { seed: SEED, number }).dossier).toEqual(dossier);
    }
  });
});
