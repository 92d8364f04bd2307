import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, isoInZone } from '../machines/time.ts';
import { Actor } from './actor.ts';
import type { ClockView, SeasonApi } from './api.ts';
import type { Character } from './characters.ts';
import { groupsOf } from './groups.ts';
import type { Ledger } from './ledger.ts';
import { Office, type OfficeScript } from './office.ts';
import type { Act, Player, Surprise } from './player.ts';
import type { Stage } from './scene.ts';

/**
 * Plays a season: the clock stands, everybody whose hour has come acts, and when nothing is in flight any more it is moved
 * to the next instant at which somebody acts or something is due. So what is recorded does not depend on how fast
 * anything is, nor on how many send at once.
 */

export interface SeasonPlay {
  readonly api: SeasonApi;
  readonly cast: readonly Character[];
  /** In the seed's order, as the cast is. */
  readonly offices: readonly OfficeScript[];
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
/** At one instant. A case's people give up after a dozen tries; what an office is told can wake it again. */
const MOST_ROUNDS = 60;

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
  const troupes: Troupes = {
    people: of.cast.map((who) => new Actor(who, troupe)),
    offices: of.offices.map((script, order) => new Office(script, order, troupe)),
  };
  const players: readonly Player[] = [...troupes.people, ...troupes.offices];
  const occasions = [...(of.occasions ?? [])].sort((a, b) => a.at - b.at);
  let settlingMs = 0;
  const settle = async (): Promise<ClockView> => {
    const from = performance.now();
    const settledClock = await settled(of);
    settlingMs += performance.now() - from;
    return settledClock;
  };
  let clock = await settle();
  for (const player of players) player.plan(clock.now);
  for (let moves = 0; ; moves += 1) {
    clock = await perform(of, { troupes, occasions, clock, settle });
    of.onProgress?.({ now: clock.now, moves, answers: answered });
    if (clock.now >= of.ends) return { answers, surprises, moves, ended: clock.now, settlingMs };
    const next = Math.min(of.ends, nextWaking(players), occasions[0]?.at ?? of.ends, clock.nextDue ?? of.ends);
    await of.api.moveClock(next);
    clock = await settle();
  }
}

interface Troupes {
  readonly people: readonly Player[];
  readonly offices: readonly Player[];
}

function nextWaking(players: readonly Player[]): Instant {
  let next = Number.POSITIVE_INFINITY;
  for (const { wakesAt } of players) if (wakesAt !== null && wakesAt < next) next = wakesAt;
  return next;
}

/**
 * Everything that happens at an instant, in rounds: whoever is answered may wish for more at once. Offices have rounds of
 * their own, when none of the people wishes for more and everything has settled: what they see is how the instant left it.
 * @throws Error for players who never rest.
 */
async function perform(
  of: SeasonPlay,
  at: { troupes: Troupes; occasions: Occasion[]; clock: ClockView; settle: () => Promise<ClockView> },
): Promise<ClockView> {
  const { troupes, occasions, settle } = at;
  const { now } = at.clock;
  let { clock } = at;
  for (let first = occasions[0]; first && first.at <= now; first = occasions[0]) {
    occasions.shift();
    await first.happens();
    clock = await settle();
  }
  for (let round = 0; ; round += 1) {
    const people = oneEach(awake(troupes.people, now));
    const acting = people.length > 0 ? people : awake(troupes.offices, now);
    if (acting.length === 0) return clock;
    if (round > MOST_ROUNDS)
      throw new Error(`at ${isoInZone(now)} nobody comes to rest: ${acting.map(({ name }) => name).join(', ')}`);
    await playRound(acting, { senders: of.senders, now });
    clock = await settle();
    for (const player of acting) player.rest(now);
  }
}

function awake(players: readonly Player[], now: Instant): Player[] {
  return players.filter(({ wakesAt }) => wakesAt !== null && wakesAt <= now).sort((a, b) => a.order - b.order);
}

/** The first of those who reach the same; the others act in the next round, when what the first has done has settled. */
function oneEach(players: readonly Player[]): Player[] {
  const reached = new Set<string>();
  return players.filter(({ reaches }) => {
    if (reaches === null) return true;
    const isFirst = !reached.has(reaches);
    reached.add(reaches);
    return isFirst;
  });
}

/** One round: all look before anybody acts. */
async function playRound(
  acting: readonly Player[],
  { senders, now }: { senders: number; now: Instant },
): Promise<void> {
  const seen = acting.map((): readonly Act[] => []);
  await inParallel([...acting.entries()], senders, async ([n, player]) => {
    seen[n] = await player.acts(now);
  });
  await inParallel(groupsOf(seen.flat()), senders, async (group) => {
    for (const act of group) await act.perform(now);
  });
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
