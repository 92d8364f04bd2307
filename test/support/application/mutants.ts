/** Ways to plant a bug into the application's chart: guards that answer otherwise, changes left undone, edits of its text. */
import { type AnyStateMachine, assign, type MachineContext } from 'xstate';
import { application } from '../../../machines/application/application.ts';
import { chart } from '../../../machines/application/setup.ts';
import type { BlockerCode } from '../../../machines/blocker-codes.ts';
import type { AnyGuard, Lifecycle, Verdict } from '../../../machines/lifecycle.ts';
import { passes } from '../../../machines/verdict.ts';

export type Mutation = (lifecycle: Lifecycle) => Lifecycle;

type Loose = Record<string, unknown>;
type Ask = (context: Loose, event: Loose, params: Loose) => Verdict;

/** A guard that answers otherwise, in the chart and beside it. */
export function guardThat(name: string, change: (ask: Ask) => Ask): Mutation {
  return (lifecycle) => {
    const guard = change(lifecycle.guards[name] as Ask);
    const wrapped = ({ context, event }: { context: MachineContext; event: object }, params: unknown) =>
      passes(guard(context, { ...event }, (params ?? {}) as Loose));
    const machine = lifecycle.machine.provide({ guards: { [name]: wrapped } });
    return { ...lifecycle, machine, guards: { ...lifecycle.guards, [name]: guard as AnyGuard } };
  };
}

/** A guard that has stopped minding one thing. */
export function ignoring(name: string, code: BlockerCode): Mutation {
  return guardThat(name, (ask) => (context, event, params) => {
    const verdict = ask(context, event, params);
    return typeof verdict === 'string' ? verdict : verdict.filter((blocker) => blocker.code !== code);
  });
}

/** A guard that sees another context or other params than it is given. */
export function misled(
  name: string,
  mislead: (given: { context: Loose; event: Loose; params: Loose }) => { context?: Loose; params?: Loose },
): Mutation {
  return guardThat(name, (ask) => (context, event, params) => {
    const given = { context, event, params };
    const told = { ...given, ...mislead(given) };
    return ask(told.context, event, told.params);
  });
}

/** A change of the context that is left undone. */
export function forgetting(action: string): Mutation {
  return (lifecycle) => ({ ...lifecycle, machine: lifecycle.machine.provide({ actions: { [action]: assign({}) } }) });
}

/** The chart's own text, as nested records. */
export type Text = { [key: string]: Text } & { [key: number]: Text };

/** The chart built anew from an edited copy of its text. @throws Error for an edit that changes nothing. */
export function edited(edit: (text: Text) => void): Mutation {
  return (lifecycle) => {
    const text = copy(application.config);
    const before = JSON.stringify(text);
    edit(text as Text);
    if (JSON.stringify(text) === before) throw new Error('the edit changed nothing');
    const machine: AnyStateMachine = chart.createMachine(text as Parameters<typeof chart.createMachine>[0]);
    return { ...lifecycle, machine };
  };
}

/** The branches of an event, written as a list. */
export function branches(text: Text | undefined): Text[] {
  return Object.values(text ?? {});
}

/** A state's text by its path, without `states`. @throws Error where there is none. */
export function at(text: Text, path: string): Text {
  let found = text;
  for (const key of path.split('.')) {
    const next = found.states?.[key];
    if (!next) throw new Error(`no state ${path}`);
    found = next;
  }
  return found;
}

/** Functions are kept: XState calls them, nothing edits them. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}
