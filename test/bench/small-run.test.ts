import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Caseload, multiply, playStranded, playWalks, ROLLOVER } from '../../bench/caseload/caseload.ts';
import { measuredKinds } from '../../bench/caseload/walk.ts';
import { clonedGround, measure, sharedGround } from '../../bench/runs/measurement.ts';
import { rolloverLines } from '../../bench/runs/rollover.ts';
import { measureSteps, recordedSteps } from '../../bench/runs/steps.ts';
import { setSubject } from '../../bench/runs/subjects.ts';
import { linesOf, runRounds } from '../../bench/runs/throughput.ts';
import { playWholeCases } from '../../bench/runs/whole-cases.ts';
import { type BenchServer, onDatabase, onServer } from '../../bench/server.ts';

/**
 * The benchmark in small, on real rows: that it measures what it says. `measure` throws where one command's rows are
 * missing; speed is asserted nowhere.
 */
const tell = () => undefined;
const small = { alone: 4, few: 8, many: 20, flood: 30, warmUp: 20 };
const names = { walks: 'bench_walks', stranded: 'bench_stranded', many: 'bench_many', whole: 'bench_whole' };

let server: BenchServer;
let walks: Caseload;

beforeAll(async () => {
  server = await onServer(inject('server').adminUrl);
  walks = await playWalks(server, names.walks);
  await multiply(server, names.many, { ...walks, units: 6, slices: 1 });
});
afterAll(async () => {
  for (const name of Object.values(names)) await server.drop(name);
  await server.stop();
});

const counted = (url: string) =>
  onDatabase(url, async (client) => {
    const { rows } = await client.query<Record<string, string>>(
      `select (select count(*) from cases) as cases, (select count(*) from events) as events,
         (select count(*) from deadlines) as deadlines, (select sum(octet_length(c::text)) from cases c) as case_bytes`,
    );
    return rows[0]!;
  });

describe('the benchmark', () => {
  test('measures the door and the baselines on every kind of command, each in the one round', {
    timeout: 180_000,
  }, async () => {
    const lines = linesOf(small);
    const ground = clonedGround({ server, caseload: walks, prepared: names.many, at: null });
    const rounds = await runRounds(ground, lines, { rounds: 1, tell });
    expect(rounds).toHaveLength(1);
    expect([...rounds[0]!.keys()].sort()).toEqual(lines.map(({ name }) => name).sort());
    for (const { name, asked } of lines) expect(rounds[0]!.get(name)).toMatchObject({ transitions: asked.transitions });
    expect(new Set(walks.base.map(({ before }) => before))).toEqual(new Set(measuredKinds));
  });

  test('gives the baseline the very rows to write that the door writes, and as many bytes', async () => {
    const writtenBy = async (subject: Parameters<typeof measure>[1]['subject']) => {
      const ground = clonedGround({ server, caseload: walks, prepared: names.many, at: null });
      let found: Record<string, string> = {};
      const take = async () => {
        const { url, slice, give } = await ground.take();
        const countAndGive = async () => {
          found = await counted(url);
          await give();
        };
        return { url, slice, give: countAndGive };
      };
      await measure({ ...ground, take }, { transitions: 20, clients: 1, warmUp: 0, subject });
      return found;
    };
    const [door] = linesOf(small);
    const ofDoor = await writtenBy(door!.asked.subject);
    const before = await counted(server.url(names.many));
    expect(Number(ofDoor.events) - Number(before.events)).toBe(20);
    expect(await writtenBy((tasks) => setSubject(tasks, 20))).toEqual(ofDoor);
  });

  test('measures the year’s stop by one worker, two workers and in sets', async () => {
    const stranded = await playStranded(server, names.stranded);
    await multiply(server, names.stranded, { ...stranded, units: 6, slices: 3 });
    const ground = sharedGround({ server, caseload: stranded, database: names.stranded, at: ROLLOVER });
    const lines = rolloverLines(20).map((line) => ({ ...line, asked: { ...line.asked, warmUp: 20 } }));
    for (const { name, asked } of lines) expect(await measure(ground, asked), name).toMatchObject({ transitions: 20 });
  });

  test('steps a record’s commands again, and says what a whole case takes', async () => {
    const growth = await playWholeCases(server, names.whole, 4);
    expect(growth.cases).toBe(4);
    expect(growth.events).toBeGreaterThan(4 * 10);
    expect(growth.tables.map(([name]) => name)).toContain('events');
    const steps = await recordedSteps(server.url(names.whole));
    expect(steps).toHaveLength(growth.events);
    const [round] = measureSteps(steps, 1);
    expect(round!.whole).toBeGreaterThan(0);
  });
});
