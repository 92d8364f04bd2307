import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { ask } from '../../../machines/eligibility/ask.ts';
import { type Affairs, type Clock, movedTo } from '../../../machines/eligibility/changes.ts';
import { clockOf, earliest } from '../../../machines/eligibility/earliest.ts';
import type { RuleId } from '../../../machines/eligibility/rule.ts';
import { ruleIds } from '../../../machines/eligibility/rule-ids.ts';
import { addDays, addPeriod, type PlainDate } from '../../../machines/time.ts';
import { anyDossier, anySituation } from '../../support/eligibility/arbitrary.ts';
import type { Domain } from '../../support/eligibility/domain.ts';
import { domains } from '../../support/eligibility/domains.ts';
import { dossier, service, title } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';
import { isWhole } from '../../support/eligibility/whole.ts';
import { print } from '../../support/print.ts';
import { kaili2023 } from '../../support/programmes.ts';

/**
 * The first day on which a rule would not fail is what a search day by day finds. `REMEDIES=whole` goes through every dossier of
 * the domains, and further.
 */
const YEARS = isWhole ? 20 : 5;
/** Rules that count days or years. */
const counting: readonly RuleId[] = [
  'E01',
  'E07',
  'E07b',
  'E11',
  'E12',
  'E13',
  'E23',
  'E29',
  'E30',
  'E31',
  'E32',
  'E34',
];
/** In the suite one dossier of so many is searched; of rules that count one of fewer, and in a small domain each. */
const EVERY = isWhole ? 1 : 101;
const often = (dossiers: number) => (isWhole || dossiers < 300 ? 1 : 5);
const HOUR = 3_600_000;

/** The first day in so many years, by asking on each. */
function dayByDay(rule: RuleId, { dossier: of, situation: when }: Affairs, clock: Clock): PlainDate | null {
  const from = clock === 'ACT' ? when.on : when.cutoff;
  const last = addPeriod(from, { years: YEARS });
  for (let day = from; day <= last; day = addDays(day, 1))
    if (ask(rule, of, movedTo(when, clock, day)).outcome !== 'FAIL') return day;
  return null;
}

/** What is found, as far as the search goes. */
function found(rule: RuleId, affairs: Affairs, clock: Clock): PlainDate | null {
  const day = earliest(rule, affairs)?.day ?? null;
  const { on, cutoff } = affairs.situation;
  return day !== null && day <= addPeriod(clock === 'ACT' ? on : cutoff, { years: YEARS }) ? day : null;
}

const seen = new Map<RuleId, { failed: number; helped: number }>();

/** Differences between both, of every rule that fails. */
function differing(rules: readonly RuleId[], affairs: Affairs): unknown[] {
  return rules.flatMap((rule) => {
    const clock = clockOf[rule];
    if (clock === null || ask(rule, affairs.dossier, affairs.situation).outcome !== 'FAIL') return [];
    const [day, searched] = [found(rule, affairs, clock), dayByDay(rule, affairs, clock)];
    const { failed, helped } = seen.get(rule) ?? { failed: 0, helped: 0 };
    seen.set(rule, { failed: failed + 1, helped: helped + (searched === null ? 0 : 1) });
    return day === searched ? [] : [{ rule, day, searched }];
  });
}

describe.each(domains)('over the domain of $name', ({ rules, all }: Domain) => {
  test('the first day is that of a search day by day', { timeout: HOUR }, () => {
    const wrong = all.flatMap((affairs, at) =>
      differing(
        rules.filter((rule) => at % (counting.includes(rule) ? often(all.length) : EVERY) === 0),
        affairs,
      ),
    );
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});

describe('over dossiers of any kind', () => {
  const SEED = 20_231_231;

  test('the first day is that of a search day by day', { timeout: HOUR }, () => {
    fc.assert(
      fc.property(anyDossier(kaili2023), anySituation(kaili2023), (of, when) => {
        expect(differing(ruleIds, { dossier: of, situation: when })).toEqual([]);
      }),
      { seed: SEED, numRuns: isWhole ? 1000 : 20 },
    );
  });

  test('time alone never helps where no clock is named, but for hours, of which another cycle asks others', {
    timeout: HOUR,
  }, () => {
    const rules = ruleIds.filter((rule) => clockOf[rule] === null && !['E25', 'E26', 'E27'].includes(rule));
    fc.assert(
      fc.property(anyDossier(kaili2023), anySituation(kaili2023), (of, when) => {
        const affairs = { dossier: of, situation: when };
        const failed = rules.filter((rule) => ask(rule, of, when).outcome === 'FAIL');
        for (const rule of failed)
          for (const clock of ['ACT', 'CUTOFF'] as const)
            expect([rule, clock, dayByDay(rule, affairs, clock)]).toEqual([rule, clock, null]);
      }),
      { seed: SEED, numRuns: isWhole ? 300 : 10 },
    );
  });

  afterAll(() => {
    const lines = [...seen].sort().map(([rule, { failed, helped }]) => `${rule} ${helped} of ${failed}`);
    print(`first days, searched for ${YEARS} years: ${lines.join(', ')}`);
  });
});

describe('every rule with time in it', () => {
  test('was helped by time somewhere', () => {
    for (const rule of counting) expect([rule, (seen.get(rule)?.helped ?? 0) > 0]).toEqual([rule, true]);
  });

  test('tells the first cycle whose 31 December comes to the years', () => {
    const late = { dossier: dossier({ titles: [title({ awardedOn: '2019-01-02' })] }), situation: situation() };
    const needed = ask('E23', late.dossier, late.situation).arithmetic[0]?.params.needed;
    const day = addDays(addPeriod('2019-01-02', { years: Number(needed) }), -1);
    const found = earliest('E23', late);
    expect(found?.day).toBe(day > '2023-12-31' ? day : '2023-12-31');
    const going = {
      dossier: dossier({ service: [service({ from: '2023-02-01', through: null })] }),
      situation: situation(),
    };
    expect(earliest('E07', going)).toEqual({ clock: 'CUTOFF', day: '2024-01-31', cycle: 2024 });
  });

  test('tells no cycle where what holds on the day is over by its 31 December', () => {
    const ending = { from: '2023-02-01', through: '2024-01-31' };
    const over = { dossier: dossier({ service: [service(ending)] }), situation: situation() };
    expect(earliest('E07', over)).toEqual({ clock: 'CUTOFF', day: '2024-01-31', cycle: 2024 });
  });
});
