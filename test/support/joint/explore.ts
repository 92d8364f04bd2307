/** Breadth-first through all joint states, by the pure step and the facts that the joint state itself gives. */
import { hash } from 'node:crypto';
import type { BaseContext } from '../../../machines/lifecycle.ts';
import { DAY_MS } from '../../../machines/time.ts';
import { openingOf } from '../application/cast.ts';
import type { Attempt } from './attempt.ts';
import { envelope, personOf } from './attempt.ts';
import { type Bounds, type Broken, DISTURBANCES, type Joint } from './joint.ts';
import { keyOf } from './key.ts';
import { delivered, firedAll, type Move, type Outcome, type Rules, rung, sent, spentMore } from './move.ts';
import { movesIn } from './moves.ts';
import { idOf, planned, setting, start } from './place.ts';
import { emptyRegisters } from './registers.ts';
import { nothingKnown, wrongWith } from './witness.ts';
import { wordsOf } from './words.ts';

export interface Finding {
  readonly what: string;
  readonly way: readonly string[];
}

export interface Exploration {
  readonly states: number;
  readonly moves: number;
  readonly refusals: number;
  /** Ways to a certificate that should not be there, shortest first. */
  readonly ways: readonly Finding[];
  /** Refusals nobody reckoned with, and what was thrown. */
  readonly findings: readonly Finding[];
  /** States from which no end can be reached. */
  readonly stuck: readonly Finding[];
  /** Where an application stands from which no certificate can be reached any more, with a way there. */
  readonly doomed: readonly Finding[];
  /** Certificates that were given. */
  readonly certified: number;
  readonly seconds: number;
}

export interface Options {
  readonly bounds: Bounds;
  readonly broken: Broken;
  /** Ends with the first way or finding. */
  readonly stopAtFirst?: boolean;
  /** States at most. */
  readonly most?: number;
}

export const application = idOf('the application');

export function explore(options: Options): Exploration {
  return new Explorer(options).run();
}

const begun = (): Joint => ({
  ...{ now: start, parts: {}, outbox: [], registers: emptyRegisters, pages: {}, witness: nothingKnown, spent: {} },
});

class Explorer {
  readonly #options: Options;
  readonly #rules: Rules;
  readonly #known = new Map<string, number>();
  readonly #from: number[] = [];
  readonly #by: string[] = [];
  readonly #ended: boolean[] = [];
  /** Whether something could happen that the bounds leave out. */
  readonly #cut: boolean[] = [];
  readonly #certified: boolean[] = [];
  /** Where an application stands that has not ended. */
  readonly #places: string[] = [];
  readonly #edges: [number, number][] = [];
  readonly #ways: Finding[] = [];
  readonly #findings: Finding[] = [];
  #moves = 0;
  #refusals = 0;
  #ahead: { joint: Joint; index: number }[] = [];

  constructor(options: Options) {
    this.#options = options;
    this.#rules = { bounds: options.bounds, broken: options.broken };
  }

