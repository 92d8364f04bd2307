import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BenchUsage, benches, readOptions } from '../../bench/options.ts';
import { aims } from '../../bench/report/aims.ts';
import { withParts } from '../../bench/report/document.ts';
import { throughputTable } from '../../bench/report/tables.ts';
import type { Measured } from '../../bench/runs/measurement.ts';
import { linesOf, sizes, turned } from '../../bench/runs/throughput.ts';
import { percentile, spreadOf } from '../../bench/statistics.ts';

/** What the benchmark says of what it measured: a wrong sum here would pass for a fast door. */

const measured = (name: string, perSecond: number, ms = 1): Measured => ({
  subject: name,
  clients: 1,
  transitions: 100,
  perSecond,
  p50: ms,
  p99: 2 * ms,
  cost: { wallMs: 1, nodeMs: 1, postgresMs: 1, walBytes: 1 },
});

const rates: Readonly<Record<string, number>> = { 'door 64': 500, 'set 64': 1_000, 'door 512': 400, 'set 500': 1_000 };
const round = () =>
  new Map(
    linesOf(sizes.quick).map(({ name }) => [name, measured(name, rates[name] ?? 200, name === 'door 1' ? 4 : 1)]),
  );

describe('the figures', () => {
  test('are medians by nearest rank with their range', () => {
    expect(spreadOf([5, 1, 3])).toEqual({ median: 3, min: 1, max: 5 });
    expect(spreadOf([4, 1, 3, 2]).median).toBe(2.5);
    const hundred = Array.from({ length: 100 }, (_, n) => n + 1);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  test('are ratios of what was measured in one round', () => {
    const found = aims.throughput.map(({ of, value }) => [of, value(round())]);
    expect(found).toEqual([
      ['door 64 / best one by one', 2.5],
      ['door 64 / set 64', 0.5],
      ['door 512 / set 500', 0.4],
      ['alone, p50: door / one by one', 4],
      ['alone, p99: door / one by one', 4],
    ]);
  });

  test('say of each aim whether it is met', () => {
    const table = throughputTable([round(), round(), round()]);
    expect(table).toContain('| door 64 / best one by one | 2.50 (2.50–2.50) | ≥ 2.5 | met |');
    expect(table).toContain('| door 512 / set 500 | 0.40 (0.40–0.40) | ≥ 0.45 | **not met** |');
    expect(table).toContain('| alone, p50: door / one by one | 4.00 (4.00–4.00) | ≤ 3 | **not met** |');
  });

  test('of somebody who was not measured are no figures', () => {
    const without = round();
    without.delete('set 64');
    expect(() => throughputTable([without])).toThrow('nothing was measured of set 64');
  });
});

describe('a run', () => {
  test('lets everybody begin somewhere else in each round, and everybody once', () => {
    const lines = linesOf(sizes.quick).map(({ name }) => name);
    const rounds = Array.from({ length: 6 }, (_, n) => turned(lines, n));
    for (const one of rounds) expect(one.toSorted()).toEqual(lines.toSorted());
    expect(new Set(rounds.map(([first]) => first)).size).toBeGreaterThan(3);
  });

  test('puts each part into its place in the document, and nowhere else', () => {
    const document = readFileSync(new URL('../../docs/measured.md', import.meta.url), 'utf8');
    for (const name of benches) expect(document, name).toContain(`<!-- bench ${name} -->`);
    const written = withParts(document, [{ name: 'size', text: 'so many MB' }]);
    const place = /<!-- bench size -->[\s\S]*<!-- \/bench size -->/;
    expect(written).toContain('<!-- bench size -->\n\nso many MB\n\n<!-- /bench size -->');
    expect(written.replace(place, '')).toBe(document.replace(place, ''));
    expect(() => withParts('nothing', [{ name: 'size', text: '' }])).toThrow('no place for size');
  });

  test('refuses what it does not know', () => {
    expect(() => readOptions(['--only', 'speed'])).toThrow(BenchUsage);
    expect(() => readOptions(['--rounds', '0'])).toThrow(BenchUsage);
    expect(() => readOptions(['--fast'])).toThrow(BenchUsage);
    expect(readOptions(['--only', 'size,steps'])).toMatchObject({ only: ['size', 'steps'], rounds: 5, quick: false });
    expect(readOptions([])).toMatchObject({ only: ['throughput', 'rollover', 'steps', 'size', 'rules'] });
  });
});
