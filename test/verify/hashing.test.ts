import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, LogLines, sameJson } from '../../verify/hashing.ts';

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

describe('the log of a season, as it is hashed', () => {
  const row = (seq: number, more: object) => ({ case_id: 'n', seq, at: 5, type: 'delist', state: 'onShow', ...more });
  const [a, b] = [
    { cause: 'a/4/0', payload: { case: 'a' } },
    { cause: 'b/7/1', payload: { case: 'b' } },
  ];
  const closes = { state: 'closed', holder_org: null };
  const linesOf = (rows: readonly object[]): string[] => {
    const lines = new LogLines();
    return [...rows.flatMap((one) => lines.add({ ...one })), ...lines.end()];
  };

  it('is the same in whatever order two cases told a third of themselves at one instant', () => {
    const one = linesOf([row(1, { cause: null }), row(2, a), row(3, { ...b, ...closes })]);
    const other = linesOf([row(1, { cause: null }), row(2, b), row(3, { ...a, ...closes })]);
    expect(other).toEqual(one);
  });

  it('is another where they told something else, where something else came of it, or where one of them did not', () => {
    const whole = linesOf([row(2, a), row(3, b)]);
    for (const different of [
      [row(2, a), row(3, { ...b, payload: { case: 'c' } })],
      [row(2, a), row(3, { ...b, ...closes })],
      [row(2, a)],
    ])
      expect(linesOf(different)).not.toEqual(whole);
  });

  it('keeps the order of what people did, of other instants and of other cases', () => {
    for (const [first, second] of [
      [{}, {}],
      [a, { ...b, at: 6 }],
      [a, { ...b, case_id: 'm' }],
      [a, {}],
    ])
      expect(linesOf([row(1, first!), row(2, second!)])).toEqual([jsonText(row(1, first!)), jsonText(row(2, second!))]);
  });
});
