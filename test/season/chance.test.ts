import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceOf } from '../../season/random.ts';

describe('chance', () => {
  test('does not depend on what was asked before', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
        fc.array(fc.string()),
        (seed, key, before) => {
          const [fresh, used] = [chanceOf(seed), chanceOf(seed)];
          for (const other of before) used.int([0, 9], other);
          expect(used.int([0, 1_000], ...key)).toBe(fresh.int([0, 1_000], ...key));
          expect(used.uuid(...key)).toBe(fresh.uuid(...key));
        },
      ),
    );
  });

  test('stays within its range and reaches both ends', () => {
    const chance = chanceOf(1);
    const drawn = Array.from({ length: 400 }, (_, n) => chance.int([3, 6], 'range', n));
    expect([...new Set(drawn)].sort()).toEqual([3, 4, 5, 6]);
  });

  test('picks as often as the weights say, never what weighs nothing', () => {
    const chance = chanceOf(2);
    const drawn = Array.from({ length: 4_000 }, (_, n) =>
      chance.pickWeighted(
        [
          ['a', 1],
          ['b', 3],
          ['c', 0],
        ],
        'weight',
        n,
      ),
    );
    const share = drawn.filter((item) => item === 'b').length / drawn.length;
    expect(drawn).not.toContain('c');
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.8);
  });

  test('shuffles without losing or doubling anything', () => {
    const items = Array.from({ length: 50 }, (_, n) => n);
    const shuffled = chanceOf(3).shuffled(items, 'deck');
    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
  });

  test('refuses to pick from nothing', () => {
    expect(() => chanceOf(1).pick([], 'x')).toThrow(RangeError);
    expect(() => chanceOf(1).pickWeighted([], 'x')).toThrow(RangeError);
  });
});
