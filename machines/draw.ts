import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import type { Lifecycle, TransitionMeta } from './lifecycle.ts';
import type { Text } from './programme-entries.ts';
import { structureOf } from './structure.ts';
import { deadlineWords } from './words/deadlines.ts';
import { lifecycleWords } from './words/lifecycles.ts';

/**
 * Drawings of a chart, as Mermaid state diagrams: one overview, and one drawing a compound, because the whole chart is
 * poster-sized. Nothing is drawn by hand: states, events and targets are the chart's, names are the words'. A
 * deadline is marked by a word, so that a drawing can be read aloud. What leads nowhere is in the tables of the page.
 */

export type Language = keyof Text;

/** A transition of the chart that leads somewhere or stays. */
export interface Way {
  readonly from: AnyStateNode;
  /** The part it leads to; the same, where it stays. */
  readonly to: AnyStateNode;
  readonly stays: boolean;
  /** The event or, for a deadline that comes, the deadline, in words. */
  readonly event: Text;
  readonly meta: TransitionMeta;
}

const TIMER: Text = { zh: '〔期限〕', en: '[timer] ' };
const INITIAL = '[*]';

/** The word for a part of the chart. @throws Error for one that has none. */
export function partWords(lifecycle: Lifecycle, { path }: AnyStateNode): Text {
  if (path.length === 0) return lifecycleWords[lifecycle.name].name;
  const { states, parts } = lifecycleWords[lifecycle.name];
  const words = states[placeOf(lifecycle, path)] ?? parts[path.join('.')];
  if (!words) throw new Error(`${lifecycle.name} has no word for ${path.join('.')}`);
  return words;
}

/** Every transition of some parts of the chart, in the order of the chart. */
export function waysOf(lifecycle: Lifecycle, nodes: readonly AnyStateNode[]): Way[] {
  return nodes.flatMap((from) =>
    [...from.transitions].flatMap(([type, transitions]) =>
      transitions.flatMap((transition) => waysOfOne(lifecycle, { from, type, transition })),
    ),
  );
}

function waysOfOne(
  lifecycle: Lifecycle,
  { from, type, transition }: { from: AnyStateNode; type: string; transition: AnyTransitionDefinition },
): Way[] {
  const meta = transition.meta as TransitionMeta;
  const event = eventText(lifecycle, type);
  if (!transition.target) return [{ from, to: from, stays: true, event, meta }];
  return transition.target.map((to) => ({ from, to, stays: false, event, meta }));
}

function eventText(lifecycle: Lifecycle, type: string): Text {
  const deadline = structureOf(lifecycle).deadlineOf.get(type);
  if (deadline === undefined) return lifecycleWords[lifecycle.name].events[type] ?? { zh: type, en: type };
  const { zh, en } = deadlineWords[deadline];
  return { zh: `${TIMER.zh}${zh}`, en: `${TIMER.en}${en}` };
}

/** The stages of a lifecycle that have a drawing of their own, the outer before the inner. */
export function compoundsOf(lifecycle: Lifecycle): AnyStateNode[] {
  const stages = lifecycle.stage.length === 0 ? [] : Object.values(stageOf(lifecycle).states);
  return stages.flatMap((node) => (isSimple(node) ? [] : [node, ...innerStages(node)]));
}

/** The clocks that run beside the stages; none where the chart has no regions. */
export function clocksOf(lifecycle: Lifecycle): AnyStateNode[] {
  const parallel = stageOf(lifecycle).parent;
  return Object.values(parallel?.states ?? {}).filter((node) => node !== stageOf(lifecycle));
}

/** The lifecycle at a glance: its stages, two levels deep, and its ends. What a clock ends, ends the whole. */
export function drawOverview(lifecycle: Lifecycle, language: Language): string {
  const { root } = lifecycle.machine;
  const stage = stageOf(lifecycle);
  const stages = stage === root ? [] : Object.values(stage.states);
  const drawing = new Drawing(lifecycle, language);
  drawing.enter(root);
  for (const node of Object.values(root.states)) {
    if (node === stage.parent) drawing.group(node, { begins: stage, inner: stages.map(withInnerStages) });
    else drawing.part({ node, inner: [] });
  }
  const shown = new Set([...stages, ...stages.flatMap(innerStages), ...Object.values(root.states)]);
  drawing.arrows(waysOf(lifecycle, everyPart(root)), (node) => nearest(node, shown));
  return drawing.text();
}

/** Some parts with everything in them, and the parts they lead to. */
export function drawParts(lifecycle: Lifecycle, nodes: readonly AnyStateNode[], language: Language): string {
  const drawing = new Drawing(lifecycle, language);
  for (const node of nodes) drawing.part(withEverything(node));
  const inside = new Set(nodes.flatMap(everyPart));
  const ways = waysOf(lifecycle, [...inside]).filter(({ stays }) => !stays);
  const outside = new Set(ways.map(({ to }) => to).filter((to) => !inside.has(to)));
  for (const node of outside) drawing.part({ node, inner: [] });
  drawing.arrows(ways, (node) => node);
  return drawing.text();
}

