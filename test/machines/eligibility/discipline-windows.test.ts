import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barsOf, combinedEnd, runs } from '../../../machines/eligibility/bars.ts';
import {
  administrativeSanctions,
  type Dossier,
  dossierSchema,
  partySanctions,
} from '../../../machines/eligibility/dossier.ts';
import { disciplineRules } from '../../../machines/eligibility/rules/discipline.ts';
import { addDays } from '../../../machines/time.ts';
import { administrativeSanction, breach, dossier, partySanction } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';
import { kaili2023 } from '../../support/programmes.ts';

describe('a lapsed ban never bars, and a ban never lapses early', () => {
  /** The day n months later, found by walking the calendar a day at a time: the last one not past its number. */
  function lastDayByWalking(from: string, months: number): string {
    const [year = 0, month = 0, number = 0] = from.split('-').map(Number);
    const target = new Date(Date.UTC(year, month - 1 + months, 1));
    let day = target.getTime();
    let last = day;
    while (new Date(day).getUTCMonth() === target.getUTCMonth() && new Date(day).getUTCDate() <= number) {
      last = day;
      day += 86_400_000;
    }
    return new Date(last).toISOString().slice(0, 10);
  }
  const monthsOf: Readonly<Record<string, number>> = {
    EXAM_CHEATING: 36,
    FRAUD: 36,
    ACADEMIC_MISCONDUCT: 36,
    PARTY_WARNING: 12,
    PARTY_SERIOUS_WARNING: 18,
    PARTY_REMOVED_FROM_PARTY_POST: 36,
    PARTY_PROBATION_IN_PARTY: 48,
    PARTY_EXPELLED_FROM_PARTY: 60,
    ADMINISTRATIVE_WARNING: 6,
    ADMINISTRATIVE_DEMERIT: 12,
    ADMINISTRATIVE_MAJOR_DEMERIT: 18,
    ADMINISTRATIVE_POST_GRADE_LOWERED: 24,
    ADMINISTRATIVE_REMOVED_FROM_POST: 24,
    ADMINISTRATIVE_RANK_LOWERED: 24,
    ADMINISTRATIVE_DISMISSED: 48,
  };
  const day = (from: string, days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(from, n));
  const breaches = fc.array(
    fc.record({
      kind: fc.constantFrom('EXAM_CHEATING' as const, 'FRAUD' as const, 'ACADEMIC_MISCONDUCT' as const),
      determinedOn: day('2017-01-01', 2800),
      serious: fc.boolean(),
    }),
    { maxLength: 3 },
  );
  const sanctions = fc.array(
    fc.oneof(
      fc
        .record({ kind: fc.constantFrom(...partySanctions), sanctionedOn: day('2016-01-01', 3200) })
        .map((given) => partySanction(given)),
      fc
        .record({ kind: fc.constantFrom(...administrativeSanctions), sanctionedOn: day('2016-01-01', 3200) })
        .map((given) => administrativeSanction(given)),
    ),
    { maxLength: 3 },
  );

  test('on every day of seven years, by the list and by the rules', () => {
    fc.assert(
      fc.property(breaches, sanctions, day('2020-01-01', 2500), (given, imposed, on) => {
        const person: Dossier = dossier({
          breaches: given.map((one) => breach(one)),
          sanctions: imposed,
          employment: { manager: true },
        });
        expect(dossierSchema.safeParse(person).success).toBe(true);
        const records = [
          ...person.breaches.map(({ kind, determinedOn }) => ({ kind: kind as string, from: determinedOn })),
          ...person.sanctions.map(({ regime, kind, sanctionedOn }) => ({
            kind: `${regime}_${kind}`,
            from: sanctionedOn,
          })),
        ];
        const barred = records.some(
          ({ kind, from }) => from <= on && on <= lastDayByWalking(from, monthsOf[kind] ?? Number.NaN),
        );
        const rules = Object.values(disciplineRules).map((rule) => rule(person, situation({ on })).outcome);
        expect([barred, rules.includes('FAIL')]).toEqual([barred, barred]);
        expect(barsOf(person, kaili2023).some((bar) => runs(bar, on))).toBe(barred);
        expect(combinedEnd(barsOf(person, kaili2023), on) !== null).toBe(barred);
      }),
      { seed: 20_230_803, numRuns: 2000 },
    );
  });
});
