import type pg from 'pg';
import type { Programme } from '../../machines/programme.ts';
import type { Answer, Door } from '../../store/command.ts';

/** What the workers would do for the cases that are played: their commands to one another, and their messages. */

export interface Stage {
  readonly pool: pg.Pool;
  readonly door: Door;
  readonly programme: Programme;
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
