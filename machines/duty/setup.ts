import { assign, setup } from 'xstate';
import { type Deadline, deadlines } from '../deadlines.ts';
import type { Effect, Ride, StateMeta, TransitionMeta, Verdict } from '../lifecycle.ts';
import { passes } from '../verdict.ts';
import { dutyChanges } from './changes.ts';
import type { DutyContext } from './context.ts';
import type { DutyEvent } from './events.ts';
import { type DutyGuardName, dutyGuards } from './guards.ts';

/** What the duty's chart is made of: guards wrapped for XState, changes of context, and `effect`, which comes out as data. */

type Args = { context: DutyContext; event: DutyEvent };
type GuardParams<N extends DutyGuardName> = Parameters<(typeof dutyGuards)[N]>[2];
type WrappedGuards = { [N in DutyGuardName]: (args: Args, params: GuardParams<N>) => boolean };

function wrapGuards(): WrappedGuards {
  const wrap =
    (guard: (context: DutyContext, event: never, params: never) => Verdict) =>
    ({ context, event }: Args, params: unknown) =>
      passes(guard(context, event as never, params as never));
  return Object.fromEntries(Object.entries(dutyGuards).map(([name, guard]) => [name, wrap(guard)])) as WrappedGuards;
}

function change(name: keyof typeof dutyChanges) {
  const compute = dutyChanges[name] as (
    context: DutyContext,
    event: { data?: unknown; ride: Ride },
  ) => Partial<DutyContext>;
  return assign<DutyContext, DutyEvent, undefined, DutyEvent, never>(({ context, event }) => compute(context, event));
}

export const dutyChart = setup({
  types: {} as { context: DutyContext; events: DutyEvent; meta: StateMeta; transitionMeta: TransitionMeta },
  guards: wrapGuards(),
  actions: {
    effect: (_args: Args, _effect: Effect | readonly Effect[]) => {},
    open: change('open'),
    handIn: change('handIn'),
    accept: change('accept'),
    acceptLate: change('acceptLate'),
    miss: change('miss'),
  },
  delays: Object.fromEntries(deadlines.map((name) => [name, 1])) as Record<Deadline, number>,
});
