import { timingSafeEqual } from 'node:crypto';
import { byDue } from '../../machines/deadlines.ts';
import { type Actor, nullIfNobody } from '../../machines/roles.ts';
import { type Moved, type Occurrence, step } from '../../machines/step.ts';
import { sees } from '../../machines/visibility.ts';
import type { Answer, Command, SentCommand } from '../command.ts';
import { sha256Hex } from '../hashing.ts';
import { type CaseFile, contextOf, outcomeOf, versionOf } from './case-file.ts';
import { askOf, type Desk, judgedBy, type Rules } from './desk.ts';
import { type Circumstances, record } from './ledger.ts';
import { keyOf, type LiveDeadline } from './lock.ts';

/**
 * One command on one case, in the order that decides disputes (design D3, D6): may this actor see the case · key · due
 * deadlines, each an event of its own, written whatever becomes of the command · version · step. No I/O.
 */
export function proceed(desk: Desk, file: CaseFile, command: Command): Answer {
  switch (command.kind) {
    case 'sent':
      return proceedSent(desk, file, command);
    case 'due':
    case 'recompute': {
      const fired = fireDue(desk, file);
      return fired.last ?? { outcome: 'nothingDue' };
    }
    default:
      return command satisfies never;
  }
}

function proceedSent(desk: Desk, file: CaseFile, command: SentCommand): Answer {
  const known = knownAnswer(desk, command);
  // Who caused an event may hear of it again, also where its case is out of sight by now: a unit's handler opens a draft
  // that the unit sees only from `submit` on (design D8), and a double of that command must find it.
  if (known?.outcome === 'moved') return known;
  if (file.version === 0 ? command.type !== 'open' : !mayBeSent(file, command)) return { outcome: 'notFound' };
  if (known) return known;
  if (fireDue(desk, file).held) return { outcome: 'tryAgain' };
  const instants = instantsOf(desk, file, command);
  const closing = closingDeadline(desk, file, instants);
  if (closing) return closing;
  const blind = file.lifecycle.events[command.type]?.blind === true || command.cause !== null;
  if (!blind) {
    if (command.expected === null) return { outcome: 'versionRequired' };
    if (command.expected !== file.version) return { outcome: 'stale', version: file.version };
  }
  return stepSent(desk, file, { command, instants });
}

/** Who is outside may object and complain to a case that a notice shows; to anything else of theirs it does not exist. */
function mayBeSent(file: CaseFile, { actor, type }: SentCommand): boolean {
  const toAnyone = type !== 'open' && file.lifecycle.events[type]?.blind === true;
  if (actor.role === 'citizen' && !toAnyone) return false;
  const { applicant: person } = contextOf(file).route;
  return sees(actor, { person, visibleTo: file.visibleTo, shown: file.shown, ended: outcomeOf(file) });
}

/** A command is known by its key: the same is answered with the event it caused, another is refused (design D3). */
function knownAnswer(desk: Desk, { principal, key, fingerprint }: SentCommand): Answer | null {
  if (key === null) return null;
  const now = desk.keys.get(keyOf(principal, key));
  if (now) {
    if (!same(now.fingerprint, fingerprint)) return { outcome: 'keyReused' };
    return now.answer.outcome === 'moved' ? { ...now.answer, replayed: true } : now.answer;
  }
  const known = desk.reading.keys.get(keyOf(principal, key));
  if (!known) return null;
  if (!same(known.fingerprint, fingerprint)) return { outcome: 'keyReused' };
  const { case: id, number, seq, at, state, ended } = known;
  return { outcome: 'moved', at, seq, now: { case: id, number, version: seq, state, ended }, replayed: true };
}

/** A command from another case has no body to take a fingerprint of: its key says all, and none equals none. */
function same(one: Uint8Array | null, other: Uint8Array | null): boolean {
  const [first, second] = [one ?? NO_FINGERPRINT, other ?? NO_FINGERPRINT];
  return first.length === second.length && timingSafeEqual(first, second);
}

interface Instants {
  readonly received: number;
  readonly recorded: number;
  readonly at: number;
}

