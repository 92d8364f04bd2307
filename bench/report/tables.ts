import type { Measured } from '../runs/measurement.ts';
import type { ScaleFigures } from '../runs/million.ts';
import type { StepRound } from '../runs/steps.ts';
import type { Round } from '../runs/throughput.ts';
import type { Growth } from '../runs/whole-cases.ts';
import { type Spread, spreadOf } from '../statistics.ts';
import { type Aim, aims, rateOf } from './aims.ts';

/** What a run found, as Markdown: medians with their range, then the ratios beside what they aim at. */

export function throughputTable(rounds: readonly Round[]): string {
  return `${ratesTable(rounds)}\n\n${aimsTable(rounds, aims.throughput)}`;
}

export function rolloverTable(rounds: readonly Round[]): string {
  return `${ratesTable(rounds)}\n\n${aimsTable(rounds, aims.rollover)}`;
}

export function stepsTable(steps: number, of: string, rounds: readonly StepRound[]): string {
  const line = (what: string, one: (round: StepRound) => number) => [what, spread(spreadOf(rounds.map(one)), 1)];
  return [
    `${steps.toLocaleString('en')} recorded steps of ${of}, µs of CPU each:`,
    markdown(
      ['what', 'median (range)'],
      [
        line('`step` alone', ({ alone }) => alone),
        line('stored text → parsed, restored, stepped → stored text', ({ whole }) => whole),
      ],
    ),
  ].join('\n\n');
}

export function sizeTable({ cases, events, deadlines, bytes, tables }: Growth): string {
  const perThousand = (count: number) => (count / cases / 1_000).toFixed(2);
  return [
    `${cases} whole cases, draft to certificate: ${(events / cases).toFixed(1)} events and ${(deadlines / cases).toFixed(1)} deadlines each.`,
    markdown(
      ['table with its indexes', 'MB per 1,000 cases'],
      [['database', perThousand(bytes)], ...tables.map(([name, grown]) => [`\`${name}\``, perThousand(grown)])],
    ),
  ].join('\n\n');
}

export function millionTable({ cases, seconds, bytes, small, large }: ScaleFigures): string {
  const rows = [...aims.throughput, ...aims.rollover].map((aim) => {
    const [few, many] = [spreadOf(small.map(aim.value)), spreadOf(large.map(aim.value))];
    const kept = aim.most ? few.median / many.median : many.median / few.median;
    return [aim.of, spread(few, 2), spread(many, 2), kept.toFixed(2), verdict(kept >= 0.8)];
  });
  return [
    `A record of ${cases.toLocaleString('en')} cases, ${(bytes / 1e9).toFixed(1)} GB, laid down in ${Math.round(seconds)} s.`,
    markdown(['ratio, within a round', 'at 10,000', `at ${cases.toLocaleString('en')}`, 'kept (aim ≥ 0.80)', ''], rows),
    'Small:',
    ratesTable(small),
    'Large:',
    ratesTable(large),
  ].join('\n\n');
}

function ratesTable(rounds: readonly Round[]): string {
  const names = [...(rounds[0]?.keys() ?? [])].sort();
  const rows = names.map((name) => {
    const all = rounds.flatMap((round) => round.get(name) ?? []);
    const of = (value: (one: Measured) => number) => spreadOf(all.map(value));
    const cpu = all.every(({ cost }) => cost.postgresMs !== null)
      ? each(of(({ cost, transitions }) => ((cost.postgresMs ?? 0) * 1_000) / transitions))
      : '–';
    return [
      name,
      spread(of(rateOf), 0),
      of((one) => one.p50).median.toFixed(2),
      of((one) => one.p99).median.toFixed(2),
      each(of(({ cost, transitions }) => (cost.nodeMs * 1_000) / transitions)),
      cpu,
      (of(({ cost, transitions }) => cost.walBytes / transitions).median / 1_000).toFixed(1),
    ];
  });
  return markdown(
    ['who', 'transitions/s, median (range)', 'p50 ms', 'p99 ms', 'Node µs', 'PostgreSQL µs', 'WAL KB'],
    rows,
  );
}

function aimsTable(rounds: readonly Round[], list: readonly Aim[]): string {
  const rows = list.map(({ of, aim, most, value }) => {
    const found = spreadOf(rounds.map(value));
    const met = most ? found.median <= aim : found.median >= aim;
    return [of, spread(found, 2), `${most ? '≤' : '≥'} ${aim}`, verdict(met)];
  });
  return markdown(['ratio, within a round', 'median (range)', 'aim', ''], rows);
}

const verdict = (met: boolean) => (met ? 'met' : '**not met**');

function each({ median }: Spread): string {
  return String(Math.round(median));
}

function spread({ median, min, max }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}

export function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
