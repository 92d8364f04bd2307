/**
 * The wording of a notice from `config/notices/`: `<name>.zh.txt`, its text, and `<name>.sentences.yaml`, the sentences each
 * rule stands on. A sentence is written there as it reads; here its place in the text is found.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, finding } from '../machines/programme-findings.ts';
import { isRecord } from '../machines/programme-places.ts';
import { spanOf } from '../machines/programme-wording.ts';
import { sha256Of } from '../machines/sha256.ts';
import type { Located } from './located-yaml.ts';

/** The text of a notice; null where there is none of that name. */
export function noticeText(folder: string, name: string): string | null {
  const file = join(folder, `${name}.zh.txt`);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/**
 * The sentences of a file with their places in the text. What is not written as it should be is left as it stands, for the
 * programme's check to refuse. Findings are of the path `wording.sentences`.
 */
export function sentencesIn(text: string, { value }: Located<unknown>): { sentences: unknown; findings: Finding[] } {
  const written = isRecord(value) ? value.sentences : undefined;
  if (!isRecord(written)) return { sentences: written, findings: [] };
  const findings: Finding[] = [];
  const placed = (rule: string, sentence: unknown, at: number): unknown => {
    if (!isRecord(sentence) || 'source' in sentence || typeof sentence.zh !== 'string') return sentence;
    const { zh, ...rest } = sentence;
    const span = spanOf(text, zh);
    if (typeof span === 'object') return { ...rest, ...span, sha256: sha256Of(zh) };
    const code = span === 'absent' ? 'QUOTE_NOT_IN_TEXT' : 'QUOTE_NOT_UNIQUE';
    findings.push(finding(code, { path: `wording.sentences.${rule}.${at}.zh`, params: { rule } }));
    return sentence;
  };
  const sentences = Object.fromEntries(
    Object.entries(written).map(([rule, quoted]) => [
      rule,
      Array.isArray(quoted) ? quoted.map((sentence, at) => placed(rule, sentence, at)) : quoted,
    ]),
  );
  return { sentences, findings };
}