/** The three instants of a command (design D6). The error of *received* is one round trip, in the sender's favour. */
function instantsOf(desk: Desk, file: CaseFile, { headAt, cause }: SentCommand): Instants {
  const { now, grace, mode } = desk.reading.clock;
  const recorded = Math.max(now, file.lastRecorded);
  if (mode === 'frozen' || headAt === null || cause !== null) {
    return { received: recorded, recorded, at: Math.max(recorded, file.lastAt) };
  }
  const elapsed = Math.max(0, Math.ceil(desk.answeredAt - headAt));
  const received = Math.max(recorded - grace, recorded - elapsed);
  return { received, recorded, at: Math.max(received, file.lastAt) };
}

/** Received at or after a deadline that may not fire yet: neither in time nor judged after it (design D6). */
function closingDeadline(desk: Desk, file: CaseFile, { received, recorded }: Instants): Answer | null {
  const { grace } = desk.reading.clock;
  const closing = firmDeadlines(file).find(({ dueAt }) => received >= dueAt && recorded < dueAt + grace);
  if (!closing) return null;
  return { outcome: 'closing', deadline: closing.name, retryAfterMs: closing.dueAt + grace - recorded };
}

function firmDeadlines(file: CaseFile): LiveDeadline[] {
  return [...file.live.values()].filter(({ provisional }) => !provisional).sort(byDue);
}

interface Fired {
  /** The last event this made, if any. */
  readonly last: Answer | null;
  /** Something is due, and the timers are held. */
  readonly held: boolean;
}

/**
 * Fires what is due, in the order of the instants: so a dead fleet of workers changes no outcome (design D6). A row of an
 * older version is recomputed first. What a firing arms may be due already, and fires in the same transaction (design D2).
 */
function fireDue(desk: Desk, file: CaseFile): Fired {
  let last = bringUpToDate(desk, file);
  const { clock } = desk.reading;
  const recorded = Math.max(clock.now, file.lastRecorded);
  for (;;) {
    const due = firmDeadlines(file).find(({ dueAt }) => dueAt + clock.grace <= recorded);
    if (!due) return { last, held: false };
    if (clock.held) return { last, held: true };
    last = fire(desk, file, { due, recorded });
  }
}

const NO_FINGERPRINT = new Uint8Array();
const CLOCK: Actor = { role: 'clock', person: null, organisation: null, onBehalfOf: null };

function fire(desk: Desk, file: CaseFile, { due, recorded }: { due: LiveDeadline; recorded: number }): Answer {
  const at = Math.max(due.dueAt, due.anchor, file.lastAt);
  const how = byClock(desk, file, { type: due.name, at, recorded });
  const cause = `due:${due.name}:${due.armedSeq}`;
  const moved = stepped(desk, file, { occurrence: { kind: 'due', deadline: due.name }, at });
  return take(desk, file, { moved, how: { ...how, cause, fired: due.name } });
}

/**
 * Rows computed under an older programme or calendar get their instants anew; where nothing changes they stay as they are
 * (design D2: only affected cases hear of an amendment).
 */
function bringUpToDate(desk: Desk, file: CaseFile): Answer | null {
  if (file.upToDate) return null;
  file.upToDate = true;
  const { programme, calendar } = rulesFor(desk, file);
  const older = [...file.live.values()].some(
    (row) => row.programmeVersion < programme.version || row.calendarVersion < calendar.version,
  );
  if (!older || file.snapshot.status === 'done') return null;
  const armed = [...file.live.values()].map(({ name, anchor }) => ({ name, anchor }));
  const { clock } = desk.reading;
  const recorded = Math.max(clock.now, file.lastRecorded);
  const at = Math.max(recorded, file.lastAt);
  const moved = stepped(desk, file, { occurrence: { kind: 'recomputed', armed }, at });
  const changed = moved.arms.some(({ name, dueAt, provisional }) => {
    const row = file.live.get(name);
    return row?.dueAt !== dueAt || row.provisional !== provisional;
  });
  if (!changed) return null;
  return take(desk, file, { moved, how: byClock(desk, file, { type: 'deadlinesRecomputed', at, recorded }) });
}

