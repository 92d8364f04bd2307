import { application } from './application/application.ts';
import { applicationContextSchema, unopened } from './application/context.ts';
import { applicationEvents } from './application/events.ts';
import { applicationGuards } from './application/guards.ts';
import { asks, claimed, seenBy } from './application/relations.ts';
import {
  certificate,
  certificateContextSchema,
  certificateEvents,
  certificateGuards,
  certificateSeenBy,
  unissued,
} from './certificate/certificate.ts';
import { dueOf } from './due.ts';
import type { Lifecycle, LifecycleName } from './lifecycle.ts';
import { lint } from './lint.ts';

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
      due: ({ name }: { name: string }) => {
        throw new Error(`a certificate has no deadline ${name}`);
      },
      seenBy: certificateSeenBy,
      claimed: () => ({}),
      asks: () => ({}),
      stage: [],
      nodes: {},
    },
  ],
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
