import { Problem, retryAfter } from './problems.ts';

/** So many requests a minute and person, as a bucket that refills steadily. Raw time: the case clock has no say in it. */

export interface Limiter {
  /** @throws Problem TOO_MANY_REQUESTS with `Retry-After`. */
  take(who: string): void;
}

export const unlimited: Limiter = { take: () => undefined };

const MINUTE_MS = 60_000;
/** Beyond so many people the full buckets are forgotten: they are what nobody would miss. */
const MOST_BUCKETS = 10_000;

export function createLimiter(limit: number, monotonic: () => number = () => performance.now()): Limiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const perMs = limit / MINUTE_MS;
  return {
    take(who) {
      const now = monotonic();
      const bucket = buckets.get(who) ?? { tokens: limit, at: now };
      const tokens = Math.min(limit, bucket.tokens + (now - bucket.at) * perMs);
      if (tokens < 1) {
        buckets.set(who, { tokens, at: now });
        throw new Problem('TOO_MANY_REQUESTS', { params: { limit }, headers: retryAfter((1 - tokens) / perMs) });
      }
      if (buckets.size >= MOST_BUCKETS) forgetFull(buckets, { now, limit, perMs });
      buckets.set(who, { tokens: tokens - 1, at: now });
    },
  };
}

function forgetFull(
  buckets: Map<string, { tokens: number; at: number }>,
  { now, limit, perMs }: { now: number; limit: number; perMs: number },
): void {
  for (const [who, { tokens, at }] of buckets) if (tokens + (now - at) * perMs >= limit) buckets.delete(who);
}
