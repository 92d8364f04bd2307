/**
 * The statutory calendar (design D6; domain §0.2): working days by the State Council's notices, make-up days and a
 * region's own holidays included. It knows how far it is known, says so of every answer, and refuses what lies before
 * it. Pure: built once per version from what is handed in, then only looked up; dates are never made into instants.
 */
import type { Gazette, GazetteDay, Overlay } from './gazette.ts';
import type { PlainDate } from './time.ts';

/** Why a day is worked or not. `gazette` is the year of the notice that decides: for an ordinary day, by not naming it. */
export type DayReason =
  | { readonly code: 'workday'; readonly gazette: number }
  | { readonly code: 'weekend'; readonly gazette: number }
  | { readonly code: 'holiday'; readonly festival: string; readonly gazette: number }
  | { readonly code: 'makeUpWorkday'; readonly festival: string; readonly gazette: number }
  | { readonly code: 'regionalHoliday'; readonly festival: string; readonly region: string }
  /** Monday to Friday, and Saturday or Sunday, on which the notice that decides is not published yet. */
  | { readonly code: 'assumedWorkday' }
  | { readonly code: 'assumedWeekend' };

export interface DayKind {
  readonly working: boolean;
  /** False after `knownThrough`: the next notice may still change this day. */
  readonly known: boolean;
  readonly why: DayReason;
}

/** A day as it was walked over while counting; it is counted if and only if it is `working`. */
export interface CountedDay extends DayKind {
  readonly date: PlainDate;
}

export interface Calendar {
  /** How many gazettes had been loaded when it was built; given by the store, recorded in every event and deadline. */
  readonly version: number;
  /** 1 January of the first year of the longest unbroken run of years with a gazette. Nothing before it is answered. */
  readonly knownFrom: PlainDate;
  /** 28 December of the last year of the run: the last three days depend on the next notice (domain §5 A46). */
  readonly knownThrough: PlainDate;
  readonly region: string | null;
  readonly overlay: Overlay | undefined;
  /** One entry a day from `knownFrom` on, without gaps, past the horizon; later days are worked out when asked for. */
  readonly days: readonly CountedDay[];
  readonly indexByDate: ReadonlyMap<PlainDate, number>;
}

/** The longest period that may be counted, in working days: four years, far beyond any period of the law. */
export const LONGEST_PERIOD = 1_000;

export type CalendarRefusalCode = 'NO_GAZETTE' | 'EMPTY_GAZETTE' | 'DUPLICATE_GAZETTE' | 'BEFORE_KNOWN_CALENDAR';

/** The calendar would have to guess. `data` names the year or the date, and what is known. */
export class CalendarRefusal extends Error {
  readonly code: CalendarRefusalCode;
  readonly data: Readonly<Record<string, string | number>>;

  constructor(code: CalendarRefusalCode, data: Readonly<Record<string, string | number>>) {
    super(`${code} ${JSON.stringify(data)}`);
    this.name = 'CalendarRefusal';
    this.code = code;
    this.data = data;
  }
}

interface Mark extends GazetteDay {
  readonly gazette: number;
}

/**
 * Builds the calendar of one version. Of several gazettes for one year the latest published replaces the earlier ones
 * whole; where the gazettes of two years name the same December day, the later published decides.
 * @throws CalendarRefusal NO_GAZETTE; EMPTY_GAZETTE for a year that is there but says nothing; DUPLICATE_GAZETTE for two
 * of one year and publication day.
 */
