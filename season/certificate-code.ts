import { createPublicKey, verify } from 'node:crypto';

/**
 * Checks a certificate's code as somebody does who has the published keys and the list of revoked certificates and no
 * connection: written from `docs/certificates.md` alone.
 */

export interface PublicKey {
  readonly id: string;
  /** The 32 bytes of RFC 8032, base64url. */
  readonly publicKey: string;
  readonly status: 'inUse' | 'retired' | 'withdrawn';
}

export interface RevokedList {
  readonly asOf: string;
  readonly numbers: readonly string[];
  readonly key: string;
  readonly signature: string;
}

export type OfflineVerdict = 'VALID' | 'REVOKED' | 'NOT_GENUINE';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const [HEAD, ID, SIGNATURE] = [1, 4, 64];

export function checkOffline(code: string, of: { keys: readonly PublicKey[]; revoked: RevokedList }): OfflineVerdict {
  const { keys, revoked } = of;
  const listed = [revoked.asOf, ...revoked.numbers];
  const list = Buffer.from(['zhicheng revocations 1', ...listed].join('\n'));
  const key = keys.find(({ id }) => id === revoked.key);
  if (!key || !isSigned(list, Buffer.from(revoked.signature, 'base64url'), key)) return 'NOT_GENUINE';
  const number = numberOf(code, keys);
  if (number === null) return 'NOT_GENUINE';
  return revoked.numbers.includes(number) ? 'REVOKED' : 'VALID';
}

/** The number in a genuine code; null for every other. */
function numberOf(code: string, keys: readonly PublicKey[]): string | null {
  const bytes = code.startsWith('ZC1') ? bytesOf(code.slice('ZC1'.length)) : Buffer.alloc(0);
  const body = bytes.subarray(0, Math.max(0, bytes.length - SIGNATURE));
  const id = body.subarray(HEAD, HEAD + ID).toString('hex');
  const key = keys.find((one) => one.id === id);
  const signed = Buffer.concat([Buffer.from('zhicheng certificate 1\0'), body]);
  if (!key || body[0] !== 1 || !isSigned(signed, bytes.subarray(-SIGNATURE), key)) return null;
  const from = HEAD + ID + 1;
  return body.subarray(from, from + (body[from - 1] ?? 0)).toString('utf8');
}

function isSigned(text: Buffer, signature: Buffer, { publicKey, status }: PublicKey): boolean {
  if (status === 'withdrawn') return false;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, text, key, signature);
}

/** RFC 4648 §6 without padding. */
function bytesOf(text: string): Buffer {
  const bits = [...text].map((one) => ALPHABET.indexOf(one).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
