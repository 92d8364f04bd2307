import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Hashes of the record (design D7) and ids derived from them. */

/** The first event's previous hash. */
export const NO_HASH = Buffer.alloc(32);

/** SHA-256(previous ‖ RFC 8785 JSON of the row without nulls): the link of a case's chain. */
export function chainHash(previous: Buffer, row: Readonly<Record<string, unknown>>): Buffer {
  const text = canonicalize(row);
  if (text === undefined) throw new Error('an event row that is no JSON');
  return createHash('sha256').update(previous).update(text).digest();
}

/** A UUID that two who know the text agree on: version 8 of RFC 9562, from its SHA-256. */
export function derivedId(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
