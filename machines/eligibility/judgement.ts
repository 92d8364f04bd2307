import type { ItemCondition } from '../programme-materials.ts';
import type { PlainDate } from '../time.ts';
import type { Reason } from './reasons.ts';
import type { RouteId } from './route-ids.ts';
import type { ruleIds } from './rule-ids.ts';

/** What an event remembers of who may apply: outcomes and codes by rule, and on what they rest. Nothing of the person. */
export interface Judgement {
  readonly stamp: {
    readonly programme: string;
    /** Of the programme whose rules the case is under since it was opened (design D9). */
    readonly programmeVersion: number;
    readonly rulesVersion: number;
    /** The day of the act. */
    readonly on: PlainDate;
    readonly cutoff: PlainDate;
  };
  readonly dossier: {
    /** Entries of the person's register. */
    readonly entries: number;
    /** Over the salted hashes of the entries and what else the dossier was made of; nobody can guess the one or the other from it. */
    readonly sha256: string;
  };
  /** Null where nobody can read the register any more. */
  readonly evaluated: {
    readonly route: RouteId;
    readonly outcome: 'PASS' | 'FAIL' | 'NEEDS_HUMAN';
    readonly outcomes: Readonly<Record<Rule, 'PASS' | 'FAIL' | 'NEEDS_HUMAN' | 'NOT_APPLICABLE'>>;
    /** What closes the way that is claimed. */
    readonly failed: readonly { readonly rule: Rule; readonly reason: Reason | null }[];
    /** What of it a person has to decide. */
    readonly judged: readonly Rule[];
    readonly conditions: readonly ItemCondition[];
  } | null;
}

type Rule = (typeof ruleIds)[number];

/** The rules a case is under: pinned when it is opened, whatever is amended later (design D9). */
export interface PinnedRules {
  readonly programme: number;
  readonly eligibility: number;
}
