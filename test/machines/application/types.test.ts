import { expect, test } from 'vitest';
import { atDue, by, heldBy, type Stage } from '../../../machines/application/meta.ts';

/**
 * Mistakes in a chart that do not compile. Each is marked as an expected error, so that the type check of the project fails
 * once TypeScript stops seeing it. What it cannot see – targets, a transition without a meta, computed parts – is refused
 * by the lint when the chart is loaded (`lint.test.ts`).
 */
const meta = by(['applicant'], '二(二)3');
const held = heldBy('applicant', '二(二)3');

const misspeltEvent = {
  ...held,
  // @ts-expect-error – `submitt` is in no contract
  on: { submitt: { target: '#x', meta } },
} as const satisfies Stage;

const unknownDeadline = {
  ...held,
  // @ts-expect-error – not in the closed list of deadlines; XState would fire it at once
  after: { clickWindowEnds: { target: '#x', meta: atDue('二(二)3') } },
} as const satisfies Stage;

const stateWithoutMeta = {
  on: { submit: { target: '#x', meta } },
  // @ts-expect-error – nobody holds the case
} as const satisfies Stage;

const childWithoutMeta = {
  ...held,
  // @ts-expect-error – nobody holds the case in the child
  states: { child: { on: { submit: { target: '#x', meta } } } },
} as const satisfies Stage;

const unknownGuard = {
  ...held,
  // @ts-expect-error – no such guard
  on: { submit: { target: '#x', guard: 'submitable', meta } },
} as const satisfies Stage;

const wrongParams = {
  ...held,
  // @ts-expect-error – `returnTo` leads to the applicant or the unit
  on: { return: { target: '#x', guard: { type: 'returnTo', params: { to: 'department' } }, meta } },
} as const satisfies Stage;

const unknownAction = {
  ...held,
  // @ts-expect-error – no such action
  on: { submit: { target: '#x', actions: 'submits', meta } },
} as const satisfies Stage;

const extraInMeta = {
  ...held,
  // @ts-expect-error – a meta says who, by which clause, and what is needed
  on: { submit: { target: '#x', meta: { by: ['applicant'], clause: '二(二)3', role: 'applicant' } } },
} as const satisfies Stage;

const withoutAnEvent = {
  ...held,
  // @ts-expect-error – nothing happens without an event (design D2)
  always: { target: '#x', guard: 'clear', meta },
} as const satisfies Stage;

const withAnActor = {
  ...held,
  // @ts-expect-error – no actor ever runs (design D2)
  invoke: { src: 'something' },
} as const satisfies Stage;

// @ts-expect-error – no such role
const unknownHolder = heldBy('aplicant', '二(二)3');
// @ts-expect-error – no such role
const unknownSender = by(['aplicant'], '二(二)3');
// @ts-expect-error – no such need
const unknownNeed = by(['applicant'], '二(二)3', 'reasn');

test('mistakes that do not compile are on record', () => {
  const mistakes = [
    misspeltEvent,
    unknownDeadline,
    stateWithoutMeta,
    childWithoutMeta,
    unknownGuard,
    wrongParams,
    unknownAction,
    extraInMeta,
    withoutAnEvent,
    withAnActor,
    unknownHolder,
    unknownSender,
    unknownNeed,
  ];
  expect(mistakes).toHaveLength(13);
});
