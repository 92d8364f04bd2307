import type pg from 'pg';
import type { Deadline } from '../../machines/deadlines.ts';
import { parseInstant } from '../../machines/time.ts';
import { moveClock } from '../../store/clock.ts';
import type { Command } from '../../store/command.ts';
import { inTransaction } from '../../store/db.ts';
import { mustHave, type Stage } from './delivery.ts';
import { prove, publish } from './publicity.ts';
import { commandOf, days, type Kind, kinds, type WalkingCase } from './walk.ts';

/** Plays cases through the real door, on a frozen clock, so that what is copied or measured later was once real. */

/** A case and the station it stops before; null: it goes the whole way. */
export interface Destined extends WalkingCase {
  readonly before: Kind | null;
}

/** After these a case waits for its notice. */
const shownAfter: readonly Kind[] = ['verify', 'passPolicy', 'decide'];

/** Plays every case up to its station. The clock ends at the last day of the walk. */
export async function play(stage: Stage, cases: readonly Destined[]): Promise<void> {
  for (const { at, stations } of days) {
    await advanceTo(stage, at);
    for (const { kind } of stations) {
      const going = cases.filter(({ before }) => before === null || kinds.indexOf(kind) < kinds.indexOf(before));
      if (kind === 'confirm') await prove(stage);
      await sendAll(stage, kind, going);
      if (shownAfter.includes(kind)) await publish(stage);
    }
  }
}

/** Sets the clock and fires what is due, 500 at a time. */
export async function advanceTo({ pool, door }: Stage, at: string): Promise<void> {
  const to = parseInstant(at);
  await inTransaction(pool, (tx) => moveClock(tx, { to, by: null }));
  for (;;) {
    const due = await dueCommands(pool, to);
    if (due.length === 0) return;
    for (const answer of await door.advanceAll(due)) mustHave(answer, ['moved', 'nothingDue']);
  }
}

async function dueCommands(pool: pg.Pool, now: number): Promise<Command[]> {
  const { rows } = await pool.query<{ case_id: string; name: Deadline }>(
    `select case_id, name from deadlines where status = 'armed' and due_at <= $1 order by due_at, case_id limit 500`,
    [now],
  );
  return rows.map(({ case_id, name }) => ({ kind: 'due', case: case_id, deadline: name }));
}

async function sendAll({ pool, door, programme }: Stage, kind: Kind, cases: readonly WalkingCase[]): Promise<void> {
  const versions = await versionsOf(
    pool,
    cases.map(({ id }) => id),
  );
  const answers = await door.advanceAll(
    cases.map((one) => commandOf({ kind, case: one, expected: versions.get(one.id) ?? null, programme })),
  );
  for (const answer of answers) mustHave(answer, ['moved']);
}

async function versionsOf(pool: pg.Pool, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; version: number }>(
    'select id, version from cases where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}
