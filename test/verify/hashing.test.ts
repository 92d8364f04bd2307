import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, sameJson } from '../../verify/hashing.ts';

describe('whether two JSON values say the same', () => {
  it('is decided as their canonical texts decide it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(sameJson(one, other)).toBe(jsonText(one) === jsonText(other));
        expect(sameJson(one, JSON.parse(JSON.stringify(one)))).toBe(true);
      }),
    );
  });

  it.each([
    [{ a: 1, b: [2, { c: null }] }, { b: [2, { c: null }], a: 1 }, true],
    [{ a: undefined }, {}, true],
    [{}, { a: undefined }, true],
    [{ a: null }, {}, false],
    [{}, { a: null }, false],
    [null, {}, false],
    [[], {}, false],
    [[1], [1, 2], false],
    [[1, 2], [1], false],
    ['1', 1, false],
  ])('%j and %j: %s', (one, other, same) => {
    expect(sameJson(one, other)).toBe(same);
  });
});
