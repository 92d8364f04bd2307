/** What can be said of a search as a whole: who reaches what, and what is never left alone. */
import type { StateValue } from 'xstate';
import { nodeDeadlines } from '../../../machines/deadlines.ts';
import type { Edge, Search } from './search.ts';
import type { State } from './state.ts';

const DECISIONS_FROM_OUTSIDE = ['withdraw', 'disqualify', 'terminate', 'cycleRollover'] as const;

/** Places from which no state of the wanted kind can be reached, by events other than these. */
export function placesCutOff(
  { states, edges }: Search,
  wanted: (state: State) => boolean,
  without: readonly string[] = [],
): string[] {
  const into = Map.groupBy(
    edges.filter(({ type }) => !without.includes(type)),
    ({ to }) => to,
  );
  const reached = new Set<number>();
  const queue = [...states.keys()].filter((index) => wanted(states[index]!));
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    queue.push(...(into.get(index) ?? []).map(({ from }: Edge) => from));
  }
  const left = states.filter((state, index) => !reached.has(index) && !isEnded(state));
  return distinct(left.map(({ stands }) => stands));
}

/** Places that never come to an end unless the applicant, a fraud, the bureau or the year's stop ends them. */
export function placesWithoutOwnEnd(search: Search): string[] {
  return placesCutOff(search, isEnded, DECISIONS_FROM_OUTSIDE);
}

export const isEnded = ({ snapshot }: State): boolean => snapshot.status === 'done';
export const isCertified = ({ snapshot }: State): boolean => snapshot.value === 'certified';

/** Places in which a matter is open and cannot be closed there without ending the case. */
export function placesWithStuckMatters({ states, edges }: Search): string[] {
  const closing = edges.filter(({ type, to }) => type.startsWith('resolve') && !isEnded(states[to]!));
  const closable = new Set(closing.map(({ from }) => from));
  const stuck = states.filter(
    (state, index) => !isEnded(state) && state.witness.open.length > 0 && !closable.has(index),
  );
  return distinct(stuck.map(({ stands }) => stands));
}

/** Place and season of the cases for which nothing will ring once the nodes of the plan have been judged. */
export function placesWithoutDeadline({ states }: Search): string[] {
  const nodes: readonly string[] = nodeDeadlines.filter((name) => name !== 'intakeCutoff' && name !== 'clickWindowEnd');
  const silent = states.filter(
    (state) =>
      !isEnded(state) && state.stands !== 'unopened' && state.witness.armed.every((name) => nodes.includes(name)),
  );
  return distinct(silent.map(({ stands, snapshot }) => `${stands} | ${seasonOf(snapshot.value)}`));
}

/** Every state with the nodes' regions left out: what the nodes must not change. */
export function withoutNodes({ states }: Search, regions: readonly string[]): Set<string> {
  return new Set(
    states.map(({ snapshot, witness }) =>
      JSON.stringify([strip(snapshot.value, regions), snapshot.context, { ...witness, armed: [] }]),
    ),
  );
}

function strip(value: StateValue, regions: readonly string[]): unknown {
  const underway = typeof value === 'string' ? undefined : value.underway;
  if (underway === undefined || typeof underway === 'string') return value;
  return Object.fromEntries(Object.entries(underway).filter(([region]) => !regions.includes(region)));
}

function seasonOf(value: StateValue): string {
  const underway = typeof value === 'string' ? undefined : value.underway;
  const season = typeof underway === 'object' ? underway.season : undefined;
  return typeof season === 'object' ? Object.entries(season).flat().join('.') : String(season);
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
