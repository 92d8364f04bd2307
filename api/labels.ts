import { deadlines } from '../machines/deadlines.ts';
import type { LifecycleName } from '../machines/lifecycle.ts';
import { lifecycleNames, reasonCodes } from '../machines/lifecycle.ts';
import type { Role } from '../machines/roles.ts';
import { roles } from '../machines/roles.ts';
import { deadlineWords } from '../machines/words/deadlines.ts';
import { lifecycleWords, recomputedWords } from '../machines/words/lifecycles.ts';
import { reasonWords } from '../machines/words/reasons.ts';
import { roleWords } from '../machines/words/roles.ts';
import type { DeadlineRecord } from '../store/deadlines-read.ts';
import { type Language, said } from './language.ts';

/** Labels for codes as they come out of rows; a code without a word stands for itself, so that nothing is ever hidden. */

export function stateLabel(of: { lifecycle: string; state: string }, language: Language): string {
  const words = lifecycleWords[lifecycleNamed(of.lifecycle)].states[of.state];
  return words === undefined ? of.state : said(words, language);
}

/** Of a command, of a deadline that fired, or of an amendment that reached the case. */
export function eventLabel(of: { lifecycle: string; type: string }, language: Language): string {
  if (of.type === 'deadlinesRecomputed') return said(recomputedWords, language);
  const deadline = deadlines.find((name) => name === of.type);
  const words =
    deadline === undefined ? lifecycleWords[lifecycleNamed(of.lifecycle)].events[of.type] : deadlineWords[deadline];
  return words === undefined ? of.type : said(words, language);
}

export function deadlineLabel(name: DeadlineRecord['name'], language: Language): string {
  return said(deadlineWords[name], language);
}

export function roleLabel(role: Role, language: Language): string {
  return said(roleWords[role], language);
}

export function reasonLabel(code: string | null, language: Language): string | null {
  const known = reasonCodes.find((one) => one === code);
  return known === undefined ? code : said(reasonWords[known], language);
}

/** @throws RangeError for a row of a lifecycle that was never published. */
export function lifecycleNamed(name: string): LifecycleName {
  const found = lifecycleNames.find((one) => one === name);
  if (found === undefined) throw new RangeError(`no lifecycle ${name}`);
  return found;
}

/** @throws RangeError for a row with a role that there is not. */
export function roleNamed(name: string): Role {
  const found = roles.find((one) => one === name);
  if (found === undefined) throw new RangeError(`no role ${name}`);
  return found;
}