/** A part as it is drawn: with some of what it contains. */
interface Part {
  readonly node: AnyStateNode;
  readonly inner: readonly Part[];
}

const withInnerStages = (node: AnyStateNode): Part => ({
  node,
  inner: innerStages(node).map((child) => ({ node: child, inner: [] })),
});
const withEverything = (node: AnyStateNode): Part => ({ node, inner: Object.values(node.states).map(withEverything) });

class Drawing {
  readonly #lifecycle: Lifecycle;
  readonly #language: Language;
  readonly #lines: string[] = ['stateDiagram-v2'];
  readonly #ends: string[] = [];
  #depth = 1;

  constructor(lifecycle: Lifecycle, language: Language) {
    this.#lifecycle = lifecycle;
    this.#language = language;
  }

  text(): string {
    const ends = this.#ends.length === 0 ? [] : ['classDef ended font-weight:bold', `class ${this.#ends} ended`];
    return [...this.#lines, ...ends.map((line) => `  ${line}`)].join('\n');
  }

  part({ node, inner }: Part): void {
    if (inner.length > 0) {
      this.group(node, { begins: node, inner });
      return;
    }
    this.#line(`state "${this.#word(node)}" as ${this.#id(node)}`);
    if (node.type === 'final') this.#ends.push(this.#id(node));
  }

  group(node: AnyStateNode, { begins, inner }: { begins: AnyStateNode; inner: readonly Part[] }): void {
    this.#line(`state "${this.#word(node)}" as ${this.#id(node)} {`);
    this.#depth += 1;
    this.enter(begins);
    for (const part of inner) this.part(part);
    this.#depth -= 1;
    this.#line('}');
  }

  /** Where a part begins. */
  enter(node: AnyStateNode): void {
    const [first] = node.type === 'compound' ? (node.initial?.target ?? []) : [];
    if (first) this.#line(`${INITIAL} --> ${this.#id(first)}`);
  }

  /** Between what is shown; several events between the same two share an arrow. */
  arrows(ways: readonly Way[], shownOf: (node: AnyStateNode) => AnyStateNode | null): void {
    const arrows = ways.flatMap((way) => {
      const [from, to] = [shownOf(way.from), shownOf(way.to)];
      const drawn = from && to && (from === to ? isSimple(from) && !way.stays : !isWithin(to, from));
      return drawn ? [{ between: `${this.#id(from)} --> ${this.#id(to)}`, event: way.event[this.#language] }] : [];
    });
    for (const [between, several] of Map.groupBy(arrows, (arrow) => arrow.between)) {
      this.#line(`${between} : ${[...new Set(several.map(({ event }) => event))].join(' / ')}`);
    }
  }

  #word(node: AnyStateNode): string {
    return partWords(this.#lifecycle, node)[this.#language];
  }

  #id({ path }: AnyStateNode): string {
    return placeOf(this.#lifecycle, path).replaceAll('.', '_');
  }

  #line(text: string): void {
    this.#lines.push(`${'  '.repeat(this.#depth)}${text}`);
  }
}

/** A path as `standsOf` says it: below the stage, where it lies in the stage. */
function placeOf({ stage }: Lifecycle, path: readonly string[]): string {
  const inStage = path.length > stage.length && stage.every((part, index) => path[index] === part);
  return (inStage ? path.slice(stage.length) : path).join('.');
}

function stageOf({ machine, stage }: Lifecycle): AnyStateNode {
  return stage.reduce((node: AnyStateNode, key) => node.states[key]!, machine.root);
}

/** Stages within a stage; a pair `inTime → late` or `awaitingNotice → shown` is none. */
function innerStages(node: AnyStateNode): AnyStateNode[] {
  return Object.values(node.states).filter((child) => !isSimple(child) && !Object.values(child.states).every(isHalf));
}

const isSimple = ({ states }: AnyStateNode): boolean => Object.keys(states).length === 0;
const halves: readonly string[] = ['inTime', 'late', 'awaitingNotice', 'shown'];
const isHalf = ({ key }: AnyStateNode): boolean => halves.includes(key);

/** A part and everything in it, in the order of the chart. */
export function everyPart(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(everyPart)];
}

/** The innermost part of those shown that a node belongs to. */
function nearest(node: AnyStateNode, shown: ReadonlySet<AnyStateNode>): AnyStateNode | null {
  for (let one: AnyStateNode | undefined = node; one; one = one.parent) if (shown.has(one)) return one;
  return null;
}

function isWithin(node: AnyStateNode, outer: AnyStateNode): boolean {
  return node.parent !== undefined && (node.parent === outer || isWithin(node.parent, outer));
}
