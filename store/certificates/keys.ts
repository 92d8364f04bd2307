import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/**
 * Keys that certificates are signed with: Ed25519 (RFC 8032). A key's id is the beginning of the SHA-256 of its public half, so
 * that none can be called by another's name. One private key signs; every public key that ever did stays published.
 */

/** Eight hexadecimal digits. */
export type KeyId = string;

export interface PublishedKey {
  readonly id: KeyId;
  readonly algorithm: 'Ed25519';
  /** The 32 bytes of the public key, base64url. */
  readonly publicKey: string;
}

export interface SigningKey {
  readonly id: KeyId;
  readonly key: KeyObject;
}

/** What a process knows of keys. */
export interface KeyRing {
  /** Null where this process cannot sign: certificates are issued all the same. */
  readonly signing: SigningKey | null;
  readonly published: readonly PublishedKey[];
}

export const NO_KEYS: KeyRing = { signing: null, published: [] };

const ID_BYTES = 4;

export function keyIdOf(publicKey: Uint8Array): KeyId {
  return createHash('sha256').update(publicKey).digest().subarray(0, ID_BYTES).toString('hex');
}

export function publishedOf(key: KeyObject): PublishedKey {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  const publicKey = Buffer.from(open.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { id: keyIdOf(publicKey), algorithm: 'Ed25519', publicKey: publicKey.toString('base64url') };
}

/** @throws Error for what is no Ed25519 key of 32 bytes. */
export function publicKeyOf({ publicKey }: Pick<PublishedKey, 'publicKey'>): KeyObject {
  const raw = Buffer.from(publicKey, 'base64url');
  if (raw.length !== 32) throw new Error('a public key has 32 bytes');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' });
}

/** A new pair, as the texts that are kept: PKCS #8 and SPKI in PEM. */
export function newKeyPair(): { id: KeyId; privatePem: string; publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    id: publishedOf(publicKey).id,
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  };
}

/**
 * The ring of the texts that are kept. The signing key is published with the others.
 * @throws Error for a text that is no Ed25519 key.
 */
export function keyRingOf({
  privatePem,
  publicPems,
}: {
  privatePem: string | null;
  publicPems: readonly string[];
}): KeyRing {
  const key = privatePem === null ? null : ed25519(createPrivateKey(privatePem));
  const keys = publicPems.map((pem) => publishedOf(ed25519(createPublicKey(pem))));
  if (key !== null) keys.push(publishedOf(key));
  const published = [...new Map(keys.map((one) => [one.id, one])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { signing: key === null ? null : { id: publishedOf(key).id, key }, published };
}

function ed25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`an Ed25519 key is needed, not ${key.asymmetricKeyType}`);
  return key;
}
