/** Everything that can become of a sitting and its two cases: breadth first, with the pure step. */
import type { Facts } from '../../../machines/facts.ts';
import type { Lifecycle } from '../../../machines/lifecycle.ts';
import type { MeetingContext } from '../../../machines/meeting/context.ts';
import { unopenedSnapshot } from '../../../machines/restore.ts';
import { type Moved, type Occurrence, type Refused, step } from '../../../machines/step.ts';
import { standsOf, timersOf } from '../../../machines/structure.ts';
import { type Coverage, count, emptyCoverage, watched } from '../application/coverage.ts';
import { branchFaults, eventOf, typesOf } from '../application/enquiry.ts';
import { programmeCalendar } from '../programmes.ts';
import { attemptsAt } from './attempts.ts';
import { agendaFact, caseA, caseB, cases, members, moments, people, pool, small } from './cast.ts';
import type { Attempt, Cause, State, World } from './move.ts';
import { properties } from './properties.ts';
import { ballotsIn, before, cast, observe, type Vote } from './world.ts';

export interface Search {
  readonly states: readonly State[];
  readonly edges: readonly (readonly [from: number, to: number])[];
  readonly coverage: Coverage;
  readonly violations: readonly string[];
}

/** What goes on besides the sitting. */
export interface Setting {
  /** Cases are withdrawn, held and released meanwhile. */
  readonly casesMove: boolean;
  /** Experts turn out to be biased, and leave. */
  readonly expertsMove: boolean;
  /** The node comes before anybody has met. */
  readonly late: boolean;
}

export const settings = {
  'experts and cases come and go': { casesMove: true, expertsMove: true, late: false },
  'it meets too late': { casesMove: false, expertsMove: false, late: true },
} as const satisfies Record<string, Setting>;

const FEW = 20;
/** Far more than there are. */
const MOST_STATES = 100_000;

/** With `until`, no further than what is wrong in these words. */
export function search(lifecycle: Lifecycle, setting: Setting, until: string | null = null): Search {
  return new Explorer(lifecycle, setting).run(until);
}

class Explorer {
  readonly #lifecycle: Lifecycle;
  readonly #setting: Setting;
  readonly #states: State[] = [];
  readonly #known = new Map<string, number>();
  readonly #edges: [number, number][] = [];
  readonly #coverage = emptyCoverage();
  readonly #violations: string[] = [];
  readonly #wrongs = new Set<string>();

  constructor(lifecycle: Lifecycle, setting: Setting) {
    this.#lifecycle = watched(lifecycle, this.#coverage);
    this.#setting = setting;
  }

