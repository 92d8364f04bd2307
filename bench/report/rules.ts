import { outcomes } from '../../machines/eligibility/rule.ts';
import { ruleIds } from '../../machines/eligibility/rule-ids.ts';
import { impossible } from '../eligibility/natures.ts';
import { againstNature, type Tally, tooFew } from '../eligibility/tally.ts';
import { markdown } from './tables.ts';

/** What a run of generated dossiers found: how fast, and how often each rule came to each outcome. */
export function rulesTable(tally: Tally, least: number): string {
  const { dossiers, seed, counts, verdicts, thrown, ruleSeconds, evaluationSeconds } = tally;
  const missed = tooFew(tally, least).map(({ rule, outcome, count }) => `${rule} ${outcome} ${count}`);
  const against = againstNature(tally).map(({ rule, outcome, count }) => `${rule} ${outcome} ${count}`);
  const rows = ruleIds.map((rule) => [
    rule,
    ...outcomes.map((one) => (impossible[rule]?.[one] === undefined ? each(counts[rule][one]) : '–')),
    outcomes.flatMap((one) => impossible[rule]?.[one] ?? []).join('; '),
  ]);
  return [
    `Seed ${seed}, ${each(dossiers)} dossiers: ${each((dossiers * ruleIds.length) / ruleSeconds)} rules and ${each(dossiers / evaluationSeconds)} evaluations (all rules, all ways) a second of CPU.`,
    `Thrown: ${thrown}. Verdicts: ${each(verdicts.PASS)} PASS, ${each(verdicts.NEEDS_HUMAN)} NEEDS_HUMAN, ${each(verdicts.FAIL)} FAIL.`,
    `Outcomes reached less than ${each(least)} times: ${missed.join(', ') || 'none'}. Outcomes a rule should not have: ${against.join(', ') || 'none'}.`,
    markdown(['rule', ...outcomes, 'cannot, because'], rows),
  ].join('\n\n');
}

const each = (count: number) => Math.round(count).toLocaleString('en');
