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

const ends = parseInstant('2023-08-08T12:00:00+08:00');

async function season(of: { cases: number; seed: number }, options: PlayOptions) {
  const { script, seen } = auditor();
  const offices = [script, ...(options.offices ?? [])];
  const { service, played } = await playHere(populationOf(of.cases, of.seed), { ends, ...options, offices });
  try {
    expect(service.defects).toEqual([]);
    return { hash: await service.hash(), played, seen };
  } finally {
    await service.close();
  }
}

/** A clerk who opens a case for somebody, and in the same errand would have it back: a draft is its applicant's alone. */
function clerk(): { script: OfficeScript; told: string[] } {
  const told: string[] = [];
  const at = parseInstant('2023-06-05T10:30:00+08:00');
  const unit = 'kaili-primary-1';
  const script: OfficeScript = {
    name: 'clerk',
    wakes: (after) => (after < at ? at : null),
    async look({ stage }) {
      const by = stage.directory.handOf(`${unit}-handler`, 'unitHandler');
      const id = stage.chance.uuid('clerk', 1);
      const person = `${unit}-reviewer-1`;
      const claim = { series: 'SERIES_SCHOOL_TEACHER', level: 'INTERMEDIATE', greenChannel: false, scope: 'ORDINARY' };
      return [
        {
          name: 'openFor',
          by,
          to: { kind: 'open', at: 'cases', case: id, programme: 'kaili-2022' },
          command: { type: 'open', data: { person, unit, ...claim } },
          next: ({ view }) => ({
            name: 'withdrawFor',
            by,
            to: { kind: 'event', case: id, version: view?.version ?? null },
            command: { type: 'withdraw', data: {}, reason: { code: 'PERSONAL' } },
          }),
        },
      ];
    },
    told: ({ name }, { code }) => void told.push(`${name} ${code}`),
  };
  return { script, told };
}

describe('the driver', { timeout: 300_000 }, () => {
  test('records the same with one sender as with sixty-four whose answers come out of order, and an office sees the same', async () => {
    const of = { cases: 30, seed: 11 };
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

  test('lets an office send one command of the answer to another, tells it both, and reports what it did not expect', async () => {
    const { script, told } = clerk();
    const ends = parseInstant('2023-06-06T12:00:00+08:00');
    const { played } = await season({ cases: 1, seed: 1 }, { senders: 4, ends, offices: [script] });
    expect(told).toEqual(['openFor moved', 'withdrawFor CASE_NOT_FOUND']);
    expect(played.surprises).toMatchObject([
      { whose: 'clerk', name: 'withdrawFor', code: 'CASE_NOT_FOUND', expected: ['moved'] },
    ]);
  });

  test('gives up an office that never rests', async () => {
    const restless: OfficeScript = { name: 'restless', wakes: (after) => after, look: async () => [] };
    const of = populationOf(1, 1);
    await expect(playHere(of, { senders: 1, offices: [restless] })).rejects.toThrow('nobody comes to rest');
  });
});
