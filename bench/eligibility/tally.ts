import { ask } from '../../machines/eligibility/ask.ts';
import { evaluate } from '../../machines/eligibility/evaluate.ts';
import { type Outcome, outcomes, type RuleId } from '../../machines/eligibility/rule.ts';
import { ruleIds } from '../../machines/eligibility/rule-ids.ts';
import type { Programme } from '../../machines/programme.ts';
import { type Generated, generated } from './generated.ts';
import { isPossible } from './natures.ts';

/** How often each rule came to each outcome, and how fast. */
export interface Tally {
  readonly dossiers: number;
  readonly seed: number;
  readonly counts: Readonly<Record<RuleId, Readonly<Record<Outcome, number>>>>;
  readonly verdicts: Readonly<Record<'PASS' | 'FAIL' | 'NEEDS_HUMAN', number>>;
  readonly thrown: number;
  /** CPU seconds of every rule asked once of each dossier, and of every dossier evaluated with all ways. */
  readonly ruleSeconds: number;
  readonly evaluationSeconds: number;
}

/** Dossiers held at a time, so that making them is not in the times and all of them are not in memory. */
const BATCH = 1_000;

export function tallied(programme: Programme, { seed, dossiers }: { seed: number; dossiers: number }): Tally {
  const counts = Object.fromEntries(
    ruleIds.map((rule) => [rule, Object.fromEntries(outcomes.map((one) => [one, 0]))]),
  ) as Record<RuleId, Record<Outcome, number>>;
  const verdicts = { PASS: 0, FAIL: 0, NEEDS_HUMAN: 0 };
  let [thrown, ruleSeconds, evaluationSeconds] = [0, 0, 0];
  for (let first = 0; first < dossiers; first += BATCH) {
    const size = Math.min(BATCH, dossiers - first);
    const batch = Array.from({ length: size }, (_, at) => generated(programme, { seed, number: first + at }));
    ruleSeconds += cpuSeconds(() => {
      for (const { dossier, situation } of batch)
        for (const rule of ruleIds) {
          const found = guarded(() => ask(rule, dossier, situation));
          if (found === null) thrown += 1;
          else counts[rule][found.outcome] += 1;
        }
    });
    evaluationSeconds += cpuSeconds(() => {
      for (const one of batch) {
        const found = guarded(() => evaluated(one));
        if (found === null) thrown += 1;
        else verdicts[found.outcome] += 1;
      }
    });
  }
  return { dossiers, seed, counts, verdicts, thrown, ruleSeconds, evaluationSeconds };
}

/** Outcomes that a rule can have and came to less often than so. */
export function tooFew({ counts }: Tally, least: number): { rule: RuleId; outcome: Outcome; count: number }[] {
  return ruleIds.flatMap((rule) =>
    outcomes
      .filter((outcome) => isPossible(rule, outcome) && counts[rule][outcome] < least)
      .map((outcome) => ({ rule, outcome, count: counts[rule][outcome] })),
  );
}

/** Outcomes that a rule was said not to have, and had. */
export function againstNature({ counts }: Tally): { rule: RuleId; outcome: Outcome; count: number }[] {
  return ruleIds.flatMap((rule) =>
    outcomes
      .filter((outcome) => !isPossible(rule, outcome) && counts[rule][outcome] > 0)
      .map((outcome) => ({ rule, outcome, count: counts[rule][outcome] })),
  );
}

function evaluated({ dossier, situation }: Generated) {
  return evaluate(dossier, situation, { programmeVersion: 1 });
}

function guarded<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
