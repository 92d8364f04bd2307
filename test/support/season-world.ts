import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { AnyMachineSnapshot } from 'xstate';
import type { ApplicationContext } from '../../machines/application/context.ts';
import type { Calendar } from '../../machines/calendar.ts';
import { byDue, type Deadline } from '../../machines/deadlines.ts';
import type { Arm } from '../../machines/due-rule.ts';
import type { FactName, Facts } from '../../machines/facts.ts';
import type { BaseContext, Effect, Envelope, Lifecycle } from '../../machines/lifecycle.ts';
import type { Programme } from '../../machines/programme.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import { unopenedSnapshot } from '../../machines/restore.ts';
import { type Actor, heldBy } from '../../machines/roles.ts';
import { type Moved, type Occurrence, step } from '../../machines/step.ts';
import { standingMeta, standsOf } from '../../machines/structure.ts';
import type { Instant } from '../../machines/time.ts';
import { organisationsSeeing, sees } from '../../machines/visibility.ts';
import type { CaseView, ClockView, Reply, SeasonApi, Sent } from '../../season/api.ts';
import type { SeasonSeed } from '../../season/population.ts';
import { type RegisterPlace, SeasonRegisters } from './season-registers.ts';

/** The service as the season meets it, in memory: deadlines and the door around the pure step. */

export interface WorldRules {
  readonly calendar: Calendar;
  readonly programmes: readonly Programme[];
  readonly seed: SeasonSeed;
  readonly from: Instant;
  /** Answers out of order, as a service under load would. */
  readonly jitter?: (() => number) | undefined;
}

export interface WorldEvent {
  readonly case: string;
  readonly seq: number;
  readonly type: string;
  readonly at: Instant;
  readonly actor: string | null;
  readonly state: string;
  readonly facts: unknown;
  readonly payload: unknown;
}

interface WorldCase {
  readonly id: string;
  readonly lifecycle: Lifecycle;
  readonly programme: Programme;
  snapshot: AnyMachineSnapshot;
  version: number;
  readonly live: Map<Deadline, Arm>;
}

const CLOCK: Actor = { role: 'clock', person: null, organisation: null, onBehalfOf: null };
const SYSTEM: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };

export class SeasonWorld implements SeasonApi {
  readonly cases = new Map<string, WorldCase>();
  readonly events: WorldEvent[] = [];
  /** Every state in which a case stood when the rollover of its year came. */
  readonly atRollover = new Set<string>();
  readonly #registers: SeasonRegisters;
  readonly #keys = new Map<string, { body: string; reply: Reply }>();
  readonly #rules: WorldRules;
  #now: Instant;

  constructor(rules: WorldRules) {
    this.#rules = rules;
    this.#registers = new SeasonRegisters(rules.seed);
    this.#now = rules.from;
  }

