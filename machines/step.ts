import { type AnyActorScope, type AnyMachineSnapshot, createActor } from 'xstate';
import type { Calendar } from './calendar.ts';
import { type Deadline, deadlines } from './deadlines.ts';
import type { Arm } from './due-rule.ts';
import type { Facts } from './facts.ts';
import type { BaseContext, Blocker, Clause, Effect, Envelope, Lifecycle, Ride, TransitionMeta } from './lifecycle.ts';
import type { Programme } from './programme.ts';
import { refusalOf, unmetNeeds } from './refusal.ts';
import { type Actor, heldBy, isEntitled, type Relations } from './roles.ts';
import { standingMeta, standsOf, structureOf, timersOf } from './structure.ts';
import type { Instant } from './time.ts';

/**
 * One step of a case: pure (design D1, D2). A chart is asked what it would do; timers, registers, messages and commands
 * to other cases come back as data, in order, and the store writes them in the case's transaction.
 */

export type Occurrence =
  | { readonly kind: 'command'; readonly type: string; readonly data: object; readonly envelope: Envelope }
  /** A deadline that is still armed has come. */
  | { readonly kind: 'due'; readonly deadline: Deadline }
  /** An amendment: every armed name gets its instant anew, from the same anchor (design D2). */
  | { readonly kind: 'recomputed'; readonly armed: readonly { readonly name: Deadline; readonly anchor: Instant }[] };

export interface StepInput {
  readonly lifecycle: Lifecycle;
  readonly snapshot: AnyMachineSnapshot;
  readonly occurrence: Occurrence;
  readonly actor: Actor;
  /** The instant that counts (design D6), UTC ms. */
  readonly at: Instant;
  readonly facts: Partial<Facts>;
  readonly programme: Programme;
  readonly calendar: Calendar;
}

export interface Moved {
  readonly outcome: 'moved';
  readonly snapshot: AnyMachineSnapshot;
  /** The fact in the past tense: `submitted`, `clickWindowEnd` for a deadline, `deadlinesRecomputed`. */
  readonly past: string;
  readonly clause: Clause;
  readonly arms: readonly Arm[];
  readonly disarms: readonly Deadline[];
  readonly effects: readonly Effect[];
}

export interface Refused {
  readonly outcome: 'refused';
  readonly code: Blocker['code'];
  readonly blockers: readonly Blocker[];
}

interface Taken {
  readonly snapshot: AnyMachineSnapshot;
  readonly arms: readonly Deadline[];
  readonly disarms: readonly Deadline[];
  readonly effects: readonly Effect[];
}

/**
 * Moves a case or says why not. Never throws for what a sender can cause; a guard that stays unknown although payload and
 * facts are there, or a `due` for a deadline that is not armed, is a defect and throws.
 */
export function step(input: StepInput): Moved | Refused {
  if (input.snapshot.status === 'done') return ended(input);
  const { occurrence } = input;
  switch (occurrence.kind) {
    case 'recomputed':
      return recompute(input, occurrence.armed);
    case 'due':
      return fire(input, occurrence.deadline);
    case 'command':
      return send(input, occurrence);
    default:
      return occurrence satisfies never;
  }
}

/** An ended case takes no event; checked here because XState would still move it (reliability H21). */
function ended({ lifecycle, snapshot }: StepInput): Refused {
  const { clause } = standingMeta(lifecycle, snapshot.value);
  const params = { outcome: standsOf(lifecycle, snapshot.value) };
  return { outcome: 'refused', code: 'CASE_ENDED', blockers: [{ code: 'CASE_ENDED', params, clause, help: null }] };
}

function recompute(input: StepInput, armed: readonly { name: Deadline; anchor: Instant }[]): Moved {
  const { snapshot } = input;
  // Rows come in any order; what is recorded of them must not depend on it.
  const inOrder = armed.toSorted((a, b) => deadlines.indexOf(a.name) - deadlines.indexOf(b.name));
  const arms = inOrder.map(({ name, anchor }) => due(input, { name, anchor, snapshot }));
  return { outcome: 'moved', snapshot, past: 'deadlinesRecomputed', clause: '五(一)', arms, disarms: [], effects: [] };
}

function fire(input: StepInput, deadline: Deadline): Moved {
  const timer = timersOf(input.lifecycle, input.snapshot.value).find((one) => one.deadline === deadline);
  if (!timer) throw new Error(`${input.lifecycle.name}: ${deadline} is not armed where the case stands`);
  const event = { type: timer.eventType, ride: rideOf(input, {}) };
  const meta = transitionMeta(input, event);
  if (!meta) throw new Error(`${input.lifecycle.name}: no branch of ${deadline} is taken`);
  return moved(input, { event, meta, past: deadline });
}

function send(input: StepInput, command: Extract<Occurrence, { kind: 'command' }>): Moved | Refused {
  const { lifecycle, snapshot, actor } = input;
  const event = { type: command.type, data: command.data, ride: rideOf(input, command.envelope) };
  // The fence: XState's own events and whatever else is in no contract reach no chart (reliability H22).
  const contract = Object.hasOwn(lifecycle.events, command.type) ? lifecycle.events[command.type] : undefined;
  if (!contract) return notInContract(input, command.type);
  const meta = transitionMeta(input, event);
  const where = whereOf(input, command);
  if (!meta || !isEntitled(meta.by, actor, where)) return refusalOf({ lifecycle, snapshot, event, where });
  const unmet = unmetNeeds(meta, command.envelope);
  if (unmet.length > 0) return { outcome: 'refused', code: 'NEEDS_MISSING', blockers: unmet };
  return moved(input, { event, meta, past: contract.past });
}

