/**
 * The wording a programme stands on: the text of the notice and, for each rule, the sentences that say it, as spans of the
 * text. A verdict quotes them, so that nobody has to take a clerk's word for what the notice says.
 */
import { z } from 'zod';
import { ruleIds } from './eligibility/rule-ids.ts';
import { origin } from './programme-entries.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A sentence of the text: from where to where (UTF-16 units, the end exclusive), and the hash of what stands there. */
const spanSchema = z.strictObject({
  clause: z.string(),
  from: z.number().int().min(0),
  to: z.number().int().min(1),
  sha256: hash,
  en: z.string().min(1),
});

/** What another text says, in substance: a law or an order that is not held here. */
const elsewhereSchema = z.strictObject({
  clause: z.string(),
  source: z.literal('regulation'),
  zh: z.string().min(1),
  en: z.string().min(1),
});

const sentenceSchema = z.union([spanSchema, elsewhereSchema]);

export const wordingSchema = z.strictObject({
  /** The notice whose text this is, as its file is called; `source` says whether it is the programme's own. */
  notice: z.string().regex(/^[a-z][a-z0-9-]*$/),
  ...origin,
  /** One paragraph a line; names and telephones of persons are left out. */
  text: z.string().min(1),
  sha256: hash,
  sentences: z.record(z.enum(ruleIds), z.array(sentenceSchema).min(1)),
});
export type Wording = z.infer<typeof wordingSchema>;

/** Where a quote stands in a text, unless it stands nowhere or more than once. */
export function spanOf(text: string, quote: string): { from: number; to: number } | 'absent' | 'several' {
  const from = text.indexOf(quote);
  if (from < 0) return 'absent';
  return text.indexOf(quote, from + 1) < 0 ? { from, to: from + quote.length } : 'several';
}

const HEADINGS = [/^([一二三四五六七八九十]+)、/, /^\(([一二三四五六七八九十]+)\)/, /^(\d+)\./] as const;
const ORDINALS = { first: '一是', second: '二是', third: '三是' } as const;

/**
 * Whether a place of a text stands in a clause, written as `二(二)3 second`: under its headings, and for first, second and
 * third after its 一是, 二是, 三是 and before the next.
 */
export function standsIn(text: string, clause: string, from: number): boolean {
  const [headings, ordinal] = clause.split(' ');
  const end = text.indexOf('\n', from);
  const lines = text.slice(0, end < 0 ? text.length : end).split('\n');
  const [part = '', section, item = ''] = lines.reduce<readonly string[]>((at, line) => {
    const depth = HEADINGS.findIndex((heading) => heading.test(line));
    return depth < 0 ? at : [...at.slice(0, depth), HEADINGS[depth]?.exec(line)?.[1] ?? ''];
  }, []);
  if (headings !== `${part}${section === undefined ? '' : `(${section})`}${item}`) return false;
  if (ordinal === undefined) return true;
  const paragraph = lines.at(-1) ?? '';
  const upTo = from - text.lastIndexOf('\n', from - 1) - 1;
  const passed = Object.entries(ORDINALS).filter(([, word]) => paragraph.slice(0, upTo + word.length).includes(word));
  return passed.at(-1)?.[0] === ordinal;
}