export function calendarFrom(parts: {
  version: number;
  gazettes: readonly Gazette[];
  overlay: Overlay | undefined;
}): Calendar {
  const inForce = gazettesInForce(parts.gazettes);
  const marks = marksOf(inForce);
  const years = inForce.map(({ year }) => year).sort((a, b) => a - b);
  const run = longestRun(years);
  const knownFrom = `${run.first}-01-01`;
  const knownThrough = `${run.last}-12-28`;
  const regional = regionalDays(parts.overlay);

  const days: CountedDay[] = [];
  const indexByDate = new Map<PlainDate, number>();
  // One year past the last gazette, so that the provisional counts of an ordinary season are look-ups too.
  const end = `${years.at(-1)! + 2}-01-01`;
  for (let day = Temporal.PlainDate.from(knownFrom); ; day = day.add({ days: 1 })) {
    const date = day.toString();
    if (date === end) break;
    const known = date <= knownThrough;
    const weekend = day.dayOfWeek > 5;
    const gazette = known ? day.year : null;
    indexByDate.set(date, days.length);
    days.push(dayOf({ date, known, weekend, gazette, mark: marks.get(date), regional: regional.get(date.slice(5)) }));
  }
  return {
    version: parts.version,
    knownFrom,
    knownThrough,
    region: parts.overlay?.region ?? null,
    overlay: parts.overlay,
    days,
    indexByDate,
  };
}

/** What a date is, and why. @throws CalendarRefusal BEFORE_KNOWN_CALENDAR; RangeError for what is no `YYYY-MM-DD` date. */
export function dayKind(calendar: Calendar, date: PlainDate): CountedDay {
  return dayAt(calendar, indexOf(calendar, date));
}

/**
 * The n-th working day after `from`, which is itself not counted (民法典 201 by analogy), with every day walked over.
 * n = 0 walks nothing and ends on `from`, working day or not: a period of no days is over when its first day is, which
 * keeps add(add(d, a), b) = add(d, a + b). `provisional` when `last` lies after `knownThrough`: it is then computed as if
 * the days not yet announced were Monday to Friday, and must be shown as such.
 * @throws CalendarRefusal BEFORE_KNOWN_CALENDAR; RangeError for a date that is none, or n not in 0…LONGEST_PERIOD.
 */
export function addWorkingDays(
  calendar: Calendar,
  from: PlainDate,
  n: number,
): { last: PlainDate; days: CountedDay[]; provisional: boolean } {
  const start = indexOf(calendar, from);
  const days: CountedDay[] = [];
  for (let left = checkedCount(n), index = start + 1; left > 0; index += 1) {
    const day = dayAt(calendar, index);
    days.push(day);
    if (day.working) left -= 1;
  }
  const last = days.at(-1)?.date ?? from;
  return { last, days, provisional: last > calendar.knownThrough };
}

/**
 * How many working days lie after `from` up to and including `through`: the n for which addWorkingDays(from, n) ends on
 * `through` when that is a working day.
 * @throws CalendarRefusal BEFORE_KNOWN_CALENDAR; RangeError when `through` lies before `from`.
 */
export function workingDaysBetween(
  calendar: Calendar,
  from: PlainDate,
  through: PlainDate,
): { count: number; provisional: boolean } {
  const start = indexOf(calendar, from);
  const end = indexOf(calendar, through);
  if (end < start) throw new RangeError(`${through} lies before ${from}`);
  let count = 0;
  for (let index = start + 1; index <= end; index += 1) if (dayAt(calendar, index).working) count += 1;
  return { count, provisional: through > calendar.knownThrough };
}

/**
 * The last working day d for which addWorkingDays(d, n).last still lies before `before` (domain §5 A34): the last day on
 * which a publicity of n working days can open that leaves time to act on it before a node on the day `before`. What must
 * be done one working day earlier still (a correction) asks with n + 1. `provisional` when a day between depends on a
 * notice not yet published.
 * @throws CalendarRefusal BEFORE_KNOWN_CALENDAR when no such day is known; RangeError as addWorkingDays.
 */
export function lastWorkingDayOnWhich(
  calendar: Calendar,
  n: number,
  before: PlainDate,
): { day: PlainDate; provisional: boolean } {
  const end = indexOf(calendar, before);
  // The n days of the period are the last n working days before `before`; it opens on the working day ahead of them.
  for (let left = checkedCount(n) + 1, index = end - 1; index >= 0; index -= 1) {
    const day = dayAt(calendar, index);
    if (day.working) left -= 1;
    if (left === 0) return { day: day.date, provisional: !dayAt(calendar, end - 1).known };
  }
  throw new CalendarRefusal('BEFORE_KNOWN_CALENDAR', { date: before, workingDays: n, knownFrom: calendar.knownFrom });
}

