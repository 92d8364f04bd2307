/** `npm run season`: plays Kaili's season of 2023 on a stack of its own, and reports what a bureau would ask. */
import { SingleBar } from 'cli-progress';
import { isoInZone } from '../machines/time.ts';
import { seasonEnd, seasonStart } from '../season/dates.ts';
import type { Progress } from '../season/driver.ts';
import { exitCodes, Refusal, UsageError } from './command.ts';
import { languageOfTerminal, sayingTo } from './launcher/say.ts';
import { readOptions, type SeasonOptions, usage } from './season-run/options.ts';
import { isClean, type Report, reportLines } from './season-run/report.ts';
import { runSeason } from './season-run/run.ts';

const MINUTE_MS = 60_000;
/** As a shell tells of a process that was interrupted. */
const INTERRUPTED = 130;

async function season(options: SeasonOptions): Promise<number> {
  const { language, keep } = options;
  const bar = progressBar();
  const write = (line: string) => {
    bar.stop();
    process.stderr.write(`${line}\n`);
  };
  const say = sayingTo(write, language);
  let databaseUrl = '';
  const run = runSeason(options, {
    say,
    onProgress: bar.update,
    onStack: (stack) => {
      databaseUrl = stack.databaseUrl;
      return undefined;
    },
  });
  const first = await Promise.race([run.report.catch((error: unknown) => ({ error })), askedToStop()]);
  bar.stop();
  if (first !== 'asked' && 'error' in first) tell(first.error);
  const report = first !== 'asked' && 'measures' in first ? first : null;
  if (report) show(report, options);
  if (keep && databaseUrl !== '')
    say({
      zh: `核查:npm run verify -- --settled --database '${databaseUrl}'`,
      en: `To verify: npm run verify -- --settled --database '${databaseUrl}'`,
    });
  await run.stop();
  if (first === 'asked') return INTERRUPTED;
  return report && isClean(report) ? exitCodes.ok : exitCodes.error;
}

function show(report: Report, { json, language }: SeasonOptions): void {
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else for (const line of reportLines(report, language)) process.stdout.write(`${line}\n`);
}

/** None without a terminal: a log needs no bar. */
function progressBar(): { update: (progress: Progress) => void; stop: () => void } {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ format: '{bar} {percentage}%  {day}  {answers}', stream: process.stderr });
  const minutes = (instant: number) => Math.round((instant - seasonStart) / MINUTE_MS);
  return {
    update({ now, answers }) {
      const payload = { day: isoInZone(now).slice(0, 10), answers };
      if (bar.isActive) bar.update(minutes(now), payload);
      else bar.start(minutes(seasonEnd), minutes(now), payload);
    },
    stop() {
      if (bar.isActive) bar.stop();
    },
  };
}

function tell(error: unknown): void {
  const refusal = error instanceof Refusal ? error.text[languageOfTerminal()] : null;
  process.stderr.write(`${refusal ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`);
}

/** Resolves at the first signal; a second ends this process as signals do. */
function askedToStop(): Promise<'asked'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve('asked'));
  });
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') console.log(usage[languageOfTerminal()]);
  else process.exitCode = await season(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.text[languageOfTerminal()]);
  process.exitCode = exitCodes.usage;
}
