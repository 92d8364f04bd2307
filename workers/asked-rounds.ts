import type pg from 'pg';
import {
  type AskableRound,
  type ClaimedRound,
  claimRound,
  keepRound,
  ROUND_CLAIM_MS,
  type RoundOutcome,
  settleRound,
} from '../store/asked-rounds.ts';
import { readClock } from '../store/clock.ts';
import { inTransaction } from '../store/db.ts';
import type { Observer } from './observer.ts';
import type { Rounds } from './rounds.ts';
import type { OnError } from './work.ts';

/** Makes the rounds that whoever moves the clock asks for, one after another, whichever worker comes first. */
export interface AskedRounds {
  /** Makes what is asked for and nobody has in hand; answers how many. */
  once(): Promise<number>;
}

export interface AskedRoundsOptions {
  readonly pool: pg.Pool;
  readonly rounds: Rounds;
  /** Null where the service's own address is not known. */
  readonly observer: Observer | null;
  readonly onError: OnError;
}

export function createAskedRounds(options: AskedRoundsOptions): AskedRounds {
  const { pool, onError } = options;
  const claim = async (): Promise<ClaimedRound | null> => {
    const { raw, held } = await readClock(pool);
    return held ? null : inTransaction(pool, (tx) => claimRound(tx, { raw }));
  };
  return {
    async once() {
      let made = 0;
      for (let asked = await claim(); asked !== null; asked = await claim()) {
        try {
          const outcome = await keeping(options, asked);
          // Its claim runs out, and it is made when the timers are released.
          if (outcome === null) return made;
          await settled(pool, asked, outcome);
          made += 1;
        } catch (error) {
          // Its claim runs out, and it is made again.
          onError(error, `the round of ${asked.round} that was asked for`);
        }
      }
      return made;
    },
  };
}

/** Makes it and says meanwhile that it is in hand: a verification takes as long as the record is. */
async function keeping(options: AskedRoundsOptions, asked: ClaimedRound): Promise<RoundOutcome | null> {
  const { pool, onError } = options;
  const beating = setInterval(() => {
    inTransaction(pool, (tx) => keepRound(tx, asked)).catch((error: unknown) => onError(error, 'a round in hand'));
  }, ROUND_CLAIM_MS / 5);
  try {
    return await make(options, asked.round);
  } finally {
    clearInterval(beating);
  }
}

/** Null where the timers were held before anything was looked at. */
async function make({ rounds, observer }: AskedRoundsOptions, round: AskableRound): Promise<RoundOutcome | null> {
  if (round !== 'observation') {
    await rounds.make(round);
    return 'made';
  }
  if (observer === null) return 'unwatched';
  return (await observer.once()) === null ? null : 'made';
}

function settled(pool: pg.Pool, { id }: ClaimedRound, outcome: RoundOutcome): Promise<void> {
  return inTransaction(pool, (tx) => settleRound(tx, { id, outcome }));
}