function byClock(
  desk: Desk,
  file: CaseFile,
  { type, at, recorded }: { type: string; at: number; recorded: number },
): Circumstances {
  return {
    type,
    at,
    recorded,
    received: at,
    actor: CLOCK,
    channel: 'clock',
    payload: null,
    envelope: {},
    textHash: null,
    facts: null,
    ...versions(desk, file),
    cause: null,
    requestId: null,
    fired: null,
  };
}

function rulesFor(desk: Desk, file: CaseFile): Rules {
  const rules = desk.rules.get(file.programme);
  if (!rules) throw new Error(`no rules for the programme ${file.programme}`);
  return rules;
}

function versions(desk: Desk, file: CaseFile): { programmeVersion: number; calendarVersion: number } {
  const { programme, calendar } = rulesFor(desk, file);
  return { programmeVersion: programme.version, calendarVersion: calendar.version };
}

/** A step of the clock or of an amendment: never refused (design D2). */
function stepped(desk: Desk, file: CaseFile, of: { occurrence: Occurrence; at: number }): Moved {
  const { programme, calendar } = rulesFor(desk, file);
  const { lifecycle, snapshot } = file;
  const result = step({
    lifecycle,
    snapshot,
    occurrence: of.occurrence,
    actor: CLOCK,
    at: of.at,
    facts: {},
    programme: programme.body,
    calendar,
  });
  if (result.outcome === 'refused') throw new Error(`${file.id}: a deadline was refused: ${result.code}`);
  return result;
}

function stepSent(
  desk: Desk,
  file: CaseFile,
  { command, instants }: { command: SentCommand; instants: Instants },
): Answer {
  const { programme, calendar } = rulesFor(desk, file);
  const { lifecycle, snapshot } = file;
  const { type, data, envelope, actor } = command;
  const names = lifecycle.events[type]?.facts ?? [];
  const { at } = instants;
  const acting = { at, programme: judgedBy(file, desk) };
  const facts = desk.facts.factsFor(names, askOf(file, command, desk.rules), acting);
  const occurrence = { kind: 'command', type, data, envelope } as const;
  const result = step({ lifecycle, snapshot, occurrence, actor, at, facts, programme: programme.body, calendar });
  if (result.outcome === 'refused') {
    const now = file.version === 0 ? null : versionOf(file);
    return { outcome: 'refused', code: result.code, blockers: result.blockers, now };
  }
  const how: Circumstances = {
    type,
    ...instants,
    actor,
    channel: command.channel,
    payload: data,
    envelope,
    textHash: command.text === null ? null : sha256Hex(command.text),
    facts: names.length === 0 ? null : facts,
    ...versions(desk, file),
    cause: command.cause,
    requestId: command.requestId,
    fired: null,
  };
  return afterMove(desk, file, { command, answer: take(desk, file, { moved: result, how, command }) });
}

/** What an accepted command leaves behind besides its event: its key, its text, and deadlines already due. */
function afterMove(
  desk: Desk,
  file: CaseFile,
  { command, answer }: { command: SentCommand; answer: Answer & { outcome: 'moved' } },
): Answer {
  const { principal, key, fingerprint, text, actor } = command;
  const { ledger, keys, reading } = desk;
  const at = { case_id: file.id, seq: answer.seq };
  // A text speaks of the applicant; where a case is nobody's, only its writer's key can keep it.
  const person = nullIfNobody(contextOf(file).route.applicant) ?? actor.person;
  if (text !== null && person !== null) ledger.texts.push({ ...at, person, text });
  if (key !== null) {
    ledger.keys.push({
      principal,
      key,
      fingerprint: fingerprint ?? NO_FINGERPRINT,
      ...at,
      recorded: reading.clock.now,
    });
    keys.set(keyOf(principal, key), { fingerprint, answer });
  }
  fireDue(desk, file);
  return { ...answer, now: versionOf(file) };
}

function take(
  desk: Desk,
  file: CaseFile,
  { moved, how, command }: { moved: Moved; how: Circumstances; command?: SentCommand },
): Answer & { outcome: 'moved' } {
  const ask = askOf(file, command ?? null, desk.rules);
  record({ ledger: desk.ledger, file, facts: desk.facts, ask }, moved, how);
  return { outcome: 'moved', at: how.at, seq: file.version, now: versionOf(file), replayed: false };
}
