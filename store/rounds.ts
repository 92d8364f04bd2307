import type { PlainDate } from '../machines/time.ts';
import type { Tx } from './db.ts';

/** Rounds that are made once a day whoever rings for them (design D4). */

export const roundNames = ['morning', 'night'] as const;
export type RoundName = (typeof roundNames)[number];

/** Takes a round of a day in Asia/Shanghai; false where it is made already, or being made. */
export async function takeRound(tx: Tx, { name, day }: { name: RoundName; day: PlainDate }): Promise<boolean> {
  // Whoever makes it holds the lock to the end: the others go away instead of waiting for its outcome.
  const { rows } = await tx.query<{ mine: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('round:' || $1 || ':' || $2::text, 0)) as mine`,
    [name, day],
  );
  if (!rows[0]?.mine) return false;
  const { rowCount } = await tx.query(
    'insert into rounds (name, day, started_raw) values ($1, $2, raw_now()) on conflict do nothing',
    [name, day],
  );
  return rowCount === 1;
}

/** A round that could not be made may be made again. */
export async function giveBackRound(tx: Tx, { name, day }: { name: RoundName; day: PlainDate }): Promise<void> {
  await tx.query('delete from rounds where name = $1 and day = $2', [name, day]);
}

/** The day of the last round of this name before a day; null where there was none. */
export async function roundBefore(
  tx: Tx,
  { name, day }: { name: RoundName; day: PlainDate },
): Promise<PlainDate | null> {
  const { rows } = await tx.query<{ day: PlainDate | null }>(
    'select max(day) as day from rounds where name = $1 and day < $2',
    [name, day],
  );
  return rows[0]?.day ?? null;
}
