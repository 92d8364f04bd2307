import type { Deadline } from '../../machines/deadlines.ts';
import type { Arm } from '../../machines/due-rule.ts';
import type { FactAsk, Facts } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Effect, Envelope } from '../../machines/lifecycle.ts';
import { type Actor, heldBy } from '../../machines/roles.ts';
import type { Moved } from '../../machines/step.ts';
import { judgedNodes, standingMeta, standsOf } from '../../machines/structure.ts';
import type { Channel } from '../command.ts';
import { ownCaseId } from '../facts/matters.ts';
import { chainHash, derivedId } from '../hashing.ts';
import { type CaseFile, contextOf, takeSnapshot } from './case-file.ts';
import type { FactBook } from './fact-book.ts';

/** What a batch will write, collected event by event (design D3, D7). */

export const ENGINE = 'xstate@5.33.3';

export interface ArmedRow {
  readonly case_id: string;
  readonly name: Deadline;
  readonly armed_seq: number;
  readonly anchor: number;
  readonly rule: Arm['rule'];
  readonly due_at: number;
  readonly programme_version: number;
  readonly calendar_version: number;
  status: 'armed' | 'provisional' | 'fired' | 'disarmed';
  settled_seq: number | null;
}

export interface SettledRow {
  readonly case_id: string;
  readonly name: Deadline;
  readonly armed_seq: number;
  readonly status: 'fired' | 'disarmed';
  readonly settled_seq: number;
}

export interface OutboxRow {
  readonly case_id: string;
  readonly seq: number;
  readonly n: number;
  readonly kind: 'send' | 'command';
  readonly target: string | null;
  readonly payload: object;
  readonly key: string;
}

export interface Ledger {
  readonly events: Record<string, unknown>[];
  readonly armed: Map<string, ArmedRow>;
  readonly settled: SettledRow[];
  readonly outbox: OutboxRow[];
  readonly texts: { case_id: string; seq: number; person: string; text: string }[];
  readonly keys: {
    principal: string;
    key: string;
    fingerprint: Uint8Array;
    case_id: string;
    seq: number;
    recorded: number;
  }[];
  readonly touched: Set<CaseFile>;
  /** By case, of an act that takes two persons: who proposed it, and who carried it out. */
  readonly seconded: Map<string, { readonly proposer: string; readonly seconder: string | null }>;
}

export function openLedger(): Ledger {
  const lists = { events: [], settled: [], outbox: [], texts: [], keys: [] };
  return { ...lists, armed: new Map(), touched: new Set(), seconded: new Map() };
}

/** Everything about a step that its event row tells besides the step itself. */
export interface Circumstances {
  readonly type: string;
  readonly received: number;
  readonly recorded: number;
  readonly at: number;
  readonly actor: Actor;
  readonly channel: Channel;
  readonly payload: object | null;
  readonly envelope: Envelope;
  readonly textHash: string | null;
  readonly facts: Partial<Facts> | null;
  readonly programmeVersion: number;
  readonly calendarVersion: number;
  readonly cause: string | null;
  readonly requestId: string | null;
  /** The deadline that fired, settled by this event. */
  readonly fired: Deadline | null;
}

/** Takes a step over into the file and the ledger: the event with its hash, timers, registers, outbox. */
export function record(
  to: { ledger: Ledger; file: CaseFile; facts: FactBook; ask: FactAsk },
  moved: Moved,
  how: Circumstances,
): void {
  const { ledger, file, facts, ask } = to;
  const seq = file.version + 1;
  const disarms = settleTimers({ ledger, file, seq }, moved, how);
  armTimers({ ledger, file, seq }, moved.arms, how);
  noteSecondPerson({ ledger, file }, moved, how);
  takeSnapshot(file, moved.snapshot);
  if (how.type === 'confirm') file.confirmer = how.actor.person;
  const row = eventRow(file, { moved, how, seq, disarms });
  const prev = file.head;
  file.head = chainHash(prev, row);
  ledger.events.push({ ...row, prev, hash: file.head });
  file.version = seq;
  file.lastAt = how.at;
  file.lastRecorded = how.recorded;
  ledger.touched.add(file);
  for (const [n, effect] of moved.effects.entries()) {
    if (effect.kind === 'write') facts.apply(effect, ask);
    else ledger.outbox.push(outboxRow(file, { seq, n, effect }));
  }
}

/** The first command only proposes and leaves the case where it stands; the second, the same, carries it out (design D8). */
function noteSecondPerson(
  { ledger, file }: { ledger: Ledger; file: CaseFile },
  { snapshot }: Moved,
  { type, actor }: Circumstances,
): void {
  const { proposal } = contextOf(file) as { proposal?: { event?: string; by: string } | null };
  if (!proposal || (proposal.event ?? type) !== type) return;
  const { lifecycle } = file;
  if (standsOf(lifecycle, file.snapshot.value) === standsOf(lifecycle, snapshot.value)) return;
  ledger.seconded.set(file.id, { proposer: proposal.by, seconder: actor.person });
}

