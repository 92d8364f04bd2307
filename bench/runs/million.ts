import { type Caseload, clockTo, multiply, playStranded, playWalks, ROLLOVER } from '../caseload/caseload.ts';
import { transferCases } from '../caseload/transfer.ts';
import { type BenchServer, onDatabase } from '../server.ts';
import { clonedGround, type Ground, sharedGround } from './measurement.ts';
import { rolloverLines } from './rollover.ts';
import { type Line, linesOf, type Round, runRounds, type Sizes } from './throughput.ts';

/** The same measurements on a small record and on a large one: whether what holds for a year holds for decades. */

export interface Scale {
  /** Schools with twenty walking cases each; schools, from the first on, that have twenty stranded ones as well. */
  readonly walking: number;
  readonly stranded: number;
  /** Shares of the walking and of the stranded cases: no case is measured twice. */
  readonly walkingSlices: number;
  readonly strandedSlices: number;
}

export const scales = {
  full: { walking: 45_000, stranded: 5_000, walkingSlices: 90, strandedSlices: 12 },
  quick: { walking: 5_000, stranded: 1_200, walkingSlices: 50, strandedSlices: 12 },
} as const satisfies Record<string, Scale>;

export interface ScaleFigures {
  readonly cases: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly small: readonly Round[];
  readonly large: readonly Round[];
}

/** What compares: few enough commands that a large record has a fresh case for each. */
const STRANDED_CASES = 6_000;

export async function runMillion(
  server: BenchServer,
  how: { scale: Scale; sizes: Sizes; rounds: number; tell: (text: string) => void },
): Promise<ScaleFigures> {
  const { scale, sizes, rounds, tell } = how;
  const walks = await playWalks(server, 'walks');
  const stranded = await playStranded(server, 'stranded');
  const lines = linesOf(sizes);
  const rollover = rolloverLines(Math.min(STRANDED_CASES, (20 * scale.stranded) / scale.strandedSlices - 1_000));
  const small = await onSmall(server, { walks, stranded, lines, rollover, rounds, tell });
  const start = performance.now();
  await server.run(`alter system set max_wal_size = '20GB'`);
  await server.run('select pg_reload_conf()');
  await transferCases(server, stranded.base, { from: 'stranded', to: 'walks' });
  await multiply(server, 'walks', { ...walks, units: scale.walking, slices: scale.walkingSlices });
  await multiply(server, 'walks', {
    ...stranded,
    template: 'walks',
    units: scale.stranded,
    slices: scale.strandedSlices,
  });
  await server.run('alter system reset max_wal_size');
  await server.run('select pg_reload_conf()');
  await server.run('checkpoint');
  const seconds = (performance.now() - start) / 1000;
  const large = await measureBoth(
    {
      walking: sharedGround({ server, caseload: walks, database: 'walks', at: null }),
      stranded: sharedGround({ server, caseload: stranded, database: 'walks', at: ROLLOVER }),
    },
    { lines, rollover, rounds, tell },
  );
  const { cases, bytes } = await sizeOf(server);
  return { cases, seconds, bytes, small, large };
}

async function onSmall(
  server: BenchServer,
  of: Measuring & { walks: Caseload; stranded: Caseload },
): Promise<readonly Round[]> {
  const { walks, stranded } = of;
  await multiply(server, 'walks_small', { ...walks, units: 500, slices: 1 });
  await multiply(server, 'stranded_small', { ...stranded, units: 500, slices: 1 });
  await clockTo(server.url('stranded_small'), ROLLOVER);
  const rounds = await measureBoth(
    {
      walking: clonedGround({ server, caseload: walks, prepared: 'walks_small', at: null }),
      stranded: clonedGround({ server, caseload: stranded, prepared: 'stranded_small', at: ROLLOVER }),
    },
    of,
  );
  await server.drop('walks_small');
  await server.drop('stranded_small');
  return rounds;
}

interface Measuring {
  readonly lines: readonly Line[];
  readonly rollover: readonly Line[];
  readonly rounds: number;
  readonly tell: (text: string) => void;
}

/** The walk first, for the year's stop moves the clock. */
async function measureBoth(on: { walking: Ground; stranded: Ground }, of: Measuring): Promise<Round[]> {
  const walked = await runRounds(on.walking, of.lines, of);
  const rolled = await runRounds(on.stranded, of.rollover, of);
  return walked.map((round, index) => new Map([...round, ...(rolled[index] ?? [])]));
}

async function sizeOf(server: BenchServer): Promise<{ cases: number; bytes: number }> {
  return onDatabase(server.url('walks'), async (client) => {
    const { rows } = await client.query<{ cases: string; bytes: string }>(
      'select (select count(*) from cases) as cases, pg_database_size(current_database()) as bytes',
    );
    return { cases: Number(rows[0]?.cases), bytes: Number(rows[0]?.bytes) };
  });
}
