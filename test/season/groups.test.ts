import { describe, expect, test } from 'vitest';
import { caseKeys } from '../../season/case-keys.ts';
import { groupsOf } from '../../season/groups.ts';
import { populationOf } from '../support/seasons.ts';

describe('acts of one round', () => {
  const { cast } = populationOf(400, 5);
  const acting = (type: string, of = cast) =>
    of.map((who) => {
      const wish = { kind: 'deed', command: { type, data: {} } } as never;
      return { who, keys: caseKeys(who, wish) };
    });

  test('that only look at their own case go all at once', () => {
    const people = new Set(cast.map(({ applicant, year }) => `${applicant} ${year}`));
    expect(groupsOf(acting('verify'))).toHaveLength(people.size);
  });

  test('on one unit’s vacancies wait for one another, in the seed’s order', () => {
    const groups = groupsOf(acting('recommend'));
    const vacancyOf = ({ who }: { who: (typeof cast)[number] }) => {
      const { level, scope } = who.claim;
      const quota = scope === 'GRASSROOTS_PROVINCE' ? scope : level === 'INTERMEDIATE' ? level : 'SENIOR';
      return level === 'JUNIOR' ? null : `${who.unit} ${quota} ${who.year}`;
    };
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
    for (const pair of pairs) expect(groupsOf(acting('open', pair))).toHaveLength(1);
  });

  test('are joined by a third that has something in common with both', () => {
    const acts = [{ keys: ['a'] }, { keys: ['b'] }, { keys: ['c'] }, { keys: ['b', 'a'] }, { keys: [] }];
    expect(groupsOf(acts)).toEqual([[acts[0], acts[1], acts[3]], [acts[2]], [acts[4]]]);
  });
});
