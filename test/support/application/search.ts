/**
 * Breadth-first search over everything an application can come to: (value, context, witness), with the pure step. Nodes of
 * the plan only record and commute with everything else, so that by default each is fired from every state and checked to
 * move its own region alone, and the search goes on from the state before (`interleaved` goes on behind it too).
 */
import type { AnyMachineSnapshot } from 'xstate';
import type { ApplicationContext } from '../../../machines/application/context.ts';
import type { ApplicationEventName } from '../../../machines/application/events.ts';
import type { Deadline } from '../../../machines/deadlines.ts';
import type { Lifecycle } from '../../../machines/lifecycle.ts';
import { unopenedSnapshot } from '../../../machines/restore.ts';
import { type Moved, type Occurrence, type Refused, step } from '../../../machines/step.ts';
import { standsOf, timersOf } from '../../../machines/structure.ts';
import { programmeCalendar } from '../programmes.ts';
import type { Attempt } from './attempt.ts';
import { attemptsFor, eventNames } from './attempts.ts';
import { castOf, contents, instants, type Setting } from './cast.ts';
import { type Coverage, count, emptyCoverage, watched } from './coverage.ts';
import { branchFaults, type ChartEvent, eventOf, typesOf } from './enquiry.ts';
import { invariants } from './invariants.ts';
import { properties } from './properties.ts';
import type { State } from './state.ts';
import { type Cause, nothingKnown, observe, type Witness } from './witness.ts';

export interface Edge {
  readonly from: number;
  readonly to: number;
  /** Event or deadline. */
  readonly type: string;
}

export interface Violation {
  readonly property: string;
  readonly detail: string;
  readonly path: readonly string[];
}

export interface Options {
  readonly lifecycle: Lifecycle;
  readonly setting: Setting;
  /** What may open the case instead of the ordinary attempts, and what is known of it before (domain A50). */
  readonly reopening?: { readonly attempts: readonly Attempt[]; readonly known: Witness };
  /** Events left out to keep a product small. */
  readonly without?: readonly ApplicationEventName[];
  /** Whether the search goes on behind a node that was judged. */
  readonly interleaved?: boolean;
  /** One state to be tried on its own, that the search would not come to. */
  readonly probe?: Pick<State, 'snapshot' | 'stands' | 'witness'>;
  readonly stopAtFirst?: boolean;
  /** Called for every state and everything tried in it. */
  readonly spectator?: (seen: Tried) => void;
}

export interface Tried {
  readonly lifecycle: Lifecycle;
  readonly snapshot: AnyMachineSnapshot;
  readonly event: ChartEvent;
  readonly result: Moved | Refused;
}

export interface Search {
  readonly setting: Setting;
  readonly states: readonly State[];
  readonly edges: readonly Edge[];
  readonly coverage: Coverage;
  readonly violations: readonly Violation[];
}

const FEW = 20;

export function search(options: Options): Search {
  return new Explorer(options).run();
}

class Explorer {
  readonly #options: Options;
  readonly #lifecycle: Lifecycle;
  readonly #attempts: ReturnType<typeof attemptsFor>;
  readonly #states: State[] = [];
  readonly #index = new Map<string, number>();
  readonly #edges: Edge[] = [];
  readonly #coverage = emptyCoverage();
  readonly #violations: Violation[] = [];
  readonly #events: readonly ApplicationEventName[];
  readonly #clock;

  constructor(options: Options) {
    this.#options = options;
    this.#lifecycle = watched(options.lifecycle, this.#coverage);
    this.#attempts = attemptsFor(options.setting);
    this.#events = eventNames.filter((name) => !options.without?.includes(name));
    this.#clock = castOf(options.setting).clock;
  }

