/** What may happen in a joint state, and what comes of it, by the pure step and nothing else. */
import type { AnyMachineSnapshot } from 'xstate';
import { byDue, type Deadline } from '../../../machines/deadlines.ts';
import type { Arm } from '../../../machines/due-rule.ts';
import type { Facts } from '../../../machines/facts.ts';
import type { CaseId } from '../../../machines/ids.ts';
import type { BaseContext, Effect, Lifecycle } from '../../../machines/lifecycle.ts';
import { unopenedSnapshot } from '../../../machines/restore.ts';
import type { Actor } from '../../../machines/roles.ts';
import { type Moved, type Occurrence, type Refused, step } from '../../../machines/step.ts';
import { standsOf } from '../../../machines/structure.ts';
import type { Instant } from '../../../machines/time.ts';
import { type Attempt, clock, observer } from './attempt.ts';
import { factsFor } from './facts.ts';
import { type Bounds, type Broken, DISTURBANCES, type Joint, type Part, type Spent, type UnderWay } from './joint.ts';
import { calendar, idOf, nameOf, planned, programme, silent } from './place.ts';
import { written } from './registers.ts';
import { type Happening, observe } from './witness.ts';

export type Move =
  | { readonly kind: 'sent'; readonly attempt: Attempt }
  | { readonly kind: 'delivered'; readonly index: number }
  /** A date of the plan: it may come on any day. */
  | { readonly kind: 'due'; readonly case: CaseId; readonly deadline: Deadline }
  | { readonly kind: 'night'; readonly missed: readonly CaseId[]; readonly late: number };

/** What came of a move: the state after it, or the answer of whoever refused it. */
export type Outcome =
  | { readonly outcome: 'moved'; readonly joint: Joint }
  | { readonly outcome: 'refused'; readonly code: string };

export interface Rules {
  readonly bounds: Bounds;
  readonly broken: Broken;
}

/** An event on a case: where it goes, what is sent, by whom. */
interface Event {
  readonly case: CaseId;
  readonly lifecycle: Lifecycle;
  readonly occurrence: Occurrence;
  readonly actor: Actor;
  readonly at: Instant;
  readonly facts: Partial<Facts>;
}

const openings = new WeakMap<Lifecycle, AnyMachineSnapshot>();

/** Before it is opened a case is what its chart says. */
export function unopened(lifecycle: Lifecycle): Part {
  const snapshot = openings.get(lifecycle) ?? unopenedSnapshot(lifecycle);
  openings.set(lifecycle, snapshot);
  return { lifecycle: lifecycle.name, snapshot, stands: 'unopened', due: {}, lastAt: 0 };
}

/** What came to nothing unheard may be begun anew under its name: nobody knows it by its own. */
function partOf(joint: Joint, { lifecycle, of }: { lifecycle: Lifecycle; of: { to: CaseId; type: string } }): Part {
  const part = joint.parts[of.to];
  const anew = of.type === 'open' && part?.snapshot.status === 'done' && ['notice', 'meeting'].includes(lifecycle.name);
  return part && !anew ? part : unopened(lifecycle);
}

/** What is due of a case fires before anything else happens to it (design D6). */
export function sent(joint: Joint, attempt: Attempt, rules: Rules): Outcome {
  const lifecycle = rules.broken.lifecycles[attempt.lifecycle];
  const settled = fired(joint, attempt.to, rules);
  const part = partOf(settled, { lifecycle, of: attempt });
  const { type, data, envelope, by, ballots } = attempt;
  const opening = part.stands === 'unopened' ? data : null;
  const context = part.snapshot.context as BaseContext;
  const asked = factsFor(settled, { case: attempt.to, lifecycle, context, type, opening, data });
  const result = happen(
    settled,
    {
      ...{ case: attempt.to, lifecycle, actor: by, at: joint.now, facts: ballots ? { ...asked, ballots } : asked },
      occurrence: { kind: 'command', type, data, envelope },
    },
    rules,
  );
  if (result.outcome === 'refused') return result;
  const used = [...Object.keys(attempt.costs ?? {}), ...(attempt.disturbs ? [DISTURBANCES] : [])];
  return { outcome: 'moved', joint: { ...result.joint, spent: spentMore(result.joint.spent, used) } };
}

export function spentMore(spent: Spent, used: readonly string[]): Spent {
  if (used.length === 0) return spent;
  const more = { ...spent };
  for (const what of used) more[what] = (more[what] ?? 0) + 1;
  return more;
}

