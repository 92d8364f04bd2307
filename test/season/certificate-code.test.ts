import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkOffline, type PublicKey, type RevokedList } from '../../season/certificate-code.ts';

/** The block of the page on certificates that a comment names. */
function block<T>(name: string): T {
  const page = readFileSync(new URL('../../docs/certificates.md', import.meta.url), 'utf8');
  const [, text = ''] = page.match(new RegExp(`<!-- ${name} -->\\s*\`\`\`json\\n([\\s\\S]*?)\`\`\``)) ?? [];
  return JSON.parse(text) as T;
}

const { keys } = block<{ keys: PublicKey[] }>('vector-keys');
const revoked = block<RevokedList>('vector-list');
const vectors = block<{ vector: string; outcome: string; revoked: boolean; code: string }[]>('vectors');

describe('whoever verifies without a connection, by what the page says alone', () => {
  test.each(vectors)('finds the $vector code to be what it is', ({ code, outcome, revoked: isRevoked }) => {
    const is = outcome === 'genuine' ? (isRevoked ? 'REVOKED' : 'VALID') : 'NOT_GENUINE';
    expect(checkOffline(code, { keys, revoked })).toBe(is);
  });

  test('believes no code with a list that nobody signed', () => {
    const [genuine] = vectors;
    const shortened = { ...revoked, numbers: [] };
    expect(checkOffline(genuine?.code ?? '', { keys, revoked: shortened })).toBe('NOT_GENUINE');
  });
});
