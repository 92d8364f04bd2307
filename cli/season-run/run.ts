import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { amendments } from '../../season/dates.ts';
import type { Progress } from '../../season/driver.ts';
import { readPlan, rulesOf, type SeasonPlan } from '../../season/plan.ts';
import { population } from '../../season/population.ts';
import { createPool } from '../../store/db.ts';
import type { Say } from '../launcher/say.ts';
import { startDriver } from './driver-process.ts';
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
  const stopping = new AbortController();
  const started: Started = { stack: null };
  const up = start(options, { parts, started, signal: stopping.signal });
  return {
    report: up,
    stop: async () => {
      stopping.abort(new Error('the season was stopped'));
      await started.stack?.stop({ keepDatabase: options.keep });
      await up.catch(() => undefined);
      // It came up in the meantime.
      await started.stack?.stop({ keepDatabase: options.keep });
    },
  };
}

interface Started {
  stack: Stack | null;
}

async function start(
  options: SeasonOptions,
  { parts, started, signal }: { parts: RunParts; started: Started; signal: AbortSignal },
): Promise<Report> {
  const { home } = options;
  const { say } = parts;
  const calendar = seasonCalendar(options);
  const plan = planOf(options, calendar);
  const rules = rulesOf(readPlan(JSON.stringify(plan)));
  const { seed } = population(rules, options);
  const trial = parts.trial === undefined ? {} : { trial: parts.trial };
  const stack = await bringUp({ ...options, say, ...trial }, { calendar, seed });
  started.stack = stack;
  signal.throwIfAborted();
  const urls = (await parts.onStack?.(stack)) ?? stack.urls;
  for (const file of [ledgerOf(home), sealOf(home)]) rmSync(file, { force: true });
  say({ zh: '演练 2023-06-01 至 2024-08-01 …', en: 'Playing 2023-06-01 to 2024-08-01 …' });
  const from = performance.now();
  const driver = startDriver(home, { ...plan, urls: [...urls] }, parts.onProgress);
  signal.addEventListener('abort', () => driver.stop(), { once: true });
  const played = await driver.played;
  const tookMs = performance.now() - from;
  say({ zh: '核查 …', en: 'Verifying …' });
  const pool = createPool(stack.databaseUrl, { max: 1 });
  try {
    const measures = await measure(pool, {
      url: stack.databaseUrl,
      ledger: ledgerOf(home),
      seal: sealOf(home),
      grounds: {
        calendar: rules.calendar,
        programmes: new Map(Object.values(rules.programmes).map((one) => [one.id, one])),
      },
    });
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
    urls: ['http://127.0.0.1'],
    ledger: ledgerOf(home),
    programmes,
    gazettes: [...gazettes],
    overlay: overlays.find(({ region }) => region === programmes[2023].calendar.region),
    published: [...published],
    amendments: [...amendments],
    patienceMs: PATIENCE_MS,
  };
}
