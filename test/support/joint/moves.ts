/** Everything that may happen in a joint state. */
import type { Deadline } from '../../../machines/deadlines.ts';
import type { CaseId } from '../../../machines/ids.ts';
import type { BaseContext, Lifecycle, LifecycleName, TransitionMeta } from '../../../machines/lifecycle.ts';
import type { NoticeContext } from '../../../machines/notice/context.ts';
import { verdictOn } from '../../../machines/notice/evidence.ts';
import { transitionsOf } from '../../../machines/refusal.ts';
import { structureOf, timersOf } from '../../../machines/structure.ts';
import { type Attempt, envelope, type Place, senderOf, spentOn, type Tries } from './attempt.ts';
import { applicationTries } from './attempts-application.ts';
import { meetingTries, noticeTries, openings, recheckTries, tellings } from './attempts-around.ts';
import { evidence } from './facts.ts';
import { type Bounds, DISTURBANCES, type Joint, type Limited, type Part } from './joint.ts';
import type { Move, Rules } from './move.ts';
import { planned } from './place.ts';

const tries: Readonly<Partial<Record<LifecycleName, Readonly<Record<string, Tries>>>>> = {
  application: applicationTries,
  notice: noticeTries,
  meeting: meetingTries,
  recheck: recheckTries,
};

/** What the bounds do not allow is told to `beyond`. */
export function movesIn(joint: Joint, rules: Rules, beyond: (attempt: Attempt) => void): Move[] {
  const { bounds } = rules;
  const attempts = [...attemptsOn(joint, rules), ...openings(joint, bounds)].filter((one) =>
    allowed(joint, one, { bounds, beyond }),
  );
  return [
    ...attempts.map((attempt): Move => ({ kind: 'sent', attempt })),
    ...deliveries(joint, rules),
    ...Object.entries(joint.parts).flatMap(([id, part]) => rings(joint, id, { part, rules })),
    ...nights(joint, bounds),
  ];
}

const mayDisturb = (joint: Joint, { disturbances }: Bounds) => spentOn(joint, DISTURBANCES) < disturbances;

interface Allowing {
  readonly bounds: Bounds;
  readonly beyond: (attempt: Attempt) => void;
}

function allowed(joint: Joint, attempt: Attempt, { bounds, beyond }: Allowing): boolean {
  const { costs, type, disturbs } = attempt;
  if (bounds.without.includes(type)) return false;
  const affordable =
    (!disturbs || mayDisturb(joint, bounds)) &&
    Object.entries(costs ?? {}).every(([what, most]) => spentOn(joint, what) < most);
  if (!affordable) beyond(attempt);
  return affordable;
}

/** Event type → whom the chart names, for every event that may be sent where a case stands. */
type Senders = ReadonlyMap<string, readonly string[]>;
const known = new WeakMap<Lifecycle, Map<string, Senders>>();

function sendersIn(lifecycle: Lifecycle, { snapshot }: Part): Senders {
  const all = known.get(lifecycle) ?? new Map<string, Senders>();
  known.set(lifecycle, all);
  const value = JSON.stringify(snapshot.value);
  const found = all.get(value);
  if (found) return found;
  const { deadlineOf } = structureOf(lifecycle);
  const senders = [...transitionsOf(snapshot)]
    .filter(([type]) => !deadlineOf.has(type))
    .map(([type, list]) => [type, list.flatMap(({ meta }) => (meta as TransitionMeta).by)] as const);
  const map = new Map(senders);
  all.set(value, map);
  return map;
}

function attemptsOn(joint: Joint, { bounds, broken }: Rules): Attempt[] {
  return Object.entries(joint.parts).flatMap(([id, part]) => {
    if (part.snapshot.status === 'done') return [];
    const { lifecycle } = part;
    const told = lifecycle === 'notice' ? tellings(joint, id) : [];
    const senders = sendersIn(broken.lifecycles[lifecycle], part);
    const sendable = [...senders].flatMap(([type, by]): Attempt[] => {
      const trying = tries[lifecycle]?.[type];
      const sender = senderOf(by, part.snapshot.context as BaseContext);
      if (!trying || !sender) return [];
      const place: Place = { joint, bounds, id, part, by: sender };
      return trying(place).map((one) => ({ to: id, lifecycle, type, data: {}, by: sender, envelope, ...one }));
    });
    return [...sendable, ...told];
  });
}

/** The first of what one case sent to another; any of it where commands may overtake each other. */
function deliveries({ outbox }: Joint, { broken }: Rules): Move[] {
  return outbox.flatMap(({ from, to }, index): Move[] => {
    const waits = outbox.slice(0, index).some((one) => one.from === from && one.to === to);
    if (waits && !broken.overtaking) return [];
    return [{ kind: 'delivered', index }];
  });
}

function rings(joint: Joint, id: CaseId, { part, rules }: { part: Part; rules: Rules }): Move[] {
  const { bounds } = rules;
  const isOpen = part.lifecycle === 'application' && part.snapshot.status !== 'done';
  if (!isOpen || !mayDisturb(joint, bounds) || spentOn(joint, 'dates') >= bounds.most.dates) return [];
  const armed = timersOf(rules.broken.lifecycles.application, part.snapshot.value).map(({ deadline }) => deadline);
  const next: Deadline | undefined = planned.find((name) => armed.includes(name));
  return next ? [{ kind: 'due', case: id, deadline: next }] : [];
}

/** It gets noon again; each page is looked at and is there, or is not. */
function nights(joint: Joint, bounds: Bounds): Move[] {
  const { parts } = joint;
  const onShow = Object.keys(joint.pages).filter((id) => parts[id]?.snapshot.status !== 'done');
  const left = bounds.disturbances - spentOn(joint, DISTURBANCES);
  const afford = (what: Limited, times: number) => spentOn(joint, what) + times <= bounds.most[what];
  // The observer tells on the same day what it saw, and a command arrives on the same day, unless that is what comes between.
  const untold = onShow.some((id) => isUntold(joint, id));
  const late = joint.outbox.length > 0 || untold ? 1 : 0;
  if (late > left || !afford('delays', late)) return [];
  const gone = (id: string): Move => ({ kind: 'night', missed: [id], late });
  const missable = late + 1 <= left && afford('missed', 1) ? onShow : [];
  return [{ kind: 'night', missed: [], late }, ...missable.map(gone)];
}

/** Whether the observer has something to tell of a notice. */
function isUntold(joint: Joint, id: CaseId): boolean {
  const { snapshot, stands } = joint.parts[id]!;
  const context = snapshot.context as NoticeContext;
  const { accountedThrough, gapOver } = context;
  const observed = accountedThrough === null ? null : { since: accountedThrough, over: gapOver };
  return verdictOn({ stands, context, evidence: evidence(joint, { case: id, observed }) }) !== null;
}