  async clock(): Promise<ClockView> {
    let nextDue: Instant | null = null;
    for (const { live } of this.cases.values()) {
      for (const { dueAt, provisional } of live.values()) {
        if (!provisional && (nextDue === null || dueAt < nextDue)) nextDue = dueAt;
      }
    }
    return { now: this.#now, nextDue, settled: true, inFlight: '' };
  }

  async moveClock(to: Instant): Promise<void> {
    if (to < this.#now) throw new Error('the clock moves forward only');
    this.#now = to;
    for (const found of this.cases.values()) this.#fireDue(found);
  }

  async read(id: string): Promise<CaseView> {
    await this.#pause();
    return viewOf(this.#caseNamed(id));
  }

  async certificateOf(person: string, { year }: { year: number }): Promise<CaseView | null> {
    const found = [...this.cases.values()].find(
      ({ lifecycle, snapshot, programme }) =>
        lifecycle.name === 'certificate' &&
        programme.cycleYear === year &&
        contextOf(snapshot).route.applicant === person,
    );
    return found ? viewOf(found) : null;
  }

  async send(sent: Sent): Promise<Reply> {
    await this.#pause();
    const { command, by, key } = sent;
    const found = this.cases.get(sent.case) ?? (command.type === 'open' ? this.#unopened(sent) : undefined);
    if (!found) return refused('CASE_NOT_FOUND');
    const actor: Actor = { ...by, onBehalfOf: null };
    if (found.version > 0 && !this.#visible(found, actor)) return refused('CASE_NOT_FOUND');
    const known = this.#keys.get(`${by.person} ${key}`);
    const body = JSON.stringify(command);
    if (known) return known.body === body ? { ...known.reply, code: 'replayed' } : refused('KEY_REUSED');
    this.#fireDue(found);
    const contract = found.lifecycle.events[command.type];
    if (!contract) return refused('UNKNOWN_EVENT');
    if (!contract.blind) {
      if (sent.version === null) return refused('VERSION_REQUIRED');
      if (sent.version !== found.version) return refused('STALE_VERSION');
    }
    const reply = this.#step(found, { sent, actor, data: contract.data.parse(command.data), facts: contract.facts });
    if (reply.code === 'moved') this.#keys.set(`${by.person} ${key}`, { body, reply });
    return reply;
  }

  /** SHA-256 over the events, by case and sequence number. */
  hash(): string {
    const lines = this.events
      .toSorted((a, b) => (a.case < b.case ? -1 : a.case > b.case ? 1 : a.seq - b.seq))
      .map((event) => JSON.stringify(event));
    return createHash('sha256').update(lines.join('\n')).digest('hex');
  }

  #step(found: WorldCase, of: { sent: Sent; actor: Actor; data: object; facts: readonly FactName[] }): Reply {
    const { sent, actor, data } = of;
    const { command } = sent;
    const facts = this.#registers.facts(of.facts, placeIn(found), data);
    const envelope: Envelope = { reason: command.reason, signature: command.signature, document: command.document };
    const result = this.#ask(found, {
      occurrence: { kind: 'command', type: command.type, data, envelope },
      actor,
      facts,
    });
    if (result.outcome === 'refused') return refused(result.code);
    this.#take(found, result, { type: command.type, at: this.#now, actor: actor.person, facts, payload: command });
    this.#fireDue(found);
    const told =
      command.type === 'object' || command.type === 'complain' || command.type === 'open' ? null : viewOf(found);
    const view = command.type === 'open' ? viewOf(found) : told;
    return { code: 'moved', seq: found.version, view };
  }

  #ask(found: WorldCase, of: { occurrence: Occurrence; actor: Actor; facts: Partial<Facts>; at?: Instant }) {
    const { lifecycle, snapshot, programme } = found;
    const { calendar } = this.#rules;
    const { occurrence, actor, facts, at = this.#now } = of;
    return step({ lifecycle, snapshot, occurrence, actor, at, facts, programme, calendar });
  }

  #fireDue(found: WorldCase): void {
    for (;;) {
      const [due] = [...found.live.values()]
        .filter(({ dueAt, provisional }) => !provisional && dueAt <= this.#now)
        .sort(byDue);
      if (!due) return;
      if (due.name === 'cycleRollover') this.atRollover.add(standsOf(found.lifecycle, found.snapshot.value));
      const at = Math.max(due.dueAt, due.anchor);
      const moved = this.#ask(found, { occurrence: { kind: 'due', deadline: due.name }, actor: CLOCK, facts: {}, at });
      if (moved.outcome === 'refused') throw new Error(`${found.id}: ${due.name} was refused`);
      found.live.delete(due.name);
      this.#take(found, moved, { type: due.name, at, actor: null, facts: null, payload: null });
    }
  }

  #take(found: WorldCase, moved: Moved, event: Omit<WorldEvent, 'case' | 'seq' | 'state'>): void {
    found.snapshot = moved.snapshot;
    found.version += 1;
    this.cases.set(found.id, found);
    for (const name of moved.disarms) found.live.delete(name);
    for (const arm of moved.arms) found.live.set(arm.name, arm);
    this.events.push({
      case: found.id,
      seq: found.version,
      state: standsOf(found.lifecycle, found.snapshot.value),
      ...event,
    });
    for (const [n, effect] of moved.effects.entries()) this.#effect(found, effect, n);
  }

  #effect(found: WorldCase, effect: Effect, n: number): void {
    if (effect.kind === 'write') this.#registers.write(effect, placeIn(found));
    else if (effect.kind === 'command') this.#command(found, effect, n);
  }

  #command(found: WorldCase, effect: Effect & { kind: 'command' }, n: number): void {
    const lifecycle = currentLifecycle(effect.lifecycle);
    const id = `certificate-${found.id}-${n}`;
    const opened: WorldCase = {
      ...found,
      id,
      lifecycle,
      snapshot: unopenedSnapshot(lifecycle),
      version: 0,
      live: new Map(),
    };
    const occurrence = { kind: 'command', type: effect.event, data: effect.data, envelope: {} } as const;
    const moved = this.#ask(opened, { occurrence, actor: SYSTEM, facts: { titles: [] } });
    if (moved.outcome === 'refused') throw new Error(`${found.id}: its certificate was refused: ${moved.code}`);
    this.#take(opened, moved, { type: effect.event, at: this.#now, actor: null, facts: null, payload: null });
  }

  #unopened({ case: id, programme }: Sent): WorldCase | undefined {
    const body = this.#rules.programmes.find((one) => one.id === programme);
    const lifecycle = currentLifecycle('application');
    if (!body) return undefined;
    return { id, lifecycle, programme: body, snapshot: unopenedSnapshot(lifecycle), version: 0, live: new Map() };
  }

  #visible(found: WorldCase, actor: Actor): boolean {
    const context = contextOf(found.snapshot);
    return sees(actor, {
      person: context.route.applicant,
      visibleTo: organisationsSeeing(found.lifecycle, context),
      shown: 'shown' in context && context.shown === true,
      ended: standingMeta(found.lifecycle, found.snapshot.value).ended ? 'ended' : null,
    });
  }

  #caseNamed(id: string): WorldCase {
    const found = this.cases.get(id);
    if (!found) throw new Error(`no case ${id}`);
    return found;
  }

  async #pause(): Promise<void> {
    for (let turns = this.#rules.jitter?.() ?? 0; turns > 0; turns -= 1) await setImmediate();
  }
}

function contextOf(snapshot: AnyMachineSnapshot): BaseContext {
  return snapshot.context as BaseContext;
}

function viewOf({ id, version, lifecycle, snapshot }: WorldCase): CaseView {
  const meta = standingMeta(lifecycle, snapshot.value);
  const context = contextOf(snapshot) as ApplicationContext;
  const state = standsOf(lifecycle, snapshot.value);
  return {
    id,
    version,
    state,
    ended: meta.ended ? state : null,
    holder: meta.holder === null ? null : heldBy(meta.holder, context),
    openMatters: context.openMatters ?? [],
  };
}

function placeIn({ id, programme, snapshot }: WorldCase): RegisterPlace {
  return { case: id, programme, context: contextOf(snapshot) as ApplicationContext };
}

function refused(code: string): Reply {
  return { code, seq: null, view: null };
}
