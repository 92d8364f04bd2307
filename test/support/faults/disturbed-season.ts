import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SeasonOptions } from '../../../cli/season-run/options.ts';
import type { Report } from '../../../cli/season-run/report.ts';
import { runSeason } from '../../../cli/season-run/run.ts';
import type { Stack, Trial } from '../../../cli/season-run/stack.ts';
import { makeHome } from '../home.ts';
import { type Relay, startRelay } from '../relay.ts';
import { type FaultCounts, type FaultPlan, Saboteur } from './faults.ts';
import { type Front, openFront } from './front.ts';

/** A season in which everything breaks: processes and the database are killed, connections cut, queues flushed, clocks wrong. */

const SIX_HOURS_MS = 6 * 3_600_000;

/** So often each; most of them at every so many-th command. */
export const plan: FaultPlan = {
  kills: { times: 20, every: 55 },
  databaseKills: { times: 3, every: 330 },
  cuts: { times: 20, every: 50 },
  ballotCuts: 3,
  roundKills: 2,
  flushes: { times: 5, rowsDue: 32 },
  doubleAfter: 300,
  stepAfter: 150,
};

const silent = { say: () => undefined, onProgress: () => undefined };

interface Ways {
  /** The apis' to the database. */
  relay: Relay;
  /** The public's, and so the observer's, to the apis. */
  front: Front;
}

/** One worker's own clock is six hours ahead, the other's six hours behind. */
function trialBy(ways: () => Ways | null): Trial {
  const skew = pathToFileURL(join(import.meta.dirname, 'skewed-clock.mjs')).href;
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

/** The season of `options`, on a server of its own, disturbed by the plan. */
export async function disturbedSeason(
  options: Omit<SeasonOptions, 'home' | 'databaseUrl'>,
): Promise<{ report: Report; counts: FaultCounts }> {
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
  const run = runSeason(
    { ...options, home, databaseUrl: null },
    { ...silent, onStack, trial: trialBy(() => joined.ways) },
  );
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
