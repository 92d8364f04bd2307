import { assign, setup } from 'xstate';
import { type Deadline, deadlines } from '../deadlines.ts';
import type { Effect, StateMeta, TransitionMeta } from '../lifecycle.ts';
import { passes } from '../verdict.ts';
import * as changes from './changes.ts';
import { type NoticeContext, undrafted } from './context.ts';
import * as effects from './effects.ts';
import type { NoticeDataOf, NoticeEvent } from './events.ts';
import { noticeGuards } from './guards.ts';

/**
 * A notice of publicity (令40 第16条, 第26条; 二(二)5): one page that shows many cases of a unit or an organiser for the days the
 * programme sets, and the evidence that it stood there. Whether a case goes on is the case's own business.
 */

type Args = { context: NoticeContext; event: NoticeEvent };
const dataOf = <N extends NoticeEvent['type']>(event: NoticeEvent) => ({
  data: event.data as NoticeDataOf<N>,
  ride: event.ride,
});

const publicity = '令40 第16条';
const held = { holder: 'owner', clause: publicity } as const;
const ended = { holder: null, clause: publicity, ended: true } as const;
const byOwner = { by: ['owner'], clause: publicity } as const satisfies TransitionMeta;
const atDue = { by: ['clock'], clause: publicity } as const satisfies TransitionMeta;
const byObserver = { by: ['system'], clause: publicity } as const satisfies TransitionMeta;
const byCase = { by: ['system'], clause: publicity } as const satisfies TransitionMeta;

const free = { type: 'effect', params: { kind: 'write', register: 'listing', op: 'free' } } as const;
const list = {
  type: 'effect',
  params: ({ context }: Args) => ({ kind: 'write', register: 'listing', op: 'list', of: context.kind }) as const,
} as const;
const show = {
  type: 'effect',
  params: ({ event }: Args) => ({ kind: 'write', register: 'listing', op: 'show', at: event.ride.at }) as const,
} as const;
const tell = (about: string) =>
  ({ type: 'effect', params: ({ event }: Args) => effects.tellListed(about, event.ride) }) as const;

const drop = {
  type: 'effect',
  params: ({ event }: Args) =>
    ({ kind: 'write', register: 'listing', op: 'drop', case: dataOf<'delist'>(event).data.case }) as const,
} as const;

const publish = {
  type: 'effect',
  params: ({ context, event }: Args) => effects.published(context, event.ride),
} as const;
const unpublish = {
  type: 'effect',
  params: ({ context, event }: Args) => effects.unpublished(context, event.ride),
} as const;
const prolong = {
  type: 'effect',
  params: ({ context, event }: Args) => effects.prolonged(context, dataOf<'reportGap'>(event)),
} as const;

/** What was seen of it can be told, and a case may leave it. */
const whilePosted = {
  /** Its days go on for the others. */
  delist: { guard: 'listedHere', actions: [drop, 'drop'], meta: byCase },
  /** Its days run anew, longer by those that were interrupted. */
  reportGap: { guard: 'gapShown', target: 'posted', reenter: true, actions: [prolong, 'account'], meta: byObserver },
} as const;
/** Before the days of any of its cases are over: their publicity begins anew, and what has gone on cannot be shown again. */
const takingDown = {
  takeDown: {
    guard: 'removable',
    target: 'takenDown',
    actions: [free, unpublish, tell('noticeTakenDown')],
    meta: { by: ['owner', 'reviewer'], clause: publicity, needs: ['reason'] },
  },
} as const;
const conclude = { guard: 'shownWhole', target: 'closed', actions: free, meta: byObserver } as const;

export const noticeChart = setup({
  types: {} as { context: NoticeContext; events: NoticeEvent; meta: StateMeta; transitionMeta: TransitionMeta },
  guards: {
    draftable: ({ context, event }: Args) => passes(noticeGuards.draftable(context, event as never)),
    postable: ({ context, event }: Args) => passes(noticeGuards.postable(context, event as never)),
    listedHere: ({ context, event }: Args) => passes(noticeGuards.listedHere(context, event as never)),
    removable: ({ context, event }: Args) => passes(noticeGuards.removable(context, event as never)),
    gapShown: ({ context, event }: Args) => passes(noticeGuards.gapShown(context, event as never)),
    shownWhole: ({ context, event }: Args) => passes(noticeGuards.shownWhole(context, event as never)),
  },
  actions: {
    effect: (_args: Args, _effect: Effect | readonly Effect[]) => {},
    draft: assign(({ context, event }: Args) => changes.draft(context, dataOf<'open'>(event))),
    post: assign(({ context, event }: Args) => changes.post(context, event)),
    drop: assign(({ context }: Args) => changes.drop(context)),
    runOut: assign(({ context, event }: Args) => changes.runOut(context, event)),
    account: assign(({ context, event }: Args) => changes.account(context, dataOf<'reportGap'>(event))),
  },
  delays: Object.fromEntries(deadlines.map((name) => [name, 1])) as Record<Deadline, number>,
});

export const notice = noticeChart.createMachine({
  id: 'notice',
  context: () => undrafted,
  initial: 'unopened',
  states: {
    unopened: {
      meta: { holder: null, clause: publicity },
      on: { open: { guard: 'draftable', target: 'drafted', actions: ['draft', list], meta: byOwner } },
    },
    drafted: {
      meta: held,
      on: {
        post: {
          guard: 'postable',
          target: 'posted',
          actions: ['post', show, publish, tell('noticePosted')],
          meta: { ...byOwner, needs: ['signature'] },
        },
        discard: { target: 'discarded', actions: free, meta: byOwner },
      },
      after: { noticeDraftEnd: { target: 'discarded', actions: free, meta: atDue } },
    },
    posted: {
      meta: held,
      on: { ...whilePosted, ...takingDown },
      after: { noticeEnd: { target: 'toBeProved', actions: 'runOut', meta: atDue } },
    },
    /** Its days are over; until they are proved it stays where it is. */
    toBeProved: {
      meta: held,
      on: { ...whilePosted, conclude },
      after: { noticeProofDue: { target: 'unproved', meta: atDue } },
    },
    unproved: { meta: held, on: { ...whilePosted, conclude } },
    closed: { type: 'final', meta: ended },
    takenDown: { type: 'final', meta: ended },
    discarded: { type: 'final', meta: ended },
  },
});