  run(): Exploration {
    const before = performance.now();
    this.#reach(opened(this.#rules), { from: -1, by: '' });
    while (this.#ahead.length > 0 && !this.#isEnough()) {
      const level = this.#ahead;
      this.#ahead = [];
      for (const { joint, index } of level) {
        if (this.#isEnough()) break;
        this.#expand(joint, index);
      }
    }
    return {
      ...{ states: this.#from.length, moves: this.#moves, refusals: this.#refusals },
      ...{
        ways: this.#ways,
        findings: this.#findings,
        ...(this.#isEnough() ? { stuck: [], doomed: [] } : { stuck: this.#stuck(), doomed: this.#doomed() }),
      },
      certified: this.#certified.filter(Boolean).length,
      seconds: (performance.now() - before) / 1000,
    };
  }

  #isEnough(): boolean {
    const { stopAtFirst, most = Number.POSITIVE_INFINITY } = this.#options;
    const found = this.#ways.length + this.#findings.length;
    return found > (stopAtFirst ? 0 : 50) || this.#from.length > most;
  }

  #expand(joint: Joint, index: number): void {
    const beyond = (attempt: Attempt) => {
      if (['open', 'announceDecisions'].includes(attempt.type) && sent(joint, attempt, this.#rules).outcome === 'moved')
        this.#cut[index] = true;
    };
    for (const move of movesIn(joint, this.#rules, beyond)) {
      const words = () => wordsOf(joint, move);
      const result = this.#carriedOut(joint, move, { index, words });
      if (result === null) continue;
      if (result.outcome === 'refused') {
        this.#refusals += 1;
        if (move.kind === 'delivered')
          this.#find(this.#findings, { what: `refused: ${result.code}`, index, last: words() });
        continue;
      }
      this.#moves += 1;
      const after = tidied(result.joint, this.#rules);
      this.#judge(joint, after, { index, words });
      const to = this.#reach(after, { from: index, by: words });
      if (to !== index) this.#edges.push([index, to]);
    }
  }

  #carriedOut(joint: Joint, move: Move, of: { index: number; words: () => string }): Outcome | null {
    try {
      return carriedOut(joint, move, this.#rules);
    } catch (error) {
      this.#find(this.#findings, { what: `thrown: ${String(error)}`, index: of.index, last: of.words() });
      return null;
    }
  }

  /** Whether a certificate was given that should not be. */
  #judge(before: Joint, after: Joint, of: { index: number; words: () => string }): void {
    for (const [id, part] of Object.entries(after.parts)) {
      if (part.stands !== 'certified' || before.parts[id]?.stands === 'certified') continue;
      const wrong = wrongWith(after.witness, id);
      if (wrong !== null) this.#find(this.#ways, { what: wrong, index: of.index, last: of.words() });
    }
  }

  #find(list: Finding[], of: { what: string; index: number; last: string }): void {
    if (list.some(({ what }) => what === of.what)) return;
    list.push({ what: of.what, way: [...this.#wayTo(of.index), of.last] });
  }

  #wayTo(index: number): string[] {
    const way: string[] = [];
    for (let at = index; at > 0; at = this.#from[at] ?? -1) way.unshift(this.#by[at] ?? '');
    return way;
  }

  #reach(joint: Joint, of: { from: number; by: string | (() => string) }): number {
    const key = hash('sha1', keyOf(joint, this.#options.bounds), 'latin1');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const index = this.#from.push(of.from) - 1;
    this.#known.set(key, index);
    this.#by.push(typeof of.by === 'string' ? of.by : of.by());
    const parts = Object.values(joint.parts);
    this.#ended.push(
      joint.outbox.length === 0 &&
        parts.every(({ snapshot, lifecycle }) => snapshot.status === 'done' || lifecycle === 'certificate'),
    );
    this.#certified.push(parts.some(({ stands }) => stands === 'certified'));
    this.#places.push(
      parts.find(({ lifecycle, snapshot }) => lifecycle === 'application' && snapshot.status !== 'done')?.stands ?? '',
    );
    this.#cut.push(false);
    this.#ahead.push({ joint, index });
    return index;
  }

  /** From everywhere an end must be reachable, in which every case has ended and no command is under way. */
  #stuck(): Finding[] {
    const ends = this.#reaching(this.#ended);
    const found = ends.indexOf(0);
    return found < 0 ? [] : [{ what: 'no end can be reached', way: this.#wayTo(found) }];
  }

  /** What could become more with a further notice or sitting than the bounds allow counts as hopeful. */
  #doomed(): Finding[] {
    const hopeful = this.#reaching(this.#certified.map((certified, at) => certified || this.#cut[at] === true));
    const found = new Map<string, Finding>();
    for (const [at, hope] of hopeful.entries()) {
      const place = this.#places[at] ?? '';
      if (hope || place === '' || found.has(place)) continue;
      found.set(place, { what: place, way: this.#wayTo(at) });
    }
    return [...found.values()];
  }

  #reaching(goals: readonly boolean[]): Uint8Array {
    const count = this.#from.length;
    const starts = new Int32Array(count + 1);
    for (const [, to] of this.#edges) starts[to + 1]! += 1;
    for (let at = 0; at < count; at += 1) starts[at + 1]! += starts[at]!;
    const fill = starts.slice();
    const back = new Int32Array(this.#edges.length);
    for (const [from, to] of this.#edges) back[fill[to]!++] = from;
    const reached = new Uint8Array(count);
    const open: number[] = [];
    for (const [at, goal] of goals.entries()) if (goal) open.push(at);
    for (const at of open) reached[at] = 1;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (let edge = starts[at]!; edge < starts[at + 1]!; edge += 1) {
        const from = back[edge]!;
        if (reached[from]) continue;
        reached[from] = 1;
        open.push(from);
      }
    }
    return reached;
  }
}

function carriedOut(joint: Joint, move: Move, rules: Rules): Outcome {
  switch (move.kind) {
    case 'sent':
      return sent(joint, move.attempt, rules);
    case 'delivered':
      return delivered(joint, move, rules);
    case 'due':
      return { outcome: 'moved', joint: rang(joint, move, rules) };
    case 'night':
      return { outcome: 'moved', joint: firedAll(morning(joint, move), rules) };
    default:
      return move satisfies never;
  }
}

/**
 * Minutes are filed as soon as they can be: nothing else waits for it, and nothing of the sitting is left to be told by then.
 */
function tidied(joint: Joint, rules: Rules): Joint {
  let state = joint;
  for (const [to, part] of Object.entries(joint.parts)) {
    if (part.lifecycle !== 'meeting' || !part.stands.startsWith('signed')) continue;
    const by = personOf('filingOfficer', part.snapshot.context as BaseContext);
    const result = sent(state, { to, lifecycle: 'meeting', type: 'fileMeeting', data: {}, by, envelope }, rules);
    if (result.outcome === 'moved') state = result.joint;
  }
  return state;
}

/** A date of the plan comes whenever it comes, and is one of the things that come between. */
function rang(joint: Joint, move: Extract<Move, { kind: 'due' }>, rules: Rules): Joint {
  const after = rung(joint, move, rules);
  const between = planned.includes(move.deadline) ? ['dates', DISTURBANCES] : [];
  return { ...after, spent: spentMore(after.spent, between) };
}

function morning(joint: Joint, { missed, late }: Extract<Move, { kind: 'night' }>): Joint {
  const now = joint.now + DAY_MS;
  const pages = { ...joint.pages };
  for (const id of missed) pages[id] = { ...pages[id]!, missed: [...pages[id]!.missed, now] };
  const used = [...missed.flatMap(() => ['missed', DISTURBANCES]), ...(late > 0 ? ['delays', DISTURBANCES] : [])];
  return { ...joint, now, pages, spent: spentMore(joint.spent, used) };
}

/** The application is opened and handed in; a draft nobody hands in comes to nothing. */
function opened(rules: Rules): Joint {
  const lifecycle = rules.broken.lifecycles.application;
  const data = openingOf(setting);
  const where = { route: { ...lifecycle.unopened.route, applicant: data.person }, level: 0 };
  const attempt: Attempt = {
    ...{ to: application, lifecycle: 'application', type: 'open', data, envelope },
    by: personOf('applicant', where),
  };
  const result = sent(begun(), attempt, rules);
  if (result.outcome === 'refused') throw new Error(`the application was not opened: ${result.code}`);
  return result.joint;
}
