import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { titleLevels, titleScopes } from '../../../machines/programme-entries.ts';
import { fromBase32, toBase32 } from '../../../store/certificates/base32.ts';
import { type CodeContent, checkCode, signedCode } from '../../../store/certificates/code.ts';
import { keyRingOf, newKeyPair } from '../../../store/certificates/keys.ts';
import { comparableName } from '../../../store/certificates/names.ts';
import { isGenuineList, signedList } from '../../../store/certificates/revocation-list.ts';

/** The signed code and the signed list: what was signed is read back, whatever was changed is refused. */

const SEED = 20231215;
const pair = newKeyPair();
const next = newKeyPair();
const ring = keyRingOf({ privatePem: pair.privatePem, publicPems: [] });
const signing = ring.signing!;
/** After a rotation: another key signs, the public half of the first stays. */
const rotated = keyRingOf({ privatePem: next.privatePem, publicPems: [pair.publicPem] });

const date = fc
  .integer({ min: 0, max: 65_535 })
  .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }).toString());
const contents: fc.Arbitrary<CodeContent> = fc.record({
  number: fc.string({ minLength: 1, maxLength: 20 }),
  name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((name) => Buffer.byteLength(name) <= 255),
  series: fc.constantFrom('SERIES_SCHOOL_TEACHER', 'SERIES_HEALTH'),
  level: fc.constantFrom(...titleLevels),
  scope: fc.constantFrom(...titleScopes),
  approvedOn: date,
  countsFrom: date,
  madeOn: date,
});
const usual: CodeContent = {
  number: 'KL23-000187',
  name: '示例申报人',
  series: 'SERIES_SCHOOL_TEACHER',
  level: 'INTERMEDIATE',
  scope: 'ORDINARY',
  approvedOn: '2023-12-15',
  countsFrom: '2023-12-15',
  madeOn: '2024-03-01',
};

describe('base32', () => {
  test('reads back what it wrote, and has one text for every sequence of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(fromBase32(toBase32(bytes))).toEqual(bytes);
      }),
      { seed: SEED },
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'), maxLength: 60 }),
        (text) => {
          const bytes = fromBase32(text);
          if (bytes !== null) expect(toBase32(bytes)).toBe(text);
        },
      ),
      { seed: SEED },
    );
  });

  test('writes what RFC 4648 §10 writes', () => {
    const written = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => toBase32(Buffer.from(text)));
    expect(written).toEqual(['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI']);
  });
});

describe('a code', () => {
  test('says what was signed, whoever’s title it is', () => {
    fc.assert(
      fc.property(contents, (content) => {
        expect(checkCode(signedCode(content, signing), ring.published)).toEqual({
          outcome: 'genuine',
          key: signing.id,
          content,
        });
      }),
      { seed: SEED },
    );
  });

  test('is refused with any one bit of its bytes turned', () => {
    const bytes = fromBase32(signedCode(usual, signing).slice(3))!;
    const accepted: number[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const turned = Uint8Array.from(bytes);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      if (checkCode(`ZC1${toBase32(turned)}`, ring.published).outcome === 'genuine') accepted.push(bit);
    }
    expect(accepted).toEqual([]);
  });

  test('is refused with any one bit of its text turned', () => {
    const text = Buffer.from(signedCode(usual, signing), 'latin1');
    const accepted: number[] = [];
    for (let bit = 0; bit < text.length * 8; bit += 1) {
      const turned = Buffer.from(text);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      if (checkCode(turned.toString('latin1'), ring.published).outcome === 'genuine') accepted.push(bit);
    }
    expect(accepted).toEqual([]);
  });

  test('is refused cut short, lengthened or of another version', () => {
    const code = signedCode(usual, signing);
    for (const other of [code.slice(0, -1), `${code}A`, code.replace('ZC1', 'ZC2'), 'ZC1', '', code.toLowerCase()]) {
      expect(checkCode(other, ring.published).outcome, other).toBe('notGenuine');
    }
  });

  test('may be broken over lines', () => {
    const code = signedCode(usual, signing).replaceAll(/(.{24})/g, '$1 \n');
    expect(checkCode(code, ring.published)).toMatchObject({ outcome: 'genuine', content: usual });
  });

  test('of another’s key is not of ours, not even under our key’s name', () => {
    const strangers = keyRingOf({ privatePem: next.privatePem, publicPems: [] });
    expect(checkCode(signedCode(usual, strangers.signing!), ring.published)).toEqual({
      outcome: 'unknownKey',
      key: next.id,
    });
    const forged = { ...strangers.signing!, id: signing.id };
    expect(checkCode(signedCode(usual, forged), ring.published)).toEqual({ outcome: 'notGenuine' });
  });

  test('made before a rotation is still checked, and so is one made after it', () => {
    expect(rotated.signing?.id).toBe(next.id);
    for (const by of [signing, rotated.signing!]) {
      expect(checkCode(signedCode(usual, by), rotated.published)).toMatchObject({ outcome: 'genuine', key: by.id });
    }
  });

  test('that names a withdrawn key is not believed, and that key signs nothing, not even where it lies there to sign', () => {
    const { privatePem, publicPem } = pair;
    const without = keyRingOf({ privatePem: next.privatePem, publicPems: [], withdrawnPems: [publicPem] });
    expect(without.published.map(({ id, status }) => [id, status]).sort()).toEqual(
      [
        [pair.id, 'withdrawn'],
        [next.id, 'inUse'],
      ].sort(),
    );
    expect(checkCode(signedCode(usual, signing), without.published)).toEqual({ outcome: 'withdrawnKey', key: pair.id });
    expect(keyRingOf({ privatePem, publicPems: [publicPem], withdrawnPems: [publicPem] })).toMatchObject({
      signing: null,
      published: [{ id: pair.id, status: 'withdrawn' }],
    });
    const list = signedList({ asOf: '2024-03-01T00:00:00+08:00', numbers: [] }, signing);
    expect(isGenuineList(list, without.published)).toBe(false);
  });

  test('is short enough for a QR code on paper', () => {
    expect(signedCode(usual, signing).length).toBeLessThan(220);
  });
});

describe('the list of revoked certificates', () => {
  const list = signedList({ asOf: '2024-03-01T00:00:00+08:00', numbers: ['KL23-000007', 'KL23-000187'] }, signing);

  test('is genuine as it was signed, and in no other form', () => {
    expect(isGenuineList(list, ring.published)).toBe(true);
    expect(isGenuineList(list, rotated.published)).toBe(true);
    const others = [
      { ...list, asOf: '2024-03-02T00:00:00+08:00' },
      { ...list, numbers: ['KL23-000007'] },
      { ...list, numbers: ['KL23-000007\nKL23-000187'] },
      { ...list, key: next.id },
      { ...list, signature: list.signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) },
    ];
    expect(others.map((other) => isGenuineList(other, rotated.published))).toEqual(others.map(() => false));
  });
});

describe('a name', () => {
  test.each([
    ['张三', '张　三'],
    ['张三', ' 张 三 '],
    ['阿卜杜·热合曼', '阿卜杜•热合曼'],
    ['Anna Li', 'ＡＮＮＡ  ｌｉ'],
  ])('%s is also written %s', (one, other) => {
    expect(comparableName(other)).toBe(comparableName(one));
  });

  test.each([
    ['张三', '张王'],
    ['张三', '张三三'],
    ['张三', ''],
  ])('%s is not %s', (one, other) => {
    expect(comparableName(other)).not.toBe(comparableName(one));
  });
});
