import { expect, test } from 'vitest';
import { type AnyMachineSnapshot, type ExecutableActionObject, transition } from 'xstate';
import type { Deadline } from '../../../machines/deadlines.ts';
import { currentLifecycle } from '../../../machines/registry.ts';
import type { Moved } from '../../../machines/step.ts';
import { structureOf } from '../../../machines/structure.ts';
import { settings } from '../../support/application/cast.ts';
import { search, type Tried } from '../../support/application/search.ts';
import { print } from '../../support/print.ts';

/** The step's one inert scope against XState's own `transition`, which builds an actor a call. */
const lifecycle = currentLifecycle('application');

interface Told {
  readonly value: unknown;
  readonly context: unknown;
  readonly status: string;
  readonly tags: readonly string[];
  readonly arms: readonly Deadline[];
  readonly disarms: readonly Deadline[];
  readonly effects: readonly unknown[];
}

/** XState's answer, its timers folded in order: an arm replaces. */
function ofXState(
  { deadlineOf }: ReturnType<typeof structureOf>,
  [snapshot, actions]: [AnyMachineSnapshot, readonly ExecutableActionObject[]],
): Told {
  const armed = new Map<Deadline, 'arm' | 'disarm'>();
  const effects: unknown[] = [];
  for (const { type, params } of actions) {
    const { id, sendId } = (params ?? {}) as { id?: string; sendId?: string };
    if (type === 'xstate.raise') armed.set(deadlineOf.get(id ?? '')!, 'arm');
    else if (type === 'xstate.cancel') armed.set(deadlineOf.get(sendId ?? '')!, 'disarm');
    else effects.push(...[params].flat());
  }
  const those = (what: string) => [...armed].filter(([, is]) => is === what).map(([name]) => name);
  return { ...seen(snapshot), arms: those('arm').sort(), disarms: those('disarm').sort(), effects };
}

function ofStep({ snapshot, arms, disarms, effects }: Moved): Told {
  // Messages about custody are the step's own; the chart knows of none.
  const own = effects.filter(({ kind }) => kind !== 'send');
  return { ...seen(snapshot), arms: arms.map(({ name }) => name).sort(), disarms: [...disarms].sort(), effects: own };
}

function seen({
  value,
  context,
  status,
  tags,
}: AnyMachineSnapshot): Pick<Told, 'value' | 'context' | 'status' | 'tags'> {
  return { value, context, status, tags: [...tags].sort() };
}

/** What differs between the two for something tried; `null` where a command is refused before the chart is asked. */
function difference({ lifecycle: chart, snapshot, event, result }: Tried): string | null | undefined {
  const taken = snapshot.status === 'active' && chart.machine.getTransitionData(snapshot, event).length > 0;
  if (result.outcome === 'refused' && (taken || snapshot.status === 'done')) return null;
  const theirs = ofXState(structureOf(chart), transition(chart.machine, snapshot, event));
  const still = { ...seen(snapshot), arms: [], disarms: [], effects: [] };
  const ours = result.outcome === 'moved' ? ofStep(result) : still;
  return JSON.stringify(ours) === JSON.stringify(theirs)
    ? undefined
    : `${JSON.stringify(snapshot.value)} ${event.type}`;
}

const complaints = ['complain', 'resolveComplaint'] as const;

test.each([
  [
    'with everything but extensions, complaints and what befalls a notice',
    [...complaints, 'extend', 'prolong', 'unpublish'],
  ],
  ['with extensions', ['object', 'complain', 'return', 'requestSupplement']],
] as const)('the step gives what XState’s own transition gives, %s', { timeout: 240_000 }, (_name, without) => {
  const different: string[] = [];
  let compared = 0;
  let unasked = 0;
  const spectator = (tried: Tried): void => {
    const found = difference(tried);
    if (found === null) unasked += 1;
    else compared += 1;
    if (typeof found === 'string') different.push(found);
  };
  search({ lifecycle, setting: settings.oneDepartment, without, spectator });
  print(
    `step against transition(): ${compared} compared, ${different.length} unequal, ${unasked} refused before the chart is asked`,
  );
  expect(different).toEqual([]);
});
