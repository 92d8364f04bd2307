import { byDue, type Deadline } from '../machines/deadlines.ts';
import type { CaseId } from '../machines/ids.ts';
import type { Instant } from '../machines/time.ts';
import { BATCH, CLAIM_MS, dueBy, free } from './claims.ts';
import type { Clock } from './clock.ts';
import type { Tx } from './db.ts';

/** Deadlines that have come, for the workers (design D4). Whether they may fire, the door decides. */

export interface DueDeadline {
  readonly case: CaseId;
  readonly name: Deadline;
  readonly armedSeq: number;
  readonly dueAt: Instant;
}

/**
 * $1: due by, UTC ms; $2: the raw clock. The instant is a parameter, so that the partial index serves (reliability H63); the
 * rows are locked, so that their place in the table names them, and no plan reads the table for them.
 */
const claim = (which: string) => `
  update deadlines d set claimed_until = $2::bigint + ${CLAIM_MS}
   where d.ctid = any (array(
     select ctid from deadlines
      where status = 'armed' and due_at <= $1 and ${which}
      order by due_at limit ${BATCH} for update skip locked))
  returning d.case_id, d.name, d.armed_seq, d.due_at`;

export const CLAIM_UNTOUCHED_DEADLINES = claim('claimed_until is null and $2::bigint is not null');
export const CLAIM_FREE_DEADLINES = claim(free('$2::bigint'));

/** Takes the oldest due rows that nobody ever took: the relay's. Each is enqueued once. */
export function claimUntouchedDeadlines(tx: Tx, clock: Clock): Promise<DueDeadline[]> {
  return claimed(tx, { name: 'claim-untouched-deadlines', text: CLAIM_UNTOUCHED_DEADLINES }, clock);
}

/** Takes the oldest due rows that nobody has in hand now: the sweep's, whatever became of the queue. */
export function claimFreeDeadlines(tx: Tx, clock: Clock): Promise<DueDeadline[]> {
  return claimed(tx, { name: 'claim-free-deadlines', text: CLAIM_FREE_DEADLINES }, clock);
}

async function claimed(tx: Tx, statement: { name: string; text: string }, clock: Clock): Promise<DueDeadline[]> {
  const { rows } = await tx.query<{ case_id: CaseId; name: Deadline; armed_seq: number; due_at: Instant }>({
    ...statement,
    values: [dueBy(clock), clock.raw],
  });
  return rows
    .map(({ case_id, name, armed_seq, due_at }) => ({ case: case_id, name, armedSeq: armed_seq, dueAt: due_at }))
    .sort((a, b) => byDue(a, b) || (a.case < b.case ? -1 : 1));
}
