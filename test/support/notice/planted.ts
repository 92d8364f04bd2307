/** Bugs planted into the notice, each with what must find it. */
import { type AnyStateMachine, assign, type MachineContext } from 'xstate';
import type { Facts } from '../../../machines/facts.ts';
import type { AnyGuard, Lifecycle, Ride, Verdict } from '../../../machines/lifecycle.ts';
import { account } from '../../../machines/notice/changes.ts';
import type { NoticeContext } from '../../../machines/notice/context.ts';
import { notice, noticeChart } from '../../../machines/notice/notice.ts';
import { passes } from '../../../machines/verdict.ts';

interface Planted {
  readonly bug: string;
  readonly mutation: (lifecycle: Lifecycle) => Lifecycle;
  readonly foundBy: string;
}

type Text = { [key: string]: Text };

function edited(edit: (text: Text) => void): Planted['mutation'] {
  return (lifecycle) => {
    const text = copy(notice.config) as Text;
    const before = JSON.stringify(text);
    edit(text.states!);
    if (JSON.stringify(text) === before) throw new Error('the edit changed nothing');
    const written: unknown = text;
    const machine: AnyStateMachine = noticeChart.createMachine(
      written as Parameters<typeof noticeChart.createMachine>[0],
    );
    return { ...lifecycle, machine };
  };
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}

/** A guard that lets through what it should look at; or, where `only` is given, what passes that. */
const always =
  (name: string, only: (facts: Partial<Facts>) => boolean = () => true): Planted['mutation'] =>
  (lifecycle) => {
    const guard = (_context: object, event: { ride: Ride }): Verdict => (only(event.ride.facts) ? [] : 'elsewhere');
    const wrapped = ({ context, event }: { context: MachineContext; event: object }) =>
      passes(guard(context, event as { ride: Ride }));
    const machine = lifecycle.machine.provide({ guards: { [name]: wrapped } });
    return { ...lifecycle, machine, guards: { ...lifecycle.guards, [name]: guard as AnyGuard } };
  };

const changed =
  (name: 'account', change: (context: Partial<NoticeContext>) => Partial<NoticeContext>): Planted['mutation'] =>
  (lifecycle) => {
    const action = assign(({ context, event }: { context: MachineContext; event: object }) =>
      change(account(context as NoticeContext, event as Parameters<typeof account>[1])),
    );
    return { ...lifecycle, machine: lifecycle.machine.provide({ actions: { [name]: action } }) };
  };

const put = (value: unknown): Text => value as Text;

