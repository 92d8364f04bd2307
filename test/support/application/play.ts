/** An application played step by step: given so many acts, when this is sent or rings, then … */
import type { AnyMachineSnapshot } from 'xstate';
import type { ApplicationContext } from '../../../machines/application/context.ts';
import type { ApplicationEventName } from '../../../machines/application/events.ts';
import { byDue, type Deadline } from '../../../machines/deadlines.ts';
import type { Arm } from '../../../machines/due-rule.ts';
import { currentLifecycle } from '../../../machines/registry.ts';
import type { CustodyEvent } from '../../../machines/responsibility.ts';
import { unopenedSnapshot } from '../../../machines/restore.ts';
import { heldBy } from '../../../machines/roles.ts';
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

/** An application in play. */
export class Play {
  readonly setting: Setting;
  readonly #attempts: ReturnType<typeof attemptsFor>;
  readonly #armed = new Map<Deadline, Arm>();
  readonly #history: CustodyEvent[] = [];
  #snapshot = unopenedSnapshot(lifecycle);
  #now: Instant = instants.inWindow;

  constructor(setting: Setting) {
    this.setting = setting;
    this.#attempts = attemptsFor(setting);
  }

  /** Sends the attempt of that label; moves the case unless it is refused. */
  send(label: string, otherwise: Otherwise = {}): Moved | Refused {
    const type = label.split(' ')[0] as ApplicationEventName;
    const known = this.#attempts(type, { context: this.context(), stands: this.stands() });
    const named = known.find((attempt) => attempt.label === label);
    if (!named) throw new Error(`no attempt ${label}, but ${known.map((one) => one.label).join(', ')}`);
    const { data, envelope, actor, at, facts } = { ...named, at: Math.max(this.#now, named.at), ...otherwise };
    // A notice is posted at the instant at which its cases hear of it.
    const told = type === 'publish' ? { ...data, postedAt: at } : data;
    return this.#move({ actor, at, facts }, { kind: 'command', type, data: told, envelope });
  }

  /** Sends it and insists that it moves. */
  act(label: string, otherwise?: Otherwise): Moved {
    return this.#insist(this.send(label, otherwise), label);
  }

  /** The deadline comes, at its instant. */
  ring(deadline: Deadline): Moved {
    const arm = this.#armed.get(deadline);
    if (!arm) throw new Error(`${deadline} is not armed in ${this.stands()}`);
    const at = Math.max(arm.dueAt, this.#now);
    const { clock } = castOf(this.setting);
    return this.#insist(this.#move({ actor: clock, at, facts: {} }, { kind: 'due', deadline }), deadline);
  }

  /** Time passes, and everything that falls due by then comes in its order. */
  until(local: string): void {
    const end = parseInstant(local);
    for (;;) {
      const [next] = [...this.#armed.values()].filter(({ dueAt }) => dueAt <= end).sort(byDue);
      if (!next) break;
      this.ring(next.name);
    }
    this.#now = Math.max(this.#now, end);
  }

  stands(): string {
    return standsOf(lifecycle, this.#snapshot.value);
  }

  context(): ApplicationContext {
    return this.#snapshot.context as ApplicationContext;
  }

  snapshot(): AnyMachineSnapshot {
    return this.#snapshot;
  }

  armed(): ReadonlyMap<Deadline, Arm> {
    return this.#armed;
  }

  nodes(): ReturnType<typeof judgedNodes> {
    return judgedNodes(lifecycle, this.#snapshot.value);
  }

  /** What the record would tell of custody, event by event. */
  history(): readonly CustodyEvent[] {
    return this.#history;
  }

  #move(of: Pick<Attempt, 'actor' | 'at' | 'facts'>, occurrence: Occurrence): Moved | Refused {
    const { programme } = this.setting;
    const common = { lifecycle, snapshot: this.#snapshot, programme, calendar: programmeCalendar };
    const result = step({ ...common, occurrence, ...of });
    if (result.outcome === 'refused') return result;
    this.#now = of.at;
    this.#snapshot = result.snapshot;
    this.#history.push(custodyAfter({ result, occurrence, of, seq: this.#history.length + 1 }));
    for (const name of result.disarms) this.#armed.delete(name);
    if (occurrence.kind === 'due') this.#armed.delete(occurrence.deadline);
    for (const arm of result.arms) this.#armed.set(arm.name, arm);
    return result;
  }

  #insist(result: Moved | Refused, what: string): Moved {
    if (result.outcome === 'moved') return result;
    throw new Error(`${what} was refused in ${this.stands()}: ${JSON.stringify(result.blockers)}`);
  }
}

/** An application after these acts: labels of attempts, or `⏰ name` for a deadline that comes. */
export function given(acts: readonly string[] = [], setting: Setting = settings.oneDepartment): Play {
  const play = new Play(setting);
  for (const label of acts) {
    if (label.startsWith('⏰ ')) play.ring(label.slice(2) as Deadline);
    else play.act(label);
  }
  return play;
}

function custodyAfter(after: {
  result: Moved;
  occurrence: Occurrence;
  of: Pick<Attempt, 'actor' | 'at'>;
  seq: number;
}): CustodyEvent {
  const { result, occurrence, of, seq } = after;
  const { value, context } = result.snapshot;
  const { holder } = standingMeta(lifecycle, value);
  const held = holder === null ? null : heldBy(holder, context as ApplicationContext);
  const { role, organisation, person, onBehalfOf } = of.actor;
  return {
    seq,
    type: occurrence.kind === 'command' ? occurrence.type : occurrence.kind === 'due' ? occurrence.deadline : '',
    at: of.at,
    clause: result.clause,
    role,
    organisation,
    holderRole: held?.role ?? null,
    holderOrganisation: held?.organisation ?? null,
    nodes: judgedNodes(lifecycle, value),
    state: standsOf(lifecycle, value),
    actor: person,
    onBehalfOf,
    reason: occurrence.kind === 'command' ? (occurrence.envelope.reason?.code ?? null) : null,
  };
}

const submitted = ['open', 'submit'] as const;
const shown = [...submitted, 'verify', 'publish'] as const;
const published = [...shown, '⏰ internalPublicityEnd'] as const;
const recommended = [...published, 'recommend'] as const;
const pushed = [...recommended, 'push'] as const;
const received = [...pushed, 'receive'] as const;
const reviewed = [...received, 'passPolicy', 'publish'] as const;
const queued = [...reviewed, '⏰ policyPublicityEnd'] as const;
const voting = [...queued, 'convene', 'recordOpinion'] as const;
const passed = [...voting, 'decide (passes)', 'publish'] as const;
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
