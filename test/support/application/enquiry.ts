/** What the chart would do with an event, asked of XState and of the guards beside it. */
import type { AnyMachineSnapshot, AnyTransitionDefinition } from 'xstate';
import type { Lifecycle, Ride } from '../../../machines/lifecycle.ts';
import { candidatesOf, transitionsOf } from '../../../machines/refusal.ts';
import type { StepInput } from '../../../machines/step.ts';
import { standsOf, timersOf } from '../../../machines/structure.ts';
import { passes } from '../../../machines/verdict.ts';

export interface ChartEvent {
  readonly type: string;
  readonly data?: object;
  readonly ride: Ride;
}

/** The event types the chart has where a case stands, its own timers among them. */
export function typesOf(snapshot: AnyMachineSnapshot): Set<string> {
  if (snapshot.status !== 'active') return new Set();
  return new Set(transitionsOf(snapshot).keys());
}

/** The event as it enters the chart, built here once more and apart from the step. */
export function eventOf(input: StepInput): ChartEvent {
  const { lifecycle, snapshot, occurrence, at, actor, facts, programme, calendar } = input;
  const stands = standsOf(lifecycle, snapshot.value);
  const ride = { at, actor, facts, programme, calendar, stands };
  if (occurrence.kind === 'command') {
    const { type, data, envelope } = occurrence;
    return { type, data, ride: { ...ride, envelope } };
  }
  const name = occurrence.kind === 'due' ? occurrence.deadline : 'recomputed';
  const timer = timersOf(lifecycle, snapshot.value).find(({ deadline }) => deadline === name);
  return { type: timer?.eventType ?? name, ride: { ...ride, envelope: {} } };
}

/** The branch XState takes, and whatever the guards say that does not go with it. */
export function branchFaults(
  lifecycle: Lifecycle,
  snapshot: AnyMachineSnapshot,
  event: ChartEvent,
): { taken: AnyTransitionDefinition | undefined; faults: string[] } {
  const faults: string[] = [];
  const [taken, ...others] = lifecycle.machine.getTransitionData(snapshot, event) as AnyTransitionDefinition[];
  if (others.length > 0) faults.push('taken by two regions');
  const candidates = candidatesOf(lifecycle, snapshot, event);
  const passing = candidates.filter(({ verdict }) => passes(verdict));
  if (candidates.some(({ verdict }) => verdict === 'unknown'))
    faults.push('a guard does not know although all is given');
  const blocks = candidates.some(({ verdict }) => Array.isArray(verdict) && verdict.length > 0);
  if (blocks && passing.length > 0) faults.push('one branch blocks and another passes');
  if (passing.length > 0 !== (taken !== undefined)) faults.push('the guards and the chart do not agree');
  if (taken && passing[0] && passing[0].meta !== taken.meta)
    faults.push('the chart takes another branch than the guards');
  return { taken, faults };
}
