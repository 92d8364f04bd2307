import type { AnyStateNode } from 'xstate';
import { clocksOf, compoundsOf, drawOverview, drawParts, everyPart, type Language, partWords, waysOf } from './draw.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Text } from './programme-entries.ts';
import { lifecycleWords } from './words/lifecycles.ts';
import { needWords } from './words/reasons.ts';
import { partyWords, roleWords } from './words/roles.ts';

/** The pages that show a lifecycle to people: every drawing, and beneath it who may do what, by which clause. */

export interface Page {
  /** Of the file: `application.md`, `application.zh.md`. */
  readonly file: string;
  readonly text: string;
}

const words = {
  generated: {
    zh: '本页由状态图生成（`npm run draw`），请勿手改。',
    en: 'Generated from the chart (`npm run draw`); do not edit.',
  },
  other: { zh: 'English', en: '中文' },
  overview: { zh: '总览', en: 'Overview' },
  whole: { zh: '办理中的任何环节', en: 'At any stage' },
  clocks: { zh: '与环节并行的时钟', en: 'Clocks beside the stages' },
  stays: { zh: '（不变）', en: '(stays)' },
  columns: { zh: '何处 | 事项 | 由谁 | 依据 | 须附 | 去向', en: 'Where | What | Who | Clause | Needs | Leads to' },
} as const satisfies Record<string, Text>;

/** Every page of a lifecycle, one a language. */
export function pagesOf(lifecycle: Lifecycle): Page[] {
  return [
    { file: `${lifecycle.name}.md`, text: pageOf(lifecycle, 'en') },
    { file: `${lifecycle.name}.zh.md`, text: pageOf(lifecycle, 'zh') },
  ];
}

/** The overview as a Markdown block, for the README. */
export function overviewBlock(lifecycle: Lifecycle, language: Language): string {
  return fenced(drawOverview(lifecycle, language));
}

function pageOf(lifecycle: Lifecycle, language: Language): string {
  const { name, version, machine } = lifecycle;
  const other = language === 'en' ? `${name}.zh.md` : `${name}.md`;
  const compounds = compoundsOf(lifecycle);
  const drawn = new Set(compounds);
  const clocks = clocksOf(lifecycle);
  const inner = (node: AnyStateNode): AnyStateNode[] => [
    node,
    ...Object.values(node.states).flatMap((child) => (drawn.has(child) ? [] : inner(child))),
  ];
  const shownElsewhere = new Set([...compounds, ...clocks].flatMap(everyPart));
  const rest = everyPart(machine.root).filter((node) => !shownElsewhere.has(node));
  const sections = [
    `# ${lifecycleWords[name].name[language]} (${name}@${version})`,
    `[${words.other[language]}](${other}) · ${words.generated[language]}`,
    `## ${words.overview[language]}`,
    overviewBlock(lifecycle, language),
    tableOf(lifecycle, rest, language),
    ...compounds.flatMap((node) => [
      `## ${partWords(lifecycle, node)[language]}`,
      fenced(drawParts(lifecycle, [node], language)),
      tableOf(lifecycle, inner(node), language),
    ]),
    ...(clocks.length === 0
      ? []
      : [
          `## ${words.clocks[language]}`,
          fenced(drawParts(lifecycle, clocks, language)),
          tableOf(lifecycle, clocks.flatMap(everyPart), language),
        ]),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function fenced(drawing: string): string {
  return `\`\`\`mermaid\n${drawing}\n\`\`\``;
}

/** One line a transition; branches that differ in nothing a reader sees are one. */
function tableOf(lifecycle: Lifecycle, nodes: readonly AnyStateNode[], language: Language): string {
  const join = language === 'zh' ? '、' : ', ';
  // Of a transition that leads into several regions the stage is named; the clocks it sets are in its own drawing.
  const clocks = new Set(clocksOf(lifecycle).flatMap(everyPart));
  const ways = waysOf(lifecycle, nodes).filter(({ from, to }) => clocks.has(from) || !clocks.has(to));
  const rows = ways.map(({ from, to, stays, event, meta }) => {
    const where = from === lifecycle.machine.root ? words.whole : partWords(lifecycle, from);
    const leads = stays ? words.stays : partWords(lifecycle, to);
    const who = meta.by.map((one) => ({ ...roleWords, ...partyWords })[one][language]).join(join);
    const needs = (meta.needs ?? []).map((need) => needWords[need][language]).join(join);
    return `| ${[where[language], event[language], who, meta.clause, needs, leads[language]].join(' | ')} |`;
  });
  if (rows.length === 0) return '';
  return [`| ${words.columns[language]} |`, `|${' --- |'.repeat(6)}`, ...new Set(rows)].join('\n');
}
