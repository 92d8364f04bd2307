import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { hitsOf, meanOf, tailFrom, together } from '../../bench/linking/chance.ts';
import { type LinkingFigures, runLinking } from '../../bench/linking/linking.ts';
import { toldBy } from '../../bench/linking/log.ts';
import { type Totals, totalsOf } from '../../bench/linking/sitting.ts';
import { likeliest } from '../../bench/linking/states.ts';
import type { Verdict } from '../../bench/linking/verdict.ts';
import { linkingTable } from '../../bench/report/linking.ts';
import { type Choice, choices } from '../../store/ballots.ts';

/** The attack of docs/ballots.md in small, on a server of its own; the whole of it is `npm run bench -- --only linking`. */

let figures: LinkingFigures;
beforeAll(async () => {
  const size = { ours: 20, planted: 12, controls: 6, seed: 3, throwaway: true };
  figures = await runLinking(size, () => undefined);
}, 120_000);

const rateOf = ({ hits, votes }: Verdict) => hits / votes;
const found = (all: readonly Verdict[], name: string) => all.find(({ urn }) => urn.startsWith(name))!;

describe('whoever has the files, logs and statistics of the database after closing, and the order in which everybody voted', () => {
  test('finds no ballot, and links none, whatever the server was told to log', () => {
    expect(figures.ours).toHaveLength(3);
    for (const verdict of figures.ours) {
      expect(verdict).toMatchObject({ traces: 0, statistics: 0, statements: 0, ways: { none: verdict.votes } });
      expect(verdict.votes).toBeGreaterThan(100);
      expect(verdict.p).toBeGreaterThan(0.001);
    }
  });

  test('finds none in what a server leaves that was killed while a meeting closed', () => {
    expect(figures.afterCrash).toBe(0);
  });

  test.each([
    'naive: mark and ballot in one transaction',
    'naive: separate transactions',
    'naive: kept in the order they came',
  ])('links what is planted: %s', (name) => {
    expect(rateOf(found(figures.planted, name))).toBeGreaterThanOrEqual(0.95);
  });

  test('links an urn that is rewritten at random but not erased, better than chance', () => {
    expect(found(figures.planted, 'half').p).toBeLessThan(0.001);
  });

  test('would link ours by the log, were the server not kept from writing values, and in part by files copied before closing', () => {
    const [overheard, open] = figures.controls as [Verdict, Verdict];
    expect(rateOf(overheard)).toBeGreaterThanOrEqual(0.95);
    expect(open.traces).toBeGreaterThan(0);
    expect(open.p).toBeLessThan(0.001);
  });

  test('and the figures are told in a table, with what is outside', () => {
    const table = linkingTable(figures);
    expect(table).toMatch(/\| ours, all \| 20 \| \d+ \| \d+ \| [\d.]+ % \| [\d.]+ % \| [\d.]+ \|/);
    expect(table).toContain('still have ballots in pg_wal');
  });
});

describe('chance', () => {
  const votes = fc.array(fc.constantFrom(...choices), { minLength: 1, maxLength: 6 });

  test('is what dealing the votes in every order comes to', () => {
    fc.assert(
      fc.property(votes, fc.array(fc.constantFrom(...choices), { minLength: 6, maxLength: 6 }), (truth, guesses) => {
        const guessed = guesses.slice(0, truth.length);
        const hits = orders(truth).map((order) => order.filter((choice, n) => choice === guessed[n]).length);
        const counted = hitsOf(totalsOf(guessed.map(chosen)), totalsOf(truth.map(chosen)));
        for (const [n, p] of counted.entries()) {
          expect(p).toBeCloseTo(hits.filter((one) => one === n).length / hits.length, 10);
        }
      }),
    );
  });

  test('over several cases is the sum of theirs', () => {
    const totals: Totals = { yes: 3, no: 2, abstain: 1 };
    const one = hitsOf(totals, totals);
    const two = together([one, one]);
    expect(meanOf(two)).toBeCloseTo(2 * meanOf(one), 10);
    expect(tailFrom(two, 0)).toBeCloseTo(1, 10);
    expect(tailFrom(two, 12)).toBeCloseTo(tailFrom(one, 6) ** 2, 12);
  });

  test('leaves nothing to be known of a case of one mind', () => {
    expect(hitsOf({ yes: 4, no: 0, abstain: 0 }, { yes: 4, no: 0, abstain: 0 })).toEqual([0, 0, 0, 0, 1]);
  });
});

const chosen = (choice: Choice) => ({ choice });

function orders<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, n) => orders(items.toSpliced(n, 1)).map((rest) => [item, ...rest]));
}

describe('the attacker', () => {
  test('reads votes off states of an urn, and off parts of them the likeliest', () => {
    const order: Choice[] = ['no', 'yes', 'abstain', 'yes', 'no'];
    const states = order.map((_, n) => totalsOf(order.slice(0, n + 1).map(chosen)));
    expect(likeliest(states, states.at(-1)!)).toEqual(order);
    const nothing: Totals = { yes: 0, no: 0, abstain: 0 };
    const first = likeliest([{ ...nothing, no: 1 }, nothing, nothing, nothing, nothing], states.at(-1)!);
    expect(first[0]).toBe('no');
    expect(likeliest([{ ...nothing, yes: 1 }, nothing], { ...nothing, no: 2 })).toEqual([]);
  });

  test('reads votes off a log that has the values, also where the voter stands in the line before', () => {
    const id = '11111111-2222-4333-8444-555555555555';
    const known = { cases: new Set([id]), voters: new Set(['v1', 'v2']) };
    const lines = [
      `2026 [7] DETAIL:  Parameters: $1 = 'v1', $2 = '{${id}}', $3 = '{y}'`,
      `2026 [8] DETAIL:  Parameters: $1 = 'v2', $2 = '{${id}}'`,
      `2026 [8] DETAIL:  Parameters: $1 = '{${id}}', $2 = '{abstain}'`,
    ];
    expect(toldBy(lines.join('\n'), known)).toEqual([
      { case: id, voter: 'v1', choice: 'yes' },
      { case: id, voter: 'v2', choice: 'abstain' },
    ]);
  });
});