export const planted: readonly Planted[] = [
  { bug: 'a notice is closed without proof', mutation: always('shownWhole'), foundBy: 'must not be: conclude' },
  { bug: 'gaps are believed', mutation: always('gapShown'), foundBy: 'must not be: reportGap (invented)' },
  {
    bug: 'anything may be listed',
    mutation: always('draftable', (facts) => facts.listing?.cases.every(({ found }) => found !== null) ?? true),
    foundBy: 'must not be: open (a case of another unit)',
  },
  {
    bug: 'what ended since the draft is posted',
    mutation: always('postable'),
    foundBy: 'must not be: post (a case has ended)',
  },
  {
    bug: 'a gap adds no day',
    mutation: changed('account', (context) => ({ ...context, prolonged: 0 })),
    foundBy: 'closed was shown for five whole working days',
  },
  {
    bug: 'a gap is told over and over',
    mutation: changed('account', ({ accountedThrough: _, ...context }) => context),
    foundBy: 'must not be: reportGap (again)',
  },
  {
    bug: 'a gap does not arm the end anew',
    mutation: edited((states) => {
      for (const state of ['posted', 'toBeProved', 'unproved']) {
        const gap = states[state]!.on!.reportGap!;
        delete gap.reenter;
        if (state !== 'posted') gap.target = put(state);
      }
    }),
    foundBy: 'closed was shown for five whole working days',
  },
  {
    bug: 'its end closes it',
    mutation: edited((states) => {
      states.posted!.after!.noticeEnd!.target = put('closed');
    }),
    foundBy: 'closed',
  },
  {
    bug: 'a notice taken down keeps its cases',
    mutation: edited((states) => {
      states.posted!.on!.takeDown!.actions = put([]);
    }),
    foundBy: 'kept from other notices until it is over',
  },
  {
    bug: 'a case that is taken off the list stays on it',
    mutation: edited((states) => {
      for (const state of ['posted', 'toBeProved', 'unproved']) states[state]!.on!.delist!.actions = put(['drop']);
    }),
    foundBy: 'a case that has left is on the list no more',
  },
  {
    bug: 'a case that is taken off the list is counted on',
    mutation: edited((states) => {
      for (const state of ['posted', 'toBeProved', 'unproved']) {
        const delist = states[state]!.on!.delist!;
        delist.actions = put([delist.actions!['0']]);
      }
    }),
    foundBy: 'a notice counts what it lists',
  },
  { bug: 'anything is taken off', mutation: always('listedHere'), foundBy: 'must not be: delist (what is not listed)' },
  {
    bug: 'the unit may take a case off',
    mutation: edited((states) => {
      for (const state of ['posted', 'toBeProved', 'unproved'])
        states[state]!.on!.delist!.meta = put({ by: ['system', 'owner'], clause: '令40 第16条' });
    }),
    foundBy: 'must not be: delist (by the unit)',
  },
  {
    bug: 'its days begin anew when a case leaves',
    mutation: edited((states) => {
      const delist = states.toBeProved!.on!.delist!;
      delist.target = put('posted');
    }),
    foundBy: 'leaving moves nothing but the list',
  },
  {
    bug: 'a draft that lapses keeps its cases',
    mutation: edited((states) => {
      delete states.drafted!.after!.noticeDraftEnd!.actions;
    }),
    foundBy: 'kept from other notices until it is over',
  },
  {
    bug: 'a draft holds no case',
    mutation: edited((states) => {
      states.unopened!.on!.open!.actions = put('draft');
    }),
    foundBy: 'kept from other notices until it is over',
  },
  {
    bug: 'nobody is told that he is shown',
    mutation: edited((states) => {
      states.drafted!.on!.post!.actions = put(['post']);
    }),
    foundBy: 'whoever is shown is told',
  },
  {
    bug: 'no case learns that it is shown',
    mutation: edited((states) => {
      const { post } = states.drafted!.on!;
      post!.actions = put(Object.values(post!.actions!).filter((_, index) => index !== 2));
    }),
    foundBy: 'every case on the list is told that it is shown',
  },
  {
    bug: 'cases go on though their notice is taken down',
    mutation: edited((states) => {
      const { takeDown } = states.posted!.on!;
      takeDown!.actions = put([takeDown!.actions!['0']]);
    }),
    foundBy: 'every case on the list is told that it is shown',
  },
  {
    bug: 'a notice is taken down though a case has gone on',
    mutation: edited((states) => {
      delete states.posted!.on!.takeDown!.guard;
    }),
    foundBy: 'takeDown (a case has gone on)',
  },
  {
    bug: 'what a gap adds is reckoned when it has been added',
    mutation: edited((states) => {
      for (const state of ['posted', 'toBeProved', 'unproved']) {
        const gap = states[state]!.on!.reportGap!;
        gap.actions = put(Object.values(gap.actions!).reverse());
      }
    }),
    foundBy: 'shown as many days longer as the gaps touch',
  },
  {
    bug: 'the unit may prove its own notice',
    mutation: edited((states) => {
      for (const state of ['toBeProved', 'unproved'])
        states[state]!.on!.conclude!.meta = put({ by: ['system', 'owner'], clause: '令40 第16条' });
    }),
    foundBy: 'must not be: conclude (by the unit)',
  },
  {
    bug: 'anybody takes it down',
    mutation: edited((states) => {
      states.posted!.on!.takeDown!.meta = put({ by: ['unitAdmin'], clause: '令40 第16条', needs: ['reason'] });
      states.posted!.on!.reportGap!.meta = put({ by: ['system', 'owner'], clause: '令40 第16条' });
    }),
    foundBy: 'must not be: reportGap (by the unit)',
  },
  {
    bug: 'it is posted unsigned',
    mutation: edited((states) => {
      states.drafted!.on!.post!.meta = put({ by: ['owner'], clause: '令40 第16条' });
    }),
    foundBy: 'must not be: post (unsigned)',
  },
  {
    bug: 'its end is counted from when it was last armed',
    mutation: (lifecycle) => ({
      ...lifecycle,
      due: ((question: { context: object; anchor: number }) =>
        lifecycle.due({
          ...question,
          context: { ...question.context, postedAt: 1_690_000_000_000 },
        } as never)) as never,
    }),
    foundBy: 'never over before five working days',
  },
];
