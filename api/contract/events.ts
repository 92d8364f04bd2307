import { z } from 'zod';
import { openData } from '../../machines/application/events.ts';
import { type EventContract, type LifecycleName, lifecycleNames, reasonCodes } from '../../machines/lifecycle.ts';
import { openData as meetingOpenData } from '../../machines/meeting/events.ts';
import { noticeOpenData } from '../../machines/notice/events.ts';
import { openData as recheckOpenData } from '../../machines/recheck/events.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import { caseId, plainDate, registerId, sha256 } from './fields.ts';

/** Bodies of commands: the envelope they share, and one schema an event, taken from the contracts of the lifecycles. */

const REASON_TEXT = 2_000;

const envelope = {
  reason: z
    .strictObject({
      code: z.enum(reasonCodes),
      text: z
        .string()
        .min(1)
        .max(REASON_TEXT)
        .normalize('NFC')
        .optional()
        .meta({ description: 'Kept sealed under the applicant’s key; the history holds its hash' }),
    })
    .optional()
    .meta({ description: 'Where the event needs a reason' }),
  signature: z
    .strictObject({ date: plainDate, seal: sha256.meta({ description: 'SHA-256 of the sealed page' }) })
    .optional()
    .meta({ description: 'Where the event needs a signature: who signs is who sends' }),
  document: sha256.optional().meta({ description: 'Where the event needs a document' }),
};

function openingOf<D extends z.ZodType<object>>(data: D, id: string) {
  return z
    .strictObject({
      programme: registerId.meta({ example: 'kaili-2023' }),
      id: caseId.optional().meta({ description: 'Chosen by the opener; without it, derived from the Idempotency-Key' }),
      data,
      ...envelope,
    })
    .meta({ id });
}

/** Opening an application. */
export const openBody = openingOf(openData, 'OpenCase');
/** Drafting a notice of publicity. */
export const openNoticeBody = openingOf(noticeOpenData, 'OpenNotice');
/** Asking for a recheck of a result. */
export const openRecheckBody = openingOf(recheckOpenData, 'OpenRecheck');
/** Calling a sitting of a committee. */
export const openMeetingBody = openingOf(meetingOpenData, 'OpenMeeting');

/** `open` has a place of its own: everything else is sent to a case that is there. */
function sendable(name: LifecycleName): [string, EventContract][] {
  return Object.entries(currentLifecycle(name).events).filter(([type]) => type !== 'open');
}

/** The lifecycle whose event it is. No two lifecycles share the name of one, or a sender would have to say which. */
export const lifecycleOfEvent: ReadonlyMap<string, LifecycleName> = new Map(
  lifecycleNames.flatMap((name) => sendable(name).map(([type]) => [type, name] as const)),
);
if (lifecycleOfEvent.size !== lifecycleNames.flatMap(sendable).length) {
  throw new Error('two lifecycles have an event of the same name');
}

function bodyOf([type, { data }]: [string, EventContract]) {
  const payload = data.safeParse({}).success ? data.prefault({}) : data;
  const name = `${type.charAt(0).toUpperCase()}${type.slice(1)}Event`;
  return z.strictObject({ type: z.literal(type), data: payload, ...envelope }).meta({ id: name });
}
type EventBody = ReturnType<typeof bodyOf>;

/** An event for a case, told apart by `type`. */
export const eventBody = z
  .discriminatedUnion('type', lifecycleNames.flatMap(sendable).map(bodyOf) as [EventBody, ...EventBody[]])
  .meta({ id: 'Event' });

/** Events of which a sender gets a receipt, never the case (design D8). */
export const outsiderEvents: ReadonlySet<string> = new Set(['object', 'complain']);
