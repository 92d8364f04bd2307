import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, isoInZone } from '../machines/time.ts';
import { Actor, type Surprise } from './actor.ts';
import type { ClockView, SeasonApi } from './api.ts';
import type { Character } from './characters.ts';
import { groupsOf } from './groups.ts';
import type { Ledger } from './ledger.ts';
import type { Stage, Wish } from './scene.ts';

/**
 * Plays a season: the clock stands, everybody whose hour has come acts, and when nothing is in flight any more it is moved
 * to the next instant at which somebody acts or something is due. So what is recorded does not depend on how fast
 * anything is, nor on how many send at once.
 */

export interface SeasonPlay {
  readonly api: SeasonApi;
  readonly cast: readonly Character[];
  readonly stage: Stage;
  readonly ledger: Ledger;
  /** How many acts that have nothing to do with one another are sent at once. */
  readonly senders: number;
  readonly ends: Instant;
  /** Something done once, at an instant of its own: a gazette that is published. */
  readonly occasions?: readonly Occasion[];
  readonly onProgress?: (progress: Progress) => void;
  /** Real ms after which a season that does not settle is given up. */
  readonly patienceMs?: number;
}

export interface Occasion {
  readonly at: Instant;
  readonly happens: () => Promise<void>;
}

export interface Progress {
  readonly now: Instant;
  readonly moves: number;
  readonly answers: number;
}

export interface SeasonPlayed {
  /** Answers by deed and code, `submit moved`. */
  readonly answers: ReadonlyMap<string, number>;
  readonly surprises: readonly Surprise[];
  /** How often the clock was moved. */
  readonly moves: number;
  readonly ended: Instant;
  /** Real ms spent waiting until what was in flight had settled; the rest went into acting. */
  readonly settlingMs: number;
}

const POLL_MS = 2;
const SLOWEST_POLL_MS = 50;
const PATIENCE_MS = 120_000;

/** @throws Error when something stays in flight for longer than `patienceMs` of real time. */
export async function play(of: SeasonPlay): Promise<SeasonPlayed> {
  const answers = new Map<string, number>();
  const surprises: Surprise[] = [];
  let answered = 0;
  const troupe = {
    ...of,
    onSurprise: (surprise: Surprise) => surprises.push(surprise),
    onAnswer: (name: string, code: string) => {
      answered += 1;
      answers.set(`${name} ${code}`, (answers.get(`${name} ${code}`) ?? 0) + 1);
    },
  };
  const actors = of.cast.map((who) => new Actor(who, troupe));
  const occasions = [...(of.occasions ?? [])].sort((a, b) => a.at - b.at);
  let settlingMs = 0;
  const settle = async (): Promise<ClockView> => {
    const from = performance.now();
    const settledClock = await settled(of);
    settlingMs += performance.now() - from;
    return settledClock;
  };
  let clock = await settle();
  for (const actor of actors) actor.plan(clock.now);
  for (let moves = 0; ; moves += 1) {
    if (await perform(of, { actors, occasions, now: clock.now })) clock = await settle();
    of.onProgress?.({ now: clock.now, moves, answers: answered });
    if (clock.now >= of.ends) return { answers, surprises, moves, ended: clock.now, settlingMs };
    const next = Math.min(of.ends, nextActing(actors), occasions[0]?.at ?? of.ends, clock.nextDue ?? of.ends);
    await of.api.moveClock(next);
    clock = await settle();
  }
}

function nextActing(actors: readonly Actor[]): Instant {
  let next = Number.POSITIVE_INFINITY;
  for (const { wish } of actors) if (wish && wish.at < next) next = wish.at;
  return next;
}

/** Everything that happens at an instant, in rounds: whoever is answered may wish for more at once. */
async function perform(
  of: SeasonPlay,
  at: { actors: readonly Actor[]; occasions: Occasion[]; now: Instant },
): Promise<boolean> {
  const { actors, occasions, now } = at;
  let acted = false;
  for (let first = occasions[0]; first && first.at <= now; first = occasions[0]) {
    occasions.shift();
    await first.happens();
    await settled(of);
    acted = true;
  }
  for (;;) {
    const acting = actors.filter(
      (actor): actor is Actor & { wish: Wish } => actor.wish !== null && actor.wish.at <= now,
    );
    if (acting.length === 0) return acted;
    acted = true;
    await inParallel(groupsOf(acting), of.senders, async (group) => {
      for (const actor of group) await actor.act(now);
    });
  }
}

async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) await work(items[index] as T);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
}

/** Waits until nothing is in flight. Polling is all a driver can do that knows only HTTP. */
async function settled({ api, patienceMs = PATIENCE_MS }: SeasonPlay): Promise<ClockView> {
  const from = performance.now();
  for (let pause = POLL_MS; ; pause = Math.min(SLOWEST_POLL_MS, pause * 1.5)) {
    const clock = await api.clock();
    if (clock.settled) return clock;
    if (performance.now() - from > patienceMs) {
      throw new Error(`at ${isoInZone(clock.now)} the season has not settled for ${patienceMs} ms: ${clock.inFlight}`);
    }
    await sleep(pause);
  }
}
