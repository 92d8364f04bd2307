import { application } from './application/application.ts';
import { applicationContextSchema, unopened } from './application/context.ts';
import { applicationEvents } from './application/events.ts';
import { applicationGuards } from './application/guards.ts';
import { asks, claimed, seenBy } from './application/relations.ts';
import { certificate } from './certificate/certificate.ts';
import { certificateContextSchema, unissued } from './certificate/context.ts';
import { certificateDue } from './certificate/due.ts';
import { certificateEvents } from './certificate/events.ts';
import { certificateGuards } from './certificate/guards.ts';
import { certificateAsks, certificateSeenBy } from './certificate/relations.ts';
import { dueOf } from './due.ts';
import { dutyLifecycle } from './duty/lifecycle.ts';
import type { Lifecycle, LifecycleName } from './lifecycle.ts';
import { lint } from './lint.ts';
import {
  matter,
  matterContextSchema,
  matterDue,
  matterEvents,
  matterGuards,
  matterSeenBy,
  unraised,
} from './matter/matter.ts';
import { meetingLifecycle } from './meeting/lifecycle.ts';
import { noticeContextSchema, undrafted } from './notice/context.ts';
import { noticeDue } from './notice/due.ts';
import { noticeEvents } from './notice/events.ts';
import { noticeGuards } from './notice/guards.ts';
import { notice } from './notice/notice.ts';
import { noticeAsks, noticeClaimed, noticeSeenBy } from './notice/relations.ts';
import { recheckContextSchema, unasked } from './recheck/context.ts';
import { recheckDue } from './recheck/due.ts';
import { recheckEvents } from './recheck/events.ts';
import { recheckGuards } from './recheck/guards.ts';
import { recheck } from './recheck/recheck.ts';
import { recheckAsks, recheckClaimed, recheckSeenBy } from './recheck/relations.ts';

/** The published lifecycles. A case pins name and version (design D9); a chart that does not pass the lint does not load. */

const published: Readonly<Record<LifecycleName, readonly Lifecycle[]>> = {
  application: [
    {
      name: 'application',
      version: 1,
      machine: application,
      events: applicationEvents,
      context: applicationContextSchema,
      unopened,
      guards: applicationGuards,
      due: dueOf,
      seenBy,
      claimed,
      asks,
      stage: ['underway', 'stage'],
      nodes: {
        unitNode: 'unitPushDue',
        departmentNode: 'departmentPushDue',
        policyReviewNode: 'policyReviewDue',
        meetingNode: 'reviewMeetingDue',
        filingNode: 'filingDue',
      },
    },
  ],
  certificate: [
    {
      name: 'certificate',
      version: 1,
      machine: certificate,
      events: certificateEvents,
      context: certificateContextSchema,
      unopened: unissued,
      guards: certificateGuards,
      due: certificateDue,
      seenBy: certificateSeenBy,
      claimed: () => ({}),
      asks: certificateAsks,
      stage: [],
      nodes: {},
    },
  ],
  recheck: [
    {
      name: 'recheck',
      version: 1,
      machine: recheck,
      events: recheckEvents,
      context: recheckContextSchema,
      unopened: unasked,
      guards: recheckGuards,
      due: recheckDue,
      seenBy: recheckSeenBy,
      claimed: recheckClaimed,
      asks: recheckAsks,
      stage: [],
      nodes: {},
    },
  ],
  notice: [
    {
      name: 'notice',
      version: 1,
      machine: notice,
      events: noticeEvents,
      context: noticeContextSchema,
      unopened: undrafted,
      guards: noticeGuards,
      due: noticeDue,
      seenBy: noticeSeenBy,
      claimed: noticeClaimed,
      asks: noticeAsks,
      stage: [],
      nodes: {},
    },
  ],
  matter: [
    {
      name: 'matter',
      version: 1,
      machine: matter,
      events: matterEvents,
      context: matterContextSchema,
      unopened: unraised,
      guards: matterGuards,
      due: matterDue,
      seenBy: matterSeenBy,
      claimed: () => ({}),
      asks: () => ({}),
      stage: [],
      nodes: {},
    },
  ],
  duty: [dutyLifecycle],
  meeting: [meetingLifecycle],
};

for (const lifecycle of Object.values(published).flat()) assertSound(lifecycle);

/** Refuses a chart that does not keep to the fence and the rule of timers. @throws Error with every finding. */
export function assertSound(lifecycle: Lifecycle): void {
  const findings = lint(lifecycle);
  if (findings.length > 0) throw new Error(`${lifecycle.name}@${lifecycle.version}: ${findings.join('; ')}`);
}

/** The version new cases get. */
export function currentLifecycle(name: LifecycleName): Lifecycle {
  return published[name].at(-1)!;
}

/** The version a case pins. @throws RangeError for one that was never published. */
export function lifecycleOf(name: string, version: number): Lifecycle {
  const found = Object.values(published)
    .flat()
    .find((one) => one.name === name && one.version === version);
  if (!found) throw new RangeError(`no lifecycle ${name}@${version} is published`);
  return found;
}
