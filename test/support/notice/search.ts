/** Everything that can become of a notice in some weeks: looked at once a day, with up to two looks at nothing. */
import type { Lifecycle } from '../../../machines/lifecycle.ts';
import { unopenedSnapshot } from '../../../machines/restore.ts';
import { type Moved, type Refused, step } from '../../../machines/step.ts';
import { standsOf, timersOf } from '../../../machines/structure.ts';
import { programmeCalendar } from '../programmes.ts';
import { attemptsAt } from './attempts.ts';
import { cases, clock, daily, openData } from './cast.ts';
import type { Attempt, Move, State } from './move.ts';
import { properties } from './properties.ts';
import { beforeAll, evidenceOf, gapsOf, noonAfter, type World } from './world.ts';

export interface Search {
  readonly states: readonly State[];
  readonly edges: readonly (readonly [number, number])[];
  readonly violations: readonly string[];
  readonly moves: number;
  readonly refusals: ReadonlyMap<string, number>;
}

const MOST_LOOKS = 16;
const MOST_MISSED = 2;
/** Looks after which none is missed any more. */
const MISSED_WITHIN = 6;
/** Far more than there are: a chart that came to more would never be searched through. */
const MOST_STATES = 40_000;

export function search(lifecycle: Lifecycle, { stopAtFirst = false } = {}): Search {
  return new Explorer(lifecycle, stopAtFirst).run();
}

class Explorer {
  readonly #lifecycle: Lifecycle;
  readonly #stopAtFirst: boolean;
  readonly #states: State[] = [];
  readonly #known = new Map<string, number>();
  readonly #edges: [number, number][] = [];
  readonly #violations: string[] = [];
  readonly #refusals = new Map<string, number>();
  #moves = 0;

  constructor(lifecycle: Lifecycle, stopAtFirst: boolean) {
    this.#lifecycle = lifecycle;
    this.#stopAtFirst = stopAtFirst;
  }

  run(): Search {
    const snapshot = unopenedSnapshot(this.#lifecycle);
    this.#reach({ snapshot, stands: 'unopened', world: beforeAll, from: -1, by: '' });
    for (let index = 0; index < this.#states.length; index += 1) {
      this.#explore(index);
      if (this.#violations.length > (this.#stopAtFirst ? 0 : 20)) break;
    }
    return {
      states: this.#states,
      edges: this.#edges,
      violations: this.#violations,
      moves: this.#moves,
      refusals: this.#refusals,
    };
  }

  #explore(index: number): void {
    const state = this.#states[index]!;
    for (const attempt of attemptsAt(state)) this.#send(index, attempt);
    if (state.snapshot.status === 'done' || state.stands === 'unopened') return;
    const missed = state.world.looks.filter(({ seen }) => !seen).length;
    // The observer may be a day late in telling a gap, and no more.
    if (state.world.looks.length >= MOST_LOOKS || isLate(state.world)) return;
    this.#pass(index, true);
    const mayMiss = missed < MOST_MISSED && state.world.looks.length < MISSED_WITHIN;
    if (mayMiss && state.world.postedAt !== null) this.#pass(index, false);
  }

  #send(index: number, attempt: Attempt): void {
    const state = this.#states[index]!;
    const occurrence = {
      kind: 'command',
      type: attempt.type,
      data: attempt.data ?? {},
      envelope: attempt.with ?? {},
    } as const;
    const facts = { evidence: evidenceOf(state.world), ...attempt.facts };
    const result = this.#step(state, { occurrence, actor: attempt.by, at: state.world.now, facts });
    if (result.outcome === 'refused') {
      this.#refusals.set(result.code, (this.#refusals.get(result.code) ?? 0) + 1);
      return;
    }
    if (attempt.wrong) this.#violate(index, `taken although it must not be: ${attempt.label}`);
    if (state.snapshot.status === 'done') this.#violate(index, `an ended notice takes ${attempt.label}`);
    this.#move(index, attempt, result);
  }

