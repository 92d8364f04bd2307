/**
 * What really happened to a notice: when it was posted, on which days its page was there and on which it was not. Built from
 * what is done to it alone; what the chart's context remembers is never read.
 */
import type { Evidence } from '../../../machines/facts.ts';
import { addDays, DAY_MS, dateOf, type Instant, parseInstant } from '../../../machines/time.ts';
import { posting } from './cast.ts';

export interface World {
  readonly now: Instant;
  readonly postedAt: Instant | null;
  /** One look a day. */
  readonly looks: readonly { readonly at: Instant; readonly seen: boolean }[];
  /** The gaps that were told, as they were told. */
  readonly told: readonly string[];
  /** Cases on its list. */
  readonly listed: readonly string[];
  /** Working days by which its cases were told that they are shown longer. */
  readonly longer: number;
  /** Whether its cases are kept from other notices. */
  readonly holds: boolean;
  /** Instants of the armed deadlines. */
  readonly due: Readonly<Record<string, Instant>>;
}

export const beforeAll: World = {
  now: posting,
  postedAt: null,
  looks: [],
  told: [],
  listed: [],
  longer: 0,
  holds: false,
  due: {},
};

export interface Gap {
  readonly from: Instant;
  readonly to: Instant;
}

/** Between two good looks, the posting counted as one, there is a gap where more than a day and a half lies. */
export function gapsOf({ postedAt, looks }: World): Gap[] {
  if (postedAt === null) return [];
  const good = [postedAt, ...looks.filter(({ seen }) => seen).map(({ at }) => at)];
  return good.slice(1).flatMap((to, index) => {
    const from = good[index] ?? to;
    return to - from > 1.5 * DAY_MS ? [{ from, to }] : [];
  });
}

export function evidenceOf(world: World): Evidence {
  const good = world.looks.filter(({ seen }) => seen);
  const last = good.at(-1)?.at ?? null;
  return { looked: world.looks.length, seen: good.length, last, gaps: gapsOf(world), digest: 'd'.repeat(64) };
}

export const noonAfter = (now: Instant): Instant => parseInstant(`${addDays(dateOf(now), 1)}T12:00`);

const holidays: readonly number[] = [6, 7];

/** Working days after the posting on which a gap lies that was told. */
export function interruptedDays({ postedAt, told }: World): number {
  if (postedAt === null) return 0;
  const days = new Set<string>();
  for (const { from, to } of told.map((text) => JSON.parse(text) as Gap)) {
    for (let day = dateOf(from); day <= dateOf(to - 1); day = addDays(day, 1)) {
      if (day > dateOf(postedAt) && !holidays.includes(Temporal.PlainDate.from(day).dayOfWeek)) days.add(day);
    }
  }
  return days.size;
}

/** Whole working days after the posting and before `until`, on which no gap lies. August 2023 has no holiday but weekends. */
export function wholeDays(world: World, until: Instant): number {
  if (world.postedAt === null) return 0;
  const gaps = gapsOf(world);
  let days = 0;
  for (let day = addDays(dateOf(world.postedAt), 1); day < dateOf(until); day = addDays(day, 1)) {
    const worked = !holidays.includes(Temporal.PlainDate.from(day).dayOfWeek);
    const whole = !gaps.some(({ from, to }) => dateOf(from) <= day && day <= dateOf(to - 1));
    if (worked && whole) days += 1;
  }
  return days;
}
