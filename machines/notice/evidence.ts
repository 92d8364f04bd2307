import { type Calendar, type CountedDay, workingDaysBetween } from '../calendar.ts';
import type { Evidence } from '../facts.ts';
import { addDays, dateOf, type Instant, type PlainDate } from '../time.ts';
import type { NoticeContext } from './context.ts';
import type { NoticeDataOf } from './events.ts';

/**
 * What observations of the public page mean (domain D11, D12; the rule is the programme's). A gap is a time without a good
 * observation that is longer than the programme allows; each working day on which one lies is shown again.
 */

/** What the observer should send, if anything. */
export type Verdict =
  | { readonly type: 'reportGap'; readonly data: NoticeDataOf<'reportGap'> }
  | { readonly type: 'conclude'; readonly data: NoticeDataOf<'conclude'> };

/** Gaps first, oldest first; a notice whose days are over is concluded once it has been seen since. */
export function verdictOn(of: { stands: string; context: NoticeContext; evidence: Evidence }): Verdict | null {
  const { stands, context, evidence } = of;
  const [gap] = unjudged(context, evidence);
  if (gap) return { type: 'reportGap', data: gap };
  return isOver(stands) && isSeenSince(context, evidence) ? { type: 'conclude', data: {} } : null;
}

/** Gaps no event has told yet. */
export function unjudged({ accountedThrough }: NoticeContext, { gaps }: Evidence): Evidence['gaps'] {
  return gaps.filter(({ from }) => accountedThrough !== null && from >= accountedThrough);
}

export function isSeenSince({ endedAt }: NoticeContext, { last }: Evidence): boolean {
  return endedAt !== null && last !== null && last >= endedAt;
}

/** Whether its days are over and the proof is what is waited for. */
export function isOver(stands: string): boolean {
  return stands === 'toBeProved' || stands === 'unproved';
}

/** Whether the page is to be looked at now: at the programme's interval, and at once when its days are over. */
export function isObservationDue(of: {
  stands: string;
  endedAt: Instant | null;
  observedAt: Instant;
  now: Instant;
  every: number;
}): boolean {
  const { stands, endedAt, observedAt, now, every } = of;
  return now - observedAt >= every || (isOver(stands) && endedAt !== null && observedAt < endedAt);
}

/** Working days after `after` on which the time from `from` to `to` lies. */
export function workingDaysTouched(
  calendar: Calendar,
  { after, from, to }: { after: PlainDate; from: Instant; to: Instant },
): { days: number; last: PlainDate } {
  const [first, last] = [dateOf(from), dateOf(Math.max(from, to - 1))];
  const before = addDays(first, -1) > after ? addDays(first, -1) : after;
  return { days: last > before ? workingDaysBetween(calendar, before, last).count : 0, last };
}

/** A day of a notice as it is shown: counted, or not and why. */
export interface ShownDay extends CountedDay {
  readonly interrupted: boolean;
  /** The how-many-th day of the publicity it is; null for a day that does not count. */
  readonly number: number | null;
}

/** The days of a notice, day by day; `prolongs`: whether an interrupted day is shown again. */
export function shownDays(
  days: readonly CountedDay[],
  { gaps, prolongs }: { gaps: Evidence['gaps']; prolongs: boolean },
): ShownDay[] {
  let number = 0;
  return days.map((day) => {
    const interrupted = gaps.some(
      ({ from, to }) => dateOf(from) <= day.date && day.date <= dateOf(Math.max(from, to - 1)),
    );
    const counts = day.working && !(interrupted && prolongs);
    if (counts) number += 1;
    return { ...day, interrupted, number: counts ? number : null };
  });
}
