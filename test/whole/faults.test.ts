import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../cli/season-run/report.ts';
import { runSeason } from '../../cli/season-run/run.ts';
import type { Stack, Trial } from '../../cli/season-run/stack.ts';
import { type FaultCounts, type FaultPlan, Saboteur } from '../support/faults/faults.ts';
import { makeHome } from '../support/home.ts';
import { redisInstalled } from '../support/redis.ts';
import { type Relay, startRelay } from '../support/relay.ts';

const CASES = 150;
const SEED = 11;
const SIX_HOURS_MS = 6 * 3_600_000;

const plan: FaultPlan = {
  kills: { times: 20, every: 55 },
  databaseKills: { times: 3, every: 330 },
  cuts: { times: 20, every: 50 },
  flushes: { times: 5, rowsDue: 50 },
  doubleAfter: 300,
  stepAfter: 500,
};

const options = (home: string) => ({
  cases: CASES,
  seed: SEED,
  senders: 64,
  queue: 'redis' as const,
  databaseUrl: null,
  home,
  keep: false,
  json: false,
  language: 'en' as const,
});
const silent = { say: () => undefined, onProgress: () => undefined };

/** One worker's own clock is six hours ahead, the other's six hours behind; the apis reach the database by a relay. */
function trialBy(relay: () => Relay | null): Trial {
  const skew = pathToFileURL(join(import.meta.dirname, '../support/faults/skewed-clock.mjs')).href;
  return {
    restartMs: 50,
    variables: ({ kind, n }, told) =>
      kind === 'api'
        ? { ...told, DATABASE_URL: relay()?.url ?? told.DATABASE_URL ?? '' }
        : { ...told, NODE_OPTIONS: `--import ${skew}`, SKEW_MS: String(n === 1 ? SIX_HOURS_MS : -SIX_HOURS_MS) },
  };
}

async function undisturbed(): Promise<Report> {
  const run = runSeason(options(join(makeHome(), 'plain')), silent);
  try {
    return await run.report;
  } finally {
    await run.stop();
  }
}

async function disturbed(): Promise<{ report: Report; counts: FaultCounts }> {
  const home = join(makeHome(), 'faulty');
  mkdirSync(home, { recursive: true });
  const joined: { saboteur: Saboteur | null; relay: Relay | null } = { saboteur: null, relay: null };
  const onStack = async (stack: Stack) => {
    joined.relay = await startRelay(stack.databaseUrl);
    // The apis were started on the database itself: ended once, they come back by way of the relay.
    for (const pid of stack.pids().apis) process.kill(pid, 'SIGKILL');
    joined.saboteur = await Saboteur.join(plan, { stack, relay: joined.relay });
    return joined.saboteur.gateways();
  };
  const run = runSeason(options(home), { ...silent, onStack, trial: trialBy(() => joined.relay) });
  try {
    const report = await run.report;
    if (!joined.saboteur) throw new Error('nobody disturbed the season');
    return { report, counts: joined.saboteur.counts };
  } finally {
    await run.stop();
    await joined.saboteur?.leave();
    await joined.relay?.close();
  }
}

describe.skipIf(!redisInstalled)('a season in which everything breaks', () => {
  let plain: Report;
  let faulty: Awaited<ReturnType<typeof disturbed>>;

  beforeAll(async () => {
    plain = await undisturbed();
    faulty = await disturbed();
    console.log(
      `seed ${SEED}, ${CASES} cases: ${plain.tookMs | 0} ms plain, ${faulty.report.tookMs | 0} ms broken`,
      faulty.counts,
    );
  }, 600_000);
  afterAll(() => undefined);

  it('was broken as often as planned', () => {
    const { doubled, firedWhileHeld, ...times } = faulty.counts;
    expect(times).toEqual({ kills: 20, databaseKills: 3, cuts: 20, flushes: 5, steps: 1 });
    expect(doubled).toBeGreaterThan(1);
    expect(firedWhileHeld).toBe(0);
  });
  it('keeps every command it acknowledged', () => {
    expect(faulty.report.measures.acknowledged).toBeGreaterThan(CASES);
    expect(faulty.report.measures.lost).toEqual([]);
  });
  it('holds every invariant', () => {
    expect(faulty.report.measures.verification).toMatchObject({ findings: [] });
  });
  it('has the same history, event for event, as one in which nothing broke', () => {
    expect(faulty.report.measures.rows).toBe(plain.measures.rows);
    expect(faulty.report.measures.hash).toBe(plain.measures.hash);
  });
});
