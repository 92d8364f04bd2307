import { createHmac } from 'node:crypto';
import type { PersonId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';
import { sealText } from '../sealing.ts';
import type { Reader } from '../visible.ts';

/**
 * ID numbers: sealed under the person's key, found by HMAC-SHA-256 under a key that is no part of the database, so that whoever
 * has the database alone can neither read one nor try all.
 */

export type LookupKey = Uint8Array;

/**
 * Registers a person's number, the same again without effect.
 * @returns `taken` where the number is another person's, or the person has another; `closed` where the person has no key
 */
export async function putNationalId(
  tx: Tx,
  { person, number }: { person: PersonId; number: string },
  key: LookupKey,
): Promise<'put' | 'taken' | 'closed'> {
  const { rows } = await tx.query<{ key: Buffer | null }>('select key from people where id = $1', [person]);
  const own = rows[0]?.key ?? null;
  if (own === null) return 'closed';
  const lookup = lookupOf(number, key);
  await tx.query('insert into national_ids (person, sealed, lookup) values ($1, $2, $3) on conflict do nothing', [
    person,
    sealText(own, normalised(number)),
    lookup,
  ]);
  const stands = await tx.query('select from national_ids where person = $1 and lookup = $2', [person, lookup]);
  return stands.rowCount === 1 ? 'put' : 'taken';
}

/** Whose number it is; null where it is nobody's. */
export async function findByNationalId(db: Reader, number: string, key: LookupKey): Promise<PersonId | null> {
  const { rows } = await db.query<{ person: PersonId }>({
    name: 'person-by-national-id',
    text: 'select person from national_ids where lookup = $1',
    values: [lookupOf(number, key)],
  });
  return rows[0]?.person ?? null;
}

/** Deletes a person's key: what was sealed with it is unreadable, and the ID number finds nobody (design D7). */
export async function eraseKey(tx: Tx, person: PersonId): Promise<void> {
  await tx.query('update people set key = null where id = $1', [person]);
  await tx.query('delete from national_ids where person = $1', [person]);
}

function lookupOf(number: string, key: LookupKey): Buffer {
  return createHmac('sha256', key).update(normalised(number)).digest();
}

/** The check digit may be written small, and digits in groups. */
function normalised(number: string): string {
  return number.replaceAll(/[\s-]/g, '').toUpperCase();
}
