/** Whether the sentences a programme quotes are still those of the text it holds, each in the clause it names. */
import type { Programme } from './programme.ts';
import { type Finding, finding } from './programme-findings.ts';
import { standsIn } from './programme-wording.ts';
import { sha256Of } from './sha256.ts';

/** A text that changed is refused as a whole: its spans would point anywhere. */
export function checkWording({ wording }: Programme): Finding[] {
  const { text, sentences } = wording;
  const found = sha256Of(text);
  if (found !== wording.sha256) {
    return [finding('TEXT_CHANGED', { path: 'wording.sha256', params: { found, said: wording.sha256 } })];
  }
  return Object.entries(sentences).flatMap(([rule, quoted]) =>
    quoted.flatMap((sentence, at) => {
      if ('source' in sentence) return [];
      const { clause } = sentence;
      const path = `wording.sentences.${rule}.${at}`;
      const quote = text.slice(sentence.from, sentence.to);
      if (sha256Of(quote) !== sentence.sha256) return [finding('QUOTE_CHANGED', { path, clause, params: { rule } })];
      if (standsIn(text, clause, sentence.from)) return [];
      return [finding('QUOTE_OF_OTHER_CLAUSE', { path: `${path}.clause`, clause, params: { rule, clause } })];
    }),
  );
}
