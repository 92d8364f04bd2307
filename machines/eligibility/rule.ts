import type { Vacancy } from '../facts.ts';
import type { Clause } from '../lifecycle.ts';
import type { Programme } from '../programme.ts';
import type { Instant, PlainDate } from '../time.ts';
import type { Dossier, Provenance } from './dossier.ts';
import type { Reason } from './reasons.ts';
import type { ruleIds } from './rule-ids.ts';
import type { Working } from './workings.ts';

/** What a rule is, and what it answers (domain §4). Rules are pure: a dossier and a situation in, a finding out. */

export type RuleId = (typeof ruleIds)[number];

export const outcomes = ['PASS', 'FAIL', 'NEEDS_HUMAN', 'NOT_APPLICABLE'] as const;
export type Outcome = (typeof outcomes)[number];

/** A fact of the dossier that a rule looked at: the list, and the place in it; no place for what there is one of. */
export interface FactRef extends Provenance {
  readonly of: keyof Dossier;
  readonly at: number | null;
}

export type Params = Readonly<Record<string, string | number | boolean>>;

/** One line of arithmetic, in words of `machines/words/eligibility/`: «2018-12-31 + 5 years ≤ 2024-01-01». */
export interface Worked {
  readonly code: Working;
  readonly params: Params;
}

export interface Finding {
  readonly rule: RuleId;
  readonly outcome: Outcome;
  /** Why, where it is not a plain PASS. */
  readonly reason: Reason | null;
  /** What the reason's words need; ids, codes, dates and numbers. */
  readonly params: Params;
  readonly clause: Clause;
  readonly facts: readonly FactRef[];
  readonly arithmetic: readonly Worked[];
}

/** The states of affairs a rule is asked in, besides the person. */
export interface Situation {
  readonly programme: Programme;
  /** The day of the act: bans are tested on it (A09). */
  readonly on: PlainDate;
  /** Last day that counts for years of tenure and service, inclusive: 五(四), unless one asks what another would bring. */
  readonly cutoff: PlainDate;
  /** What stands in the service's own registers; null where nobody asks for it. */
  readonly process: Process | null;
}

/** Rules about the course of an application (§4.F) are asked of this as well. */
export interface Process {
  /** The instant of the act, UTC ms. */
  readonly at: Instant;
  readonly vacancy: Vacancy | null;
  /** Another case holds the person's slot of the year. */
  readonly slotTaken: boolean;
  /** Items checked by the unit, each with its conclusion (E43); null before that. */
  readonly conclusions:
    | readonly {
        readonly item: string;
        readonly conclusion: 'TRUE' | 'MATCHES_ORIGINAL' | 'UNTRUE' | 'DIFFERS_FROM_ORIGINAL' | null;
        readonly reviewer: string | null;
        readonly on: PlainDate | null;
        readonly sealed: boolean;
      }[]
    | null;
}

/** One proposition of the notice. */
export type Rule = (dossier: Dossier, situation: Situation) => Finding;
