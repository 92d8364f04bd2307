import type { Lifecycle } from '../lifecycle.ts';
import { meetingContextSchema, uncalled } from './context.ts';
import { meetingDueOf } from './due.ts';
import { meetingEvents } from './events.ts';
import { meetingGuards } from './guards.ts';
import { meeting } from './meeting.ts';
import { meetingAsks, meetingClaimed, meetingSeenBy } from './relations.ts';

/** The sitting of a committee, as it is published. */
export const meetingLifecycle: Lifecycle = {
  name: 'meeting',
  version: 1,
  machine: meeting,
  events: meetingEvents,
  context: meetingContextSchema,
  unopened: uncalled,
  guards: meetingGuards,
  due: meetingDueOf,
  seenBy: meetingSeenBy,
  claimed: meetingClaimed,
  asks: meetingAsks,
  stage: ['underway', 'stage'],
  nodes: { meetingNode: 'meetingDue' },
};