/** The live rows this event settles: the one that fired, those disarmed, and those an arm of the same name replaces. */
function settleTimers(
  { ledger, file, seq }: { ledger: Ledger; file: CaseFile; seq: number },
  moved: Moved,
  { fired }: Circumstances,
): { name: Deadline; armedSeq: number }[] {
  const names = new Set([...moved.disarms, ...moved.arms.map(({ name }) => name)]);
  if (fired !== null) names.add(fired);
  const disarms: { name: Deadline; armedSeq: number }[] = [];
  for (const name of names) {
    const live = file.live.get(name);
    if (!live) continue;
    const status = name === fired ? 'fired' : 'disarmed';
    const fresh = ledger.armed.get(`${file.id}|${name}|${live.armedSeq}`);
    if (fresh) {
      fresh.status = status;
      fresh.settled_seq = seq;
    } else ledger.settled.push({ case_id: file.id, name, armed_seq: live.armedSeq, status, settled_seq: seq });
    if (status === 'disarmed') disarms.push({ name, armedSeq: live.armedSeq });
    file.live.delete(name);
  }
  return disarms;
}

function armTimers(
  { ledger, file, seq }: { ledger: Ledger; file: CaseFile; seq: number },
  arms: readonly Arm[],
  { programmeVersion, calendarVersion }: Circumstances,
): void {
  for (const { name, anchor, rule, dueAt, provisional } of arms) {
    file.live.set(name, { name, armedSeq: seq, anchor, dueAt, programmeVersion, calendarVersion, provisional });
    ledger.armed.set(`${file.id}|${name}|${seq}`, {
      case_id: file.id,
      name,
      armed_seq: seq,
      anchor,
      rule,
      due_at: dueAt,
      programme_version: programmeVersion,
      calendar_version: calendarVersion,
      status: provisional ? 'provisional' : 'armed',
      settled_seq: null,
    });
  }
}

function eventRow(
  file: CaseFile,
  of: { moved: Moved; how: Circumstances; seq: number; disarms: { name: Deadline; armedSeq: number }[] },
): Record<string, unknown> {
  const { moved, how, seq, disarms } = of;
  const { lifecycle, snapshot } = file;
  const { holder } = standingMeta(lifecycle, snapshot.value);
  const held = holder === null ? null : heldBy(holder, contextOf(file));
  const row = {
    case_id: file.id,
    seq,
    type: how.type,
    past: moved.past,
    received: how.received,
    recorded: how.recorded,
    at: how.at,
    actor: how.actor.person,
    on_behalf_of: how.actor.onBehalfOf,
    role: how.actor.role,
    organisation: how.actor.organisation,
    channel: how.channel,
    reason: how.envelope.reason?.code ?? null,
    clause: moved.clause,
    payload: how.payload,
    signature: how.envelope.signature ?? null,
    document: how.envelope.document ?? null,
    text_sha256: how.textHash,
    facts: how.facts,
    arms: moved.arms.length > 0 ? moved.arms : null,
    disarms: disarms.length > 0 ? disarms : null,
    effects: moved.effects.length > 0 ? moved.effects : null,
    state: standsOf(lifecycle, snapshot.value),
    holder_role: held?.role ?? null,
    holder_org: held?.organisation ?? null,
    nodes: judgedNodes(lifecycle, snapshot.value),
    lifecycle: lifecycle.name,
    lifecycle_version: lifecycle.version,
    engine: ENGINE,
    programme: file.programme,
    programme_version: how.programmeVersion,
    calendar_version: how.calendarVersion,
    cause: how.cause,
    request_id: how.requestId,
  };
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}

function outboxRow(
  { id, programme }: CaseFile,
  { seq, n, effect }: { seq: number; n: number; effect: Exclude<Effect, { kind: 'write' }> },
): OutboxRow {
  const key = `cause:${id}:${seq}:${n}`;
  const target = effect.kind === 'command' ? targetOf(effect, { id, key }) : null;
  return { case_id: id, seq, n, kind: effect.kind, target, payload: { ...effect, programme }, key };
}

/** What a case opens has an id made of its cause; what it opens under a name, of itself and that name. */
function targetOf(effect: Extract<Effect, { kind: 'command' }>, { id, key }: { id: CaseId; key: string }): CaseId {
  if (typeof effect.case === 'string') return effect.case;
  return effect.case === null ? derivedId(key) : ownCaseId(id, effect.lifecycle, effect.case.own);
}
