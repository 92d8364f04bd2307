import { afterAll, describe, expect, test } from 'vitest';
import type { AnyMachineSnapshot } from 'xstate';
import { addWorkingDays } from '../../machines/calendar.ts';
import type { AnyGuard, Lifecycle } from '../../machines/lifecycle.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import { unopenedSnapshot } from '../../machines/restore.ts';
import type { Actor } from '../../machines/roles.ts';
import { type Moved, type Refused, step } from '../../machines/step.ts';
import { standsOf, timersOf } from '../../machines/structure.ts';
import { dateOf, endOfDay, parseInstant } from '../../machines/time.ts';
import { clock, owner, person, reviewer, stranger, observer as system } from '../support/notice/cast.ts';
import { print } from '../support/print.ts';
import { kaili2023, programmeCalendar } from '../support/programmes.ts';

/** An objection or a complaint: raised, answered in time or late, lapsed (§2.7). Everything it can come to is searched. */

const raisedAt = parseInstant('2023-09-25T10:00');
const about = 'p-complained-of';
const carried = { reason: { code: 'OTHER' }, document: 'd'.repeat(64) } as const;
const openData = {
  kind: 'objection',
  alleges: 'FRAUD',
  about,
  author: null,
  answers: { role: 'unitAdmin', organisation: 'school-1' },
  bureau: 'kaili-hrss',
  above: ['kaili-edu', 'kaili-hrss'],
} as const;
const answer = (outcome: 'upheld' | 'dismissed', more: object = {}) => ({
  outcome,
  consequence: outcome === 'upheld' ? 'decline' : null,
  resolver: owner.person,
  resolverFor: null,
  ...more,
});

interface Attempt {
  readonly label: string;
  readonly type: string;
  readonly by: Actor;
  readonly data?: object;
  readonly with?: object;
  readonly wrong?: true;
}

const attempts: readonly Attempt[] = [
  { label: 'raise', type: 'open', by: system, data: openData },
  { label: 'raise (by a person)', type: 'open', by: owner, data: openData, wrong: true },
  { label: 'dismiss', type: 'answer', by: system, data: answer('dismissed') },
  { label: 'uphold', type: 'answer', by: system, data: answer('upheld') },
  { label: 'answer (by hand)', type: 'answer', by: owner, data: answer('dismissed'), wrong: true },
  { label: 'answer (no document)', type: 'answer', by: system, data: answer('dismissed'), with: {}, wrong: true },
  {
    label: 'answer (by whom it is about)',
    type: 'answer',
    by: system,
    data: answer('dismissed', { resolver: about }),
    wrong: true,
  },
  {
    label: 'answer (for whom it is about)',
    type: 'answer',
    by: system,
    data: answer('upheld', { resolverFor: about }),
    wrong: true,
  },
  { label: 'lapse', type: 'lapse', by: system },
  { label: 'lapse (by hand)', type: 'lapse', by: owner, wrong: true },
  { label: 'extend', type: 'extendAnswer', by: owner },
  { label: 'extend (by another unit)', type: 'extendAnswer', by: stranger, wrong: true },
  { label: 'extend (by the bureau)', type: 'extendAnswer', by: reviewer, wrong: true },
  {
    label: 'extend (by whom it is about)',
    type: 'extendAnswer',
    by: { ...person('unitAdmin', 'school-1'), person: about },
    wrong: true,
  },
];

interface State {
  readonly snapshot: AnyMachineSnapshot;
  readonly path: readonly string[];
  /** By whom it was extended how often, and how it was answered: from what was sent alone. */
  readonly extended: number;
}

function faultsOf(of: { label: string; stands: string; extended: number; result: Moved }): string[] {
  const { label, stands, extended, result } = of;
  const goal = { dismiss: 'dismissed', uphold: 'upheld', lapse: 'lapsed', matterAnswerDue: 'overdue' }[label];
  const { last } = addWorkingDays(programmeCalendar, dateOf(raisedAt), extended > 0 ? 30 : 10);
  const misdue = result.arms.filter(({ name, dueAt }) => name !== 'matterAnswerDue' || dueAt !== endOfDay(last));
  return [
    ...(extended > 1 ? ['extended twice'] : []),
    ...(goal !== undefined && stands !== goal ? [`${label} led to ${stands}`] : []),
    ...misdue.map(({ name, dueAt }) => `${name} is due ${dueAt}`),
  ];
}

