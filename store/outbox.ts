import type { CaseId } from '../machines/ids.ts';
import type { Effect } from '../machines/lifecycle.ts';
import type { Instant } from '../machines/time.ts';
import { BATCH, CLAIM_MS, free, LONGEST_CLAIM_MS } from './claims.ts';
import type { Clock } from './clock.ts';
import type { Answer } from './command.ts';
import type { Tx } from './db.ts';
import type { Reader } from './visible.ts';

/**
 * What events sent out: messages, and commands to other cases (design D3). A row stays open until it is settled, with the
 * answer, and what goes to one case goes in the order of the rows: a later one is not taken while an earlier one is open.
 */

/** A row of the outbox by its key's parts. */
export interface OutboxId {
  readonly case: CaseId;
  readonly seq: number;
  readonly n: number;
}

interface Open extends OutboxId {
  readonly key: string;
  /** *at* of the event that sent it, UTC ms. */
  readonly at: Instant;
  /** Deliveries begun so far, this one counted. */
  readonly attempts: number;
}
type Send = Extract<Effect, { kind: 'send' }>;
type Command = Extract<Effect, { kind: 'command' }>;
export interface OpenSend extends Open {
  readonly kind: 'send';
  readonly effect: Send;
}
export interface OpenCommand extends Open {
  readonly kind: 'command';
  readonly target: CaseId;
  readonly effect: Command;
  /** Programme of the case that sends, and of one it opens. */
  readonly programme: string;
}
export type OpenRow = OpenSend | OpenCommand;

/** How a row ended: of a command the door's answer, of a message where it went. */
export type Settlement = Answer | { readonly outcome: 'delivered'; readonly by: 'inbox' };

/** $1: the raw clock. Rows of a case come in order, and none of a target that somebody is telling something else. */
const claim = (which: string) => `
  update outbox o set claimed_until = $1::bigint + ${CLAIM_MS}, attempts = o.attempts + 1
   where o.ctid = any (array(
     select ctid from outbox candidate
      where settled is null and ${which}
        and not exists (
          select from outbox other
           where other.target = candidate.target and other.settled is null
             and ((other.case_id, other.seq, other.n) < (candidate.case_id, candidate.seq, candidate.n)
               or not ${free('$1::bigint').replaceAll('claimed_until', 'other.claimed_until')}))
      order by case_id, seq, n limit ${BATCH} for update skip locked))
  returning o.case_id as case, o.seq, o.n`;

export const CLAIM_UNTOUCHED_OUTBOX = claim('claimed_until is null');
export const CLAIM_FREE_OUTBOX = claim(free('$1::bigint'));

/** Takes open rows that nobody ever took: the relay's. */
export function claimUntouchedOutbox(tx: Tx, clock: Clock): Promise<OutboxId[]> {
  return claimed(tx, { name: 'claim-untouched-outbox', text: CLAIM_UNTOUCHED_OUTBOX }, clock);
}

/** Takes open rows that nobody has in hand now: the sweep's, and those put back. */
export function claimFreeOutbox(tx: Tx, clock: Clock): Promise<OutboxId[]> {
  return claimed(tx, { name: 'claim-free-outbox', text: CLAIM_FREE_OUTBOX }, clock);
}

async function claimed(tx: Tx, statement: { name: string; text: string }, clock: Clock): Promise<OutboxId[]> {
  const { rows } = await tx.query<OutboxId>({ ...statement, values: [clock.raw] });
  return rows.sort(inOrder);
}

interface OutboxRow extends Open {
  readonly target: CaseId | null;
  readonly payload: Effect & { readonly programme: string };
}

/** Those of the rows that are still open, in order. */
export async function readOpen(db: Reader, ids: readonly OutboxId[]): Promise<OpenRow[]> {
  const { rows } = await db.query<OutboxRow>({
    name: 'read-open-outbox',
    text: `select o.case_id as case, o.seq, o.n, o.target, o.payload, o.key, o.attempts, e.at
      from unnest($1::uuid[], $2::integer[], $3::integer[]) as asked(case_id, seq, n)
      join outbox o on o.case_id = asked.case_id and o.seq = asked.seq and o.n = asked.n
      join events e on e.case_id = o.case_id and e.seq = o.seq
      where o.settled is null`,
    values: columnsOf(ids),
  });
  return rows.map(opened).sort(inOrder);
}

function opened({ target, payload, ...row }: OutboxRow): OpenRow {
  const { programme, ...effect } = payload;
  if (effect.kind === 'send') return { ...row, kind: 'send', effect };
  if (effect.kind === 'command' && target !== null) return { ...row, kind: 'command', target, effect, programme };
  throw new Error(`${row.key} is neither a message nor a command to a case`);
}

/** Ends rows, each with its answer. Rows that are settled already keep the answer they have. */
export async function settleOutbox(
  tx: Tx,
  settled: readonly (OutboxId & { readonly settlement: Settlement })[],
): Promise<void> {
  if (settled.length === 0) return;
  await tx.query({
    name: 'settle-outbox',
    text: `update outbox o set settled = s.settlement, settled_raw = raw_now(), claimed_until = null
      from unnest($1::uuid[], $2::integer[], $3::integer[], $4::json[]) as s(case_id, seq, n, settlement)
      where o.case_id = s.case_id and o.seq = s.seq and o.n = s.n and o.settled is null`,
    values: [...columnsOf(settled), settled.map(({ settlement }) => JSON.stringify(settlement))],
  });
}

/** Gives rows back for so many ms; at most `LONGEST_CLAIM_MS`. */
export async function putBack(tx: Tx, rows: readonly (OutboxId & { readonly forMs: number })[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query({
    name: 'put-back-outbox',
    text: `update outbox o set claimed_until = raw_now() + s.ms
      from unnest($1::uuid[], $2::integer[], $3::integer[], $4::bigint[]) as s(case_id, seq, n, ms)
      where o.case_id = s.case_id and o.seq = s.seq and o.n = s.n and o.settled is null`,
    values: [...columnsOf(rows), rows.map(({ forMs }) => Math.min(Math.ceil(forMs), LONGEST_CLAIM_MS))],
  });
}

function columnsOf(ids: readonly OutboxId[]): [CaseId[], number[], number[]] {
  return [ids.map((one) => one.case), ids.map(({ seq }) => seq), ids.map(({ n }) => n)];
}

function inOrder(a: OutboxId, b: OutboxId): number {
  if (a.case !== b.case) return a.case < b.case ? -1 : 1;
  return a.seq - b.seq || a.n - b.n;
}
