import type { Clause } from '../lifecycle.ts';
import type { Programme } from '../programme.ts';
import type { RuleId } from './rule.ts';

/** What a rule stands on, for people. */
export interface Quote {
  readonly clause: Clause;
  /** The very words of the notice; of another text what it says in substance, and then not `verbatim`. */
  readonly zh: string;
  readonly en: string;
  readonly verbatim: boolean;
}

/** The sentences a rule stands on, cut out of the text the programme holds (domain §4). */
export function quoteOf({ wording }: Pick<Programme, 'wording'>, rule: RuleId): Quote[] {
  return wording.sentences[rule].map((sentence) =>
    'source' in sentence
      ? { clause: sentence.clause, zh: sentence.zh, en: sentence.en, verbatim: false }
      : {
          clause: sentence.clause,
          zh: wording.text.slice(sentence.from, sentence.to),
          en: sentence.en,
          verbatim: true,
        },
  );
}