/** A command of one case to another; refused where its sender does not reckon with that. */
export function delivered(joint: Joint, { index }: { index: number }, rules: Rules): Outcome {
  const command = joint.outbox[index]!;
  const outbox = joint.outbox.toSpliced(index, 1);
  const { to, lifecycle, event, data, envelope, accepts } = command;
  const attempt: Attempt = { to, lifecycle, type: event, data, envelope, by: observer };
  const result = sent({ ...joint, outbox }, attempt, rules);
  if (result.outcome === 'moved' || !accepts.includes(result.code)) return result;
  return { outcome: 'moved', joint: fired({ ...joint, outbox }, to, rules) };
}

/**
 * What is due of all cases. A deadline that fires late is not told from one that fires in time: nothing happens to a case before
 * its deadlines have fired, and what others ask about it is then only refused.
 */
export function firedAll(joint: Joint, rules: Rules): Joint {
  return Object.keys(joint.parts).reduce((state, id) => fired(state, id, rules), joint);
}

/** Everything that is due of a case, in order. */
function fired(joint: Joint, id: CaseId, rules: Rules): Joint {
  let state = joint;
  for (let next = dueOf(state, id); next; next = dueOf(state, id))
    state = rung(state, { case: id, deadline: next }, rules);
  return state;
}

/** The deadline of a case that fires next, if any is due. */
function dueOf({ parts, now }: Joint, id: CaseId): Deadline | null {
  const due = Object.entries(parts[id]?.due ?? {}) as [Deadline, Instant][];
  const [next] = due
    .filter(([, dueAt]) => dueAt <= now)
    .map(([name, dueAt]) => ({ name, dueAt }))
    .sort(byDue);
  return next?.name ?? null;
}

export function rung(joint: Joint, of: { case: CaseId; deadline: Deadline }, rules: Rules): Joint {
  const part = joint.parts[of.case]!;
  const at = Math.max(part.due[of.deadline] ?? joint.now, part.lastAt);
  const lifecycle = rules.broken.lifecycles[part.lifecycle];
  const occurrence = { kind: 'due', deadline: of.deadline } as const;
  const result = happen(joint, { case: of.case, lifecycle, actor: clock, at, facts: {}, occurrence }, rules);
  if (result.outcome === 'refused') throw new Error(`${of.deadline} of ${nameOf(of.case)} was refused: ${result.code}`);
  return result.joint;
}

function happen(joint: Joint, event: Event, rules: Rules): Outcome {
  const { lifecycle, occurrence, actor, at, facts } = event;
  const { case: to } = event;
  const part = partOf(joint, { lifecycle, of: { to, type: occurrence.kind === 'command' ? occurrence.type : '' } });
  const stepped = stepOf(part, event);
  if (stepped.outcome === 'refused') return stepped;
  const after = stepped.part;
  const data = (occurrence.kind === 'command' ? occurrence.data : {}) as Readonly<Record<string, unknown>>;
  const type = occurrence.kind === 'command' ? occurrence.type : occurrence.kind === 'due' ? occurrence.deadline : '';
  const page = joint.pages[event.case];
  const what: Happening = {
    ...{ case: event.case, lifecycle: lifecycle.name, type, data, person: actor.person, ballots: facts.ballots, page },
    now: joint.now,
  };
  const pages =
    lifecycle.name === 'notice' && type === 'post' ? { ...joint.pages, [event.case]: fresh(at) } : joint.pages;
  const parts = { ...joint.parts, [event.case]: after };
  const moved = { ...joint, parts, pages, witness: observe(joint.witness, what) };
  return { outcome: 'moved', joint: followed(moved, stepped.effects, { from: event.case, data, rules }) };
}

type Stepped =
  | { readonly outcome: 'refused'; readonly code: string }
  | { readonly outcome: 'moved'; readonly part: Part; readonly effects: readonly Effect[] };

/** The step is pure: the same event on the same case comes to the same, so it is asked once. */
const steps = new WeakMap<Lifecycle, WeakMap<Part, Map<string, Stepped>>>();
const constant: readonly string[] = ['unitPlace', 'expertPool'];

