import type { Deadline } from '../../machines/deadlines.ts';
import type { BaseContext, Lifecycle } from '../../machines/lifecycle.ts';
import { lifecycleOf } from '../../machines/registry.ts';
import { unopenedSnapshot } from '../../machines/restore.ts';
import { heldBy } from '../../machines/roles.ts';
import { type Moved, type StepInput, step } from '../../machines/step.ts';
import { judgedNodes, standingMeta, standsOf } from '../../machines/structure.ts';
import type { FindingName, Report } from '../findings.ts';
import { jsonText, sameJson } from '../hashing.ts';
import { armsOf, disarmsOf, dueCause, type EventRow, effectsOf } from '../rows.ts';
import { deadlineNamed, inputOf, type Live } from './occurrence.ts';
import type { Rulebook } from './rulebook.ts';

/** Where a history has led. */
export interface Folded {
  readonly lifecycle: Lifecycle;
  readonly snapshot: StepInput['snapshot'];
  readonly live: ReadonlyMap<Deadline, Live>;
}

interface Folding {
  readonly lifecycle: Lifecycle;
  snapshot: StepInput['snapshot'];
  readonly live: Map<Deadline, Live>;
  readonly rulebook: Rulebook;
  readonly report: Report;
}

/**
 * Steps a case again from its first event to its last, each from what its row says, and compares what the chart answers
 * with what was written (reliability I8). `null` where the history cannot be followed to its end; why is reported.
 */
export function foldHistory(events: readonly EventRow[], rulebook: Rulebook, report: Report): Folded | null {
  const [first] = events;
  if (first === undefined) return null;
  const lifecycle = attempt(first, report, 'rulesUnknown', () => lifecycleOf(first.lifecycle, first.lifecycle_version));
  if (lifecycle === undefined) return null;
  const folding: Folding = { lifecycle, snapshot: unopenedSnapshot(lifecycle), live: new Map(), rulebook, report };
  for (const event of events) if (!foldOne(folding, event)) return null;
  return folding;
}

function foldOne(folding: Folding, event: EventRow): boolean {
  const { lifecycle, snapshot, live, rulebook, report } = folding;
  if (snapshot.status === 'done') {
    report('eventAfterEnd', event.seq, `${event.type} after the case ended as ${standsOf(lifecycle, snapshot.value)}`);
    return false;
  }
  const rules = attempt(event, report, 'rulesUnknown', () => rulebook.rules(versionsOf(event)));
  if (rules === undefined) return false;
  checkVersions(folding, event);
  const result = attempt(event, report, 'foldThrew', () => step(inputOf(event, { lifecycle, snapshot, live, rules })));
  if (result === undefined) return false;
  if (result.outcome === 'refused') {
    report('foldRefused', event.seq, `${event.type} by ${event.role}: ${result.code}`);
    return false;
  }
  compareStep(folding, event, result);
  settleAndArm(folding, event, result);
  folding.snapshot = result.snapshot;
  return true;
}

const versionsOf = (event: EventRow) => ({
  programme: event.programme,
  programmeVersion: event.programme_version,
  calendarVersion: event.calendar_version,
});

/** A deadline of older rules may fire only where the rules of its day say the same (design D2). */
function checkVersions(folding: Folding, event: EventRow): void {
  const { lifecycle, snapshot, live, rulebook, report } = folding;
  const name = dueCause(event)?.name;
  const row = [...live.values()].find((one) => one.name === name);
  if (row === undefined) return;
  const { programme_version: programmeVersion, calendar_version: calendarVersion } = event;
  if (row.programmeVersion === programmeVersion && row.calendarVersion === calendarVersion) return;
  const now = attempt(event, report, 'foldThrew', () =>
    lifecycle.due({
      name: row.name,
      anchor: row.anchor,
      context: snapshot.context as never,
      stands: standsOf(lifecycle, snapshot.value),
      ...rulebook.rules(versionsOf(event)),
    }),
  );
  if (now === undefined || (now.dueAt === row.dueAt && now.provisional === row.provisional)) return;
  report('firedUnderOldVersion', event.seq, `${row.name} fired as due ${row.dueAt}, by then it was due ${now.dueAt}`);
}

function compareStep(folding: Folding, event: EventRow, moved: Moved): void {
  const { lifecycle, report } = folding;
  const { value } = moved.snapshot;
  const { holder } = standingMeta(lifecycle, value);
  const held = holder === null ? null : heldBy(holder, moved.snapshot.context as BaseContext);
  const compare = (name: FindingName, stored: unknown, folded: unknown) => {
    if (sameJson(stored, folded)) return;
    report(name, event.seq, `${event.type}: stored ${jsonText(stored)}, the chart says ${jsonText(folded)}`);
  };
  compare('foldFact', [event.past, event.clause], [moved.past, moved.clause]);
  compare('foldArms', byName(armsOf(event)), byName(moved.arms));
  compare('foldDisarms', byName(disarmsOf(event)), byName(disarmed(folding, event, moved)));
  compare('foldEffects', effectsOf(event), moved.effects);
  compare('foldState', event.state, standsOf(lifecycle, value));
  compare('foldHolder', [event.holder_role, event.holder_org], [held?.role ?? null, held?.organisation ?? null]);
  compare('foldNodes', event.nodes, judgedNodes(lifecycle, value));
}

/** Rows this step disarms: those it says, and those an arm of the same name replaces; the one that fired is not disarmed. */
function disarmed({ live }: Folding, event: EventRow, moved: Moved): { name: Deadline; armedSeq: number }[] {
  const fired = dueCause(event)?.name;
  const names = new Set([...moved.disarms, ...moved.arms.map(({ name }) => name)]);
  return [...names].flatMap((name) => {
    const row = live.get(name);
    return row === undefined || name === fired ? [] : [{ name, armedSeq: row.armedSeq }];
  });
}

function settleAndArm({ live }: Folding, event: EventRow, moved: Moved): void {
  for (const name of moved.disarms) live.delete(name);
  const fired = dueCause(event);
  if (fired !== null) live.delete(deadlineNamed(fired.name));
  for (const { name, anchor, dueAt, provisional } of moved.arms) {
    const { seq: armedSeq, programme_version: programmeVersion, calendar_version: calendarVersion } = event;
    live.set(name, { name, armedSeq, anchor, dueAt, provisional, programmeVersion, calendarVersion });
  }
}

/** Names are unique within an event; their order says nothing. */
function byName<T extends { readonly name: string }>(list: readonly T[] | null): readonly T[] | null {
  return list === null ? null : [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A damaged row must not stop the checker (reliability H55): what is thrown becomes a finding. */
function attempt<T>(event: EventRow, report: Report, name: FindingName, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    report(name, event.seq, `${event.type}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
