import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { calendarsOfFiles, loadProgrammes } from '../config/programmes.ts';
import { multiply, playStranded, playWalks, ROLLOVER } from './caseload/caseload.ts';
import { measuredKinds } from './caseload/walk.ts';
import { tallied } from './eligibility/tally.ts';
import { linkingSizes, runLinking } from './linking/linking.ts';
import { type BenchName, type BenchOptions, BenchUsage, readOptions, usage } from './options.ts';
import { type Part, withParts } from './report/document.ts';
import { linkingTable } from './report/linking.ts';
import { rulesTable } from './report/rules.ts';
import { millionTable, rolloverTable, sizeTable, stepsTable, throughputTable } from './report/tables.ts';
import { clonedGround } from './runs/measurement.ts';
import { runMillion, scales } from './runs/million.ts';
import { runRollover } from './runs/rollover.ts';
import { measureSteps, recordedSteps } from './runs/steps.ts';
import { linesOf, runRounds, sizes } from './runs/throughput.ts';
import { playWholeCases } from './runs/whole-cases.ts';
import { type BenchServer, startBenchServer } from './server.ts';

/**
 * `npm run bench`: the door beside its baselines, in interleaved rounds of one run, median and range. Ratios are what
 * counts: a rate tells as much about the machine.
 */

const DOCUMENT = new URL('../docs/measured.md', import.meta.url);
const tell = (text: string) => void process.stderr.write(`${text}\n`);

type Bench = (server: BenchServer, options: BenchOptions) => Promise<string>;

const throughput: Bench = async (server, { quick, rounds }) => {
  const size = quick ? sizes.quick : sizes.full;
  const caseload = await playWalks(server, 'walks');
  const units = Math.ceil((size.flood + size.warmUp) / caseload.base.length);
  await multiply(server, 'walks_many', { ...caseload, units, slices: 1 });
  const ground = clonedGround({ server, caseload, prepared: 'walks_many', at: null });
  const measured = await runRounds(ground, linesOf(size), { rounds, tell });
  await server.drop('walks_many');
  const kinds = `As many of each: ${measuredKinds.map((kind) => `\`${kind}\``).join(', ')}; at most ${size.flood} commands.`;
  return `${kinds}\n\n${throughputTable(measured)}`;
};

const rollover: Bench = async (server, options) => {
  const cases = options.cases ?? (options.quick ? 10_000 : 100_000);
  const caseload = await playStranded(server, 'stranded');
  const units = Math.ceil((cases + 1_000) / caseload.base.length);
  await multiply(server, 'stranded_many', { ...caseload, units, slices: 1 });
  const ground = clonedGround({ server, caseload, prepared: 'stranded_many', at: ROLLOVER });
  const rounds = Math.min(options.rounds, 3);
  const measured = await runRollover(ground, { cases, rounds, tell });
  await server.drop('stranded_many');
  return `${cases.toLocaleString('en')} cases at one instant.\n\n${rolloverTable(measured)}`;
};

const steps: Bench = async (server, { quick, rounds, season }) => {
  if (season === null) await playWholeCases(server, 'played', quick ? 80 : 400);
  const recorded = await recordedSteps(season ?? server.url('played'));
  const of = season === null ? 'cases played for the purpose' : 'a season';
  return stepsTable(recorded.length, of, measureSteps(recorded, rounds));
};

const size: Bench = async (server, { quick }) => sizeTable(await playWholeCases(server, 'whole', quick ? 200 : 1_000));

const million: Bench = async (server, options) => {
  const [scale, asked] = options.quick ? [scales.quick, sizes.quick] : [scales.full, sizes.full];
  return millionTable(await runMillion(server, { scale, sizes: asked, rounds: Math.min(options.rounds, 3), tell }));
};

/** On a server of its own, whose every file is read. */
const linking: Bench = async (_server, { quick }) =>
  linkingTable(await runLinking(quick ? linkingSizes.quick : linkingSizes.full, tell));

/** Of the rules alone: no server is asked. */
const rules: Bench = async (_server, { quick }) => {
  const programme = loadProgrammes(calendarsOfFiles()).find(({ id }) => id === 'kaili-2023');
  if (programme === undefined) throw new Error('no programme kaili-2023');
  const dossiers = quick ? 10_000 : 100_000;
  return rulesTable(tallied(programme, { seed: 1, dossiers }), dossiers / 200);
};

const table: Readonly<Record<BenchName, Bench>> = { throughput, rollover, steps, size, rules, million, linking };

async function run(options: BenchOptions): Promise<void> {
  const server = await startBenchServer(options.data ?? undefined);
  const parts: Part[] = [];
  try {
    for (const name of options.only) {
      tell(`${name} …`);
      const text = `${conditions(server, options, name)}\n\n${await table[name](server, options)}`;
      process.stdout.write(`## ${name}\n\n${text}\n\n`);
      parts.push({ name, text });
    }
  } finally {
    await server.stop();
  }
  if (options.write) writeFileSync(DOCUMENT, withParts(readFileSync(DOCUMENT, 'utf8'), parts));
}

function conditions(server: BenchServer, { quick, rounds }: BenchOptions, name: BenchName): string {
  const command = `npm run bench -- --only ${name}${quick ? ' --quick' : ''} --rounds ${rounds}`;
  const day = Temporal.Now.plainDateISO().toString();
  const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  return `\`${command}\`, ${day}, Node ${process.versions.node}, ${machine}; ${server.settings}.`;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(`${usage}\n`);
  else await run(options);
} catch (error) {
  if (!(error instanceof BenchUsage)) throw error;
  process.stderr.write(`${error.message}\n${usage}\n`);
  process.exitCode = 2;
}