function search(lifecycle: Lifecycle) {
  const violations: string[] = [];
  const refusals = new Set<string>();
  const states: State[] = [{ snapshot: unopenedSnapshot(lifecycle), path: [], extended: 0 }];
  const known = new Set<string>();
  const ask = (snapshot: AnyMachineSnapshot, of: Pick<Parameters<typeof step>[0], 'occurrence' | 'actor'>) =>
    step({ lifecycle, snapshot, ...of, at: raisedAt, facts: {}, programme: kaili2023, calendar: programmeCalendar });
  const go = (from: State, label: string, result: Moved | Refused, wrong = false) => {
    if (result.outcome === 'refused') return void refusals.add(result.code);
    const extended = from.extended + (label.startsWith('extend') ? 1 : 0);
    const to = { snapshot: result.snapshot, path: [...from.path, label], extended };
    const stands = standsOf(lifecycle, to.snapshot.value);
    if (wrong) violations.push(`taken although it must not be: ${to.path}`);
    if (from.snapshot.status === 'done') violations.push(`an ended matter takes ${label}`);
    violations.push(...faultsOf({ label, stands, extended, result }).map((fault) => `${fault}: ${to.path}`));
    const key = JSON.stringify([to.snapshot.value, to.snapshot.status === 'done' ? 0 : to.snapshot.context, extended]);
    if (!known.has(key)) states.push(to);
    known.add(key);
  };
  for (const state of states) {
    if (violations.length > 10) break;
    for (const { label, type, by, data = {}, with: envelope = carried, wrong } of attempts) {
      const occurrence = { kind: 'command', type, data, envelope } as const;
      go(state, label, ask(state.snapshot, { occurrence, actor: by }), wrong);
    }
    for (const { deadline } of timersOf(lifecycle, state.snapshot.value)) {
      go(state, deadline, ask(state.snapshot, { occurrence: { kind: 'due', deadline }, actor: clock }));
    }
  }
  return { violations, refusals, states };
}

const lifecycle = currentLifecycle('matter');
const found = search(lifecycle);

describe('a matter', () => {
  test('keeps to what must hold on every way', () => {
    expect(found.violations).toEqual([]);
    print(`matter: ${found.states.length} states`);
    const stands = new Set(found.states.map(({ snapshot }) => standsOf(lifecycle, snapshot.value)));
    expect([...stands].sort()).toEqual(['dismissed', 'lapsed', 'overdue', 'underInquiry', 'unopened', 'upheld']);
  });

  test('gives every refusal it has', () => {
    expect([...found.refusals].sort()).toEqual([
      'ANSWER_EXTENDED',
      'CASE_ENDED',
      'EVENT_NOT_ALLOWED',
      'NEEDS_MISSING',
      'ROLE_NOT_ENTITLED',
      'SAME_PERSON',
    ]);
  });

  test('that is overdue is held by the organisation that has to answer, and can still be answered', () => {
    const overdue = found.states.find(({ snapshot }) => snapshot.value === 'overdue');
    expect(overdue?.snapshot.context).toMatchObject({ parties: { owner: { organisation: 'school-1' } } });
    const ways = found.states.map(({ path }) => path.join(' '));
    expect(ways.some((way) => way.includes('matterAnswerDue'))).toBe(true);
  });

  test('is not seen by whom it is about, nor told to anyone but who answers', () => {
    const raised = found.states.find(({ path }) => path.join() === 'raise');
    expect(raised?.snapshot.context).toMatchObject({ route: { applicant: '-' }, about });
    expect(lifecycle.seenBy(raised?.snapshot.context as never)).toEqual([
      'school-1',
      'kaili-hrss',
      'kaili-edu',
      'kaili-hrss',
    ]);
  });
});

const always =
  (name: string, passes: (event: { data?: { outcome?: string } }, params: { outcome?: string }) => boolean) =>
  (sound: Lifecycle): Lifecycle => {
    const guard = (_context: object, event: object, params: object) =>
      passes(event, params) ? [] : ('elsewhere' as const);
    const wrapped = ({ event }: { event: object }, params: unknown) => passes(event, (params ?? {}) as object);
    const machine = sound.machine.provide({ guards: { [name]: wrapped } });
    return { ...sound, machine, guards: { ...sound.guards, [name]: guard as AnyGuard } };
  };

describe('bugs planted into it', () => {
  const planted = [
    [
      'whom it is about decides',
      always('answerable', ({ data }, { outcome }) => data?.outcome === outcome),
      'taken although',
    ],
    ['upheld is dismissed', always('answerable', () => true), 'uphold led to dismissed'],
    ['it is extended again and again', always('extendable', () => true), 'extended twice'],
    [
      'its day is counted from the extension',
      (sound: Lifecycle): Lifecycle => ({
        ...sound,
        due: ((question: { context: object }) =>
          sound.due({ ...question, context: { ...question.context, extended: false } } as never)) as never,
      }),
      'is due',
    ],
  ] as const;
  let killed = 0;
  test.each(planted)('found: %s', (_bug, mutate, by) => {
    const { violations } = search(mutate(lifecycle));
    if (violations.length > 0) killed += 1;
    expect(violations.join('\n')).toContain(by);
  });
  afterAll(() => print(`planted bugs of the matter: ${killed} of ${planted.length} found`));
});
