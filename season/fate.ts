import type { NodeDeadline } from '../machines/deadlines.ts';
import type { ActLabel } from './labels.ts';
import type { Trouble } from './troubles.ts';

/**
 * What befalls the cases of a season. Fates are dealt like cards, so that a hundred cases hold each about as often as a
 * year does, and every season of a size has the same mix. A fate is the trouble its case meets; how it ends is the chart's.
 */

/** So many working days after a date of the committee's plan, or before it; `moment` instead of an office hour. */
export interface PlanDay {
  readonly of: NodeDeadline | 'cycleRollover';
  readonly days: number;
  /** `lastMillisecond`: 1 ms before the node. */
  readonly moment?: 'lastMillisecond';
}

export type CommitteeKey = 'kaili-teacher' | 'qiandongnan-prefecture';

export interface Fate {
  readonly name: string;
  /** How many of a deck of cards. */
  readonly cards: number;
  readonly troubles?: readonly Trouble[];
  readonly committee?: CommitteeKey;
  /** Only cases that pass two departments. */
  readonly twoDepartments?: true;
  /** Submits in the first days of the window, for what befalls it takes time. */
  readonly early?: true;
  /** Befalls the people of tardy units more often. */
  readonly tardy?: true;
  /** Acts that do not happen before a day of the plan. */
  readonly notBefore?: Partial<Record<ActLabel, PlanDay>>;
  /** Once its state begins with this, nobody acts on the case any more; only an extension or a decision wakes it. */
  readonly stalls?: string;
  /**
   * Two cases of one person: the second belongs to whoever left the first, or had one the year before; first to those who
   * `cameBefore`.
   */
  readonly pair?: 'leaves' | 'startsAgain' | 'cameBefore' | 'comesBack';
  /** Level of the desk, counted from 0, at which a stall at a department is meant. */
  readonly desk?: 0 | 1;
}

/** A fate that is one trouble, or the few named. */
export const befalls = (cards: number, first: Trouble, more: Partial<Fate> = {}): Fate => ({
  name: first,
  cards,
  troubles: [first],
  ...more,
});
