import type { Dossier } from './dossier.ts';
import type { Finding, RuleId, Situation } from './rule.ts';
import { rules } from './rules.ts';

/**
 * One rule asked of a dossier. A PASS that rests on a fact which differs from what its source says is left to a person: a
 * mismatch opens a question and never rejects by itself (A33).
 */
export function ask(rule: RuleId, dossier: Dossier, situation: Situation): Finding {
  const finding = rules[rule](dossier, situation);
  if (finding.outcome !== 'PASS') return finding;
  const differing = finding.facts.filter(({ standing }) => standing === 'MISMATCH').map(({ of }) => of);
  if (differing.length === 0) return finding;
  const lists = [...new Set(differing)].sort().join(' ');
  return { ...finding, outcome: 'NEEDS_HUMAN', reason: 'FACT_MISMATCH', params: { lists } };
}
