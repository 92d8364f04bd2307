import { z } from 'zod';
import { publicities } from '../application/context.ts';
import type { EventContract, Ride } from '../lifecycle.ts';

/** The closed list of a notice's events (design §5), each with the schema of its data and the facts it is decided on. */

export const MOST_CASES = 200;

const empty = z.strictObject({});
const instant = z.number().int().min(0).max(253_402_300_799_999);

export const noticeOpenData = z.strictObject({
  kind: z.enum(publicities).meta({ description: 'internal: of the unit; policy and result: of the organiser' }),
  organisation: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9._-]+$/)
    .meta({ description: 'Who publishes' }),
  cases: z
    .array(z.uuid())
    .min(1)
    .max(MOST_CASES)
    .refine((cases) => new Set(cases).size === cases.length, 'a case is listed twice')
    .meta({ description: 'In the order in which they are to be shown' }),
});

export const noticeEvents = {
  open: { data: noticeOpenData, facts: ['listing'], past: 'drafted', blind: true },
  post: { data: empty, facts: ['listing'], past: 'posted' },
  discard: { data: empty, facts: [], past: 'discarded' },
  /** The case has left its publicity before the notice was over, and says so itself. */
  delist: { data: z.strictObject({ case: z.uuid() }), facts: ['listing'], past: 'delisted' },
  takeDown: { data: empty, facts: ['listing'], past: 'takenDown' },
  /** Both are the observer's: it says what it saw, and the rows of its observations decide. */
  reportGap: {
    data: z.strictObject({
      from: instant.meta({ description: 'The last good observation before it, UTC in milliseconds' }),
      to: instant.meta({ description: 'The first good observation after it' }),
    }),
    facts: ['evidence', 'listing'],
    past: 'gapReported',
  },
  conclude: { data: empty, facts: ['evidence'], past: 'concluded' },
} as const satisfies Record<string, EventContract>;

export type NoticeEventName = keyof typeof noticeEvents;
export type NoticeDataOf<N extends NoticeEventName> = z.infer<(typeof noticeEvents)[N]['data']>;
export type NoticeEvent = {
  [N in NoticeEventName]: { readonly type: N; readonly data?: NoticeDataOf<N> | undefined; readonly ride: Ride };
}[NoticeEventName];
