import { type Deadline, deadlines } from '../../machines/deadlines.ts';
import type { Facts } from '../../machines/facts.ts';
import { type Envelope, type Lifecycle, type ReasonCode, reasonCodes } from '../../machines/lifecycle.ts';
import { type Actor, roles } from '../../machines/roles.ts';
import type { Occurrence, StepInput } from '../../machines/step.ts';
import { dueCause, type EventRow, isObject } from '../rows.ts';
import type { Rules } from './rulebook.ts';

/** A deadline that is armed where the history stands. */
export interface Live {
  readonly name: Deadline;
  readonly armedSeq: number;
  readonly anchor: number;
  readonly dueAt: number;
  readonly provisional: boolean;
  readonly programmeVersion: number;
  readonly calendarVersion: number;
}

/** What was put to the chart when the event was made, from the event's row alone. @throws RangeError for no known role. */
export function inputOf(
  event: EventRow,
  where: {
    lifecycle: Lifecycle;
    snapshot: StepInput['snapshot'];
    live: ReadonlyMap<Deadline, Live>;
    rules: Rules;
  },
): StepInput {
  const { lifecycle, snapshot, live, rules } = where;
  return {
    lifecycle,
    snapshot,
    occurrence: occurrenceOf(event, live),
    actor: actorOf(event),
    at: event.at,
    facts: (isObject(event.facts) ? event.facts : {}) as Partial<Facts>,
    ...rules,
  };
}

function occurrenceOf(event: EventRow, live: ReadonlyMap<Deadline, Live>): Occurrence {
  const due = dueCause(event);
  if (due !== null) return { kind: 'due', deadline: deadlineNamed(due.name) };
  if (event.type === 'deadlinesRecomputed') {
    return { kind: 'recomputed', armed: [...live.values()].map(({ name, anchor }) => ({ name, anchor })) };
  }
  const data = isObject(event.payload) ? event.payload : {};
  return { kind: 'command', type: event.type, data, envelope: envelopeOf(event) };
}

function envelopeOf({ reason, signature, document }: EventRow): Envelope {
  return {
    ...(reason === null ? {} : { reason: { code: reasonNamed(reason) } }),
    ...(isObject(signature) ? { signature: { date: String(signature.date), seal: String(signature.seal) } } : {}),
    ...(document === null ? {} : { document }),
  };
}

function actorOf({ role, actor, organisation, on_behalf_of }: EventRow): Actor {
  const known = roles.find((one) => one === role);
  if (known === undefined) throw new RangeError(`no role ${role}`);
  return { role: known, person: actor, organisation, onBehalfOf: on_behalf_of };
}

export function deadlineNamed(name: string): Deadline {
  const known = deadlines.find((one) => one === name);
  if (known === undefined) throw new RangeError(`no deadline ${name}`);
  return known;
}

function reasonNamed(code: string): ReasonCode {
  const known = reasonCodes.find((one) => one === code);
  if (known === undefined) throw new RangeError(`no reason ${code}`);
  return known;
}
