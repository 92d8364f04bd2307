import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Personal data under a key per person (design D7): AES-256-GCM, nonce ‖ tag ‖ text. Deleting the person's key makes
 * every text unreadable while the history, which holds only hashes, stays whole.
 */

export function newPersonKey(): Buffer {
  return randomBytes(32);
}

export function sealText(key: Uint8Array, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws Error when the key is another or the text was changed. */
export function openText(key: Uint8Array, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}
