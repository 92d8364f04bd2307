import { z } from 'zod';
import type { EventContract, Ride } from '../lifecycle.ts';
import { grounds } from './context.ts';

/** The closed list of a recheck's events (design §5). */

const empty = z.strictObject({});

export const openData = z.strictObject({
  person: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9._-]+$/)
    .meta({ description: 'The applicant' }),
  result: z.uuid().meta({ description: 'The application that ended so' }),
  ground: z.enum(grounds).default('RESULT').meta({
    description:
      'RESULT: a recheck (复查), decided by the organiser; PROCEDURE: a complaint (投诉), by the filing authority',
  }),
});

export const recheckEvents = {
  open: { data: openData, facts: ['ruling'], past: 'requested', blind: true },
  grant: { data: empty, facts: [], past: 'granted' },
  refuse: { data: empty, facts: [], past: 'refused' },
  retract: { data: empty, facts: [], past: 'retracted' },
  reopen: { data: empty, facts: ['vacancy'], past: 'reopeningAsked' },
  followUp: { data: empty, facts: [], past: 'followedUp' },
} as const satisfies Record<string, EventContract>;

export type RecheckEventName = keyof typeof recheckEvents;
export type DataOf<N extends RecheckEventName> = z.infer<(typeof recheckEvents)[N]['data']>;

/** As it enters the chart; `data` is missing while one only asks what would be allowed (design D1). */
export type RecheckEvent = {
  [N in RecheckEventName]: { readonly type: N; readonly data?: DataOf<N> | undefined; readonly ride: Ride };
}[RecheckEventName];
