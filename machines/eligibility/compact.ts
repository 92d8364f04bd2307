import type { Sha256 } from '../ids.ts';
import type { ItemCondition } from '../programme-materials.ts';
import { sha256Of } from '../sha256.ts';
import type { Dossier } from './dossier.ts';
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
  readonly dossier: { readonly entries: number; readonly sha256: Sha256 };
  readonly route: RouteId;
  readonly outcome: Evaluation['outcome'];
  readonly outcomes: Readonly<Record<RuleId, Outcome>>;
  /** What closes the chosen way. */
  readonly failed: readonly { readonly rule: RuleId; readonly reason: Reason | null }[];
  /** What of the chosen way a person has to decide. */
  readonly judged: readonly RuleId[];
  readonly conditions: readonly ItemCondition[];
}

export function compact(evaluation: Evaluation, dossier: Dossier): CompactEvaluation {
  const { stamp, findings, chosen, outcome, conditions } = evaluation;
  return {
    stamp,
    dossier: { entries: entriesOf(dossier), sha256: dossierHash(dossier) },
    route: chosen.route,
    outcome,
    outcomes: byRule((rule) => findings[rule].outcome),
    failed: chosen.closedBy.map(({ rule, reason }) => ({ rule, reason })),
    judged: chosen.judged.map(({ rule }) => rule),
    conditions,
  };
}

/** How many facts of the dossier are entries of the person's register. */
function entriesOf(dossier: Dossier): number {
  return Object.values(dossier)
    .flatMap((part: unknown) => part)
    .filter((fact) => typeof fact === 'object' && fact !== null && 'entry' in fact && fact.entry !== null).length;
}

/** The same for the same facts, in whatever order the registers gave them. */
export function dossierHash(dossier: Dossier): Sha256 {
  return sha256Of(canonical(dossier));
}

/** JSON with its keys and its lists in order: the order of facts in a dossier says nothing. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`);
  return `{${parts.join(',')}}`;
}
