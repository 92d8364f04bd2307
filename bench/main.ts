import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { multiply, playStranded, playWalks, ROLLOVER } from './caseload/caseload.ts';
import { rolloverTable, throughputTable } from './report/tables.ts';
import { clonedGround } from './runs/measurement.ts';
import { runRollover } from './runs/rollover.ts';
import { linesOf, runRounds, sizes } from './runs/throughput.ts';
import { startBenchServer } from './server.ts';

/**
 * `npm run bench`: the door beside its baselines, in interleaved rounds of one run, median and range. Ratios are what
 * counts: a rate tells as much about the machine.
 */

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    cases: { type: 'string' },
    out: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const size = values.quick ? sizes.quick : sizes.full;
const tell = (text: string) => void process.stderr.write(`${text}\n`);
const wanted = (name: string) => values.only === undefined || values.only === name;

const server = await startBenchServer();
const sections: string[] = [`Server: ${server.settings}. Rounds: ${rounds}.`];
try {
  if (wanted('throughput')) {
    const caseload = await playWalks(server, 'walks');
    const units = Math.ceil((size.flood + size.warmUp) / caseload.base.length) + 1;
    await multiply(server, 'walks_many', { ...caseload, units, slices: 1 });
    const ground = clonedGround({ server, caseload, prepared: 'walks_many', at: null });
    sections.push(throughputTable(await runRounds(ground, linesOf(size), { rounds, tell })));
  }
  if (wanted('rollover')) {
    const cases = Number(values.cases ?? (values.quick ? 10_000 : 100_000));
    const caseload = await playStranded(server, 'stranded');
    await multiply(server, 'stranded_many', {
      ...caseload,
      units: Math.ceil(cases / caseload.base.length) + 100,
      slices: 1,
    });
    const ground = clonedGround({ server, caseload, prepared: 'stranded_many', at: ROLLOVER });
    sections.push(rolloverTable(await runRollover(ground, { cases, rounds: Math.min(rounds, 2), tell })));
  }
} finally {
  await server.stop();
}
const report = sections.join('\n\n');
process.stdout.write(`${report}\n`);
if (values.out !== undefined) writeFileSync(values.out, `${report}\n`);
