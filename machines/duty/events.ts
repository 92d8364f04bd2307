import { z } from 'zod';
import type { EventContract, Ride } from '../lifecycle.ts';
import { timeSchema } from '../programme-entries.ts';
import { dutyForms } from '../programme-materials.ts';
import { formContentSchema } from './context.ts';

/** The events of a duty: commands imperative, facts past tense (design §5). */

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/);
const empty = z.strictObject({});

export const dutyOpenData = z.strictObject({
  form: z.enum(dutyForms),
  organisation: id.meta({ description: 'Whose form it is' }),
  bureau: id.meta({ description: 'The bureau that opens it' }),
});

export const dutyEvents = {
  open: { data: dutyOpenData, facts: ['duty', 'organisationPlace'], past: 'owed', blind: true },
  handIn: {
    data: z.strictObject({
      content: formContentSchema,
      counter: z
        .strictObject({ hour: timeSchema.meta({ description: 'HH:MM of the same day in Asia/Shanghai' }) })
        .optional()
        .meta({ description: 'Entered by the officer at the counter; without it the form came over the web' }),
    }),
    facts: ['collected'],
    past: 'handedIn',
  },
  takeUp: { data: empty, facts: [], past: 'takenUp' },
  accept: { data: empty, facts: ['collected', 'quota'], past: 'accepted' },
  acceptLate: { data: empty, facts: ['collected', 'quota'], past: 'acceptedLate' },
  sendBack: { data: empty, facts: [], past: 'sentBack' },
} as const satisfies Record<string, EventContract>;

export type DutyEventName = keyof typeof dutyEvents;
export type DutyDataOf<N extends DutyEventName> = z.infer<(typeof dutyEvents)[N]['data']>;

/** An event as it enters the chart; `data` is missing while one only asks what would be allowed. */
export type DutyEvent = {
  [N in DutyEventName]: { readonly type: N; readonly data?: DutyDataOf<N> | undefined; readonly ride: Ride };
}[DutyEventName];
