import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeasonOptions } from '../../cli/season-run/options.ts';
import type { Report } from '../../cli/season-run/report.ts';
import { runSeason } from '../../cli/season-run/run.ts';
import { freshDatabase } from '../support/database.ts';
import { disturbedSeason, plan } from '../support/faults/disturbed-season.ts';
import { makeHome } from '../support/home.ts';
import { print } from '../support/print.ts';
import { redisInstalled } from '../support/redis.ts';

const seed = 11;
const cases = 60;
const homes: string[] = [];

const usual = {
  cases,
  seed,
  senders: 64,
  queue: 'postgres',
  keep: false,
  json: false,
  language: 'en',
} as const;

/** A season with its own processes, on a database of its own. */
async function season(changes: Partial<SeasonOptions> = {}): Promise<Report> {
  const database = await freshDatabase();
  const home = makeHome();
  homes.push(home);
  const options: SeasonOptions = {
    ...usual,
    databaseUrl: database.url,
    home,
    ...changes,
  };
  const run = runSeason(options, { say: () => undefined, onProgress: () => undefined });
  try {
    return await run.report;
  } finally {
    await run.stop();
    await database.drop();
  }
}

afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

describe(`a season of ${cases} cases, seed ${seed}, over HTTP, two api and two worker processes`, {
  timeout: 600_000,
}, () => {
  let first: Report;

  test('ends with a clean record, every answer as its people expected, and everything acknowledged in the history', async () => {
    first = await season();
    const { played, measures } = first;
    expect(played.surprises).toEqual([]);
    expect(measures.lost).toEqual([]);
    expect(measures.acknowledged).toBeGreaterThan(600);
    expect(measures.verification.findings).toEqual([]);
    expect(measures.verification.violations).toBe(0);
    expect(measures.verification.underWay).toMatchObject({ outbox: 0, due: 0 });
  });

  test('fires every deadline when its instant comes, and none before', () => {
    expect(first.measures.lateness.find(({ name }) => name === '*')?.fired).toBeGreaterThan(200);
  });

  test('counts cases of both years by outcome, and no more than were opened and reopened', () => {
    const { outcomes, rechecks } = first.measures;
    const reopened = rechecks.reduce((sum, one) => sum + one.reopened, 0);
    expect(reopened).toBeGreaterThan(0);
    const applications = outcomes.filter(({ lifecycle }) => lifecycle === 'application');
    expect(applications.reduce((sum, { cases }) => sum + cases, 0)).toBe(cases + reopened);
    expect(applications.filter(({ year }) => year === 2022).reduce((sum, { cases }) => sum + cases, 0)).toBe(9);
    const certified = (of: string, outcome: (name: string) => boolean) =>
      outcomes.filter((one) => one.lifecycle === of && outcome(one.outcome)).reduce((sum, { cases }) => sum + cases, 0);
    expect(certified('certificate', () => true)).toBe(certified('application', (name) => name === 'certified'));
  });

  const otherwise = redisInstalled ? 'one sender and BullMQ on Redis' : 'one sender';
  test(`is the same event log again with ${otherwise}`, async () => {
    const again = await season({ senders: 1, queue: redisInstalled ? 'redis' : 'postgres' });
    expect(again.measures.rows).toBe(first.measures.rows);
    expect(again.measures.hash).toBe(first.measures.hash);
  });

  describe.skipIf(!redisInstalled)('in which everything breaks', () => {
    let faulty: Awaited<ReturnType<typeof disturbedSeason>>;
    beforeAll(async () => {
      faulty = await disturbedSeason({ ...usual, queue: 'redis' });
      print(`seed ${seed}, ${cases} cases: ${first.tookMs | 0} ms plain, ${faulty.report.tookMs | 0} ms broken`);
      print(JSON.stringify(faulty.counts));
    }, 900_000);

    test('was broken as often as planned', () => {
      const { doubled, firedWhileHeld, ...times } = faulty.counts;
      expect(times).toEqual({
        kills: plan.kills.times,
        databaseKills: plan.databaseKills.times,
        cuts: plan.cuts.times,
        ballotCuts: plan.ballotCuts,
        roundKills: plan.roundKills,
        flushes: plan.flushes.times,
        steps: 1,
      });
      expect(doubled).toBeGreaterThan(1);
      expect(firedWhileHeld).toBe(0);
    });

    test('keeps every command it acknowledged', () => {
      expect(faulty.report.measures.acknowledged).toBeGreaterThan(cases);
      expect(faulty.report.measures.lost).toEqual([]);
    });

    test('is answered as its people expected', () => {
      expect(faulty.report.played.surprises).toEqual([]);
    });

    test('holds every invariant', () => {
      expect(faulty.report.measures.verification).toMatchObject({ findings: [] });
    });

    test('has the same history, event for event, as one in which nothing broke', () => {
      expect(faulty.report.measures.rows).toBe(first.measures.rows);
      expect(faulty.report.measures.hash).toBe(first.measures.hash);
    });
  });
});
