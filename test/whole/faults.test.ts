import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../cli/season-run/report.ts';
import { runSeason } from '../../cli/season-run/run.ts';
import type { Stack, Trial } from '../../cli/season-run/stack.ts';
import { type FaultCounts, type FaultPlan, Saboteur } from '../support/faults/faults.ts';
import { type Front, openFront } from '../support/faults/front.ts';
import { makeHome } from '../support/home.ts';
import { redisInstalled } from '../support/redis.ts';
import { type Relay, startRelay } from '../support/relay.ts';

const CASES = 60;
const SEED = 11;
const SIX_HOURS_MS = 6 * 3_600_000;

const plan: FaultPlan = {
  kills: { times: 20, every: 55 },
  databaseKills: { times: 3, every: 330 },
  cuts: { times: 20, every: 50 },
  ballotCuts: 3,
  roundKills: 2,
  flushes: { times: 5, rowsDue: 32 },
  doubleAfter: 300,
  stepAfter: 150,
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

interface Ways {
  /** The apis' to the database. */
  relay: Relay;
  /** The public's, and so the observer's, to the apis. */
  front: Front;
}

/** One worker's own clock is six hours ahead, the other's six hours behind. */
function trialBy(ways: () => Ways | null): Trial {
  const skew = pathToFileURL(join(import.meta.dirname, '../support/faults/skewed-clock.mjs')).href;
  return {
    restartMs: 50,
    variables: ({ kind, n }, told) => {
      const { relay, front } = ways() ?? {};
      return kind === 'api'
        ? { ...told, ...(relay ? { DATABASE_URL: relay.url } : {}) }
        : {
            ...told,
            ...(front ? { PUBLIC_URL: front.url } : {}),
            NODE_OPTIONS: `--import ${skew}`,
            SKEW_MS: String(n === 1 ? SIX_HOURS_MS : -SIX_HOURS_MS),
          };
    },
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
  const joined: { saboteur: Saboteur | null; ways: Ways | null } = { saboteur: null, ways: null };
  const onStack = async (stack: Stack) => {
    const ways = { relay: await startRelay(stack.databaseUrl), front: await openFront(stack.urls) };
    joined.ways = ways;
    // They were started on the database itself and on one api: ended once, they come back by the other ways.
    const { apis, workers } = stack.pids();
    for (const pid of [...apis, ...workers]) process.kill(pid, 'SIGKILL');
    joined.saboteur = await Saboteur.join(plan, { stack, relay: ways.relay });
    return joined.saboteur.gateways();
  };
  const run = runSeason(options(home), { ...silent, onStack, trial: trialBy(() => joined.ways) });
  try {
    const report = await run.report;
    if (!joined.saboteur) throw new Error('nobody disturbed the season');
    return { report, counts: joined.saboteur.counts };
  } finally {
    await run.stop();
    await joined.saboteur?.leave();
    await joined.ways?.relay.close();
    await joined.ways?.front.close();
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
      {
        acknowledged: plain.measures.acknowledged,
        rows: plain.measures.rows,
        verified: plain.measures.verification.findings.length,
      },
    );
  }, 600_000);

  it('was broken as often as planned', () => {
    const { doubled, firedWhileHeld, ...times } = faulty.counts;
    expect(times).toEqual({
      kills: 20,
      databaseKills: 3,
      cuts: 20,
      ballotCuts: 3,
      roundKills: 2,
      flushes: 5,
      steps: 1,
    });
    expect(doubled).toBeGreaterThan(1);
    expect(firedWhileHeld).toBe(0);
  });
  it('keeps every command it acknowledged', () => {
    expect(faulty.report.measures.acknowledged).toBeGreaterThan(CASES);
    expect(faulty.report.measures.lost).toEqual([]);
  });
  it('is answered as its people expected', () => {
    expect(plain.played.surprises).toEqual([]);
    expect(faulty.report.played.surprises).toEqual([]);
  });
  it('holds every invariant', () => {
    expect(faulty.report.measures.verification).toMatchObject({ findings: [] });
  });
  it('has the same history, event for event, as one in which nothing broke', () => {
    expect(faulty.report.measures.rows).toBe(plain.measures.rows);
    expect(faulty.report.measures.hash).toBe(plain.measures.hash);
  });
});
