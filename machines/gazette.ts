/**
 * What the statutory calendar is made of: the State Council's yearly notices of holidays and make-up workdays (调休), and
 * the days a region adds. Shapes, and the checks that need no more than one notice. Pure.
 */
import { z } from 'zod';
import type { PlainDate } from './time.ts';

/** Where a fact comes from: printed in a notice, laid down by a regulation, or assumed until somebody confirms it. */
const sourceSchema = z.enum(['notice', 'regulation', 'assumed']);

const gazetteDaySchema = z.strictObject({
  date: z.iso.date(),
  /** `off`: a day of the holiday, weekends inside it included; `work`: a Saturday or Sunday that is worked. */
  kind: z.enum(['off', 'work']),
  festival: z.string().min(1),
});

/** One notice for one year, or an amendment of it: always the whole year, so that the latest published alone decides. */
export const gazetteSchema = z.strictObject({
  year: z.int().min(1990).max(2100),
  published: z.iso.date(),
  /** `notice` where the paper or its address carries the day of publication, `assumed` where it had to be taken from elsewhere. */
  publishedSource: sourceSchema,
  documents: z.array(z.strictObject({ title: z.string().min(1), url: z.url() })).min(1),
  days: z.array(gazetteDaySchema),
});

export type Gazette = Readonly<z.infer<typeof gazetteSchema>>;
export type GazetteDay = Gazette['days'][number];

/**
 * Days off that recur every year in one region (全国年节及纪念日放假办法 art. 4 lets minority areas set them). A day that
 * falls on a weekend is not made up elsewhere.
 */
export const overlaySchema = z.strictObject({
  region: z.string().min(1),
  days: z
    .array(
      z.strictObject({ monthDay: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/), festival: z.string() }),
    )
    .min(1),
  source: sourceSchema,
  /** The regulation and what is assumed about it, in words. */
  basis: z.string().min(1),
});

export type Overlay = Readonly<z.infer<typeof overlaySchema>>;

/** The notices published on or before a day: the calendar as somebody could know it on that day. */
export function gazettesKnownOn(gazettes: readonly Gazette[], day: PlainDate): Gazette[] {
  return gazettes.filter(({ published }) => published <= day);
}
