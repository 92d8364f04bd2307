/** An application played step by step: given so many acts, when this is sent or rings, then … */
import type { AnyMachineSnapshot, StateValue } from 'xstate';
import type { ApplicationContext } from '../../../machines/application/context.ts';
import type { ApplicationEventName } from '../../../machines/application/events.ts';
import { byDue, type Deadline } from '../../../machines/deadlines.ts';
import type { Arm } from '../../../machines/due-rule.ts';
import { currentLifecycle } from '../../../machines/registry.ts';
import type { CustodyEvent } from '../../../machines/responsibility.ts';
import { unopenedSnapshot } from '../../../machines/restore.ts';
import { organisationOf } from '../../../machines/roles.ts';
import { type Moved, type Occurrence, type Refused, step } from '../../../machines/step.ts';
import { judgedNodes, standingMeta, standsOf } from '../../../machines/structure.ts';
import { type Instant, parseInstant } from '../../../machines/time.ts';
import { programmeCalendar } from '../programmes.ts';
import type { Attempt, Variation } from './attempt.ts';
import { attemptsFor } from './attempts.ts';
import { castOf, instants, type Setting, settings } from './cast.ts';

const lifecycle = currentLifecycle('application');

/** What differs from the attempt that is named: its sender and data, and what any variation may change. */
export type Otherwise = Partial<Pick<Attempt, 'actor' | 'data'>> & Variation;

export interface Play {
  readonly setting: Setting;
  /** Sends the attempt of that label; moves the case unless it is refused. */
  readonly send: (label: string, otherwise?: Otherwise) => Moved | Refused;
  /** Sends it and insists that it moves. */
  readonly act: (label: string, otherwise?: Otherwise) => Moved;
  /** The deadline comes, at its instant. */
  readonly ring: (deadline: Deadline) => Moved;
  /** Time passes, and everything that falls due by then comes in its order. */
  readonly until: (local: string) => void;
  readonly stands: () => string;
  readonly context: () => ApplicationContext;
  readonly snapshot: () => AnyMachineSnapshot;
  readonly armed: () => ReadonlyMap<Deadline, Arm>;
  readonly nodes: () => ReturnType<typeof judgedNodes>;
  /** What the record would tell of custody, event by event. */
  readonly history: () => readonly CustodyEvent[];
}

/** An application after these acts: labels of attempts, or `⏰ name` for a deadline that comes. */
export function given(acts: readonly string[] = [], setting: Setting = settings.oneDepartment): Play {
  const attempts = attemptsFor(setting);
  const clock = castOf(setting).clock;
  const armed = new Map<Deadline, Arm>();
  const history: CustodyEvent[] = [];
  let snapshot = unopenedSnapshot(lifecycle);
  let now: Instant = instants.inWindow;

  const stands = () => standsOf(lifecycle, snapshot.value);
  const context = () => snapshot.context as ApplicationContext;
  const move = (of: Pick<Attempt, 'actor' | 'at' | 'facts'>, occurrence: Occurrence): Moved | Refused => {
    const { programme } = setting;
    const result = step({ lifecycle, snapshot, occurrence, ...of, programme, calendar: programmeCalendar });
    if (result.outcome === 'refused') return result;
    now = of.at;
    snapshot = result.snapshot;
    history.push(custodyAfter({ result, occurrence, of, seq: history.length + 1 }));
    for (const name of result.disarms) armed.delete(name);
    if (occurrence.kind === 'due') armed.delete(occurrence.deadline);
    for (const arm of result.arms) armed.set(arm.name, arm);
    return result;
  };
  const send: Play['send'] = (label, otherwise = {}) => {
    const type = label.split(' ')[0] as ApplicationEventName;
    const known = attempts(type, { context: context(), stands: stands() });
    const named = known.find((attempt) => attempt.label === label);
    if (!named) throw new Error(`no attempt ${label}, but ${known.map((one) => one.label).join(', ')}`);
    const { data, envelope, actor, at, facts } = { ...named, at: Math.max(now, named.at), ...otherwise };
    return move({ actor, at, facts }, { kind: 'command', type, data, envelope });
  };
  const insist = (result: Moved | Refused, what: string): Moved => {
    if (result.outcome === 'moved') return result;
    throw new Error(`${what} was refused in ${stands()}: ${JSON.stringify(result.blockers)}`);
  };
  const ring: Play['ring'] = (deadline) => {
    const arm = armed.get(deadline);
    if (!arm) throw new Error(`${deadline} is not armed in ${stands()}`);
    const at = Math.max(arm.dueAt, now);
    return insist(move({ actor: clock, at, facts: {} }, { kind: 'due', deadline }), deadline);
  };
  const until: Play['until'] = (local) => {
    const end = parseInstant(local);
    for (;;) {
      const [next] = [...armed.values()].filter(({ dueAt }) => dueAt <= end).sort(byDue);
      if (!next) break;
      ring(next.name);
    }
    now = Math.max(now, end);
  };
  const act: Play['act'] = (label, otherwise) => insist(send(label, otherwise), label);
  for (const label of acts) {
    if (label.startsWith('⏰ ')) ring(label.slice(2) as Deadline);
    else act(label);
  }
  return {
    setting,
    send,
    act,
    ring,
    until,
    stands,
    context,
    snapshot: () => snapshot,
    armed: () => armed,
    nodes: () => judgedNodes(lifecycle, snapshot.value),
    history: () => history,
  };
}

