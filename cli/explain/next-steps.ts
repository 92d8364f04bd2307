import { type Remedy, remediesOf } from '../../machines/eligibility/remedies.ts';
import { toldChange, toldEarliest } from '../../machines/eligibility/telling.ts';
import { hopelessWords } from '../../machines/words/eligibility/remedies.ts';
import { routeWords } from '../../machines/words/eligibility/routes.ts';
import type { Told } from './told.ts';
import { verdictWords as words } from './words.ts';

/** What to do now, as lines under the verdict: what follows from the outcome, and what would change it. */
export function nextSteps(told: Told): string[] {
  const { evaluation, dossier, situation, language } = told;
  const { outcome, chosen } = evaluation;
  if (outcome === 'PASS') return [`  ${words.mayApply[language]}`];
  if (outcome === 'NEEDS_HUMAN') {
    return [`  ${words.toBeDecided[language]}${chosen.judged.map(({ rule }) => rule).join(words.separator[language])}`];
  }
  const { rules, instead } = remediesOf(evaluation, dossier, situation);
  const others = instead.map(({ route }) => routeWords[route][language]);
  return [
    `  ${words.toBeMended[language]}${chosen.closedBy.map(({ rule }) => rule).join(words.separator[language])}`,
    ...rules.map((remedy) => `    ${remedyLine(remedy, told)}`),
    ...(others.length === 0 ? [] : [`  ${words.otherWays[language]}${others.join(words.separator[language])}`]),
  ];
}

/** `E25: 12.5 more hours for 2021; …`: the changes, or why there are none, and when time alone would do. */
function remedyLine({ rule, changes, hopeless, earliest }: Remedy, { programme, language }: Told): string {
  // Waiting alone is told by its first day.
  const made = (changes ?? []).filter((change) => change.kind !== 'wait' || changes?.length !== 1 || earliest === null);
  const parts = [
    ...made.map((change) => toldChange(change, programme)[language]),
    ...(hopeless === null ? [] : [hopelessWords[hopeless][language]]),
    ...(earliest === null ? [] : [toldEarliest(earliest, programme)[language]]),
  ];
  return `${rule}${words.colon[language]}${parts.join(words.and[language])}`;
}
