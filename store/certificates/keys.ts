import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/**
 * Keys that certificates are signed with: Ed25519 (RFC 8032). A key's id is the beginning of the SHA-256 of its public half, so
 * that none can be called by another's name. One private key signs; every public key that ever did stays published, with what
 * its signatures are worth today.
 */

/** Eight hexadecimal digits. */
export type KeyId = string;

/**
 * `inUse` signs; `retired` did, and what it signed is genuine; of a `withdrawn` one nothing is believed any more, for its private
 * half may be in other hands.
 */
export type KeyStatus = 'inUse' | 'retired' | 'withdrawn';

export interface PublishedKey {
  readonly id: KeyId;
  readonly algorithm: 'Ed25519';
  /** The 32 bytes of the public key, base64url. */
  readonly publicKey: string;
  readonly status: KeyStatus;
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

function publicHalfOf(key: KeyObject): Pick<PublishedKey, 'id' | 'algorithm' | 'publicKey'> {
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
    id: publicHalfOf(publicKey).id,
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  };
}

/** PEM: PKCS #8 of the one that signs, SPKI of every other. */
export interface KeyTexts {
  readonly privatePem: string | null;
  readonly publicPems: readonly string[];
  readonly withdrawnPems?: readonly string[];
}

/**
 * The ring of the texts that are kept. The signing key is published with the others; one that was withdrawn signs nothing.
 * @throws Error for a text that is no Ed25519 key.
 */
export function keyRingOf({ privatePem, publicPems, withdrawnPems = [] }: KeyTexts): KeyRing {
  const key = privatePem === null ? null : ed25519(createPrivateKey(privatePem));
  const halves = (pems: readonly string[]) => pems.map((pem) => publicHalfOf(ed25519(createPublicKey(pem))));
  const withdrawn = new Set(halves(withdrawnPems).map(({ id }) => id));
  const own = key === null ? null : publicHalfOf(key);
  const signing = key === null || own === null || withdrawn.has(own.id) ? null : { id: own.id, key };
  const known = [...halves(publicPems), ...halves(withdrawnPems), ...(own === null ? [] : [own])];
  const statusOf = (id: KeyId) => (withdrawn.has(id) ? 'withdrawn' : id === signing?.id ? 'inUse' : 'retired');
  const published = [...new Map(known.map((one) => [one.id, { ...one, status: statusOf(one.id) } as const])).values()];
  return { signing, published: published.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

function ed25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`an Ed25519 key is needed, not ${key.asymmetricKeyType}`);
  return key;
}