function custodyAfter(after: {
  result: Moved;
  occurrence: Occurrence;
  of: Pick<Attempt, 'actor' | 'at'>;
  seq: number;
}): CustodyEvent {
  const { result, occurrence, of, seq } = after;
  const { value, context } = result.snapshot as { value: StateValue; context: ApplicationContext };
  const { holder } = standingMeta(lifecycle, value);
  const { role, organisation, person, onBehalfOf } = of.actor;
  return {
    seq,
    type: occurrence.kind === 'command' ? occurrence.type : occurrence.kind === 'due' ? occurrence.deadline : '',
    at: of.at,
    clause: result.clause,
    role,
    organisation,
    holderRole: holder,
    holderOrganisation: holder === null ? null : organisationOf(holder, context),
    nodes: judgedNodes(lifecycle, value),
    state: standsOf(lifecycle, value),
    actor: person,
    onBehalfOf,
    reason: occurrence.kind === 'command' ? (occurrence.envelope.reason?.code ?? null) : null,
  };
}

const submitted = ['open', 'submit'] as const;
const shown = [...submitted, 'verify'] as const;
const published = [...shown, '⏰ internalPublicityEnd'] as const;
const recommended = [...published, 'recommend'] as const;
const pushed = [...recommended, 'push'] as const;
const received = [...pushed, 'receive'] as const;
const reviewed = [...received, 'passPolicy'] as const;
const queued = [...reviewed, '⏰ policyPublicityEnd'] as const;
const voting = [...queued, 'convene', 'recordOpinion'] as const;
const passed = [...voting, 'decide (passes)'] as const;
const confirming = [...passed, '⏰ resultPublicityEnd'] as const;

/** The ways to each stage, with one department. */
export const way = {
  submitted,
  shown,
  published,
  recommended,
  pushed,
  received,
  reviewed,
  queued,
  voting,
  passed,
  confirming,
} as const;

/** The codes of a refusal, `moved` for none. */
export function codesOf(result: Moved | Refused): string[] {
  return result.outcome === 'moved' ? ['moved'] : result.blockers.map(({ code }) => code);
}

/** What an accepted act writes to the registers, as `register op`. */
export function writesOf({ effects }: Moved): string[] {
  return effects.flatMap((effect) => (effect.kind === 'write' ? [`${effect.register} ${effect.op}`] : []));
}
