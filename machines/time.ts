/**
 * Instants and legal dates (design D6). An instant is UTC in integer milliseconds; a legal date is a plain date in
 * Asia/Shanghai and never goes through an instant except here. Pure: nothing in this file asks what time it is.
 */

/** UTC, integer milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`. */
export type PlainDate = string;

/** A wall-clock time of day in Asia/Shanghai, `HH:MM`. */
export type PlainTime = string;

export const ZONE = 'Asia/Shanghai';
export const DAY_MS = 86_400_000;

/** First instant of a date in Asia/Shanghai. Throws RangeError for a date that does not exist. */
export function startOfDay(date: PlainDate): Instant {
  return Temporal.PlainDate.from(date, { overflow: 'reject' }).toZonedDateTime(ZONE).epochMilliseconds;
}

/** The exclusive end of a date: «done by day d» ⇔ at < endOfDay(d) (民法典 203; domain §0.2). */
export function endOfDay(date: PlainDate): Instant {
  return startOfDay(addDays(date, 1));
}

/** The instant of a wall-clock time on a date in Asia/Shanghai. */
export function atTime(date: PlainDate, time: PlainTime): Instant {
  return Temporal.PlainDate.from(date, { overflow: 'reject' }).toZonedDateTime({ timeZone: ZONE, plainTime: time })
    .epochMilliseconds;
}

/** The date in Asia/Shanghai on which an instant falls. */
export function dateOf(instant: Instant): PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(ZONE).toPlainDate().toString();
}

/** Date arithmetic by whole days, months, years. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/**
 * `d + p` by the calendar; where the end month has no corresponding day, its last day (民法典 201–202). The start day is
 * not counted, so a bar of this length includes the returned date.
 */
export function addPeriod(date: PlainDate, period: { years?: number; months?: number }): PlainDate {
  return Temporal.PlainDate.from(date).add(period, { overflow: 'constrain' }).toString();
}

/** RFC 3339 with the offset of Asia/Shanghai, for people and the API: `2023-08-10T24:00` is written as the next day's 00:00. */
export function isoInZone(instant: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(ZONE)
    .toString({
      timeZoneName: 'never',
      fractionalSecondDigits: instant % 1000 === 0 ? 0 : 3,
    });
}

/** Parses RFC 3339 with an offset, or a wall-clock time without one, which is read in Asia/Shanghai. Throws RangeError. */
export function parseInstant(text: string): Instant {
  const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text);
  const value = hasOffset
    ? Temporal.Instant.from(text)
    : Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toZonedDateTime(ZONE).toInstant();
  return value.epochMilliseconds;
}
