import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNearRetirement, retirementCategories, statutoryRetirement } from '../../machines/retirement.ts';
import { addDays } from '../../machines/time.ts';

const T = '2023-12-31';
const of2023 = (bornOn: string, category: (typeof retirementCategories)[number]) =>
  statutoryRetirement({ bornOn, category }, { asOf: T });
const exempt = (retiresOn: string) => isNearRetirement({ retiresOn, asOf: T, years: 3 });

describe('the statutory retirement date', () => {
  test.each([
    ['man', '1963-05-04', '2023-05-04'],
    ['womanOnProfessionalPost', '1971-10-01', '2026-10-01'],
    ['womanWithSeniorTitle', '1971-10-01', '2031-10-01'],
    ['womanWorker', '1976-02-29', '2026-02-28'],
  ] as const)('by the ages of 2023, a %s born %s: %s', (category, bornOn, on) => {
    expect(of2023(bornOn, category)).toBe(on);
  });

  test.each([
    // The published tables of the decision: the first step, the last month of it, the second, and the end of the steps.
    ['man', '1964-12-31', '2024-12-31'],
    ['man', '1965-01-15', '2025-02-15'],
    ['man', '1965-04-15', '2025-05-15'],
    ['man', '1965-05-15', '2025-07-15'],
    ['man', '1976-09-15', '2039-09-15'],
    ['man', '1990-01-15', '2053-01-15'],
    ['womanOnProfessionalPost', '1970-01-15', '2025-02-15'],
    ['womanOnProfessionalPost', '1981-09-15', '2039-09-15'],
    ['womanWorker', '1975-02-15', '2025-03-15'],
    ['womanWorker', '1975-03-15', '2025-05-15'],
    ['womanWorker', '1984-11-15', '2039-11-15'],
  ] as const)('by the decision of 2024-09-13, a %s born %s: %s', (category, bornOn, on) => {
    expect(statutoryRetirement({ bornOn, category }, { asOf: '2025-12-31' })).toBe(on);
  });

  test('counts with later retirement only once it was decided', () => {
    const born = { bornOn: '1970-06-15', category: 'womanOnProfessionalPost' } as const;
    expect(statutoryRetirement(born, { asOf: '2024-09-12' })).toBe('2025-06-15');
    expect(statutoryRetirement(born, { asOf: '2024-09-13' })).toBe('2025-08-15');
  });

  test('never comes earlier for whoever is born later', () => {
    const days = fc.integer({ min: 0, max: 15_000 });
    fc.assert(
      fc.property(fc.constantFrom(...retirementCategories), days, days, (category, one, other) => {
        const on = (day: number) =>
          statutoryRetirement({ bornOn: addDays('1960-01-01', day), category }, { asOf: '2025-12-31' });
        return one <= other === on(one) <= on(other) || on(one) === on(other);
      }),
      { seed: 20_230_803 },
    );
  });
});

describe('near retirement is whoever has strictly fewer than three years left on the day of counting', () => {
  test.each([
    ['two years and nine months', '2026-10-01', true],
    ['one day less than three years', '2026-12-30', true],
    ['exactly three years', '2026-12-31', false],
    ['more', '2027-01-01', false],
  ])('%s', (_, retiresOn, is) => {
    expect(exempt(retiresOn)).toBe(is);
  });
});
