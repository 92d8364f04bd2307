import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ApplicationContext } from '../../../machines/application/context.ts';
import { type CountedDay, dayKind } from '../../../machines/calendar.ts';
import { byDue } from '../../../machines/deadlines.ts';
import type { Arm } from '../../../machines/due-rule.ts';
import { currentLifecycle } from '../../../machines/registry.ts';
import { unopenedSnapshot } from '../../../machines/restore.ts';
import { type Moved, type Occurrence, step } from '../../../machines/step.ts';
import { standsOf, timersOf } from '../../../machines/structure.ts';
import { addDays, DAY_MS, dateOf, type Instant } from '../../../machines/time.ts';
import type { Attempt } from '../../support/application/attempt.ts';
import { attemptsFor, eventNames } from '../../support/application/attempts.ts';
import { castOf, instants, type Setting, settings } from '../../support/application/cast.ts';
import { typesOf } from '../../support/application/enquiry.ts';
import { properties } from '../../support/application/properties.ts';
import { changedRegions } from '../../support/application/search.ts';
import { type Cause, nothingKnown, observe, type Witness } from '../../support/application/witness.ts';
import { print } from '../../support/print.ts';
import { programmeCalendar } from '../../support/programmes.ts';

/**
 * A complement to the search, which knows no calendar: walks on which time passes and deadlines come at the instants the
 * step gave them, in their order. Random sampling finds little by itself; here it only adds real dates.
 */
const SEED = 20230803;
const lifecycle = currentLifecycle('application');
/** Ends, and what keeps a case where it is: tried now and then, or no walk would come far. */
const rare = ['withdraw', 'disqualify', 'reject', 'decline', 'refuseFiling', 'terminate'];
const seldom = ['object', 'complain', 'return', 'requestSupplement'];

const settingNames = Object.keys(settings) as (keyof typeof settings)[];

class Walk {
  readonly #setting: Setting;
  readonly #attempts: ReturnType<typeof attemptsFor>;
  readonly #armed = new Map<string, Arm>();
  #snapshot = unopenedSnapshot(lifecycle);
  #witness: Witness = nothingKnown;
  #now: Instant = instants.inWindow;
  moves = 0;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#attempts = attemptsFor(setting);
  }

  /** A third of the choices let time pass, the others try something that the chart has where the case stands. */
  take(choice: number): void {
    if (choice % 3 === 0) this.#pass((choice % 8) * DAY_MS);
    else this.#try(Math.floor(choice / 3));
  }

  #pass(span: number): void {
    const end = this.#now + span;
    for (;;) {
      const [next] = [...this.#armed.values()].filter(({ dueAt }) => dueAt <= end).sort(byDue);
      if (!next) break;
      this.#now = Math.max(this.#now, next.dueAt);
      if (next.rule.kind === 'period') expect(workingDaysOf(next)).toBe(expectedDays(next));
      this.#step({ kind: 'due', deadline: next.name }, { kind: 'due', deadline: next.name });
    }
    this.#now = end;
  }

  #try(choice: number): void {
    const at = {
      context: this.#snapshot.context as ApplicationContext,
      stands: standsOf(lifecycle, this.#snapshot.value),
    };
    const known = typesOf(this.#snapshot);
    const ordinary = eventNames
      .filter((type) => known.has(type))
      .filter((type) => (!rare.includes(type) || choice % 40 === 0) && (!seldom.includes(type) || choice % 5 === 0))
      .flatMap((type) => this.#attempts(type, at))
      .filter((attempt) => attempt.at === instants.inWindow);
    const before = this.moves;
    for (const [index] of ordinary.entries()) {
      if (this.moves > before) return;
      const attempt = this.#asOfNow(ordinary[(index + choice) % ordinary.length]!);
      const { type, data, envelope } = attempt;
      this.#step({ kind: 'command', type, data, envelope }, { kind: 'command', attempt });
    }
  }

  /** A notice is posted at the instant at which its cases hear of it. */
  #asOfNow(attempt: Attempt): Attempt {
    const at = this.#now;
    return attempt.type === 'publish'
      ? { ...attempt, at, data: { ...attempt.data, postedAt: at } }
      : { ...attempt, at };
  }

  #step(occurrence: Occurrence, cause: Cause): void {
    const { actor, facts } =
      cause.kind === 'command'
        ? cause.attempt
        : ({ actor: castOf(this.#setting).clock, facts: {} } as Pick<Attempt, 'actor' | 'facts'>);
    const { programme } = this.#setting;
    const before = this.#snapshot;
    const input = { lifecycle, snapshot: before, occurrence, actor, at: this.#now, facts, programme };
    const result = step({ ...input, calendar: programmeCalendar });
    if (result.outcome === 'refused') return;
    this.moves += 1;
    this.#follow(result, cause);
  }

  #follow(result: Moved, cause: Cause): void {
    const [from, to] = [this.#snapshot, result.snapshot].map(({ value }) => standsOf(lifecycle, value)) as [
      string,
      string,
    ];
    const seen = { cause, from, to, result };
    const after = observe(this.#witness, seen);
    const regions = changedRegions(this.#snapshot, result.snapshot);
    const move = { ...seen, setting: this.#setting, before: this.#witness, after, regions };
    const ended = result.snapshot.status === 'done';
    for (const [property, holds] of Object.entries(properties))
      expect([property, holds({ ...move, ended })]).toEqual([property, null]);
    for (const name of result.disarms) this.#armed.delete(name);
    if (cause.kind === 'due') this.#armed.delete(cause.deadline);
    for (const arm of result.arms) this.#armed.set(arm.name, arm);
    this.#snapshot = result.snapshot;
    this.#witness = after;
    const afters = timersOf(lifecycle, this.#snapshot.value).map(({ deadline }) => deadline);
    expect([...this.#armed.keys()].sort()).toEqual(afters.sort());
  }
}

/** Counted day by day, from the day after the period's first to the last before the due instant. */
function workingDaysOf({ anchor, rule, dueAt }: Arm): number {
  const last = dateOf(dueAt - 1);
  const days: CountedDay[] = [];
  const from = rule.kind === 'period' ? rule.from : dateOf(anchor);
  for (let day = addDays(from, 1); day <= last; day = addDays(day, 1)) days.push(dayKind(programmeCalendar, day));
  return days.filter(({ working }) => working).length;
}

function expectedDays(arm: Arm): number {
  if (arm.rule.kind !== 'period') return 0;
  // A correction may be cut short by the unit's node (domain A34).
  return arm.rule.notAfter === null ? arm.rule.workingDays : workingDaysOf(arm);
}

test('on walks through real dates every property holds, and every period has its working days', () => {
  let moves = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...settingNames),
      fc.noBias(fc.array(fc.nat(), { minLength: 60, maxLength: 90 })),
      (name, choices) => {
        const walk = new Walk(settings[name]);
        for (const choice of [1, ...choices]) walk.take(choice);
        moves += walk.moves;
      },
    ),
    { seed: SEED, numRuns: 100 },
  );
  print(`walks: seed ${SEED}, ${moves} moves`);
  expect(moves).toBeGreaterThan(1_000);
});