function gazettesInForce(gazettes: readonly Gazette[]): Gazette[] {
  const byYear = new Map<number, Gazette>();
  for (const gazette of gazettes) {
    const { year, published } = gazette;
    if (gazette.days.length === 0) throw new CalendarRefusal('EMPTY_GAZETTE', { year, published });
    const other = byYear.get(year);
    if (other?.published === published) throw new CalendarRefusal('DUPLICATE_GAZETTE', { year, published });
    if (!other || other.published < published) byYear.set(year, gazette);
  }
  if (byYear.size === 0) throw new CalendarRefusal('NO_GAZETTE', {});
  return [...byYear.values()];
}

function marksOf(gazettes: readonly Gazette[]): Map<PlainDate, Mark> {
  const inOrder = [...gazettes].sort((a, b) => (a.published < b.published ? -1 : 1));
  return new Map(inOrder.flatMap(({ year, days }) => days.map((day) => [day.date, { ...day, gazette: year }])));
}

function regionalDays(overlay: Overlay | undefined): Map<string, { festival: string; region: string }> {
  const days = overlay?.days ?? [];
  return new Map(days.map(({ monthDay, festival }) => [monthDay, { festival, region: overlay!.region }]));
}

/** The longest unbroken run of years, the earlier of two as long: a year loaded too early must not cut the others off. */
function longestRun(years: readonly number[]): { first: number; last: number } {
  let best: { first: number; last: number } | undefined;
  let run: { first: number; last: number } | undefined;
  for (const year of years) {
    run = run && year === run.last + 1 ? { first: run.first, last: year } : { first: year, last: year };
    if (!best || run.last - run.first > best.last - best.first) best = run;
  }
  return best!;
}

function dayOf(about: {
  date: PlainDate;
  known: boolean;
  weekend: boolean;
  gazette: number | null;
  mark: Mark | undefined;
  regional: { festival: string; region: string } | undefined;
}): CountedDay {
  const { date, known, weekend, gazette, mark, regional } = about;
  // The region's law adds to the national holidays, so its day stays off even where a national notice would have it worked.
  if (regional) return { date, known, working: false, why: { code: 'regionalHoliday', ...regional } };
  if (mark) {
    const working = mark.kind === 'work';
    const code = working ? 'makeUpWorkday' : 'holiday';
    return { date, known, working, why: { code, festival: mark.festival, gazette: mark.gazette } };
  }
  const working = !weekend;
  if (gazette === null) return { date, known, working, why: { code: working ? 'assumedWorkday' : 'assumedWeekend' } };
  return { date, known, working, why: { code: working ? 'workday' : 'weekend', gazette } };
}

function indexOf(calendar: Calendar, date: PlainDate): number {
  const found = calendar.indexByDate.get(date);
  if (found !== undefined) return found;
  const day = Temporal.PlainDate.from(date, { overflow: 'reject' });
  if (day.toString() !== date) throw new RangeError(`not a date YYYY-MM-DD: ${date}`);
  const index = Temporal.PlainDate.from(calendar.knownFrom).until(day, { largestUnit: 'days' }).days;
  if (index < 0) throw new CalendarRefusal('BEFORE_KNOWN_CALENDAR', { date, knownFrom: calendar.knownFrom });
  return index;
}

function dayAt(calendar: Calendar, index: number): CountedDay {
  return calendar.days[index] ?? dayBeyondTable(calendar, index);
}

function dayBeyondTable(calendar: Calendar, index: number): CountedDay {
  const day = Temporal.PlainDate.from(calendar.knownFrom).add({ days: index });
  const date = day.toString();
  return dayOf({
    date,
    known: false,
    weekend: day.dayOfWeek > 5,
    gazette: null,
    mark: undefined,
    regional: regionalDays(calendar.overlay).get(date.slice(5)),
  });
}

function checkedCount(n: number): number {
  if (Number.isInteger(n) && n >= 0 && n <= LONGEST_PERIOD) return n;
  throw new RangeError(`not a number of working days (0…${LONGEST_PERIOD}): ${n}`);
}