  /** A day goes by: what falls due by then fires, then the page is looked at. */
  #pass(index: number, seen: boolean): void {
    const state = this.#states[index]!;
    const now = noonAfter(state.world.now);
    let at = state;
    let last = index;
    for (;;) {
      const [next] = Object.entries(at.world.due)
        .filter(([, due]) => due <= now)
        .sort(([, a], [, b]) => a - b);
      if (!next) break;
      const [deadline, due] = next;
      const occurrence = { kind: 'due', deadline: deadline as 'noticeEnd' } as const;
      const result = this.#step(at, { occurrence, actor: clock, at: Math.max(due, at.world.now), facts: {} });
      if (result.outcome === 'refused') throw new Error(`${deadline} was refused`);
      last = this.#move(last, { deadline }, result, Math.max(due, at.world.now));
      at = this.#states[last]!;
      if (at.snapshot.status === 'done') return;
    }
    const looks = at.world.postedAt === null ? [] : [...at.world.looks, { at: now, seen }];
    const to = this.#reach({ ...at, world: { ...at.world, now, looks }, from: last, by: seen ? 'seen' : 'missed' });
    this.#edges.push([last, to]);
  }

  #step(
    { snapshot }: State,
    of: Pick<Parameters<typeof step>[0], 'occurrence' | 'actor' | 'at' | 'facts'>,
  ): Moved | Refused {
    return step({ lifecycle: this.#lifecycle, snapshot, ...of, programme: daily, calendar: programmeCalendar });
  }

  #move(index: number, what: Move['what'], result: Moved, at?: number): number {
    this.#moves += 1;
    const from = this.#states[index]!;
    const to = standsOf(this.#lifecycle, result.snapshot.value);
    const world = observed(from.world, { what, result, at: at ?? from.world.now });
    const move: Move = { what, from, to, result, world };
    for (const [property, holds] of Object.entries(properties)) {
      const wrong = holds(move);
      if (wrong !== null) this.#violate(index, `${property}: ${wrong}`);
    }
    const armed = timersOf(this.#lifecycle, result.snapshot.value).map(({ deadline }) => deadline);
    if (JSON.stringify(armed.sort()) !== JSON.stringify(Object.keys(world.due).sort()))
      this.#violate(index, `armed is not what the state waits for: ${armed} ${Object.keys(world.due)}`);
    const by = 'deadline' in what ? what.deadline : what.label;
    const next = this.#reach({ snapshot: result.snapshot, stands: to, world, from: index, by });
    this.#edges.push([index, next]);
    return next;
  }

  #reach(state: State): number {
    const { snapshot, world } = state;
    const key =
      snapshot.status === 'done'
        ? JSON.stringify([snapshot.value, world.holds])
        : JSON.stringify([snapshot.value, snapshot.context, world]);
    const known = this.#known.get(key);
    if (this.#states.length > MOST_STATES) throw new Error('too many states');
    if (known !== undefined) return known;
    const index = this.#states.push(state) - 1;
    this.#known.set(key, index);
    return index;
  }

  #violate(index: number, detail: string): void {
    const path: string[] = [];
    for (let state = this.#states[index]; state && state.from >= 0; state = this.#states[state.from])
      path.unshift(state.by);
    this.#violations.push(`${detail} | ${path.join(' · ')}`);
  }
}

function isLate(world: World): boolean {
  return gapsOf(world).some((gap) => gap.to < world.now && !world.told.includes(JSON.stringify(gap)));
}

/** What is known of the world after a move: from what was sent, armed and written, never from the context. */
function observed(world: World, { what, result, at }: { what: Move['what']; result: Moved; at: number }): World {
  const due = { ...world.due };
  for (const name of result.disarms) delete due[name];
  if ('deadline' in what) delete due[what.deadline];
  for (const arm of result.arms) due[arm.name] = arm.dueAt;
  let { holds, listed } = world;
  for (const effect of result.effects) {
    if (effect.kind !== 'write' || effect.register !== 'listing') continue;
    if (effect.op === 'list') [holds, listed] = [true, openData.cases];
    if (effect.op === 'drop') listed = listed.filter((id) => id !== effect.case);
    if (effect.op === 'free') holds = false;
  }
  const type = 'deadline' in what ? what.deadline : what.type;
  const postedAt = type === 'post' ? at : world.postedAt;
  const told = type === 'reportGap' ? [...world.told, JSON.stringify('data' in what ? what.data : null)] : world.told;
  return {
    ...world,
    now: Math.max(world.now, at),
    due,
    holds,
    listed,
    longer: world.longer + longer(result),
    postedAt,
    told,
  };
}

/** Working days by which the case that stays to the end is told to be shown longer. */
function longer({ effects }: Moved): number {
  const told = effects.find(
    (effect) => effect.kind === 'command' && effect.event === 'prolong' && effect.case === cases.b,
  );
  return told?.kind === 'command' ? Number(told.data.workingDays) : 0;
}