function notInContract({ lifecycle, snapshot }: StepInput, type: string): Refused {
  const { holder, clause } = standingMeta(lifecycle, snapshot.value);
  const help = holder === null ? null : heldBy(holder, snapshot.context as BaseContext).role;
  const params = { event: type, state: standsOf(lifecycle, snapshot.value) };
  const code = 'EVENT_NOT_ALLOWED';
  return { outcome: 'refused', code, blockers: [{ code, params, clause, help }] };
}

/** Before a case is open its relations are those the command claims. */
function whereOf({ lifecycle, snapshot }: StepInput, { data }: { data: object }): Relations {
  const { route, level, parties } = snapshot.context as BaseContext;
  if (snapshot.value !== 'unopened') return { route, level, parties };
  const { parties: named, ...relations } = lifecycle.claimed(data as never);
  return { route: { ...route, ...relations }, level, parties: named };
}

function rideOf(input: StepInput, envelope: Envelope): Ride {
  const { lifecycle, snapshot, at, actor, facts, programme, calendar } = input;
  return { at, actor, facts, programme, calendar, envelope, stands: standsOf(lifecycle, snapshot.value) };
}

type ChartEvent = { readonly type: string; readonly ride: Ride };

/** Asked of the machine, never told from an unchanged snapshot: a targetless transition changes only the context. */
function transitionMeta({ lifecycle, snapshot }: StepInput, event: ChartEvent): TransitionMeta | undefined {
  const [taken, ...others] = lifecycle.machine.getTransitionData(snapshot, event);
  if (others.length > 0) throw new Error(`${lifecycle.name}: ${event.type} is taken by two regions`);
  return taken?.meta as TransitionMeta | undefined;
}

function moved(input: StepInput, how: { event: ChartEvent; meta: TransitionMeta; past: string }): Moved {
  const { lifecycle, at } = input;
  const taken = take(lifecycle, input.snapshot, how.event);
  const { snapshot } = taken;
  return {
    outcome: 'moved',
    snapshot,
    past: how.past,
    clause: how.meta.clause,
    arms: taken.arms.map((name) => due(input, { name, anchor: at, snapshot })),
    disarms: taken.disarms,
    effects: [...taken.effects, ...custody(input, snapshot, how.past)],
  };
}

function due(input: StepInput, of: { name: Deadline; anchor: Instant; snapshot: AnyMachineSnapshot }): Arm {
  const { lifecycle, programme, calendar } = input;
  const { name, anchor, snapshot } = of;
  const stands = standsOf(lifecycle, snapshot.value);
  return lifecycle.due({ name, anchor, context: snapshot.context as never, stands, programme, calendar });
}

/** Whoever gets the case is told, and when it ends, whose case it was (design D10: the inbox). */
function custody({ lifecycle, snapshot: before }: StepInput, after: AnyMachineSnapshot, about: string): Effect[] {
  const from = before.value === 'unopened' ? null : standingMeta(lifecycle, before.value).holder;
  const to = standingMeta(lifecycle, after.value).holder;
  const context = after.context as BaseContext;
  const past = before.context as BaseContext;
  if (to !== null && to === from && context.level === past.level) return [];
  const whoseCase = context.parties === undefined ? 'applicant' : 'owner';
  const { role, organisation } = heldBy(to ?? whoseCase, context);
  const person = organisation === null ? context.route.applicant : null;
  return [{ kind: 'send', what: 'notify', to: role, about, person, organisation }];
}

const actors = new WeakMap<Lifecycle, ReturnType<typeof createActor>>();

/**
 * `machine.transition` with one inert scope instead of XState's `transition`, which builds an actor a call: the same
 * snapshots and actions (compared over every generated path in the tests) for a fifth of the time.
 */
function take(lifecycle: Lifecycle, before: AnyMachineSnapshot, event: ChartEvent): Taken {
  const { deadlineOf } = structureOf(lifecycle);
  const arms = new Set<Deadline>();
  const disarms = new Set<Deadline>();
  const effects: Effect[] = [];
  const actor = actors.get(lifecycle) ?? createActor(lifecycle.machine);
  actors.set(lifecycle, actor);
  const scope: AnyActorScope = {
    self: actor,
    system: actor.system,
    id: '',
    sessionId: '',
    logger: () => {},
    defer: () => {},
    stopChild: () => {},
    emit: () => {},
    actionExecutor: ({ type, params }) => {
      if (type === 'xstate.cancel') {
        const name = deadlineNamed(deadlineOf, (params as { sendId: string }).sendId);
        if (!arms.delete(name)) disarms.add(name);
      } else if (type === 'xstate.raise') arms.add(deadlineNamed(deadlineOf, (params as { id: string }).id));
      else effects.push(...[params as Effect | readonly Effect[]].flat());
    },
  };
  const snapshot = lifecycle.machine.transition(before, event, scope) as AnyMachineSnapshot;
  // An arm replaces: what is armed anew need not be disarmed first.
  for (const name of arms) disarms.delete(name);
  return { snapshot, arms: [...arms], disarms: [...disarms], effects };
}

function deadlineNamed(deadlineOf: ReadonlyMap<string, Deadline>, id: string): Deadline {
  const name = deadlineOf.get(id);
  if (name === undefined) throw new Error(`no deadline belongs to ${id}`);
  return name;
}
