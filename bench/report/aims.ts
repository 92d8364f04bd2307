import type { Measured } from '../runs/measurement.ts';
import type { Round } from '../runs/throughput.ts';

/** A ratio of two measurements of one round, and what it is to reach. */
export interface Aim {
  readonly of: string;
  readonly aim: number;
  /** Whether the aim is the most it may be, rather than the least. */
  readonly most: boolean;
  readonly value: (round: Round) => number;
}

export const rateOf = ({ perSecond }: Measured): number => perSecond;

const rate = (name: string) => (round: Round) => rateOf(found(round, name));
const bestOneByOne = (round: Round) =>
  Math.max(...[...round].filter(([name]) => name.startsWith('one by one')).map(([, one]) => rateOf(one)));

const least = (of: string, aim: number, value: Aim['value']): Aim => ({ of, aim, most: false, value });
const most = (of: string, aim: number, value: Aim['value']): Aim => ({ of, aim, most: true, value });
const over = (one: Aim['value'], other: Aim['value']) => (round: Round) => one(round) / other(round);

export const aims: Readonly<Record<'throughput' | 'rollover', readonly Aim[]>> = {
  throughput: [
    least('door 64 / best one by one', 2.5, over(rate('door 64'), bestOneByOne)),
    least('door 64 / set 64', 0.45, over(rate('door 64'), rate('set 64'))),
    least('door 512 / set 500', 0.45, over(rate('door 512'), rate('set 500'))),
    most('alone, p50: door / one by one', 3, (round) => found(round, 'door 1').p50 / found(round, 'one by one 1').p50),
    most('alone, p99: door / one by one', 3, (round) => found(round, 'door 1').p99 / found(round, 'one by one 1').p99),
  ],
  rollover: [
    least('rollover: one worker / set 500', 0.35, over(rate('rollover, one worker'), rate('rollover, set 500'))),
    least('rollover: two workers / set 500', 0.35, over(rate('rollover, two workers'), rate('rollover, set 500'))),
  ],
};

function found(round: Round, name: string): Measured {
  const one = round.get(name);
  if (!one) throw new Error(`nothing was measured of ${name}`);
  return one;
}