  run(until: string | null): Search {
    this.#reach({ snapshot: unopenedSnapshot(this.#lifecycle), stands: 'unopened', world: before, from: -1, by: '' });
    const isFound = () => until !== null && this.#violations.some((wrong) => wrong.includes(until));
    for (let index = 0; index < this.#states.length; index += 1) {
      this.#explore(index);
      if (this.#violations.length >= FEW || isFound()) break;
    }
    return { states: this.#states, edges: this.#edges, coverage: this.#coverage, violations: this.#violations };
  }

  #explore(index: number): void {
    const state = this.#states[index]!;
    for (const attempt of attemptsAt(state)) {
      if (attempt.wrong || this.#isPlayed(attempt)) this.#try(index, { kind: 'command', attempt });
    }
    if (state.snapshot.status === 'done' || state.stands === 'unopened') return;
    for (const { deadline } of timersOf(this.#lifecycle, state.snapshot.value)) {
      if (this.#rings(state, deadline)) this.#try(index, { kind: 'due', deadline });
    }
    for (const [by, world] of meanwhile(state, this.#setting)) {
      this.#edges.push([index, this.#reach({ ...state, world, from: index, by })]);
    }
  }

  #isPlayed({ type, label }: Attempt): boolean {
    if (this.#setting.expertsMove) return true;
    return (
      !['declareRecusal', 'recordRecusal', 'recordDeparture'].includes(type) && !label.startsWith('callRoll (without')
    );
  }

  /** Where the node comes changes nothing but its verdict: it is tried where that can differ. */
  #rings({ stands }: State, deadline: string): boolean {
    return deadline !== 'meetingDue' || /^(counted|signed)/.test(stands) || (this.#setting.late && stands === 'called');
  }

  #try(index: number, cause: Cause): void {
    const { stands, snapshot } = this.#states[index]!;
    const name = cause.kind === 'due' ? cause.deadline : cause.attempt.type;
    const result = this.#stepOrDefect(index, cause);
    if (result === null) return;
    if (result.outcome === 'refused') {
      this.#coverage.refusals += 1;
      for (const { code } of result.blockers) count(this.#coverage.answers, `${stands} | ${name} | ${code}`);
      return;
    }
    this.#coverage.moves += 1;
    count(this.#coverage.answers, `${stands} | ${name} | pass`);
    if (cause.kind === 'command' && cause.attempt.wrong) {
      this.#violate(index, `taken although it must not be: ${cause.attempt.label}`);
    }
    if (snapshot.status === 'done') this.#violate(index, `an ended sitting takes ${name}`);
    this.#move(index, cause, result);
  }

  /** A change that is asked for what its guard should have seen to throws: that too is found. */
  #stepOrDefect(index: number, cause: Cause): Moved | Refused | null {
    try {
      return this.#step(index, cause);
    } catch (error) {
      this.#violate(index, `a defect: ${String(error)}`);
      return null;
    }
  }

  #step(index: number, cause: Cause): Moved | Refused {
    const { snapshot, world } = this.#states[index]!;
    const lifecycle = this.#lifecycle;
    const given = cause.kind === 'due' ? { by: people.clock, at: moments.late, facts: {} } : cause.attempt;
    const occurrence: Occurrence =
      cause.kind === 'due'
        ? cause
        : { kind: 'command', type: cause.attempt.type, data: cause.attempt.data, envelope: cause.attempt.with };
    const input = {
      lifecycle,
      snapshot,
      occurrence,
      actor: given.by,
      at: given.at,
      facts: cause.kind === 'due' ? {} : { ...factsIn(world), ...given.facts },
      programme: small,
      calendar: programmeCalendar,
    };
    const result = step(input);
    const event = eventOf(input);
    if (!typesOf(snapshot).has(event.type)) return result;
    const { taken, faults } = branchFaults(lifecycle, snapshot, event);
    if (taken && result.outcome === 'moved') this.#coverage.taken.add(taken);
    for (const fault of faults) this.#violate(index, `${event.type}: ${fault}`);
    return result;
  }

  #move(index: number, cause: Cause, result: Moved): void {
    const { stands: from, world } = this.#states[index]!;
    const to = standsOf(this.#lifecycle, result.snapshot.value);
    const after = observe(world, { cause, result });
    for (const [property, wrongIn] of Object.entries(properties)) {
      const wrong = wrongIn({ cause, from, to, before: world, after, result });
      if (wrong !== null) this.#violate(index, `${property}: ${wrong}`);
    }
    const waits = timersOf(this.#lifecycle, result.snapshot.value).map(({ deadline }) => deadline);
    if (waits.sort().join() !== after.armed.join())
      this.#violate(index, `armed is not what it waits for: ${after.armed}`);
    const by = cause.kind === 'due' ? cause.deadline : cause.attempt.label;
    this.#edges.push([index, this.#reach({ snapshot: result.snapshot, stands: to, world: after, from: index, by })]);
  }

  #reach(state: State): number {
    const key = keyOf(state);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#states.length > MOST_STATES) throw new Error('too many states');
    const index = this.#states.push(state) - 1;
    this.#known.set(key, index);
    return index;
  }

  /** Each wrong once, by its shortest path. */
  #violate(index: number, detail: string): void {
    if (this.#wrongs.has(detail)) return;
    this.#wrongs.add(detail);
    const path: string[] = [];
    for (let state = this.#states[index]; state && state.from >= 0; state = this.#states[state.from])
      path.unshift(state.by);
    this.#violations.push(`${detail} | ${path.join(' · ')}`);
  }
}

function keyOf({ snapshot, world }: State): string {
  if (snapshot.status === 'done') return JSON.stringify([snapshot.value, world.cases]);
  const { route, draw, experts, recusals, signatures, ...context } = snapshot.context as MeetingContext;
  const told = recusals.map((one) => JSON.stringify(one)).sort();
  return JSON.stringify([snapshot.value, context, told, [...signatures].sort(), world]);
}

/** As the store would load them. */
function factsIn(world: World): Partial<Facts> {
  const known = [caseA, caseB].map((one) => ({ ...one, ...world.cases[one.case] }));
  return { agenda: agendaFact(...known), expertPool: pool, ballots: ballotsIn(world) };
}

/** What happens besides: the ballots, and what becomes of the second case on its own. */
function meanwhile({ stands, world }: State, setting: Setting): [by: string, world: World][] {
  const votes =
    stands === 'voting' && Object.values(world.urns).every(({ voted }) => voted.length === 0)
      ? ballots(world, setting)
      : [];
  return [...votes, ...(setting.casesMove ? ofSecondCase(stands, world) : [])];
}

function ballots(world: World, { expertsMove }: Setting): [string, World][] {
  const [, , no, late, last] = members;
  const patterns: Readonly<Record<string, (lot: number) => Vote>> = {
    'all vote': (lot) => (lot === no ? 'no' : 'yes'),
    'one votes on the first only': (lot) => (lot === late ? 'onlyA' : 'yes'),
    'the chair does not vote': (lot) => (lot === 1 ? 'none' : 'yes'),
    'neither chair nor vice-chair votes': (lot) => (lot <= 2 ? 'none' : 'yes'),
    'two do not vote': (lot) => (lot === late || lot === last ? 'none' : 'yes'),
    'four vote': (lot) => ([no, late, last].includes(lot) ? 'none' : 'yes'),
  };
  const played = expertsMove ? Object.entries(patterns) : Object.entries(patterns).slice(0, 2);
  return played.map(([by, votes]) => [by, cast(world, votes)]);
}

const open = ['seating', 'appraisal', 'voting', 'counted'];

function ofSecondCase(stands: string, world: World): [string, World][] {
  const now = world.cases[cases.b]!;
  const put = (more: Partial<typeof now>): World => ({
    ...world,
    cases: { ...world.cases, [cases.b]: { ...now, ...more } },
  });
  if (!now.stands.startsWith('expertReview.')) return [];
  const moves: [string, World][] = [];
  if (open.includes(stands) && !now.held) moves.push(['complained about', put({ held: true })]);
  if (now.held) moves.push(['complaint dismissed', put({ held: false })]);
  if (open.includes(stands) && !now.stands.endsWith('voting')) moves.push(['withdrawn', put({ stands: 'withdrawn' })]);
  if (stands === 'seating' && !world.race)
    moves.push(['to be complained about at the roll-call', { ...world, race: true }]);
  return moves;
}

/** Where nothing leads any more to a state that is wanted. */
export function cutOff({ states, edges }: Search, wanted: (state: State) => boolean): State[] {
  const into = Map.groupBy(edges, ([, to]) => to);
  const reached = new Set<number>();
  const queue = [...states.keys()].filter((index) => wanted(states[index]!));
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    queue.push(...(into.get(index) ?? []).map(([from]) => from));
  }
  return states.filter(({ snapshot }, index) => !reached.has(index) && snapshot.status !== 'done');
}
