import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Actor } from '../machines/roles.ts';
import { type AlarmKind, raiseAlarms } from '../store/alarms.ts';
import type { Answer, Door, SentCommand } from '../store/command.ts';
import { inTransaction, type Tx } from '../store/db.ts';
import { type Message, putMessages } from '../store/inbox.ts';
import {
  claimFreeOutbox,
  claimUntouchedOutbox,
  type OpenCommand,
  type OpenSend,
  type OutboxId,
  putBack,
  readOpen,
  settleOutbox,
} from '../store/outbox.ts';
import { advanceEach, type OnError, toId, type Work } from './work.ts';

/**
 * The outbox, delivered (design D3): a message goes where its kind goes, in the transaction that settles it, so that it
 * arrives once; a command to another case goes through the door, whose key makes it happen once, until it is moved or
 * refused.
 */

export interface DeliveryOptions {
  readonly pool: pg.Pool;
  readonly door: Door;
  readonly onError: OnError;
}

export function deliveryWork(options: DeliveryOptions): Work {
  return {
    kind: 'outbox',
    isWaiting: ({ outboxUntouched }) => outboxUntouched,
    claimUntouched: async (tx, clock) => (await claimUntouchedOutbox(tx, clock)).map(idOf),
    claimFree: async (tx, clock) => (await claimFreeOutbox(tx, clock)).map(idOf),
    handle: async (ids) => {
      const rows = await readOpen(options.pool, ids.map(fromId));
      await deliverMessages(
        options,
        rows.filter((row) => row.kind === 'send'),
      );
      await deliverCommands(
        options,
        rows.filter((row) => row.kind === 'command'),
      );
    },
  };
}

function idOf({ case: id, seq, n }: OutboxId): string {
  return toId([id, seq, n]);
}

function fromId(id: string): OutboxId {
  const [caseId = '', seq, n] = id.split('/');
  return { case: caseId, seq: Number(seq), n: Number(n) };
}

/** Where messages of each kind go. */
const channels: Record<OpenSend['effect']['what'], (tx: Tx, rows: readonly OpenSend[]) => Promise<'inbox'>> = {
  notify: async (tx, rows) => {
    await putMessages(tx, rows.map(messageOf));
    return 'inbox';
  },
};

function messageOf({ effect, at, ...origin }: OpenSend): Message {
  const { case: id, seq, n } = origin;
  const { to: role, person, organisation, about } = effect;
  return { role, person, organisation, about, body: null, at, origin: { case: id, seq, n } };
}

async function deliverMessages({ pool }: DeliveryOptions, rows: readonly OpenSend[]): Promise<void> {
  for (const [what, some] of Map.groupBy(rows, ({ effect }) => effect.what)) {
    await inTransaction(pool, async (tx) => {
      const by = await channels[what](tx, some);
      await settleOutbox(
        tx,
        some.map((row) => ({ ...row, settlement: { outcome: 'delivered', by } as const })),
      );
    });
  }
}

async function deliverCommands({ pool, door, onError }: DeliveryOptions, rows: readonly OpenCommand[]): Promise<void> {
  if (rows.length === 0) return;
  const answers = await advanceEach(door, rows.map(commandOf), onError);
  const answered = rows.flatMap((row, index) => {
    const answer = answers[index];
    return answer === undefined ? [] : [{ row, answer, forMs: waitingTime(row, answer) }];
  });
  const waiting = answered.filter(({ forMs }) => forMs !== null);
  const settled = answered.filter(({ forMs }) => forMs === null);
  await inTransaction(pool, async (tx) => {
    await putBack(
      tx,
      waiting.map(({ row, forMs }) => ({ ...row, forMs: forMs ?? 0 })),
    );
    await settleOutbox(
      tx,
      settled.map(({ row, answer }) => ({ ...row, settlement: answer })),
    );
    await raiseAlarms(
      tx,
      settled.flatMap(({ row, answer }) => violation(row, answer)),
    );
  });
}

const ANOTHER_CASE: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };

/** The same row makes the same command, key and fingerprint, however often it is delivered. */
function commandOf({ case: sender, target, effect, programme, key }: OpenCommand): SentCommand {
  const { lifecycle, event, data, envelope } = effect;
  return {
    kind: 'sent',
    case: target,
    lifecycle,
    type: event,
    data,
    envelope,
    text: null,
    actor: ANOTHER_CASE,
    channel: 'system',
    principal: sender,
    key,
    fingerprint: createHash('sha256').update(key).digest(),
    expected: null,
    headAt: null,
    requestId: null,
    programme,
    cause: key,
  };
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/** How long a command waits before it is tried again, ms; null: it has its answer. */
function waitingTime({ attempts }: OpenCommand, answer: Answer): number | null {
  switch (answer.outcome) {
    case 'closing':
      return answer.retryAfterMs;
    case 'tryAgain':
      return Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempts, 10), LONGEST_WAIT_MS);
    default:
      return null;
  }
}

/** Whoever sends a command says which refusals it can live with; any other is for an operator to look at. */
function violation(row: OpenCommand, answer: Answer): { kind: AlarmKind; body: object }[] {
  if (answer.outcome === 'moved') return [];
  const code = answer.outcome === 'refused' ? answer.code : answer.outcome;
  if (row.effect.accepts.includes(code)) return [];
  const { case: sender, seq, n, target, effect } = row;
  return [{ kind: 'refusalNotAccepted', body: { case: sender, seq, n, target, event: effect.event, code } }];
}
