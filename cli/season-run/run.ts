import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../../season/driver.ts';
import { readPlan, rulesOf, type SeasonPlan } from '../../season/plan.ts';
import { population } from '../../season/population.ts';
import { createPool } from '../../store/db.ts';
import type { Say } from '../launcher/say.ts';
import { type DriverProcess, startDriver } from './driver-process.ts';
import { measure } from './measures.ts';
import type { SeasonOptions } from './options.ts';
import type { Report } from './report.ts';
import { bringUp, type SeasonCalendar, type Stack, seasonCalendar, type Trial } from './stack.ts';

/** A season from an empty database to its report. */

const PATIENCE_MS = 120_000;

export interface SeasonRun {
  readonly report: Promise<Report>;
  /** Ends everything that was started; good at any moment. */
  stop(): Promise<void>;
}

export interface RunParts {
  readonly say: Say;
  readonly onProgress: (progress: Progress) => void;
  /** Hears of the running stack: where a test breaks it. What it answers are the addresses the driver is given. */
  readonly onStack?: (stack: Stack) => Promise<readonly string[]> | undefined;
  readonly trial?: Trial;
}

export function runSeason(options: SeasonOptions, parts: RunParts): SeasonRun {
  const started: { stack: Stack | null; driver: DriverProcess | null } = { stack: null, driver: null };
  const up = start(options, { parts, started });
  return {
    report: up,
    stop: async () => {
      started.driver?.stop();
      // What is still coming up is ended by whoever brings it up, or here.
      await up.catch(() => undefined);
      await started.stack?.stop({ keepDatabase: options.keep });
    },
  };
}

async function start(
  options: SeasonOptions,
  { parts, started }: { parts: RunParts; started: { stack: Stack | null; driver: DriverProcess | null } },
): Promise<Report> {
  const { home, say } = { ...options, ...parts };
  const calendar = seasonCalendar();
  const plan = planOf(options, calendar);
  const { seed } = population(rulesOf(readPlan(JSON.stringify({ ...plan, urls: ['http://127.0.0.1'] }))), options);
  const { trial } = parts;
  const stack = await bringUp({ ...options, home, say, ...(trial ? { trial } : {}) }, { calendar, seed });
  started.stack = stack;
  const urls = (await parts.onStack?.(stack)) ?? stack.urls;
  for (const file of [ledgerOf(home), sealOf(home)]) rmSync(file, { force: true });
  say({ zh: '演练 2023-06-01 至 2024-08-01 …', en: 'Playing 2023-06-01 to 2024-08-01 …' });
  const from = performance.now();
  started.driver = startDriver(home, { ...plan, urls: [...urls] }, parts.onProgress);
  const played = await started.driver.played;
  const tookMs = performance.now() - from;
  say({ zh: '核查 …', en: 'Verifying …' });
  const pool = createPool(stack.databaseUrl, { max: 1 });
  try {
    const measures = await measure(pool, { url: stack.databaseUrl, ledger: ledgerOf(home), seal: sealOf(home) });
    return { played, measures, tookMs };
  } finally {
    await pool.end();
  }
}

const ledgerOf = (home: string): string => join(home, 'ledger.jsonl');
const sealOf = (home: string): string => join(home, 'seal.jsonl');

function planOf({ seed, cases, senders, home }: SeasonOptions, calendar: SeasonCalendar): SeasonPlan {
  const { gazettes, overlays, programmes, published } = calendar;
  return {
    seed,
    cases,
    senders,
    urls: [],
    ledger: ledgerOf(home),
    programmes,
    gazettes: [...gazettes],
    overlay: overlays.find(({ region }) => region === programmes[2023].calendar.region),
    published: [...published],
    patienceMs: PATIENCE_MS,
  };
}
