import type { Programme } from '../programme.ts';
import type { Text } from '../programme-entries.ts';
import { addDays, addPeriod } from '../time.ts';
import { barKindWords } from '../words/eligibility/discipline.ts';
import { reasonWords } from '../words/eligibility/reasons.ts';
import { wordsOfChange, wordsOfEarliest } from '../words/eligibility/remedies.ts';
import { routeWords } from '../words/eligibility/routes.ts';
import { otherWords, partWords, schoolingWords, unitKindWords } from '../words/eligibility/values.ts';
import { workingWords } from '../words/eligibility/workings.ts';
import { levelWords } from '../words/titles.ts';
import type { Change } from './changes.ts';
import type { Earliest } from './earliest.ts';
import type { Finding, Params, Worked } from './rule.ts';

/** Findings in words for people, in both languages: reasons and arithmetic with their parameters filled in. */

/** Why a rule does not simply hold; null where it gives no reason. */
export function toldReason({ reason, params }: Finding, programme: Programme): Text | null {
  return reason === null ? null : filled(reasonWords[reason], params, programme);
}

/** One line of arithmetic, written out. */
export function toldWorking({ code, params }: Worked, programme: Programme): Text {
  return filled(workingWords[code], { ...params, ...workedOut({ code, params }) }, programme);
}

/** One change that would help, written out. */
export function toldChange(change: Change, programme: Programme): Text {
  const { kind: _, ...parts } = change;
  return filled(wordsOfChange(change), parts, programme);
}

/** From when on a rule would hold by itself, written out. */
export function toldEarliest(earliest: Earliest, programme: Programme): Text {
  const { text, params } = wordsOfEarliest(earliest);
  return filled(text, params, programme);
}

/** A text in which every known code of the programme and the rules is told in words; what is no code is left alone. */
export function inWords(text: string, programme: Programme): Text {
  const vocabulary = vocabularyOf(programme);
  const told = (language: keyof Text) =>
    text.replaceAll(/[A-Za-z][\w-]*/g, (token) => vocabulary.get(token)?.[language] ?? token);
  return { zh: told('zh'), en: told('en') };
}

function filled(template: Text, params: Params, programme: Programme): Text {
  const values = new Map(Object.entries(params).map(([name, value]) => [name, toldValue(name, value, programme)]));
  const fill = (language: keyof Text) =>
    template[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => values.get(name)?.[language] ?? whole);
  return { zh: fill('zh'), en: fill('en') };
}

function toldValue(name: string, value: Params[string], programme: Programme): Text {
  const parts = String(value).split(' ');
  if (name === 'items') {
    const items = parts.map((item) => inWords(item, programme));
    return { zh: items.map(({ zh }) => zh).join('、'), en: items.map(({ en }) => en).join(', ') };
  }
  if (name !== 'lists') return inWords(String(value), programme);
  const told = Object.entries(partWords).filter(([part]) => parts.includes(part));
  return { zh: told.map(([, { zh }]) => zh).join('、'), en: told.map(([, { en }]) => en).join(', ') };
}

/** What the words of a line of arithmetic need besides its parameters. */
function workedOut({ code, params }: Worked): Params {
  const number = (name: string) => Number(params[name]);
  const day = (name: string) => String(params[name]);
  switch (code) {
    case 'YEARS_FULL': {
      const [reached, after] = [addPeriod(day('from'), { years: number('needed') }), addDays(day('cutoff'), 1)];
      return { reached, after, sign: reached <= after ? '≤' : '>' };
    }
    case 'DAYS_SERVED':
      return { sign: compared(number('days'), number('needed')) };
    case 'HOURS_OF_YEAR':
      return { sign: compared(number('hours'), number('needed')) };
    case 'COUNTED':
      return { sign: compared(number('count'), number('needed')) };
    case 'PROFESSIONAL_SHARE': {
      const [left, right] = [number('den') * number('professional'), number('num') * number('required')];
      return { left, right, sign: compared(left, right) };
    }
    case 'RETIREMENT': {
      const reached = addPeriod(day('asOf'), { years: number('years') });
      return { reached, sign: day('retiresOn') < reached ? '<' : '≥' };
    }
    case 'ARRIVED_ON':
      return { sign: day('arrivedOn') >= day('from') ? '≥' : '<' };
    default:
      return {};
  }
}

function compared(left: number, right: number): string {
  return left >= right ? '≥' : '<';
}

const vocabularies = new WeakMap<Programme, ReadonlyMap<string, Text>>();

/** Every code that may stand in a finding, in words: closed lists, and what the programme itself gives a title. */
function vocabularyOf(programme: Programme): ReadonlyMap<string, Text> {
  const known = vocabularies.get(programme);
  if (known !== undefined) return known;
  const vocabulary = new Map<string, Text>([
    ...Object.entries({
      ...levelWords,
      ...schoolingWords,
      ...unitKindWords,
      ...otherWords,
      ...barKindWords,
      ...routeWords,
      ...programme.series,
    }),
    ...programme.tables.qualifications.rows.map(({ certificate, title }): [string, Text] => [certificate, title]),
    ...programme.materials.checklists.flatMap(({ items }) => items.map(({ id, title }): [string, Text] => [id, title])),
  ]);
  vocabularies.set(programme, vocabulary);
  return vocabulary;
}
