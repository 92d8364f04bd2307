import type pg from 'pg';
import type { Deadline } from '../../machines/deadlines.ts';
import type { Programme } from '../../machines/programme.ts';
import { parseInstant } from '../../machines/time.ts';
import { moveClock } from '../../store/clock.ts';
import type { Answer, Command, Door } from '../../store/command.ts';
import { inTransaction } from '../../store/db.ts';
import { commandOf, days, type Kind, kinds, type WalkingCase } from './walk.ts';

/** Plays cases through the real door, on a frozen clock, so that what is copied or measured later was once real. */

export interface Stage {
  readonly pool: pg.Pool;
  readonly door: Door;
  readonly programme: Programme;
}

/** A case and the station it stops before; null: it goes the whole way. */
export interface Destined extends WalkingCase {
  readonly before: Kind | null;
}

/** Plays every case up to its station. The clock ends at the last day of the walk. */
export async function play(stage: Stage, cases: readonly Destined[]): Promise<void> {
  for (const { at, stations } of days) {
    await advanceTo(stage, at);
    for (const { kind } of stations) {
      const going = cases.filter(({ before }) => before === null || kinds.indexOf(kind) < kinds.indexOf(before));
      await sendAll(stage, kind, going);
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

/** A benchmark in which commands are refused measures nothing. */
export function mustHave(answer: Answer, outcomes: readonly Answer['outcome'][]): void {
  if (!outcomes.includes(answer.outcome)) throw new Error(`answered ${JSON.stringify(answer)}`);
}

/** Delivers the commands that cases left for other cases: a certificate for each confirmed application. */
export async function deliverCommands({ pool, door }: Stage): Promise<number> {
  const { rows } = await pool.query<{
    key: string;
    case_id: string;
    target: string;
    payload: { lifecycle: 'certificate'; event: string; data: object; programme: string };
  }>(`select key, case_id, target, payload from outbox where kind = 'command' and settled is null`);
  const answers = await door.advanceAll(
    rows.map(({ key, case_id, target, payload }) => ({
      kind: 'sent',
      case: target,
      lifecycle: payload.lifecycle,
      type: payload.event,
      data: payload.data,
      envelope: {},
      text: null,
      actor: { role: 'system', person: null, organisation: null, onBehalfOf: null },
      channel: 'system',
      principal: `case:${case_id}`,
      key,
      fingerprint: null,
      expected: null,
      headAt: null,
      requestId: null,
      programme: payload.programme,
      cause: key,
    })),
  );
  for (const answer of answers) mustHave(answer, ['moved']);
  await settleOutbox(pool);
  return rows.length;
}

/** What the workers would have done by now: the messages are told. */
export async function settleOutbox(pool: pg.Pool): Promise<void> {
  await pool.query(`update outbox set settled = '{"outcome":"told"}', settled_raw = raw_now() where settled is null`);
}
