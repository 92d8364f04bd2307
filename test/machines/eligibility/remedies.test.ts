import { afterAll, describe, expect, test } from 'vitest';
import { ask } from '../../../machines/eligibility/ask.ts';
import { type Affairs, type Change, changed, compareChanges } from '../../../machines/eligibility/changes.ts';
import { evaluate } from '../../../machines/eligibility/evaluate.ts';
import { type Remedy, remediesOf, remedyOf } from '../../../machines/eligibility/remedies.ts';
import type { RuleId } from '../../../machines/eligibility/rule.ts';
import type { Domain } from '../../support/eligibility/domain.ts';
import { domains } from '../../support/eligibility/domains.ts';
import { dossier, hours, referee, service } from '../../support/eligibility/dossiers.ts';
import { situation } from '../../support/eligibility/situations.ts';
import { choices, type Grid, rulesWithRemedies, slotsOf } from '../../support/eligibility/slots.ts';
import { isWhole } from '../../support/eligibility/whole.ts';
import { print } from '../../support/print.ts';

/**
 * What would help: smallest and sufficient, by trying everything else, over all dossiers of bounded domains. `REMEDIES=whole`
 * tries on a finer grid.
 */
const grid: Grid = isWhole ? { days: 7, hours: 3, longest: 3700 } : { days: 61, hours: 15, longest: 3700 };
const HOUR = 3_600_000;

const fails = (rule: RuleId, { dossier: of, situation: when }: Affairs) => ask(rule, of, when).outcome === 'FAIL';

/** Something smaller on the grid that would have helped as well; of a rule without remedy, anything that helps. */
function smaller(rule: RuleId, affairs: Affairs, { changes }: Remedy): Change[] | undefined {
  const slots = slotsOf(rule, affairs, grid);
  const tried =
    changes === null
      ? choices(slots, 2)
      : [...less(changes), ...(changes.length < 5 ? choices(slots, changes.length) : without(changes))];
  return [...tried].find(
    (one) => (changes === null || compareChanges(one, changes) < 0) && !fails(rule, changed(affairs, one)),
  );
}

/** One of the changes made smaller by the least there is, a day, half an hour or a person. */
function less(changes: readonly Change[]): Change[][] {
  return changes.flatMap((one, at) => {
    const lesser = lesserOf(one);
    return lesser === null ? [] : [changes.toSpliced(at, 1, lesser)];
  });
}

function lesserOf(change: Change): Change | null {
  if (change.kind === 'wait' || change.kind === 'serve') return { ...change, days: change.days - 1 };
  if (change.kind === 'study') return { ...change, hours: change.hours - 0.5 };
  return change.kind === 'addReferee' ? { ...change, count: change.count - 1 } : null;
}

/** Every proper part of a longer list. */
function without(changes: readonly Change[]): Change[][] {
  const [first, ...rest] = changes;
  if (first === undefined) return [[]];
  return without(rest).flatMap((some) => [some, [first, ...some]]);
}

/** What a rule's failure on one dossier comes to: a remedy, and what is wrong with it. */
function judged(rule: RuleId, affairs: Affairs): { remedy: Remedy; wrong: unknown[] } | null {
  const finding = ask(rule, affairs.dossier, affairs.situation);
  if (finding.outcome !== 'FAIL') return null;
  const remedy = remedyOf(finding, affairs);
  const better = smaller(rule, affairs, remedy);
  const unsound = remedy.changes !== null && fails(rule, changed(affairs, remedy.changes));
  const of = { rule, reason: finding.reason, remedy };
  return { remedy, wrong: [...(unsound ? [{ ...of, unsound }] : []), ...(better ? [{ ...of, better }] : [])] };
}

const counted = { domains: 0, dossiers: 0, remedies: 0, hopeless: 0 };
const helped = new Set<RuleId>();

describe.each(domains)('over all dossiers of the domain of $name', ({ name, rules, all }: Domain) => {
  test('whatever is told to help does, and nothing smaller', { timeout: HOUR }, () => {
    const found = all.flatMap((affairs) => rules.map((rule) => judged(rule, affairs)).filter((one) => one !== null));
    const [remedies, hopeless] = [
      found.filter(({ remedy }) => remedy.changes !== null),
      found.filter(({ remedy }) => remedy.changes === null),
    ];
    print(
      `${name}: ${all.length} dossiers, ${rules.join(' ')}; remedies ${remedies.length}, nothing helps ${hopeless.length}`,
    );
    expect(found.flatMap(({ wrong }) => wrong).slice(0, 3)).toEqual([]);
    for (const { remedy } of remedies) helped.add(remedy.rule);
    counted.domains += 1;
    counted.dossiers += all.length;
    counted.remedies += remedies.length;
    counted.hopeless += hopeless.length;
  });
});

describe('all domains together', () => {
  test('come to a remedy of every rule against which something helps', () => {
    expect(rulesWithRemedies.filter((rule) => !helped.has(rule))).toEqual([]);
  });

  afterAll(() => {
    const { domains: count, dossiers, remedies, hopeless } = counted;
    print(
      `remedies: ${count} domains, ${dossiers} dossiers; ${remedies} remedies sound and minimal, ${hopeless} times nothing helps; grid of ${grid.days} days, ${grid.hours} hours`,
    );
  });
});

describe('what would help', () => {
  const remedies = (given: Parameters<typeof dossier>[0]) => {
    const [of, when] = [dossier(given), situation()];
    return remediesOf(evaluate(of, when, { programmeVersion: 1 }), of, when);
  };
  const against = (rule: RuleId, given: Parameters<typeof dossier>[0]) =>
    remedies(given).rules.find((one) => one.rule === rule);

  test('a document that is missing', () => {
    expect(against('E07', { documents: ['form-1-9'] })?.changes).toEqual([{ kind: 'attach', item: 'form-1-5' }]);
  });

  test('hours short by k in a year', () => {
    const short = [2019, 2020, 2021, 2022].map((year) => hours({ year, hours: year === 2021 ? 77.5 : 90 }));
    expect(against('E25', { hours: short })?.changes).toEqual([
      { kind: 'study', year: 2021, course: 'PROFESSIONAL', hours: 12.5 },
    ]);
  });

  test('a second referee', () => {
    expect(
      against('E08', { claim: { route: 'EXCEPTIONAL', series: 'SERIES_ENGINEERING' }, referees: [referee({})] })
        ?.changes,
    ).toEqual([{ kind: 'addReferee', count: 1 }]);
  });

  test('service for the days that are missing to a year, and the first day on which time alone would do', () => {
    const ended = against('E07', { service: [service({ through: '2021-08-30' })] });
    expect(ended?.changes).toEqual([{ kind: 'serve', days: 1 }]);
    expect(ended?.earliest).toBeNull();
    const going = against('E07', { service: [service({ from: '2023-03-01', through: null })] });
    expect(going?.earliest).toEqual({ clock: 'CUTOFF', day: '2024-02-29', cycle: 2024 });
  });

  test('another way that is open now, where the one chosen is not', () => {
    const { rules, instead } = remedies({ claim: { route: 'EXCEPTIONAL' } });
    expect(rules.map(({ rule, changes }) => [rule, changes?.[0]])).toEqual([
      ['E08', { kind: 'addReferee', count: 2 }],
      ['E38', { kind: 'attach', item: 'referee-letters' }],
    ]);
    expect(instead).toEqual([{ route: 'ORDINARY', sure: true }]);
    expect(remedies({}).instead).toEqual([]);
  });
});
