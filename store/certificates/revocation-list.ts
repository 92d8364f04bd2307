import { sign, verify } from 'node:crypto';
import { type PublishedKey, publicKeyOf, type SigningKey } from './keys.ts';

/**
 * The signed, dated list of revoked certificates: who has it and the keys needs no connection to tell a certificate that was
 * revoked by its day, and nobody learns which one was asked about.
 */
export interface RevocationList {
  /** The instant of the list, RFC 3339. */
  readonly asOf: string;
  /** Numbers of revoked certificates, sorted; no names. */
  readonly numbers: readonly string[];
  readonly key: string;
  /** Ed25519, base64url. */
  readonly signature: string;
}

const PURPOSE = 'zhicheng revocations 1';

function signedText({ asOf, numbers }: Pick<RevocationList, 'asOf' | 'numbers'>): Buffer {
  return Buffer.from([PURPOSE, asOf, ...numbers].join('\n'));
}

export function signedList(of: { asOf: string; numbers: readonly string[] }, { id, key }: SigningKey): RevocationList {
  const { asOf, numbers } = of;
  return { asOf, numbers, key: id, signature: sign(null, signedText(of), key).toString('base64url') };
}

/** Whether the list is as one of these keys signed it; one that was withdrawn signs none. */
export function isGenuineList(list: RevocationList, keys: readonly PublishedKey[]): boolean {
  const key = keys.find(({ id }) => id === list.key);
  if (key === undefined || key.status === 'withdrawn') return false;
  const plain = [list.asOf, ...list.numbers].every((line) => !line.includes('\n'));
  return plain && verify(null, signedText(list), publicKeyOf(key), Buffer.from(list.signature, 'base64url'));
}
