import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRIVATE_KEY_FILE, PUBLIC_KEY_ENDING, readKeyFiles, WITHDRAWN_KEY_ENDING } from '../config/certificate-keys.ts';
import { type KeyId, keyRingOf, newKeyPair, publicKeyOf } from '../store/certificates/keys.ts';

/**
 * Makes a new key that signs from now on. Public halves stay where they are, so that what was signed before is still checked; the
 * private half before it is gone. The public half is written first: a key that signs is always one that is published.
 */
export function rotateKeys(folder: string): KeyId {
  const { id, privatePem, publicPem } = newKeyPair();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, `${id}${PUBLIC_KEY_ENDING}`), publicPem, { mode: 0o644, flush: true });
  const fresh = join(folder, `${PRIVATE_KEY_FILE}.new`);
  writeFileSync(fresh, privatePem, { mode: 0o600, flush: true });
  renameSync(fresh, join(folder, PRIVATE_KEY_FILE));
  return id;
}

/**
 * Withdraws a key whose private half may be in other hands: nothing it signed is believed any more, and it signs nothing. Where it
 * was the one that signs, no other takes its place by itself.
 * @returns whether the folder has that key
 */
export function withdrawKey(folder: string, id: KeyId): boolean {
  const key = keyRingOf(readKeyFiles(folder)).published.find((one) => one.id === id);
  if (key === undefined) return false;
  const pem = publicKeyOf(key).export({ format: 'pem', type: 'spki' }).toString();
  writeFileSync(join(folder, `${id}${WITHDRAWN_KEY_ENDING}`), pem, { mode: 0o644, flush: true });
  rmSync(join(folder, `${id}${PUBLIC_KEY_ENDING}`), { force: true });
  return true;
}

/** A demonstration has a key of its own from its first start; a production's is made by whoever answers for it. */
export function ensureKeys(folder: string): void {
  if (readKeyFiles(folder).privatePem === null) rotateKeys(folder);
}

export function canSign(folder: string): boolean {
  return keyRingOf(readKeyFiles(folder)).signing !== null;
}
