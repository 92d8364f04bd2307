import type { BaseContext, Blocker, Clause, Need, Ride } from './lifecycle.ts';
import { candidatesOf, transitionsOf, unique } from './refusal.ts';
import { isEntitled, type PartyName, type Role, rolesOf } from './roles.ts';
import type { StepInput } from './step.ts';
import { standsOf, structureOf } from './structure.ts';

/**
 * What may happen next and why not (design D1): three answers, because some conditions depend on a payload or a fact that
 * is not there yet. The list is read off the chart; the console draws its buttons from nothing else.
 */
export interface AvailableEvent {
  readonly type: string;
  readonly allowed: 'yes' | 'no' | 'unknown';
  readonly blockers: readonly Blocker[];
  readonly clause: Clause;
  readonly needs: readonly Need[];
  /** Who may send it here. */
  readonly eligible: readonly Role[];
}

/** Every event of the chart where the case stands, in the chart's order; empty for an ended case. */
export function availableEvents(input: Omit<StepInput, 'occurrence'>): AvailableEvent[] {
  const { lifecycle, snapshot } = input;
  if (snapshot.status === 'done') return [];
  const { deadlineOf } = structureOf(lifecycle);
  const types = [...transitionsOf(snapshot).keys()].filter((type) => !deadlineOf.has(type));
  return types.sort().map((type) => answer(input, type));
}

function answer(input: Omit<StepInput, 'occurrence'>, type: string): AvailableEvent {
  const { lifecycle, snapshot, actor } = input;
  const candidates = candidatesOf(lifecycle, snapshot, { type, ...{ ride: rideOf(input) } });
  const where = snapshot.context as BaseContext;
  // Before a case is open its relations are those its data will name.
  const isMine = (by: readonly (Role | PartyName)[]) =>
    snapshot.value === 'unopened' ? rolesOf(by, where).includes(actor.role) : isEntitled(by, actor, where);
  const mine = candidates.filter(({ meta }) => isMine(meta.by));
  const first = mine[0] ?? candidates[0];
  if (!first) throw new Error(`${lifecycle.name}: ${type} has no transition`);
  const { clause, needs = [] } = first.meta;
  const eligible = rolesOf(
    candidates.flatMap(({ meta }) => meta.by),
    where,
  );
  const common = { type, clause, needs, eligible };
  if (mine.length === 0) {
    const params = { event: type, entitled: eligible.join(' ') };
    const blockers: Blocker[] = [{ code: 'ROLE_NOT_ENTITLED', params, clause, help: eligible[0] ?? null }];
    return { ...common, allowed: 'no', blockers };
  }
  const verdicts = mine.map(({ verdict }) => verdict);
  if (verdicts.some((verdict) => Array.isArray(verdict) && verdict.length === 0)) {
    return { ...common, allowed: 'yes', blockers: [] };
  }
  // Where one way is known to be blocked and another hangs on the payload, the blockers are those of the first.
  const blockers = unique(
    verdicts.flatMap((verdict) => (Array.isArray(verdict) ? (verdict as readonly Blocker[]) : [])),
  );
  const isOpen = verdicts.includes('unknown') || blockers.length === 0;
  return { ...common, allowed: isOpen ? 'unknown' : 'no', blockers };
}

function rideOf(input: Omit<StepInput, 'occurrence'>): Ride {
  const { lifecycle, snapshot, at, actor, facts, programme, calendar } = input;
  return { at, actor, facts, programme, calendar, envelope: {}, stands: standsOf(lifecycle, snapshot.value) };
}
