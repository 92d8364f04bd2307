import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { deadlines } from './deadlines.ts';
import type { Lifecycle, StateMeta, TransitionMeta } from './lifecycle.ts';
import { partyNames, roles } from './roles.ts';

/**
 * What a chart must keep to, checked when it is loaded (design D1, D2): the fence of XState's features, the rule of timers,
 * and a meta on everything. Types catch most of it at compile time; this sees computed parts too.
 */
export function lint(lifecycle: Lifecycle): string[] {
  const findings: string[] = [];
  const root: AnyStateNode = lifecycle.machine.root;
  const walk = (node: AnyStateNode): void => {
    findings.push(...nodeFindings(node, lifecycle));
    for (const child of Object.values(node.states)) walk(child);
  };
  walk(root);
  findings.push(...armedOnce(root), ...implementationFindings(lifecycle));
  return findings;
}

function nodeFindings(node: AnyStateNode, lifecycle: Lifecycle): string[] {
  const at = node.id;
  const findings: string[] = [];
  const isRoot = node.parent === undefined;
  if (!isRoot && !isStateMeta(node.meta)) findings.push(`${at}: no meta {holder, clause}`);
  if (node.type === 'history') findings.push(`${at}: history`);
  if (node.invoke.length > 0) findings.push(`${at}: invoke`);
  if ((node.always ?? []).length > 0) findings.push(`${at}: always`);
  if (node.type === 'final' && (node.parent?.parent !== undefined || (node.meta as StateMeta).ended !== true)) {
    findings.push(`${at}: a final is a top-level outcome and says that the case has ended`);
  }
  if (node.type !== 'final' && (node.meta as StateMeta | undefined)?.ended) findings.push(`${at}: ended and no final`);
  findings.push(...timerFindings(node, lifecycle), ...actionFindings(node, lifecycle));
  for (const [type, transitions] of node.transitions) {
    for (const { actions } of transitions) findings.push(...namedActions(`${at} on ${type}`, actions, lifecycle));
    if (transitions.slice(0, -1).some(({ guard }) => guard === undefined))
      findings.push(`${at} on ${type}: a branch is never reached`);
    if (node.after.some(({ eventType }) => eventType === type)) continue;
    findings.push(...transitions.flatMap((transition) => sentFindings({ at, type, transition, lifecycle })));
  }
  return findings;
}

function timerFindings(node: AnyStateNode, lifecycle: Lifecycle): string[] {
  const findings: string[] = [];
  const byEvent = Map.groupBy(node.after, ({ eventType }) => eventType);
  for (const branches of byEvent.values()) {
    const delay = String(branches[0]?.delay);
    const at = `${node.id} after ${delay}`;
    if (!(deadlines as readonly string[]).includes(delay)) findings.push(`${at}: unknown deadline`);
    if (branches.at(-1)?.guard !== undefined) findings.push(`${at}: its last branch has a guard`);
    for (const branch of branches) {
      findings.push(...guardFindings(at, branch as AnyTransitionDefinition, lifecycle));
      if (!isTransitionMeta(branch.meta)) findings.push(`${at}: no meta {by, clause}`);
      if (!leaves(node, branch as AnyTransitionDefinition))
        findings.push(`${at}: does not leave the state that armed it`);
    }
  }
  return findings;
}

/** The rule: a timer's transition leaves the state that armed it, so that armed deadlines are a function of the value. */
function leaves(node: AnyStateNode, { target }: { target?: readonly AnyStateNode[] | undefined }): boolean {
  return (target ?? []).length > 0 && (target ?? []).every((goal) => goal !== node && !isWithin(goal, node));
}

function isWithin(node: AnyStateNode, ancestor: AnyStateNode): boolean {
  return node.parent !== undefined && (node.parent === ancestor || isWithin(node.parent, ancestor));
}

