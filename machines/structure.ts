import type { AnyStateNode, StateValue } from 'xstate';
import type { Deadline } from './deadlines.ts';
import { deadlines } from './deadlines.ts';
import type { Lifecycle, StateMeta } from './lifecycle.ts';

/**
 * What can be read off a chart once and for all: per state its meta and its timers. Everything below is a function of the
 * state's value alone, so that armed deadlines, holder and judged nodes never need a second record (design D2).
 */

export interface Timer {
  readonly deadline: Deadline;
  /** XState's own event for it; never accepted from outside (reliability H22). */
  readonly eventType: string;
}

export interface StateInfo {
  readonly path: string;
  readonly meta: StateMeta;
  readonly timers: readonly Timer[];
}

export interface Structure {
  readonly states: ReadonlyMap<string, StateInfo>;
  /** The deadline of XState's raise and cancel ids. */
  readonly deadlineOf: ReadonlyMap<string, Deadline>;
}

const known = new WeakMap<Lifecycle, Structure>();

/** Reads a chart once; later calls return the same object. */
export function structureOf(lifecycle: Lifecycle): Structure {
  const cached = known.get(lifecycle);
  if (cached) return cached;
  const states = new Map<string, StateInfo>();
  const deadlineOf = new Map<string, Deadline>();
  const walk = (node: AnyStateNode): void => {
    const timers = node.after.flatMap(({ delay, eventType }) => {
      const deadline = deadlines.find((name) => name === delay);
      if (deadline === undefined)
        throw new Error(`${lifecycle.name}: ${node.id} waits for an unknown deadline ${String(delay)}`);
      deadlineOf.set(eventType, deadline);
      return [{ deadline, eventType }];
    });
    const path = node.path.join('.');
    // One entry per timer, however many branches it has.
    const unique = [...new Map(timers.map((timer) => [timer.eventType, timer])).values()];
    states.set(path, { path, meta: node.meta as StateMeta, timers: unique });
    for (const child of Object.values(node.states)) walk(child);
  };
  walk(lifecycle.machine.root);
  const structure = { states, deadlineOf };
  known.set(lifecycle, structure);
  return structure;
}

/** Every active state's path, parents before children. */
export function activePaths(value: StateValue): string[] {
  const paths: string[] = [];
  const walk = (part: StateValue, prefix: string): void => {
    if (typeof part === 'string') {
      paths.push(prefix + part);
      return;
    }
    for (const [key, child] of Object.entries(part)) {
      if (child === undefined) continue;
      paths.push(prefix + key);
      walk(child, `${prefix}${key}.`);
    }
  };
  walk(value, '');
  return paths;
}

/** Timers of the active states: the deadlines that must be armed, no more and no fewer (design D2, the rule). */
export function timersOf(lifecycle: Lifecycle, value: StateValue): Timer[] {
  const { states } = structureOf(lifecycle);
  return activePaths(value).flatMap((path) => states.get(path)?.timers ?? []);
}

/** Where the case stands: the path of the stage's leaf below the stage, or the outcome of an ended case. */
export function standsOf(lifecycle: Lifecycle, value: StateValue): string {
  let part: StateValue | undefined = value;
  for (const key of lifecycle.stage) {
    if (typeof part === 'string' || part === undefined) break;
    part = part[key];
  }
  return part === undefined ? leafOf(value) : leafOf(part);
}

function leafOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const [key, child] = Object.entries(value)[0] ?? [];
  if (key === undefined) return '';
  return child === undefined ? key : `${key}.${leafOf(child)}`;
}

/** The meta of where the case stands: who holds it, by which clause, whether it has ended. */
export function standingMeta(lifecycle: Lifecycle, value: StateValue): StateMeta {
  const stage = typeof value === 'string' ? [] : lifecycle.stage;
  const path = [...stage, standsOf(lifecycle, value)].join('.');
  const info = structureOf(lifecycle).states.get(path);
  if (!info) throw new Error(`${lifecycle.name} has no state ${path}`);
  return info.meta;
}

/** Nodes already judged: deadline → met or overrun (domain A39); nodes ahead or inherited are not in it. */
export function judgedNodes(lifecycle: Lifecycle, value: StateValue): Partial<Record<Deadline, 'met' | 'overrun'>> {
  const judged: Partial<Record<Deadline, 'met' | 'overrun'>> = {};
  if (typeof value === 'string') return judged;
  const regions = value[lifecycle.stage[0] ?? ''];
  if (regions === undefined || typeof regions === 'string') return judged;
  for (const [region, deadline] of Object.entries(lifecycle.nodes)) {
    const state = regions[region];
    if (state === 'met' || state === 'overrun') judged[deadline] = state;
  }
  return judged;
}
