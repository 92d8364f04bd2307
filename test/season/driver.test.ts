import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../machines/time.ts';
import { officeHour } from '../../season/hours.ts';
import type { OfficeScript } from '../../season/office.ts';
import { type PlayOptions, playHere, populationOf, rules } from '../support/seasons.ts';

/** An auditor who looks every day at half past four, and writes down what there is. */
function auditor(): { script: OfficeScript; seen: string[] } {
  const seen: string[] = [];
  const script: OfficeScript = {
    name: 'auditor',
    wakes: (after) => officeHour(rules.calendar, { after, days: 0, hour: 3, hours: ['16:30'] }),
    async look({ stage, now, list }) {
      const [by] = stage.directory.handsOf('auditor', 'prov-hrss');
      const cases = await list({ lifecycle: 'application' }, by!);
      seen.push(`${now} ${cases.map(({ id, version, state }) => `${id} ${version} ${state}`).join(', ')}`);
      return [];
    },
  };
  return { script, seen };
}

const ends = parseInstant('2023-08-12T12:00:00+08:00');

async function season(of: { cases: number; seed: number }, options: PlayOptions) {
  const { script, seen } = auditor();
  const { service, played } = await playHere(populationOf(of.cases, of.seed), { ends, offices: [script], ...options });
  try {
    expect(service.defects).toEqual([]);
    return { hash: await service.hash(), played, seen };
  } finally {
    await service.close();
  }
}

describe('the driver', { timeout: 120_000 }, () => {
  test('records the same with one sender as with sixty-four whose answers come out of order, and an office sees the same', async () => {
    const of = { cases: 60, seed: 11 };
    const alone = await season(of, { senders: 1 });
    const crowd = await season(of, { senders: 64, shuffled: 1 });
    expect(alone.played.surprises).toEqual([]);
    expect(crowd.played.answers).toEqual(alone.played.answers);
    expect(crowd.hash).toBe(alone.hash);
    expect(alone.seen.length).toBeGreaterThan(40);
    expect(crowd.seen).toEqual(alone.seen);
  });

  test('records something else for another seed', async () => {
    const until = parseInstant('2023-06-10T12:00:00+08:00');
    const [one, other] = [
      await season({ cases: 10, seed: 1 }, { senders: 8, ends: until }),
      await season({ cases: 10, seed: 2 }, { senders: 8, ends: until }),
    ];
    expect(other.hash).not.toBe(one.hash);
  });

  test('gives up an office that never rests', async () => {
    const restless: OfficeScript = { name: 'restless', wakes: (after) => after, look: async () => [] };
    const of = populationOf(1, 1);
    await expect(playHere(of, { senders: 1, offices: [restless] })).rejects.toThrow('nobody comes to rest');
  });
});
