import type { Lifecycle } from '../lifecycle.ts';
import { dutyContextSchema, unowed } from './context.ts';
import { dutyDueOf } from './due.ts';
import { duty } from './duty.ts';
import { dutyEvents } from './events.ts';
import { dutyGuards } from './guards.ts';
import { dutyAsks, dutyClaimed, dutySeenBy } from './relations.ts';

/** The duty as it is published. */
export const dutyLifecycle: Lifecycle = {
  name: 'duty',
  version: 1,
  machine: duty,
  events: dutyEvents,
  context: dutyContextSchema,
  unopened: unowed,
  guards: dutyGuards,
  due: dutyDueOf,
  seenBy: dutySeenBy,
  claimed: dutyClaimed,
  asks: dutyAsks,
  stage: ['underway', 'stage'],
  nodes: {},
};
