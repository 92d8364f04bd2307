import type { Outcome } from '../../eligibility/rule.ts';
import type { Text } from '../../programme-entries.ts';

/** What a rule answers, in a word. */
export const outcomeWords: Readonly<Record<Outcome, Text>> = {
  PASS: { zh: '符合', en: 'holds' },
  FAIL: { zh: '不符合', en: 'does not hold' },
  NEEDS_HUMAN: { zh: '由人工认定', en: 'for a person to decide' },
  NOT_APPLICABLE: { zh: '不适用', en: 'does not apply' },
};

/** The same as a mark before a line; what does not depend on colour. */
export const outcomeMarks: Readonly<Record<Outcome, string>> = {
  PASS: '✓',
  FAIL: '✗',
  NEEDS_HUMAN: '?',
  NOT_APPLICABLE: '–',
};
