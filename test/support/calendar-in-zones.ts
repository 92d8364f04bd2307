/**
 * Run as a process of its own: counts with the process in one time zone after another and prints, for each, its offset
 * on 2023-07-01 (so that the caller sees the zone took effect) and a digest of what was counted.
 */
import { createHash } from 'node:crypto';
import { addWorkingDays, dayKind, lastWorkingDayOnWhich } from '../../machines/calendar.ts';
import { addDays } from '../../machines/time.ts';
import { calendarOf, gazettes, qiandongnan } from './calendars.ts';

for (const zone of process.argv.slice(2)) {
  process.env.TZ = zone;
  const calendar = calendarOf(gazettes, qiandongnan);
  const hash = createHash('sha256').update(JSON.stringify([calendar.knownFrom, calendar.knownThrough]));
  for (let date = '2018-02-01'; date < '2027-03-01'; date = addDays(date, 1)) {
    const counted = addWorkingDays(calendar, date, 5);
    hash.update(JSON.stringify([dayKind(calendar, date), counted, lastWorkingDayOnWhich(calendar, 5, date)]));
  }
  const offset = new Date('2023-07-01T00:00:00Z').getTimezoneOffset();
  console.log(JSON.stringify({ zone, offset, digest: hash.digest('hex') }));
}
