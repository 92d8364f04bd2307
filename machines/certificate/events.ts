import { z } from 'zod';
import type { EventContract, Ride } from '../lifecycle.ts';
import { titleSchema } from '../title.ts';

/** The closed list of a certificate's events (design §5). */

const id = z.string().min(1).max(64);

export const openData = z.strictObject({
  person: id,
  unit: id,
  organiser: id,
  bureau: id,
  /** Key of the committee in the programme: it says whether its reviews were delayed (五(二)). */
  committee: id,
  claim: titleSchema,
  confirmedAt: z.number().int(),
});

export const certificateEvents = {
  open: { data: openData, facts: ['titles'], past: 'issued', blind: true },
  revoke: {
    data: z.strictObject({
      serious: z
        .boolean()
        .default(false)
        .meta({ description: 'Serious circumstances (情节严重): bars from posts as well' }),
    }),
    facts: ['titles'],
    past: 'revoked',
  },
  question: {
    data: z.strictObject({ title: z.uuid().meta({ description: 'The certificate that was revoked' }) }),
    facts: [],
    past: 'questioned',
  },
  clearQuestion: { data: z.strictObject({}), facts: [], past: 'questionCleared' },
} as const satisfies Record<string, EventContract>;

export type CertificateEventName = keyof typeof certificateEvents;
export type DataOf<N extends CertificateEventName> = z.infer<(typeof certificateEvents)[N]['data']>;

/** As it enters the chart; `data` is missing while one only asks what would be allowed (design D1). */
export type CertificateEvent = {
  [N in CertificateEventName]: { readonly type: N; readonly data?: DataOf<N> | undefined; readonly ride: Ride };
}[CertificateEventName];
