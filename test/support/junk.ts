import fc from 'fast-check';

/** What nobody can mean, in place of a part of what somebody can. */

export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 12 }),
  fc.constantFrom(
    '',
    'infinity',
    '2023-02-30',
    '-0',
    'null',
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    'toString',
    "';--",
    '%00',
    '../..',
    '$1',
    '{}',
  ),
  fc.constant('x'.repeat(3_000)),
);
const number = fc.oneof(
  fc.constantFrom(0, -0, -1, 1.5, 2 ** 31, 2 ** 53, 8.64e15, 8_640_000_000_000_001, 1e308, -1e308, 5e-324),
  fc.integer(),
);
const junk = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: false },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** Where in a value something can be replaced. */
function placesIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy: unknown = Array.isArray(value) ? [...value] : { ...(value as object) };
  Reflect.set(copy as object, key, replaced(Reflect.get(value as object, key), rest, by));
  return copy;
}

/** The value as it is, or with one part replaced by junk. */
export function bent(value: object): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(value) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...places), junk).map(([place, by]) => replaced(value, place, by)),
    },
  );
}
