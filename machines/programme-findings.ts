/** A finding of the programme's checker: where, what, by which clause. */
import type { Text } from './programme-entries.ts';
import { type FindingCode, findingWords } from './words/programme-findings.ts';

export interface Finding {
  /** Keys and indices joined by dots, from the top of the programme: `committees.kaili-teacher.nodes.unitPushDue`. */
  readonly path: string;
  readonly code: FindingCode;
  readonly message: Text;
  /** The clause of the entry found fault with, where it names one. */
  readonly clause?: string;
}

export type FindingParams = Readonly<Record<string, string | number>>;

export function finding(
  code: FindingCode,
  at: { path: string; clause?: string | undefined; params?: FindingParams },
): Finding {
  const words = findingWords[code];
  const params = at.params ?? {};
  const message = { zh: filled(words.zh, params), en: filled(words.en, params) };
  return { path: at.path, code, message, ...(at.clause === undefined ? {} : { clause: at.clause }) };
}

function filled(template: string, params: FindingParams): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}
