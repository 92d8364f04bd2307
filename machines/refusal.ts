import { type AnyMachineSnapshot, type AnyTransitionDefinition, getNextTransitions } from 'xstate';
import type { BaseContext, Blocker, Envelope, Lifecycle, TransitionMeta, Verdict } from './lifecycle.ts';
import { type Actor, heldBy, isEntitled, type Relations, rolesOf } from './roles.ts';
import { standingMeta, standsOf } from './structure.ts';

/** Why a command was not accepted, told from the same chart and guards that did not accept it (design D1). */

/** A transition of the chart with the guard's verdict for one event. */
export interface Candidate {
  readonly meta: TransitionMeta;
  readonly verdict: Verdict;
}

type AskedEvent = { readonly type: string };

/** The transitions the chart has for an event where the case stands, in the document's order, each with its verdict. */
export function candidatesOf(lifecycle: Lifecycle, snapshot: AnyMachineSnapshot, event: AskedEvent): Candidate[] {
  return (transitionsOf(snapshot).get(event.type) ?? []).map((transition) => ({
    meta: transition.meta as TransitionMeta,
    verdict: verdictOf(lifecycle, snapshot, { transition, event }),
  }));
}

const known = new WeakMap<AnyMachineSnapshot, ReadonlyMap<string, AnyTransitionDefinition[]>>();

/** Every transition the chart has where a case stands, by event, in the document's order (XState's depends on the path). */
export function transitionsOf(snapshot: AnyMachineSnapshot): ReadonlyMap<string, readonly AnyTransitionDefinition[]> {
  const cached = known.get(snapshot);
  if (cached) return cached;
  const inOrder = getNextTransitions(snapshot).sort((a, b) => a.source.order - b.source.order);
  const byEvent = Map.groupBy(inOrder, ({ eventType }) => eventType);
  known.set(snapshot, byEvent);
  return byEvent;
}

function verdictOf(
  lifecycle: Lifecycle,
  snapshot: AnyMachineSnapshot,
  of: { transition: AnyTransitionDefinition; event: AskedEvent },
): Verdict {
  const { guard } = of.transition as { guard?: string | { type: string; params?: unknown } };
  if (guard === undefined) return [];
  const { type, params } =
    typeof guard === 'string' ? { type: guard, params: undefined } : { params: undefined, ...guard };
  const ask = lifecycle.guards[type] as ((context: unknown, event: unknown, params: unknown) => Verdict) | undefined;
  if (!ask) throw new Error(`${lifecycle.name}: guard ${type} is not registered`);
  return ask(snapshot.context, of.event, params);
}

/** What the envelope lacks of what the transition needs. A second person is a matter of two commands, not of one. */
export function unmetNeeds(meta: TransitionMeta, envelope: Envelope): Blocker[] {
  const needs = (meta.needs ?? []).filter((need) => need !== 'secondPerson' && envelope[need] === undefined);
  return needs.map((need) => ({ code: 'NEEDS_MISSING', params: { need }, clause: meta.clause, help: null }));
}

interface Question {
  readonly lifecycle: Lifecycle;
  readonly snapshot: AnyMachineSnapshot;
  readonly event: AskedEvent & { readonly ride: { readonly actor: Actor } };
  /** What the case, or the command that would open it, says of who may act. */
  readonly where: Relations;
}

interface Refusal {
  readonly outcome: 'refused';
  readonly code: Blocker['code'];
  readonly blockers: readonly Blocker[];
}

/** The refusal of a command for which the chart takes no transition, or none of this sender's. */
export function refusalOf({ lifecycle, snapshot, event, where }: Question): Refusal {
  const candidates = candidatesOf(lifecycle, snapshot, event);
  const { holder, clause } = standingMeta(lifecycle, snapshot.value);
  const help = holder === null ? null : heldBy(holder, snapshot.context as BaseContext).role;
  const state = standsOf(lifecycle, snapshot.value);
  const notAllowed: Blocker = { code: 'EVENT_NOT_ALLOWED', params: { event: event.type, state }, clause, help };
  if (candidates.length === 0) return refused([notAllowed]);
  // Branches may belong to different roles (`open`): of those the command means, one must be the sender's.
  const meant = candidates.filter(({ verdict }) => verdict !== 'elsewhere');
  const asked = meant.length > 0 ? meant : candidates;
  const entitled = asked.filter(({ meta }) => isEntitled(meta.by, event.ride.actor, where));
  if (entitled.length === 0) {
    const [{ meta }] = asked as [Candidate];
    const roles = rolesOf(meta.by, where);
    const params = { event: event.type, entitled: roles.join(' ') };
    return refused([{ code: 'ROLE_NOT_ENTITLED', params, clause: meta.clause, help: roles[0] ?? null }]);
  }
  const blockers = entitled.flatMap(({ verdict }) => {
    if (verdict === 'unknown')
      throw new Error(`${lifecycle.name}: a guard of ${event.type} does not know although all is given`);
    return verdict === 'elsewhere' ? [] : verdict;
  });
  return refused(blockers.length > 0 ? unique(blockers) : [notAllowed]);
}

function refused(blockers: readonly Blocker[]): Refusal {
  const [first] = blockers as [Blocker];
  return { outcome: 'refused', code: first.code, blockers };
}

/** Branches of one event share their conditions; each reason is told once. */
export function unique(blockers: readonly Blocker[]): Blocker[] {
  return [...new Map(blockers.map((one) => [JSON.stringify(one), one])).values()];
}
