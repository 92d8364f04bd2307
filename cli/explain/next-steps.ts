/** What to do now, as lines under the verdict. */
import { routeWords } from '../../machines/words/eligibility/routes.ts';
import type { Told } from './told.ts';
import { verdictWords as words } from './words.ts';

/** What follows from the outcome; what would change it is told here too, once it is known. */
export function nextSteps({ evaluation, language }: Pick<Told, 'evaluation' | 'language'>): string[] {
  const { outcome, chosen, routes } = evaluation;
  if (outcome === 'PASS') return [`  ${words.mayApply[language]}`];
  if (outcome === 'NEEDS_HUMAN') {
    return [`  ${words.toBeDecided[language]}${chosen.judged.map(({ rule }) => rule).join(words.separator[language])}`];
  }
  const others = routes.filter(({ open }) => open).map(({ route }) => routeWords[route][language]);
  return [
    `  ${words.toBeMended[language]}${chosen.closedBy.map(({ rule }) => rule).join(words.separator[language])}`,
    ...(others.length === 0 ? [] : [`  ${words.otherWays[language]}${others.join(words.separator[language])}`]),
  ];
}
