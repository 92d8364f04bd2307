import type { Clock } from './clock.ts';

/**
 * A claim says which worker has a row in hand, in raw ms (design D4): a courtesy that saves double work, never what makes a
 * thing happen once. A worker that dies takes nothing with it; its claims run out.
 */

/** How long a row is left to the worker that took it: the queue gets no more than this before the sweep does the work. */
export const CLAIM_MS = 2_000;

/** Nobody claims for longer: what lasts until later was written before the raw clock stepped back, and is void. */
export const LONGEST_CLAIM_MS = 30_000;

/** A batch, a job, a page: as much as goes through the door at once (design D3). */
export const BATCH = 500;

/** The instant by which a deadline must have been due to fire now: at recorded ≥ due + G (design D6). */
export function dueBy({ now, grace }: Pick<Clock, 'now' | 'grace'>): number {
  return now - grace;
}

/** A condition on `claimed_until` for a raw instant given as parameter: nobody has the row, or not any more. */
export const free = (raw: string): string =>
  `(claimed_until is null or claimed_until <= ${raw} or claimed_until > ${raw} + ${LONGEST_CLAIM_MS})`;
