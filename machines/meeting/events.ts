import { z } from 'zod';
import type { EventContract, Ride } from '../lifecycle.ts';
import { AGENDA_MOST, EXPERTS_MOST, POOL_MOST } from './context.ts';

/** The closed list of a meeting's events, each with the schema of its data and the facts it is decided on. */

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'Lower-case hexadecimal SHA-256', example: 'a'.repeat(64) });
const nonce = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: '32 random bytes in lower-case hexadecimal' });
const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/);
const lot = z.number().int().min(1).max(POOL_MOST).meta({ description: 'Number of an expert in the filed pool' });
const distinct = <T>(list: readonly T[]) => new Set(list).size === list.length;
const lots = (least: number) => z.array(lot).min(least).max(EXPERTS_MOST).refine(distinct, 'a lot stands there twice');
const cases = z.array(z.uuid()).min(1).max(AGENDA_MOST).refine(distinct, 'a case stands there twice');
const empty = z.strictObject({});

export const openData = z.strictObject({
  committee: id.meta({ description: 'Key of the committee in the programme' }),
  organisation: id.meta({ description: 'The committee as an organisation' }),
  sitsOn: z.iso.date().meta({ description: 'The day of the sitting, in Asia/Shanghai', example: '2023-11-06' }),
  cases: cases.meta({ description: 'The agenda: queued cases of the committee' }),
  commitment: sha256.meta({ description: 'SHA-256 of a secret that is told when the experts are drawn' }),
});

export const meetingEvents = {
  open: { data: openData, facts: ['agenda', 'expertPool'], past: 'called', blind: true },
  contributeShare: { data: z.strictObject({ share: nonce }), facts: [], past: 'shareContributed' },
  drawExperts: { data: z.strictObject({ secret: nonce }), facts: ['agenda', 'expertPool'], past: 'drawn' },
  declareRecusal: { data: z.strictObject({ cases }), facts: [], past: 'recusalDeclared' },
  recordRecusal: { data: z.strictObject({ lot, cases }), facts: [], past: 'recusalRecorded' },
  callRoll: { data: z.strictObject({ present: lots(1) }), facts: ['agenda'], past: 'rollCalled' },
  recordDeparture: { data: z.strictObject({ lot }), facts: [], past: 'departureRecorded' },
  recordGroupOpinion: {
    data: z.strictObject({
      group: id,
      experts: lots(0),
      opinions: z
        .array(z.strictObject({ case: z.uuid(), opinion: sha256 }))
        .min(1)
        .max(AGENDA_MOST)
        .refine((list) => distinct(list.map((one) => one.case)), 'a case stands there twice'),
    }),
    facts: [],
    past: 'groupOpinionRecorded',
  },
  openVoting: { data: empty, facts: ['agenda'], past: 'votingOpened' },
  closeVoting: {
    data: z.strictObject({
      left: lots(0)
        .default([])
        .meta({ description: 'Who left before voting on every case: for the rest they were not present' }),
    }),
    facts: ['ballots'],
    past: 'votingClosed',
  },
  signMinutes: { data: z.strictObject({ minutes: sha256 }), facts: [], past: 'minutesSigned' },
  announceDecisions: { data: empty, facts: ['agenda'], past: 'decisionsAnnounced' },
  fileMeeting: { data: empty, facts: ['agenda'], past: 'meetingFiled' },
  postpone: { data: empty, facts: [], past: 'postponed' },
  cancelMeeting: { data: empty, facts: [], past: 'meetingCancelled' },
} as const satisfies Record<string, EventContract>;

export type MeetingEventName = keyof typeof meetingEvents;
export type DataOf<N extends MeetingEventName> = z.infer<(typeof meetingEvents)[N]['data']>;

/** An event as it enters the chart. `data` is missing while one only asks what would be allowed (design D1). */
export type MeetingEvent = {
  [N in MeetingEventName]: { readonly type: N; readonly data?: DataOf<N> | undefined; readonly ride: Ride };
}[MeetingEventName];
