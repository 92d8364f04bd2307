import type { PersonId } from '../../machines/ids.ts';
import type { Tx } from '../db.ts';

/** Commands that added entries, known by their senders' keys: a double is answered, and adds nothing. */

export interface KeyedAddition {
  readonly principal: string;
  readonly key: string;
  readonly fingerprint: Uint8Array;
}

export interface AddedRange {
  readonly person: PersonId;
  readonly first: number;
  readonly last: number;
}

/** What the command added when it came before; `reused` for another under the same key; null for a new one. Locks the key. */
export async function knownAddition(
  tx: Tx,
  { principal, key, fingerprint }: KeyedAddition,
): Promise<AddedRange | 'reused' | null> {
  await tx.query({
    name: 'lock-register-request',
    text: `select pg_advisory_xact_lock(hashtextextended('register-request:' || $1 || ':' || $2, 0))`,
    values: [principal, key],
  });
  const { rows } = await tx.query<AddedRange & { same: boolean }>({
    name: 'known-register-request',
    text: `select person, first, last, fingerprint = $3 as same from register_requests where principal = $1 and key = $2`,
    values: [principal, key, fingerprint],
  });
  const [row] = rows;
  if (row === undefined) return null;
  const { same, ...range } = row;
  return same ? range : 'reused';
}

export async function rememberAddition(
  tx: Tx,
  { principal, key, fingerprint }: KeyedAddition,
  { person, first, last, recorded }: AddedRange & { recorded: number },
): Promise<void> {
  await tx.query({
    name: 'remember-register-request',
    text: `insert into register_requests (principal, key, fingerprint, person, first, last, recorded)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [principal, key, fingerprint, person, first, last, recorded],
  });
}