  run(): Search {
    const { setting, reopening, stopAtFirst, probe } = this.#options;
    const snapshot = unopenedSnapshot(this.#lifecycle);
    const start = probe ?? { snapshot, stands: 'unopened', witness: reopening?.known ?? nothingKnown };
    this.#reach({ ...start, from: -1, by: '' });
    for (let index = 0; index < (probe ? 1 : this.#states.length); index += 1) {
      this.#explore(index);
      if (this.#violations.length > (stopAtFirst ? 0 : FEW)) break;
    }
    const [states, edges, coverage, violations] = [this.#states, this.#edges, this.#coverage, this.#violations];
    return { setting, states, edges, coverage, violations };
  }

  #explore(index: number): void {
    const state = this.#states[index]!;
    for (const [property, holds] of Object.entries(invariants)) {
      const wrong = holds(state, this.#lifecycle);
      if (wrong !== null) this.#violate(index, property, wrong);
    }
    const known = typesOf(state.snapshot);
    for (const type of this.#events) {
      const attempts = this.#attemptsAt(state, type);
      const tries = known.has(type) ? attempts : attempts.slice(0, 1);
      for (const attempt of tries) this.#try(index, { kind: 'command', attempt }, known);
    }
    for (const { deadline } of timersOf(this.#lifecycle, state.snapshot.value)) {
      this.#try(index, { kind: 'due', deadline }, known);
    }
  }

  #attemptsAt({ snapshot, stands }: State, type: ApplicationEventName): readonly Attempt[] {
    const { reopening } = this.#options;
    if (type === 'open' && stands === 'unopened' && reopening) return reopening.attempts;
    return this.#attempts(type, { context: snapshot.context as ApplicationContext, stands });
  }

  /** `known`: the event types the chart has here; of any other one attempt is enough. */
  #try(index: number, cause: Cause, known: ReadonlySet<string>): void {
    const { snapshot, stands } = this.#states[index]!;
    const result = this.#step(snapshot, cause, known);
    const name = cause.kind === 'due' ? cause.deadline : cause.attempt.type;
    if (result.outcome === 'refused') {
      this.#coverage.refusals += 1;
      for (const { code } of result.blockers) count(this.#coverage.answers, `${stands} | ${name} | ${code}`);
    } else {
      this.#coverage.moves += 1;
      count(this.#coverage.answers, `${stands} | ${name} | pass`);
      this.#move(index, cause, result);
    }
  }

  #step(snapshot: AnyMachineSnapshot, cause: Cause, known: ReadonlySet<string>): Moved | Refused {
    const lifecycle = this.#lifecycle;
    const { programme } = this.#options.setting;
    const { actor, at, facts } =
      cause.kind === 'due' ? { actor: this.#clock, at: instants.inWindow, facts: {} } : cause.attempt;
    const occurrence: Occurrence =
      cause.kind === 'due'
        ? cause
        : {
            kind: 'command',
            ...{ type: cause.attempt.type, data: cause.attempt.data, envelope: cause.attempt.envelope },
          };
    const input = { lifecycle, snapshot, occurrence, actor, at, facts, programme, calendar: programmeCalendar };
    const result = step(input);
    const event = eventOf(input);
    this.#options.spectator?.({ lifecycle, snapshot, event, result });
    if (known.has(event.type)) {
      const { taken, faults } = branchFaults(lifecycle, snapshot, event);
      if (taken && result.outcome === 'moved') this.#coverage.taken.add(taken);
      for (const fault of faults) {
        const path = [JSON.stringify(snapshot.value), event.type];
        this.#violations.push({ property: 'where one branch blocks no other passes', detail: fault, path });
      }
    }
    return result;
  }

  #move(index: number, cause: Cause, result: Moved): void {
    const { snapshot, stands, witness: before } = this.#states[index]!;
    const to = standsOf(this.#lifecycle, result.snapshot.value);
    const name = cause.kind === 'due' ? cause.deadline : cause.attempt.label;
    const ended = result.snapshot.status === 'done';
    if (snapshot.status === 'done') this.#violate(index, 'an ended case takes no event', name);
    const seen = { cause, from: stands, to, result };
    const after = observe(before, seen);
    const regions = changedRegions(snapshot, result.snapshot);
    const move = { ...seen, setting: this.#options.setting, before, after, regions, ended };
    for (const [property, holds] of Object.entries(properties)) {
      const wrong = holds(move);
      if (wrong !== null) this.#violate(index, property, `${wrong} (${name})`);
    }
    if (cause.kind === 'due' && this.#observesOnly(cause.deadline)) return;
    const next = this.#reach({ snapshot: result.snapshot, stands: to, witness: after, from: index, by: name });
    this.#edges.push({ from: index, to: next, type: cause.kind === 'due' ? cause.deadline : cause.attempt.type });
  }

  #observesOnly(deadline: Deadline): boolean {
    return !this.#options.interleaved && Object.values(this.#lifecycle.nodes).includes(deadline);
  }

  #reach(state: State): number {
    const key = keyOf(state);
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    const index = this.#states.push(state) - 1;
    this.#index.set(key, index);
    return index;
  }

  #violate(index: number, property: string, detail: string): void {
    this.#violations.push({ property, detail, path: pathTo(this.#states, index) });
  }
}

/** The moves that first led to a state. */
export function pathTo(states: readonly State[], index: number): string[] {
  const path: string[] = [];
  for (let state = states[index]; state && state.from >= 0; state = states[state.from]) path.unshift(state.by);
  return path;
}

/**
 * States are one where no guard could tell them apart: matters lie in the order in which they came, which nothing asks
 * for; contents are only compared, so that the present one is always called x, and so are cut-offs. An ended case is told by its outcome alone.
 */
function keyOf({ snapshot, witness }: State): string {
  if (snapshot.status === 'done') return JSON.stringify(snapshot.value);
  const { route, claim, vacancyClass, openMatters, content, ...context } = snapshot.context as ApplicationContext;
  const called = content === contents.y ? otherwise : identity;
  const matters = openMatters.map(({ id, kind, alleges }) => id + kind + alleges).sort();
  const ran = Object.values(context.ran).map(called);
  const { armed, whole, showing, recommended, content: told, ...known } = witness;
  const shown = [recommended, told, ...Object.values(showing)].map(called);
  const published = Object.values(whole).map((all) => all.map(called).sort());
  const cutoff = context.cutoff !== null;
  return JSON.stringify([snapshot.value, { ...context, ran, cutoff }, matters, known, shown, published]);
}

const identity = (content: string | null): string | null => content;
const otherwise = (content: string | null): string | null => {
  if (content === null) return null;
  return content === contents.x ? contents.y : contents.x;
};

/** Regions of `underway` whose value a move changed; `null` where the case was opened or has ended. */
export function changedRegions(before: AnyMachineSnapshot, after: AnyMachineSnapshot): string[] | null {
  const [was, is] = [regionsOf(before), regionsOf(after)];
  if (!was || !is) return null;
  return Object.keys(was).filter((region) => JSON.stringify(was[region]) !== JSON.stringify(is[region]));
}

function regionsOf({ value }: AnyMachineSnapshot): Record<string, unknown> | null {
  if (typeof value === 'string') return null;
  const { underway } = value;
  return typeof underway === 'object' ? underway : null;
}
