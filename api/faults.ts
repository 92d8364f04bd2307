import { z } from 'zod';
import type { Text } from '../machines/programme-entries.ts';
import { type Language, said } from './language.ts';
import { type Fault, Problem } from './problems.ts';
import { bodyFaults, pointerOf, textFault } from './wording.ts';

/** From what a schema or a text refuses to the faults a problem lists, in the language asked for. */

const MOST_FAULTS = 20;

const words: Readonly<Record<string, Text>> = {
  CONTROL_CHARACTER: { zh: '含有控制字符', en: 'contains a control character' },
  LONE_SURROGATE: { zh: '含有不成对的代理字符', en: 'contains half of a surrogate pair' },
  TOO_DEEP: { zh: '嵌套过深', en: 'is nested too deep' },
  NUMBER_OUT_OF_RANGE: { zh: '数值超出范围', en: 'is a number out of range' },
  MALFORMED_ESCAPE: { zh: '转义有误', en: 'has a malformed escape' },
  GIVEN_TWICE: { zh: '重复给出', en: 'is given more than once' },
  UNRECOGNIZED_KEY: { zh: '没有此项', en: 'is not known here' },
  UNKNOWN_PROGRAMME: { zh: '没有此年度方案', en: 'there is no such programme' },
  UNKNOWN_COMMITTEE: { zh: '此方案没有该评委会', en: 'the programme has no such committee' },
  UNKNOWN_PERSON: { zh: '没有此人', en: 'there is no such person' },
  UNKNOWN_ORGANISATION: { zh: '没有此单位', en: 'there is no such organisation' },
  ENDS_BEFORE_IT_BEGINS: { zh: '早于起始日', en: 'is before the first day' },
  LONGER_THAN_THREE_YEARS: { zh: '超过三年', en: 'is more than three years after the first day' },
  UNKNOWN_VALUE: { zh: '没有此值', en: 'is no value of this' },
};

const locales = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

export function faultOf(at: Pick<Fault, 'in' | 'pointer' | 'code'>, language: Language): Fault {
  const text = words[at.code];
  return { ...at, message: text === undefined ? at.code : said(text, language) };
}

/** A schema, and what its refusal is called. */
export interface Reading<S extends z.ZodType> {
  readonly schema: S;
  readonly in: Fault['in'];
  readonly language: Language;
}

/** The value as the schema has it. @throws Problem INVALID_BODY, INVALID_PARAMETER, INVALID_HEADER or UNKNOWN_EVENT. */
export function read<S extends z.ZodType>(value: unknown, { schema, in: where, language }: Reading<S>): z.output<S> {
  const result = schema.safeParse(value, { error: locales[language] });
  if (result.success) return result.data;
  const { issues } = result.error;
  const [first] = issues;
  if (first?.code === 'invalid_union' && 'discriminator' in first && first.path[0] === 'type') {
    throw unknownEvent(value, schema);
  }
  const faults = issues.flatMap((issue) => faultsOf(issue, { in: where, language })).slice(0, MOST_FAULTS);
  throw new Problem(refusal[where], { faults });
}

const refusal = {
  body: 'INVALID_BODY',
  query: 'INVALID_PARAMETER',
  path: 'INVALID_PARAMETER',
  header: 'INVALID_HEADER',
} as const;

function faultsOf(issue: z.core.$ZodIssue, at: { in: Fault['in']; language: Language }): Fault[] {
  const place = (path: readonly PropertyKey[]) => (at.in === 'body' ? pointerOf(path) : String(path[0] ?? ''));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      faultOf({ in: at.in, pointer: place([...issue.path, key]), code: 'UNRECOGNIZED_KEY' }, at.language),
    );
  }
  return [{ in: at.in, pointer: place(issue.path), code: issue.code.toUpperCase(), message: issue.message }];
}

function unknownEvent(value: unknown, schema: z.ZodType): Problem {
  const { type } = value as { type?: unknown };
  const known = schema instanceof z.ZodDiscriminatedUnion ? namesOf(schema) : [];
  const named = typeof type === 'string' ? type.slice(0, 64).toWellFormed() : JSON.stringify(type ?? null).slice(0, 64);
  return new Problem('UNKNOWN_EVENT', { params: { type: named, known: known.join(' ') } });
}

function namesOf({ options }: z.ZodDiscriminatedUnion): string[] {
  return options.flatMap((option) => {
    const type: unknown = option instanceof z.ZodObject ? option.shape.type : undefined;
    return type instanceof z.ZodLiteral ? [String(type.value)] : [];
  });
}

/** @throws Problem INVALID_BODY for strings, numbers and depths that no body of ours has. */
export function refuseUnspeakable(body: unknown, language: Language): void {
  const faults = bodyFaults(body).map((found) => faultOf({ in: 'body', ...found }, language));
  if (faults.length > 0) throw new Problem('INVALID_BODY', { faults });
}

/**
 * The parameters of a query string, each at most once.
 * @throws Problem INVALID_PARAMETER for escapes that are no UTF-8, control characters, and parameters given twice.
 */
export function readQuery(address: string, language: Language): Record<string, string> {
  const start = address.indexOf('?');
  const given = new Map<string, string>();
  if (start < 0) return {};
  for (const pair of address.slice(start + 1).split('&')) {
    if (pair === '') continue;
    const [name = '', ...rest] = pair.split('=');
    const key = unescaped(name, language);
    const value = unescaped(rest.join('='), language);
    if (given.has(key)) throw invalidParameter('GIVEN_TWICE', key, language);
    given.set(key, value);
  }
  return Object.fromEntries(given);
}

function unescaped(text: string, language: Language): string {
  let plain: string;
  try {
    plain = decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw invalidParameter('MALFORMED_ESCAPE', text, language);
  }
  const fault = textFault(plain);
  if (fault) throw invalidParameter(fault, text, language);
  return plain;
}

function invalidParameter(code: string, name: string, language: Language): Problem {
  const faults = [faultOf({ in: 'query', pointer: name.slice(0, 64).toWellFormed(), code }, language)];
  return new Problem('INVALID_PARAMETER', { faults });
}

/** @throws Problem INVALID_PARAMETER for parameters of a path with control characters in them. */
export function refuseUnspeakablePath(params: Readonly<Record<string, unknown>>, language: Language): void {
  const faults = Object.entries(params).flatMap(([name, value]) => {
    const code = typeof value === 'string' ? textFault(value) : null;
    return code === null ? [] : [faultOf({ in: 'path', pointer: name, code }, language)];
  });
  if (faults.length > 0) throw new Problem('INVALID_PARAMETER', { faults });
}
