import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Of } from '../../machines/sha256.ts';

/** The hash of the pure core against the one Node has, and against the standard's own examples (FIPS 180-4). */

const byNode = (text: string) => createHash('sha256').update(text).digest('hex');

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
])('the hash of %j is the standard’s', (text, hash) => expect(sha256Of(text)).toBe(hash));

test('every length up to three blocks is padded as the standard says', () => {
  for (let length = 0; length <= 192; length += 1) {
    const text = 'x'.repeat(length);
    expect([length, sha256Of(text)]).toEqual([length, byNode(text)]);
  }
});

test('any text has the hash of its UTF-8 bytes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => sha256Of(text) === byNode(text)),
    { seed: 20231106 },
  );
});
