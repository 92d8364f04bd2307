import { z } from 'zod';
import { calendarFrom } from '../machines/calendar.ts';
import { nodeDeadlines } from '../machines/deadlines.ts';
import { gazetteSchema, overlaySchema } from '../machines/gazette.ts';
import { programmeSchema } from '../machines/programme.ts';
import { dateSchema, sources } from '../machines/programme-entries.ts';
import { atTime, type Instant, type PlainDate } from '../machines/time.ts';
import type { SeasonRules } from './characters.ts';

/** What a driver process is told, as a JSON file: it knows nothing else but the addresses of the service. */

const planSchema = z.strictObject({
  seed: z.int(),
  cases: z.int().min(1).max(1_000_000),
  senders: z.int().min(1).max(1_000),
  /** Base addresses of the api processes. */
  urls: z.array(z.url()).min(1),
  /** Where the ledger is written. */
  ledger: z.string(),
  programmes: z.strictObject({ 2022: programmeSchema, 2023: programmeSchema }),
  /** Every gazette whose days the season's people know. */
  gazettes: z.array(gazetteSchema),
  overlay: overlaySchema.optional(),
  /** Gazettes published in the course of the season, which the driver loads on the evening of their day. */
  published: z.array(gazetteSchema),
  /** Nodes moved in the course of the season, each announced on the evening of a day. */
  amendments: z.array(
    z.strictObject({
      announced: dateSchema,
      programme: z.string(),
      committee: z.string(),
      node: z.enum(nodeDeadlines),
      toDate: dateSchema,
      clause: z.string(),
      source: z.enum(sources),
    }),
  ),
  patienceMs: z.int().min(1_000),
});
export type SeasonPlan = z.input<typeof planSchema>;
export type ReadPlan = z.output<typeof planSchema>;

/** @throws ZodError for a file that is no plan. */
export function readPlan(text: string): ReadPlan {
  return planSchema.parse(JSON.parse(text));
}

export function rulesOf({ programmes, gazettes, overlay }: ReadPlan): SeasonRules {
  return { programmes, calendar: calendarFrom({ version: gazettes.length, gazettes, overlay }) };
}

/** What is announced is announced in the evening, when no office is at work. */
export function eveningOf(day: PlainDate): Instant {
  return atTime(day, '19:00');
}
