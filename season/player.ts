import type { Instant } from '../machines/time.ts';
import type { SeasonApi } from './api.ts';
import type { Ledger } from './ledger.ts';
import type { Stage } from './scene.ts';

/** Whoever plays a part of a season, and what the driver has to know of them. */

/** Something that is about to be done, and what it may interfere with: acts that have a key in common are done in order. */
export interface Act {
  readonly keys: readonly string[];
  /** Done at an instant at which the clock stands. */
  perform(now: Instant): Promise<void>;
}

export interface Player {
  /** `case 12, plain`, or the name of an office. */
  readonly name: string;
  /** Its place in the seed's order among players of its kind. */
  readonly order: number;
  /** A case of another kind that effects of its next act reach: two that reach the same have a round each. Null: none. */
  readonly reaches: string | null;
  /** When it acts next; null: never again. In the past or present: as soon as its round comes. */
  readonly wakesAt: Instant | null;
  /** Decides what is next, before the season begins. */
  plan(now: Instant): void;
  /**
   * What it does now, in its own order. Asked while nobody acts and nothing is in flight, so that what it looks at does
   * not depend on how fast others are; it may read, and changes nothing.
   */
  acts(now: Instant): Promise<readonly Act[]>;
  /** Told when every act of the round is done and has settled. */
  rest(now: Instant): void;
}

/** An answer nobody expected. */
export interface Surprise {
  /** The player's name. */
  readonly whose: string;
  /** What was sent. */
  readonly name: string;
  readonly state: string | null;
  readonly code: string;
  readonly expected: readonly string[];
  readonly at: Instant;
}

/** What every player acts in. */
export interface Surroundings {
  readonly api: SeasonApi;
  readonly stage: Stage;
  readonly ledger: Ledger;
  readonly onSurprise: (surprise: Surprise) => void;
  readonly onAnswer: (name: string, code: string) => void;
}
