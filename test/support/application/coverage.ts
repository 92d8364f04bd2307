/** What a search executed: every (state, event, answer), every branch of the chart, every answer of every guard. */
import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import type { AnyGuard, Lifecycle, Verdict } from '../../../machines/lifecycle.ts';

export interface Coverage {
  /** `state | event | pass or code` → how often. */
  readonly answers: Map<string, number>;
  /** Branches that moved a case. */
  readonly taken: Set<AnyTransitionDefinition>;
  /** `guard | pass, elsewhere or code` → how often. */
  readonly verdicts: Map<string, number>;
  moves: number;
  refusals: number;
}

export function emptyCoverage(): Coverage {
  return { answers: new Map(), taken: new Set(), verdicts: new Map(), moves: 0, refusals: 0 };
}

export function count(into: Map<string, number>, key: string): void {
  into.set(key, (into.get(key) ?? 0) + 1);
}

/** The lifecycle with guards that note what they answer when they are asked for their reasons. */
export function watched(lifecycle: Lifecycle, { verdicts }: Coverage): Lifecycle {
  const guards = Object.entries(lifecycle.guards).map(([name, guard]) => {
    const ask = guard as (context: unknown, event: unknown, params: unknown) => Verdict;
    const watching: AnyGuard = (context: unknown, event: unknown, params: unknown) => {
      const verdict = ask(context, event, params);
      if (typeof verdict === 'string') count(verdicts, `${name} | ${verdict}`);
      else if (verdict.length === 0) count(verdicts, `${name} | pass`);
      else for (const { code } of verdict) count(verdicts, `${name} | ${code}`);
      return verdict;
    };
    return [name, watching] as const;
  });
  return { ...lifecycle, guards: Object.fromEntries(guards) };
}

/** Every transition of a chart, with a name that says where it stands. */
export function branchesOf(machine: AnyStateMachine): Map<AnyTransitionDefinition, string> {
  const branches = new Map<AnyTransitionDefinition, string>();
  const walk = (node: AnyStateNode): void => {
    for (const [type, transitions] of node.transitions) {
      for (const [index, transition] of transitions.entries()) branches.set(transition, `${node.id} ${type} #${index}`);
    }
    for (const child of Object.values(node.states)) walk(child);
  };
  walk(machine.root);
  return branches;
}

/** Events of people, by the stage's leaf states that take them, read off the chart. */
export function pairsOf(machine: AnyStateMachine, stage: readonly string[]): string[] {
  const pairs = new Set<string>();
  const walk = (node: AnyStateNode, inherited: readonly string[]): void => {
    const own = [...node.transitions.keys()].filter((type) => type !== '');
    const types = [...inherited, ...own];
    const children = Object.values(node.states);
    const inStage = stage.every((part, index) => node.path[index] === part) && node.path.length > stage.length;
    if (children.length === 0 && (inStage || node.path[0] === 'unopened')) {
      const name = node.path.slice(inStage ? stage.length : 0).join('.');
      for (const type of types) pairs.add(`${name} | ${type}`);
    }
    for (const child of children) walk(child, types);
  };
  walk(machine.root, []);
  return [...pairs].sort();
}
