import { parseArgs } from 'node:util';

/**
 * What `npm run bench` can measure. Only where they are asked for: `million`, since it takes ten minutes and 20 GB, and
 * `linking`, which measures no speed but whether ballots stay secret.
 */
export const benches = ['throughput', 'rollover', 'steps', 'size', 'rules', 'million', 'linking'] as const;
export type BenchName = (typeof benches)[number];

export interface BenchOptions {
  readonly only: readonly BenchName[];
  readonly quick: boolean;
  readonly rounds: number;
  /** Cases of the rollover; null: 100,000, or 10,000 in a quick run. */
  readonly cases: number | null;
  /** A played season's database, whose recorded commands are stepped again; null: cases played for the purpose. */
  readonly season: string | null;
  /** Whether the figures go into docs/measured.md, each part in its place. */
  readonly write: boolean;
  /** Directory of the server that is measured on; null: a temporary one, removed at the end. */
  readonly data: string | null;
}

export const usage = `usage: npm run bench -- [--quick] [--only NAME[,NAME]] [--rounds N] [--cases N] [--million] [--season URL] [--write] [--data DIR]
  --quick    fewer commands: a look, not a measurement
  --only     of ${benches.join(', ')}
  --rounds   interleaved rounds, 5 by default; one more comes first and is not counted
  --cases    of the rollover, 100,000 by default
  --million  the ratios at 1,000,000 cases beside those at 10,000
  --season   a database kept by npm run season -- --keep, for the steps
  --write    puts the figures into docs/measured.md
  --data     where the measured PostgreSQL is kept`;

export class BenchUsage extends Error {}

/** @throws BenchUsage with what is wrong. */
export function readOptions(args: readonly string[]): BenchOptions | 'help' {
  const values = parsed(args);
  if (values.help) return 'help';
  const asked =
    values.only?.split(',') ?? benches.filter((name) => name !== 'linking' && (name !== 'million' || values.million));
  const only = asked.map((name) => {
    const known = benches.find((one) => one === name);
    if (known === undefined) throw new BenchUsage(`--only ${name}: it can be ${benches.join(', ')}`);
    return known;
  });
  return {
    only: values.million && !only.includes('million') ? [...only, 'million'] : only,
    quick: values.quick,
    rounds: whole('--rounds', values.rounds ?? '5'),
    cases: values.cases === undefined ? null : whole('--cases', values.cases),
    season: values.season ?? null,
    write: values.write,
    data: values.data ?? null,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        rounds: { type: 'string' },
        cases: { type: 'string' },
        million: { type: 'boolean', default: false },
        season: { type: 'string' },
        write: { type: 'boolean', default: false },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new BenchUsage(error instanceof Error ? error.message : String(error));
  }
}

function whole(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new BenchUsage(`${option} ${text}: a whole number from 1 on`);
  return value;
}