function stepOf(part: Part, event: Event): Stepped {
  const { lifecycle, occurrence, actor, at, facts } = event;
  const ofLifecycle = steps.get(lifecycle) ?? new WeakMap<Part, Map<string, Stepped>>();
  steps.set(lifecycle, ofLifecycle);
  const ofPart = ofLifecycle.get(part) ?? new Map<string, Stepped>();
  ofLifecycle.set(part, ofPart);
  const key = JSON.stringify([at, occurrence, actor.person, facts], (name, value: unknown) =>
    constant.includes(name) ? undefined : value,
  );
  const known = ofPart.get(key) ?? stepAnew(part, event);
  ofPart.set(key, known);
  return known;
}

function stepAnew(part: Part, { lifecycle, occurrence, actor, at, facts }: Event): Stepped {
  const result: Moved | Refused = step({
    ...{ lifecycle, snapshot: part.snapshot, occurrence, actor, at, facts, programme, calendar },
  });
  if (result.outcome === 'refused') return { outcome: 'refused', code: result.code };
  const after = shared(lifecycle, {
    lifecycle: lifecycle.name,
    snapshot: result.snapshot,
    stands: standsOf(lifecycle, result.snapshot.value),
    due: armed(part.due, { result, fired: occurrence.kind === 'due' ? occurrence.deadline : null }),
    lastAt: at,
  });
  return { outcome: 'moved', part: after, effects: result.effects };
}

const parts = new WeakMap<Lifecycle, Map<string, Part>>();

/** The same case is the same object, whichever way led to it. */
function shared(lifecycle: Lifecycle, part: Part): Part {
  const known = parts.get(lifecycle) ?? new Map<string, Part>();
  parts.set(lifecycle, known);
  const { snapshot, due, lastAt } = part;
  const key = JSON.stringify([snapshot.value, snapshot.context, due, lastAt]);
  const found = known.get(key) ?? part;
  known.set(key, found);
  return found;
}

const fresh = (postedAt: Instant) => ({ postedAt, missed: [] });

function armed(before: Part['due'], { result, fired: rang }: { result: Moved; fired: Deadline | null }): Part['due'] {
  const due = { ...before };
  for (const name of result.disarms) delete due[name];
  if (rang) delete due[rang];
  for (const arm of result.arms as Arm[])
    if (!silent.has(arm.name) && !planned.includes(arm.name)) due[arm.name] = arm.dueAt;
  return due;
}

/** What follows from an event: writes at once, commands into the outbox. */
function followed(
  joint: Joint,
  effects: readonly Effect[],
  of: { from: CaseId; data: Readonly<Record<string, unknown>>; rules: Rules },
): Joint {
  const { bounds, broken } = of.rules;
  let { registers } = joint;
  const under: UnderWay[] = [];
  let opened = 0;
  const sender = joint.parts[of.from]!.lifecycle;
  for (const effect of effects) {
    if (effect.kind === 'write') {
      if (!broken.unwritten?.(effect.register, effect.op))
        registers = written(registers, effect, { case: of.from, data: of.data });
    } else if (effect.kind === 'command' && !broken.lost?.(sender, effect.event)) {
      const { lifecycle, event, data, envelope, accepts } = effect;
      const count = joint.spent[`opened by ${nameOf(of.from)}`] ?? 0;
      if (effect.case === null) opened += 1;
      under.push({
        from: of.from,
        to: targetOf(effect, { from: of.from, count }),
        lifecycle,
        event,
        data,
        envelope,
        accepts,
      });
    }
  }
  const spent = opened > 0 ? spentMore(joint.spent, [`opened by ${nameOf(of.from)}`]) : joint.spent;
  let state: Joint = { ...joint, registers, spent, outbox: [...joint.outbox, ...under] };
  for (const command of under) {
    if (!bounds.atOnce.includes(command.lifecycle)) continue;
    const result = delivered(state, { index: state.outbox.indexOf(command) }, of.rules);
    if (result.outcome === 'refused') throw new Error(`${command.event} was answered ${result.code}`);
    state = result.joint;
  }
  return state;
}

/** What a case opens has an id of its own; what it opens under a name can be told by it. */
function targetOf(
  effect: Extract<Effect, { kind: 'command' }>,
  { from, count }: { from: CaseId; count: number },
): CaseId {
  const target: unknown = effect.case;
  if (typeof target === 'string') return target;
  if (target === null) return idOf(`${effect.lifecycle} ${count + 1} of ${nameOf(from)}`);
  const { own } = target as { own: string };
  return idOf(`${effect.lifecycle} ${nameOf(own)} of ${nameOf(from)}`);
}
