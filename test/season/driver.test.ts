import { describe, expect, test } from 'vitest';
import { groupsOf } from '../../season/groups.ts';
import { playInMemory, populationOf } from '../support/seasons.ts';

describe('the driver', () => {
  test('records the same with one sender as with sixty-four whose answers come out of order', async () => {
    const people = populationOf(120, 11);
    const alone = await playInMemory(people, { senders: 1 });
    for (const shuffled of [1, 2, 3]) {
      const crowd = await playInMemory(people, { senders: 64, shuffled });
      expect(crowd.world.events.length).toBe(alone.world.events.length);
      expect(crowd.world.hash()).toBe(alone.world.hash());
      expect(crowd.played.answers).toEqual(alone.played.answers);
    }
  });

  test('records something else for another seed', async () => {
    const [one, other] = [
      await playInMemory(populationOf(40, 1), { senders: 64 }),
      await playInMemory(populationOf(40, 2), { senders: 64 }),
    ];
    expect(other.world.hash()).not.toBe(one.world.hash());
  });
});

describe('acts of one instant', () => {
  const { cast } = populationOf(400, 5);
  const wish = (type: string) => ({ kind: 'deed', command: { type, data: {} } }) as never;
  const acting = (type: string) => cast.map((who) => ({ who, wish: wish(type) }));

  test('that only look at their own case go all at once', () => {
    const people = new Set(cast.map(({ applicant, year }) => `${applicant} ${year}`));
    expect(groupsOf(acting('verify'))).toHaveLength(people.size);
  });

  test('on one unit’s vacancies wait for one another, in the seed’s order', () => {
    const groups = groupsOf(acting('recommend'));
    const vacancyOf = ({ who }: { who: (typeof cast)[number] }) =>
      who.claim.level === 'JUNIOR' ? null : `${who.unit} ${who.claim.level === 'INTERMEDIATE'} ${who.year}`;
    const groupOf = new Map<string, number>();
    for (const [n, group] of groups.entries()) {
      expect(group.map(({ who }) => who.index)).toEqual(group.map(({ who }) => who.index).toSorted((a, b) => a - b));
      for (const act of group) {
        const key = vacancyOf(act);
        if (key === null) continue;
        expect(groupOf.get(key) ?? n).toBe(n);
        groupOf.set(key, n);
      }
    }
    expect(groups.flat()).toHaveLength(cast.length);
  });

  test('may open and end cases of one person’s year in one order only', () => {
    const people = populationOf(2_000, 7);
    const pairs = [...Map.groupBy(people.cast, ({ applicant, year }) => `${applicant} ${year}`).values()].filter(
      ({ length }) => length > 1,
    );
    expect(pairs.length).toBeGreaterThan(0);
    for (const pair of pairs) expect(groupsOf(pair.map((who) => ({ who, wish: wish('open') })))).toHaveLength(1);
  });
});
