import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Sha256 } from '../machines/ids.ts';

/**
 * Chance that does not depend on the order in which it is asked: every decision is a function of (seed, purpose, key), so
 * that one sender or sixty-four, today or after a crash, meet the same people doing the same things.
 */

export type Key = string | number;

export interface Chance {
  readonly seed: number;
  /** An integer from `from` to `to`, both included. */
  int(range: readonly [from: number, to: number], ...key: Key[]): number;
  /** True in `percent` of a hundred keys. */
  happens(percent: number, ...key: Key[]): boolean;
  /** One of the items. @throws RangeError for an empty list. */
  pick<T>(items: readonly T[], ...key: Key[]): T;
  /** One of the items, each as often as its weight says. */
  pickWeighted<T>(items: readonly (readonly [item: T, weight: number])[], ...key: Key[]): T;
  /** The items in another order. */
  shuffled<T>(items: readonly T[], ...key: Key[]): T[];
  /** A UUID of version 8 (RFC 9562). */
  uuid(...key: Key[]): string;
  /** 64 hexadecimal digits, as of a document nobody wrote. */
  sha256(...key: Key[]): Sha256;
}

export function chanceOf(seed: number): Chance {
  const digest = (key: readonly Key[]) =>
    createHash('sha256')
      .update(JSON.stringify([seed, ...key]))
      .digest();
  const int = ([from, to]: readonly [number, number], ...key: Key[]): number =>
    uniformInt(xoroshiro128plus(digest(key).readInt32BE(0)), from, to);
  const pick = <T>(items: readonly T[], ...key: Key[]): T => {
    if (items.length === 0) throw new RangeError(`nothing to pick from for ${key.join(' ')}`);
    return items[int([0, items.length - 1], ...key)] as T;
  };
  return {
    seed,
    int,
    pick,
    happens: (percent, ...key) => int([0, 9_999], ...key) < percent * 100,
    pickWeighted(items, ...key) {
      const total = items.reduce((sum, [, weight]) => sum + weight, 0);
      let left = int([0, Math.max(0, total - 1)], ...key);
      for (const [item, weight] of items) {
        if (left < weight) return item;
        left -= weight;
      }
      throw new RangeError(`nothing to pick from for ${key.join(' ')}`);
    },
    shuffled(items, ...key) {
      const ranked = items.map((item, index) => ({ item, index, rank: digest([...key, index]).readUIntBE(0, 6) }));
      return ranked.sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ item }) => item);
    },
    uuid(...key) {
      const bytes = digest(key).subarray(0, 16);
      bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
      bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
      const hex = bytes.toString('hex');
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
    },
    sha256: (...key) => digest(key).toString('hex'),
  };
}
