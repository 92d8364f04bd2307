import type { ItemCondition } from '../programme-materials.ts';
import { byRule, type Evaluation, type Stamp } from './evaluate.ts';
import type { Reason } from './reasons.ts';
import type { RouteId } from './route-ids.ts';
import type { Outcome, RuleId } from './rule.ts';

/**
 * What an event may record of an evaluation: which rules said what, on which dossier, by which versions. Nothing of the facts
 * themselves: no dates of birth, no records of discipline beyond the number of the rule, no names.
 */
export interface CompactEvaluation {
  readonly stamp: Stamp;
  readonly route: RouteId;
  readonly outcome: Evaluation['outcome'];
  readonly outcomes: Readonly<Record<RuleId, Outcome>>;
  /** What closes the chosen way. */
  readonly failed: readonly { readonly rule: RuleId; readonly reason: Reason | null }[];
  /** What of the chosen way a person has to decide. */
  readonly judged: readonly RuleId[];
  readonly conditions: readonly ItemCondition[];
}

export function compact(evaluation: Evaluation): CompactEvaluation {
  const { stamp, findings, chosen, outcome, conditions } = evaluation;
  return {
    stamp,
    route: chosen.route,
    outcome,
    outcomes: byRule((rule) => findings[rule].outcome),
    failed: chosen.closedBy.map(({ rule, reason }) => ({ rule, reason })),
    judged: chosen.judged.map(({ rule }) => rule),
    conditions,
  };
}
