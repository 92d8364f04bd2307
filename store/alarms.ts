import type { Instant } from '../machines/time.ts';
import { holdClock } from './clock.ts';
import type { Tx } from './db.ts';
import type { Reader } from './visible.ts';

/** What an operator must look at. An alarm is raised once for each thing, or once a day for as long as it lasts. */

export const alarmKinds = [
  /** The raw clock jumped against a process's own; timers are held until they are released (design D6). */
  'clockJumped',
  /** A command to another case was refused for a reason its sender does not accept (design D3). */
  'refusalNotAccepted',
  /** The day of a deadline has come while the gazette that fixes it is not loaded (design D2). Daily. */
  'provisionalDayCame',
  /** The bureau has not decided in time on cases that the rollover flagged (domain A52). Daily. */
  'rolloverDecisionOverdue',
  /** The night's verification found something, or could not be made. */
  'verificationFailed',
  /** Rows of materials whose file is not there. */
  'materialsMissing',
  /** Deadlines that are due and do not fire, though workers run. Daily. */
  'deadlinesStuck',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

export interface Alarm {
  readonly id: number;
  readonly kind: AlarmKind;
  /** Ids, codes and instants. */
  readonly body: object;
  /** The raw clock, UTC ms. */
  readonly raw: number;
}

/** Raises alarms, stamped by the raw clock. */
export async function raiseAlarms(
  tx: Tx,
  alarms: readonly { readonly kind: AlarmKind; readonly body: object }[],
): Promise<void> {
  if (alarms.length === 0) return;
  await tx.query({
    name: 'raise-alarms',
    text: `insert into alarms (kind, body, raw)
      select kind, body, raw_now() from json_to_recordset($1::json) as a(kind text, body json)`,
    values: [JSON.stringify(alarms)],
  });
}

/** The latest alarms first. */
export async function readAlarms(db: Reader, { most }: { most: number }): Promise<Alarm[]> {
  const { rows } = await db.query<Alarm>({
    name: 'read-alarms',
    text: 'select id, kind, body, raw from alarms order by id desc limit $1',
    values: [most],
  });
  return rows;
}

/** A jump of the raw clock as a process saw it between two looks: UTC ms, and by how much it was more than time passed. */
export interface SeenJump {
  readonly raw: Instant;
  readonly previousRaw: Instant;
  readonly byMs: number;
}

/**
 * Holds the timers because of a jump, with one alarm however many processes saw it; one who sees it only after an operator
 * has released the timers tells nothing new. Answers whether they are held.
 */
export async function holdBecause(tx: Tx, jump: SeenJump): Promise<boolean> {
  const { rowCount } = await tx.query('select from clock where not held for update');
  if (!rowCount) return true;
  // The jump lies no longer ago than really passed between the two looks.
  const elapsed = jump.raw - jump.previousRaw - jump.byMs;
  const { rows } = await tx.query<{ known: boolean }>(
    `select exists (select from clock_moves where kind = 'hold' and raw between $1 and $2) as known`,
    [jump.raw - elapsed, jump.raw],
  );
  if (rows[0]?.known) return false;
  await holdClock(tx);
  await raiseAlarms(tx, [{ kind: 'clockJumped', body: jump }]);
  return true;
}
