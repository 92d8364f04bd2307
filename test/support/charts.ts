/** A small sound lifecycle, and ways to break it for the tests of the lint. */
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { unissued } from '../../machines/certificate/context.ts';
import { deadlines } from '../../machines/deadlines.ts';
import type { Lifecycle, StateMeta, TransitionMeta } from '../../machines/lifecycle.ts';

interface Parts {
  readonly context: object;
  readonly events: { readonly type: string };
}

const chart = setup({
  types: {} as Parts & { meta: StateMeta; transitionMeta: TransitionMeta },
  guards: { allowed: () => true, refused: () => false },
  actions: { note: assign({}), effect: () => {} },
  delays: Object.fromEntries(deadlines.map((name) => [name, 1])),
});

export const held = { holder: 'applicant', clause: '二(二)3' } as const;
export const sent = { by: ['applicant'], clause: '二(二)3' } as const;
const ended = { holder: null, clause: '二(二)3', ended: true } as const;

/** The text of a sound chart: drafts that are submitted in time or locked. */
const sound = () => ({
  id: 'small',
  initial: 'editing',
  states: {
    editing: {
      meta: held,
      on: { submit: { target: '#small.submitted', guard: 'allowed', actions: 'note', meta: sent } },
      after: { clickWindowEnd: { target: 'locked', meta: { by: ['clock'], clause: '二(二)3' } } },
    },
    locked: { meta: held },
    submitted: { type: 'final', meta: ended },
  },
});

/** A part of a chart's text that a test may change. */
export type Part = { [key: string]: Part };

/** A lifecycle around the sound chart's text as a test has changed it. */
export function smallLifecycle(change: (text: Part) => void = () => {}): Lifecycle {
  const text: unknown = sound();
  change(text as Part);
  const machine = chart.createMachine(text as Parameters<typeof chart.createMachine>[0]);
  return {
    name: 'application',
    version: 1,
    machine,
    events: { submit: { data: z.strictObject({}), facts: [], past: 'submitted' } },
    context: z.any(),
    unopened: unissued,
    guards: { allowed: () => [], refused: () => 'elsewhere' },
    due: () => {
      throw new Error('not asked');
    },
    seenBy: () => [],
    claimed: () => ({}),
    asks: () => ({}),
    stage: [],
    nodes: {},
  };
}

/** Anything, as a part of a chart's text. */
export const part = (value: unknown): Part => value as Part;
