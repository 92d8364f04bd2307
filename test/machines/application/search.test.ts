import { describe, expect, test } from 'vitest';
import { applicationGuards } from '../../../machines/application/guards.ts';
import { blockerCodes } from '../../../machines/blocker-codes.ts';
import { nodeDeadlines } from '../../../machines/deadlines.ts';
import { currentLifecycle } from '../../../machines/registry.ts';
import { structureOf } from '../../../machines/structure.ts';
import { eventNames } from '../../support/application/attempts.ts';
import { settings } from '../../support/application/cast.ts';
import { branchesOf, pairsOf } from '../../support/application/coverage.ts';
import { guardAnswers, neverPasses, silentPlaces } from '../../support/application/expected.ts';
import {
  isCertified,
  isEnded,
  placesCutOff,
  placesWithoutDeadline,
  placesWithoutOwnEnd,
  placesWithStuckMatters,
  withoutNodes,
} from '../../support/application/graph.ts';
import { fullOfMatters } from '../../support/application/probes.ts';
import { reopeningOf } from '../../support/application/reopening.ts';
import { type Search, search } from '../../support/application/search.ts';
import { print } from '../../support/print.ts';

/**
 * Everything an application can come to, searched with the pure step. The witness is built only from what was sent, armed,
 * disarmed and rung; the instants of an event are those on both sides of what its guards read.
 */
const lifecycle = currentLifecycle('application');
/** Left out where only the route differs: a second matter, what may befall a notice, and extensions, so that a missed cut-off stays missed there. */
const quiet = ['complain', 'resolveComplaint', 'extend', 'prolong', 'unpublish', 'requeue'] as const;

const whole = search({ lifecycle, setting: settings.twoDepartments });
const searches: readonly [string, Search][] = [
  ['two departments, with everything', whole],
  ['one department', search({ lifecycle, setting: settings.oneDepartment, without: quiet })],
  ['three departments', search({ lifecycle, setting: settings.threeDepartments, without: quiet })],
  ['policy review not published', search({ lifecycle, setting: settings.unpublishedReview, without: quiet })],
  ...(['notPassed', 'publicityRejected'] as const).map((outcome): [string, Search] => [
    `reopened from ${outcome}`,
    search({ lifecycle, setting: settings.twoDepartments, reopening: reopeningOf(whole, outcome) }),
  ]),
];
const answers = new Map<string, number>();
const verdicts = new Map<string, number>();
for (const { coverage } of [...searches.map(([, found]) => found), fullOfMatters(lifecycle, whole)]) {
  for (const [key, times] of coverage.answers) answers.set(key, (answers.get(key) ?? 0) + times);
  for (const [key, times] of coverage.verdicts) verdicts.set(key, (verdicts.get(key) ?? 0) + times);
}
const passed = (place: string, event: string) => (answers.get(`${place} | ${event} | pass`) ?? 0) > 0;

// So that a search that shrinks is seen.
for (const [name, { states, coverage }] of searches) {
  print(`${name}: ${states.length} states, ${coverage.moves} moves, ${coverage.refusals} refusals`);
}
print(`(state, event, answer): ${answers.size}; (guard, answer): ${verdicts.size}`);

/** 二(二)3: what was not submitted in the window is locked; only the applicant or the year's stop ends it (domain §2.3). */
const stuckIn = (name: string): string[] => {
  if (name.startsWith('reopened')) return [];
  return name.endsWith('with everything') ? ['draft.locked'] : ['draft.locked', 'missedCutoff'];
};

describe.each(searches)('an application, %s', (name, found) => {
  test('keeps every property at every move', () => {
    expect(found.violations).toEqual([]);
  });

  test('comes to an end from everywhere', () => {
    expect(placesCutOff(found, isEnded)).toEqual([]);
  });

  test('comes to an end from everywhere without withdrawal, fraud, the bureau or the year’s stop, but for a locked draft', () => {
    expect(placesWithoutOwnEnd(found)).toEqual(stuckIn(name));
  });

  test('can be certified from everywhere but a locked draft', () => {
    expect(placesCutOff(found, isCertified)).toEqual(stuckIn(name));
  });

  test('can have its open matters closed wherever it stands', () => {
    expect(placesWithStuckMatters(found)).toEqual([]);
  });

  test('waits without a deadline only where a reason is on record', () => {
    for (const place of placesWithoutDeadline(found)) expect(silentPlaces).toHaveProperty([place]);
  });
});

