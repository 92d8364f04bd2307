import type { Measured } from '../runs/measurement.ts';
import type { Round } from '../runs/throughput.ts';
import { spreadOf } from '../statistics.ts';

/** What a run found, as Markdown: medians with their range, then the ratios beside what they aim at. */

interface Ratio {
  readonly of: string;
  readonly aim: string;
  readonly value: (round: Round) => number;
}

export function throughputTable(rounds: readonly Round[]): string {
  const rate = (name: string) => (round: Round) => found(round, name).perSecond;
  const best = (round: Round) =>
    Math.max(...[...round].filter(([name]) => name.startsWith('one by one')).map(([, { perSecond }]) => perSecond));
  const ratios: Ratio[] = [
    { of: 'door 64 / best one by one', aim: '≥ 2.5', value: (round) => rate('door 64')(round) / best(round) },
    { of: 'door 64 / set 64', aim: '≥ 0.45', value: (round) => rate('door 64')(round) / rate('set 64')(round) },
    { of: 'door 512 / set 500', aim: '≥ 0.45', value: (round) => rate('door 512')(round) / rate('set 500')(round) },
    {
      of: 'alone, p50: door / one by one',
      aim: '≤ 3',
      value: (round) => found(round, 'door 1').p50 / found(round, 'one by one 1').p50,
    },
    {
      of: 'alone, p99: door / one by one',
      aim: '≤ 3',
      value: (round) => found(round, 'door 1').p99 / found(round, 'one by one 1').p99,
    },
  ];
  return `### Transitions\n\n${table(rounds)}\n\n${ratioTable(rounds, ratios)}`;
}

export function rolloverTable(rounds: readonly Round[]): string {
  const ratio: Ratio = {
    of: 'door / set 500',
    aim: '≥ 0.35',
    value: (round) => found(round, 'door 500').perSecond / found(round, 'set 500').perSecond,
  };
  const cases = [...(rounds[0] ?? new Map()).values()][0]?.transitions ?? 0;
  return `### Rollover of ${cases} cases\n\n${table(rounds)}\n\n${ratioTable(rounds, [ratio])}`;
}

function table(rounds: readonly Round[]): string {
  const names = [...(rounds[0]?.keys() ?? [])].sort();
  const rows = names.map((name) => {
    const all = rounds.map((round) => found(round, name));
    const per = spreadOf(all.map(({ perSecond }) => perSecond));
    const cpu = spreadOf(all.map(({ cost, transitions }) => (cost.nodeMs * 1000) / transitions));
    const p50 = spreadOf(all.map((one) => one.p50));
    const p99 = spreadOf(all.map((one) => one.p99));
    const range = `${Math.round(per.min)}–${Math.round(per.max)}`;
    return `| ${name} | ${Math.round(per.median)} (${range}) | ${p50.median.toFixed(2)} | ${p99.median.toFixed(2)} | ${Math.round(cpu.median)} |`;
  });
  return [
    '| who | transitions/s, median (range) | p50 ms | p99 ms | µs of Node CPU each |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function ratioTable(rounds: readonly Round[], ratios: readonly Ratio[]): string {
  const rows = ratios.map(({ of, aim, value }) => {
    const { median, min, max } = spreadOf(rounds.map(value));
    return `| ${of} | ${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)}) | ${aim} |`;
  });
  return ['| ratio, within a round | median (range) | aim |', '| --- | --- | --- |', ...rows].join('\n');
}

function found(round: Round, name: string): Measured {
  const one = round.get(name);
  if (!one) throw new Error(`nothing was measured of ${name}`);
  return one;
}