function sentFindings(of: {
  at: string;
  type: string;
  transition: AnyTransitionDefinition;
  lifecycle: Lifecycle;
}): string[] {
  const { at, type, transition, lifecycle } = of;
  const where = `${at} on ${type}`;
  const findings: string[] = [];
  if (type.includes('*') || type.startsWith('xstate.')) findings.push(`${where}: a wildcard or an internal event`);
  else if (!(type in lifecycle.events)) findings.push(`${where}: no such event in the contract`);
  if (!isTransitionMeta(transition.meta)) findings.push(`${where}: no meta {by, clause}`);
  return [...findings, ...guardFindings(where, transition, lifecycle)];
}

function guardFindings(where: string, transition: AnyTransitionDefinition, { guards }: Lifecycle): string[] {
  const guard = transition.guard as undefined | string | { type?: string } | ((...all: never[]) => unknown);
  if (guard === undefined) return [];
  const name = typeof guard === 'string' ? guard : typeof guard === 'object' ? guard.type : undefined;
  return name !== undefined && name in guards ? [] : [`${where}: an inline, composed or unknown guard`];
}

/** What a state does on entry and exit, as written: XState adds its timers to the node's own list. */
function actionFindings({ id, config }: AnyStateNode, lifecycle: Lifecycle): string[] {
  const written = [config.entry, config.exit].flat().filter((action) => action !== undefined);
  return namedActions(id, written, lifecycle);
}

function namedActions(where: string, actions: readonly unknown[], { machine }: Lifecycle): string[] {
  const known = machine.implementations.actions;
  return actions.flatMap((action) => {
    const name = typeof action === 'string' ? action : (action as { type?: unknown }).type;
    const isNamed = typeof action !== 'function' && typeof name === 'string' && Object.hasOwn(known, name);
    return isNamed ? [] : [`${where}: an inline or unknown action`];
  });
}

/** Named actions only assign or come out of the step as data: none raises, sends, spawns, cancels or logs. */
function implementationFindings({ machine }: Lifecycle): string[] {
  return Object.entries(machine.implementations.actions).flatMap(([name, action]) => {
    const type = (action as { type?: string }).type;
    return type === undefined || type === 'xstate.assign' ? [] : [`action ${name}: ${type}`];
  });
}

/** A name is armed by at most one active state: two that arm the same deadline may never be active together. */
function armedOnce(root: AnyStateNode): string[] {
  const arming = new Map<string, AnyStateNode[]>();
  const walk = (node: AnyStateNode): void => {
    for (const delay of new Set(node.after.map((one) => String(one.delay)))) {
      arming.set(delay, [...(arming.get(delay) ?? []), node]);
    }
    for (const child of Object.values(node.states)) walk(child);
  };
  walk(root);
  const findings: string[] = [];
  for (const [delay, nodes] of arming) {
    for (const [index, one] of nodes.entries()) {
      const together = nodes.slice(index + 1).filter((other) => areTogether(one, other));
      findings.push(...together.map((other) => `${delay}: armed by ${one.id} and ${other.id} at once`));
    }
  }
  return findings;
}

/** Two states can be active together when one contains the other or their nearest common ancestor is parallel. */
function areTogether(one: AnyStateNode, other: AnyStateNode): boolean {
  if (isWithin(one, other) || isWithin(other, one)) return true;
  let ancestor = one.parent;
  while (ancestor && !isWithin(other, ancestor)) ancestor = ancestor.parent;
  return ancestor?.type === 'parallel';
}

function isStateMeta(meta: unknown): meta is StateMeta {
  const { holder, clause } = (meta ?? {}) as Partial<StateMeta>;
  return typeof clause === 'string' && clause.length > 0 && (holder === null || isRole(holder));
}

function isTransitionMeta(meta: unknown): meta is TransitionMeta {
  const { by, clause } = (meta ?? {}) as Partial<TransitionMeta>;
  return typeof clause === 'string' && clause.length > 0 && Array.isArray(by) && by.length > 0 && by.every(isRole);
}

/** A role, or a party that stands for the roles of its organisation. */
function isRole(role: unknown): boolean {
  return ([...roles, ...partyNames] as readonly unknown[]).includes(role);
}