describe('the search of the application', () => {
  const places = pairsOf(lifecycle.machine, lifecycle.stage);
  const { deadlineOf } = structureOf(lifecycle);
  const named = (pair: string) => {
    const [place = '', type = ''] = pair.split(' | ');
    return { place, event: deadlineOf.get(type) ?? type };
  };

  test('found every place that waits without a deadline', () => {
    expect(placesWithoutDeadline(whole)).toEqual(Object.keys(silentPlaces).sort());
  });

  test('took every branch of the chart', () => {
    const taken = new Set(searches.flatMap(([, { coverage }]) => [...coverage.taken]));
    const missed = [...branchesOf(lifecycle.machine)].filter(([branch]) => !taken.has(branch));
    expect(missed.map(([, name]) => name)).toEqual([]);
  });

  test('executed every event in every state that takes it', () => {
    const missed = places.map(named).filter(({ place, event }) => !passed(place, event));
    expect(missed.map(({ place, event }) => `${place} | ${event}`)).toEqual(Object.keys(neverPasses).sort());
    for (const [pair, code] of Object.entries(neverPasses)) expect(answers.get(`${pair} | ${code}`)).toBeGreaterThan(0);
  });

  test('fired every node and the year’s stop in every state of the stage', () => {
    const clocks = [...nodeDeadlines.filter((name) => Object.values(lifecycle.nodes).includes(name)), 'cycleRollover'];
    const stands = new Set(places.map((pair) => named(pair).place).filter((place) => place !== 'unopened'));
    const missed = [...stands].flatMap((place) =>
      clocks.filter((clock) => !passed(place, clock)).map((clock) => [place, clock]),
    );
    expect(missed).toEqual([]);
  });

  test('was told by every ended case that it has ended, whatever was sent', () => {
    const ends = Object.values(lifecycle.machine.root.states).filter(({ type }) => type === 'final');
    for (const { key } of ends) {
      const heard = [...answers.keys()].filter((answer) => answer.startsWith(`${key} | `));
      expect(heard.sort()).toEqual(eventNames.map((event) => `${key} | ${event} | CASE_ENDED`).sort());
    }
    expect(ends.length).toBeGreaterThanOrEqual(10);
  });

  test('heard from every guard every answer it can give, and no other', () => {
    const heard = Map.groupBy(verdicts.keys(), (key) => key.split(' | ')[0] ?? '');
    const table = [...heard].map(([guard, keys]) => [guard, keys.map((key) => key.split(' | ')[1]).sort()]);
    expect(Object.fromEntries(table)).toEqual(guardAnswers);
    expect(Object.keys(guardAnswers).sort()).toEqual(Object.keys(applicationGuards).sort());
  });

  test('met every answer of the fence, and every blocker code that the guards have', () => {
    const met = new Set([...answers.keys()].map((key) => key.split(' | ')[2]));
    const fence = ['CASE_ENDED', 'EVENT_NOT_ALLOWED', 'NEEDS_MISSING', 'ROLE_NOT_ENTITLED'];
    const known = new Set([...fence, ...Object.values(guardAnswers).flat()]);
    expect(blockerCodes.filter((code) => known.has(code) && !met.has(code))).toEqual([]);
  });

  test('loses nothing by not going on behind a judged node', { timeout: 120_000 }, () => {
    const notices = ['prolong', 'unpublish', 'requeue'] as const;
    const without = ['object', 'complain', 'extend', 'return', 'requestSupplement', 'carryOver', ...notices] as const;
    const options = { lifecycle, setting: settings.oneDepartment, without };
    const [apart, interleaved] = [search(options), search({ ...options, interleaved: true })];
    expect(interleaved.violations).toEqual([]);
    const nodes = Object.keys(lifecycle.nodes);
    expect([...withoutNodes(interleaved, nodes)].sort()).toEqual([...withoutNodes(apart, nodes)].sort());
  });
});
