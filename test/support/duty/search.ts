/** Breadth-first search over everything a duty can come to: (value, context, witness), with the pure step. */
import type { DutyContext } from '../../../machines/duty/context.ts';
import type { Lifecycle } from '../../../machines/lifecycle.ts';
import { unopenedSnapshot } from '../../../machines/restore.ts';
import type { Actor } from '../../../machines/roles.ts';
import { type Moved, type Occurrence, type Refused, step } from '../../../machines/step.ts';
import { standsOf, timersOf } from '../../../machines/structure.ts';
import { type Coverage, count, emptyCoverage, watched } from '../application/coverage.ts';
import { branchFaults, eventOf, typesOf } from '../application/enquiry.ts';
import { kaili2023, programmeCalendar } from '../programmes.ts';
import { attemptsFor, moments, type Setting } from './cast.ts';
import { invariants, properties } from './properties.ts';
import { type Cause, nothingKnown, observe, type State } from './witness.ts';

export interface Violation {
  readonly property: string;
  readonly detail: string;
  readonly path: readonly string[];
}

export interface Search {
  readonly states: readonly State[];
  readonly edges: readonly { readonly from: number; readonly to: number }[];
  readonly coverage: Coverage;
  readonly violations: readonly Violation[];
}

const CLOCK: Actor = { role: 'clock', person: null, organisation: null, onBehalfOf: null };
const FEW = 20;

export function search(lifecycle: Lifecycle, setting: Setting): Search {
  return new Explorer(lifecycle, setting).run();
}

class Explorer {
  readonly #lifecycle: Lifecycle;
  readonly #setting: Setting;
  readonly #states: State[] = [];
  readonly #index = new Map<string, number>();
  readonly #edges: { from: number; to: number }[] = [];
  readonly #coverage = emptyCoverage();
  readonly #violations: Violation[] = [];

  constructor(lifecycle: Lifecycle, setting: Setting) {
    this.#lifecycle = watched(lifecycle, this.#coverage);
    this.#setting = setting;
  }

  run(): Search {
    const snapshot = unopenedSnapshot(this.#lifecycle);
    this.#reach({ snapshot, stands: 'unopened', witness: nothingKnown, setting: this.#setting, from: -1, by: '' });
    for (let index = 0; index < this.#states.length && this.#violations.length < FEW; index += 1) this.#explore(index);
    const [states, edges, coverage, violations] = [this.#states, this.#edges, this.#coverage, this.#violations];
    return { states, edges, coverage, violations };
  }

  #explore(index: number): void {
    const state = this.#states[index]!;
    for (const [property, holds] of Object.entries(invariants)) {
      this.#judge(index, property, holds(state, this.#lifecycle));
    }
    for (const attempt of attemptsFor(this.#setting, state.stands)) this.#try(index, { kind: 'command', attempt });
    for (const { deadline } of timersOf(this.#lifecycle, state.snapshot.value)) {
      this.#try(index, { kind: 'due', deadline });
    }
  }

  #try(index: number, cause: Cause): void {
    const { stands } = this.#states[index]!;
    const name = cause.kind === 'due' ? cause.deadline : cause.attempt.type;
    const result = this.#step(index, cause);
    if (result.outcome === 'refused') {
      this.#coverage.refusals += 1;
      for (const { code } of result.blockers) count(this.#coverage.answers, `${stands} | ${name} | ${code}`);
      return;
    }
    this.#coverage.moves += 1;
    count(this.#coverage.answers, `${stands} | ${name} | pass`);
    this.#move(index, cause, result);
  }

  #step(index: number, cause: Cause): Moved | Refused {
    const { snapshot } = this.#states[index]!;
    const lifecycle = this.#lifecycle;
    const { actor, at, facts } = cause.kind === 'due' ? { actor: CLOCK, at: moments.late, facts: {} } : cause.attempt;
    const occurrence: Occurrence = cause.kind === 'due' ? cause : { ...cause.attempt, kind: 'command' };
    const input = {
      lifecycle,
      snapshot,
      occurrence,
      actor,
      at,
      facts,
      programme: kaili2023,
      calendar: programmeCalendar,
    };
    const result = step(input);
    const event = eventOf(input);
    if (!typesOf(snapshot).has(event.type)) return result;
    const { taken, faults } = branchFaults(lifecycle, snapshot, event);
    if (taken && result.outcome === 'moved') this.#coverage.taken.add(taken);
    for (const fault of faults)
      this.#judge(index, 'where one branch blocks no other passes', `${event.type}: ${fault}`);
    return result;
  }

  #move(index: number, cause: Cause, result: Moved): void {
    const { stands: from, witness: before, snapshot } = this.#states[index]!;
    const to = standsOf(this.#lifecycle, result.snapshot.value);
    const by = cause.kind === 'due' ? cause.deadline : cause.attempt.label;
    if (snapshot.status === 'done') this.#judge(index, 'an ended duty takes no event', by);
    const seen = { setting: this.#setting, cause, result };
    const after = observe(before, seen);
    for (const [property, holds] of Object.entries(properties)) {
      const wrong = holds({ ...seen, from, to, before, after });
      this.#judge(index, property, wrong === null ? null : `${wrong} (${by})`);
    }
    const state = { snapshot: result.snapshot, stands: to, witness: after, setting: this.#setting, from: index, by };
    this.#edges.push({ from: index, to: this.#reach(state) });
  }

  #reach(state: State): number {
    const key = keyOf(state);
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    const index = this.#states.push(state) - 1;
    this.#index.set(key, index);
    return index;
  }

  #judge(index: number, property: string, detail: string | null): void {
    if (detail === null) return;
    const path: string[] = [];
    for (let state = this.#states[index]; state && state.from >= 0; state = this.#states[state.from])
      path.unshift(state.by);
    this.#violations.push({ property, detail, path });
  }
}

function keyOf({ snapshot, witness }: State): string {
  if (snapshot.status === 'done') return JSON.stringify(snapshot.value);
  const { route, parties, ...context } = snapshot.context as DutyContext;
  return JSON.stringify([snapshot.value, context, witness]);
}

/** Where nothing leads any more to a state that is wanted. */
export function cutOff({ states, edges }: Search, wanted: (state: State) => boolean): string[] {
  const into = Map.groupBy(edges, ({ to }) => to);
  const reached = new Set<number>();
  const queue = [...states.keys()].filter((index) => wanted(states[index]!));
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    queue.push(...(into.get(index) ?? []).map(({ from }) => from));
  }
  const left = states.filter(({ snapshot }, index) => !reached.has(index) && snapshot.status !== 'done');
  return [...new Set(left.map(({ stands }) => stands))].sort();
}
