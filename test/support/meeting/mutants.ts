/** Ways to plant a bug into the sitting’s chart: edits of its text, effects and changes that come out otherwise. */
import { type AnyStateMachine, assign, type MachineContext } from 'xstate';
import type { Effect } from '../../../machines/lifecycle.ts';
import { changes } from '../../../machines/meeting/changes.ts';
import type { MeetingContext } from '../../../machines/meeting/context.ts';
import { effects } from '../../../machines/meeting/effects.ts';
import type { MeetingEvent } from '../../../machines/meeting/events.ts';
import { meeting, meetingChart } from '../../../machines/meeting/meeting.ts';
import type { Mutation } from '../application/mutants.ts';
import type { Setting } from './search.ts';

export interface Planted {
  readonly bug: string;
  readonly mutation: Mutation;
  /** A property, an attempt that must not be taken, or a finding of the lint. */
  readonly foundBy: string;
  readonly setting: Setting;
}

type Text = { [key: string]: Text };

/** The chart built anew from an edited copy of its text. @throws Error for an edit that changes nothing. */
export function edited(edit: (stage: Text) => void): Mutation {
  return (lifecycle) => {
    const text = copy(meeting.config) as Text;
    const before = copy(text);
    edit(text.states!.underway!.states!.stage!.states!);
    if (isSame(text, before)) throw new Error('the edit changed nothing');
    const written: unknown = text;
    const machine: AnyStateMachine = meetingChart.createMachine(
      written as Parameters<typeof meetingChart.createMachine>[0],
    );
    return { ...lifecycle, machine };
  };
}

/** Functions are kept: XState calls them, nothing edits them. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other;
  const [keys, others] = [Object.entries(one), Object.entries(other)];
  return (
    keys.length === others.length &&
    keys.every(([key, value], at) => key === others[at]?.[0] && isSame(value, others[at]?.[1]))
  );
}

type Args = { context: MeetingContext; event: MeetingEvent };
type Compute = (args: Args) => readonly Effect[];

/** What follows from an event, otherwise. */
export function following(
  name: keyof typeof effects,
  change: (compute: Compute, args: Args) => readonly Effect[],
): Mutation {
  const params = effects[name].params as (args: Args) => Effect | Effect[];
  const compute: Compute = (args) => [params(args)].flat();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'params' && inner === params) Reflect.set(value, key, (args: Args) => change(compute, args));
      else walk(inner);
    }
  };
  return edited(walk);
}

export function changed(
  name: keyof typeof changes,
  change: (made: Partial<MeetingContext>, context: MeetingContext) => Partial<MeetingContext>,
): Mutation {
  const compute = changes[name] as (
    context: MeetingContext,
    event: unknown,
    params: unknown,
  ) => Partial<MeetingContext>;
  return (lifecycle) => {
    const action = assign(({ context, event }: { context: MachineContext; event: object }, params: unknown) => {
      const now = context as MeetingContext;
      return change(compute(now, event, params), now);
    });
    return { ...lifecycle, machine: lifecycle.machine.provide({ actions: { [name]: action } }) };
  };
}

export const put = (value: unknown): Text => value as Text;
export const withoutCommands = (all: readonly Effect[]) => all.filter(({ kind }) => kind !== 'command');
export const withoutWrites = (all: readonly Effect[]) => all.filter(({ kind }) => kind !== 'write');

/** Settings in which a bug shows soonest. */
export const experts: Setting = { casesMove: false, expertsMove: true, late: false };
export const cases: Setting = { casesMove: true, expertsMove: false, late: false };
export const late: Setting = { casesMove: false, expertsMove: false, late: true };
