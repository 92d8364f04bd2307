import { assign, setup } from 'xstate';
import { breachNamed, breachWrites } from '../breach.ts';
import { type Deadline, deadlines } from '../deadlines.ts';
import type { Effect, Ride, StateMeta, TransitionMeta, Verdict } from '../lifecycle.ts';
import { passes } from '../verdict.ts';
import { answered, delisting, lapsing, raising, shownIn } from './around.ts';
import { changes } from './changes.ts';
import type { ApplicationContext, Publicity } from './context.ts';
import type { ApplicationEvent } from './events.ts';
import { type ApplicationGuardName, applicationGuards } from './guards.ts';
import { breachUpheld } from './guards-matters.ts';

/**
 * What the application's chart is made of: its guards wrapped for XState, its changes of context, and `effect`, which
 * does nothing here and comes out of the step as data. Delays are placeholders: the instant of a deadline comes from the
 * programme and the calendar, and nothing ever runs by itself (design D2).
 */

type GuardParams<N extends ApplicationGuardName> = Parameters<(typeof applicationGuards)[N]>[2];
type ChangeName = keyof typeof changes;
type ChangeParams<N extends ChangeName> = Parameters<(typeof changes)[N]>[2];
type Args = { context: ApplicationContext; event: ApplicationEvent };
type Resolving = Extract<ApplicationEvent, { type: 'resolveObjection' | 'resolveComplaint' }>;

type WrappedGuards = { [N in ApplicationGuardName]: (args: Args, params: GuardParams<N>) => boolean };

/** XState asks yes or no; the step asks the same function why. A chart event always carries its ride, a timer's too. */
function wrapGuards(): WrappedGuards {
  const wrap =
    (guard: (context: ApplicationContext, event: never, params: never) => Verdict) =>
    ({ context, event }: Args, params: unknown) =>
      passes(guard(context, event as never, params as never));
  return Object.fromEntries(
    Object.entries(applicationGuards).map(([name, guard]) => [name, wrap(guard)]),
  ) as WrappedGuards;
}

function change<N extends ChangeName>(name: N) {
  const compute = changes[name] as (
    context: ApplicationContext,
    event: { data?: unknown; ride: Ride },
    params: ChangeParams<N>,
  ) => Partial<ApplicationContext>;
  return assign<ApplicationContext, ApplicationEvent, ChangeParams<N>, ApplicationEvent, never>(
    ({ context, event }, params) => compute(context, event, params),
  );
}

export const chart = setup({
  types: {} as {
    context: ApplicationContext;
    events: ApplicationEvent;
    meta: StateMeta;
    transitionMeta: TransitionMeta;
  },
  guards: wrapGuards(),
  actions: {
    effect: (_args: Args, _effect: Effect | readonly Effect[]) => {},
    open: change('open'),
    reopen: change('reopen'),
    submit: change('submit'),
    rememberContent: change('rememberContent'),
    verify: change('verify'),
    publish: change('publish'),
    prolong: change('prolong'),
    forgetNotice: change('forgetNotice'),
    leaveNotice: change('leaveNotice'),
    ranWhole: change('ranWhole'),
    recommend: change('recommend'),
    nextLevel: change('nextLevel'),
    lastPush: change('lastPush'),
    passPolicy: change('passPolicy'),
    requestSupplement: change('requestSupplement'),
    convene: change('convene'),
    leaveSitting: change('leaveSitting'),
    decide: change('decide'),
    openMatter: change('openMatter'),
    closeMatter: change('closeMatter'),
    forgetMatters: change('forgetMatters'),
    leave: change('leave'),
    propose: change('propose'),
    resume: change('resume'),
  },
  delays: Object.fromEntries(deadlines.map((name) => [name, 1])) as Record<Deadline, number>,
});

export const takeSlot = { type: 'effect', params: { kind: 'write', register: 'yearSlot', op: 'take' } } as const;
export const keepSlot = { type: 'effect', params: { kind: 'write', register: 'yearSlot', op: 'keep' } } as const;
export const freeSlot = { type: 'effect', params: { kind: 'write', register: 'yearSlot', op: 'free' } } as const;
export const reserveVacancy = {
  type: 'effect',
  params: { kind: 'write', register: 'vacancy', op: 'reserve' },
} as const;
export const releaseVacancy = {
  type: 'effect',
  params: { kind: 'write', register: 'vacancy', op: 'release' },
} as const;
/** §2.5: what a disqualification writes, whichever act establishes the breach. Before the matter is closed. */
export const recordBreach = {
  type: 'effect',
  params: ({ context, event }: Args) => {
    const breach = event.type === 'disqualify' ? breachNamed(event.ride) : breachUpheld(context, event as Resolving);
    if (breach === null) throw new Error(`${event.type} disqualified without a breach`);
    const serious = event.type === 'disqualify' && (event.data?.serious ?? false);
    return breachWrites(breach, event.ride, { serious });
  },
} as const;
/** Leaves the notice that shows it where it stood. */
export const delistShown = {
  type: 'effect',
  params: ({ context, event }: Args) => delisting(context, shownIn(event.ride.stands)),
} as const;
/** Whoever is to be shown anew leaves the notice that showed it before. */
export const delistAgain = (which: Publicity) =>
  ({ type: 'effect', params: ({ context }: Args) => delisting(context, which) }) as const;
export const raiseMatter = {
  type: 'effect',
  params: ({ context, event }: Args) => raising(context, event as Extract<ApplicationEvent, { type: 'object' }>),
} as const;
export const answerMatter = {
  type: 'effect',
  params: ({ event }: Args) => answered(event as Resolving),
} as const;
export const lapseMatters = { type: 'effect', params: ({ context }: Args) => lapsing(context) } as const;
/** A50: the recheck is told that its case is open, and no second one will be. */
export const answerRecheck = {
  type: 'effect',
  params: ({ event }: Args): readonly Effect[] => {
    const { reopens } = event.data as { reopens?: string };
    const recheck = event.ride.facts.reopened?.recheck;
    if (!reopens || !recheck) throw new Error('reopened without a recheck');
    return [
      { kind: 'write', register: 'followUp', op: 'open', result: reopens },
      {
        kind: 'command',
        lifecycle: 'recheck',
        case: recheck,
        event: 'followUp',
        data: {},
        envelope: {},
        accepts: [],
      },
    ];
  },
} as const;
/** The certificate is a lifecycle of its own (domain A54); it is opened through the outbox (design D3). */
export const issueCertificate = {
  type: 'effect',
  params: ({ context, event }: Args) =>
    ({
      kind: 'command',
      lifecycle: 'certificate',
      case: null,
      event: 'open',
      data: {
        person: context.route.applicant,
        unit: context.route.unit,
        organiser: context.route.organiser,
        bureau: context.route.bureau,
        committee: context.route.committee,
        claim: context.claim,
        confirmedAt: event.ride.at,
      },
      envelope: {},
      accepts: [],
    }) as const,
} as const;

export type { Args };
