import { createTask } from 'node-cron';
import type pg from 'pg';
import { dateOf, ZONE } from '../machines/time.ts';
import { readClock } from '../store/clock.ts';
import { inTransaction } from '../store/db.ts';
import { makeMorningRound } from '../store/morning.ts';
import type { Rulebook } from '../store/programmes.ts';
import { giveBackRound, type RoundName, takeRound } from '../store/rounds.ts';
import type { OnError } from './work.ts';

/**
 * node-cron only rings (design D4). Whether it is morning, and whose round it is, the database decides: by its clock, and
 * by the primary key of `rounds`. So it does not matter when, where and how often it rings, and a round that was missed is
 * made at the next ring of its day.
 */

export interface RoundsOptions {
  readonly pool: pg.Pool;
  readonly rulebook: Rulebook;
  /** The night's work: the verification of the record. */
  readonly verifyRecord: () => Promise<void>;
  readonly onError: OnError;
}

export interface Rounds {
  /** Makes every round whose hour has come and that nobody has made today; answers their names. */
  ring(): Promise<RoundName[]>;
  /** Makes a round of the clock's day whatever its hour; answers whether nobody had made it. */
  make(name: RoundName): Promise<boolean>;
}

/** The hour in Asia/Shanghai from which a round of the day is due. */
const FROM_HOUR: Record<RoundName, number> = { night: 2, morning: 7 };

export function createRounds({ pool, rulebook, verifyRecord, onError }: RoundsOptions): Rounds {
  const make: Record<RoundName, () => Promise<boolean>> = {
    morning: async () => (await makeMorningRound(pool, rulebook)) !== null,
    night: async () => {
      const round = { name: 'night', day: dateOf((await readClock(pool)).now) } as const;
      if (!(await inTransaction(pool, (tx) => takeRound(tx, round)))) return false;
      try {
        await verifyRecord();
        return true;
      } catch (error) {
        await inTransaction(pool, (tx) => giveBackRound(tx, round));
        throw error;
      }
    },
  };
  return {
    make: (name) => make[name](),
    async ring() {
      const { mode, held, now } = await readClock(pool);
      // Where the clock stands, whoever moves it asks for the rounds (`asked-rounds.ts`).
      if (mode === 'frozen' || held) return [];
      const { hour } = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(ZONE);
      const made: RoundName[] = [];
      for (const name of ['night', 'morning'] as const) {
        if (hour < FROM_HOUR[name]) continue;
        try {
          if (await make[name]()) made.push(name);
        } catch (error) {
          onError(error, `the ${name}'s round`);
        }
      }
      return made;
    },
  };
}

const EVERY_FIVE_MINUTES = '*/5 * * * *';

/** Rings from now on, until it is stopped. */
export function startRinging(rounds: Pick<Rounds, 'ring'>, onError: OnError): { stop(): Promise<void> } {
  const task = createTask(
    EVERY_FIVE_MINUTES,
    () => rounds.ring().catch((error: unknown) => onError(error, 'ringing for rounds')),
    { timezone: ZONE, noOverlap: true, suppressMissedWarning: true },
  );
  void task.start();
  return {
    async stop() {
      await task.destroy();
    },
  };
}
