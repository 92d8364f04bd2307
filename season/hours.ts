import { addWorkingDays, type Calendar, dayKind } from '../machines/calendar.ts';
import { addDays, atTime, dateOf, type Instant, type PlainDate, type PlainTime } from '../machines/time.ts';

/**
 * When people act: at a few hours of a working day, so that a year has some two thousand instants at which the clock has
 * to stop, and not as many as there are acts.
 */

/** The hours of an office. */
export const officeHours: readonly PlainTime[] = ['09:00', '10:30', '14:00', '16:30'];
/** Applicants sit over their drafts in the evening too. */
export const homeHours: readonly PlainTime[] = ['09:00', '10:30', '14:00', '16:30', '20:00', '22:00'];

const instants = new Map<string, Instant>();

/** The instant of an hour on a date; looked up, for Temporal is slow and a season asks some hundred thousand times. */
export function hourOn(date: PlainDate, hour: PlainTime): Instant {
  const key = `${date}T${hour}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const instant = atTime(date, hour);
  instants.set(key, instant);
  return instant;
}

/** An hour of the `days`-th working day after an instant's day; of 0 days: still that day, if it is worked and not over. */
export function officeHour(
  calendar: Calendar,
  when: { after: Instant; days: number; hour: number; hours?: readonly PlainTime[] },
): Instant {
  const { after, days, hour, hours = officeHours } = when;
  const today = dateOf(after);
  const day = days > 0 ? addWorkingDays(calendar, today, days).last : workingDayFrom(calendar, today);
  const chosen = hourOn(day, hours[hour % hours.length] as PlainTime);
  if (chosen > after) return chosen;
  const later = hours.map((one) => hourOn(day, one)).find((instant) => instant > after);
  return later ?? hourOn(workingDayFrom(calendar, addDays(day, 1)), hours[0] as PlainTime);
}

/** The first working day not before a date. */
export function workingDayFrom(calendar: Calendar, date: PlainDate): PlainDate {
  let day = date;
  while (!dayKind(calendar, day).working) day = addDays(day, 1);
  return day;
}

/** The working day so many working days after a date, or before it where `days` is negative. */
export function workingDaysFrom(calendar: Calendar, date: PlainDate, days: number): PlainDate {
  if (days >= 0) return addWorkingDays(calendar, date, days).last;
  let day = date;
  for (let left = -days; left > 0; ) {
    day = addDays(day, -1);
    if (dayKind(calendar, day).working) left -= 1;
  }
  return day;
}
