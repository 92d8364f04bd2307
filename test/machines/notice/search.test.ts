import { afterAll, describe, expect, test } from 'vitest';
import { lint } from '../../../machines/lint.ts';
import { currentLifecycle } from '../../../machines/registry.ts';
import { planted } from '../../support/notice/planted.ts';
import { search } from '../../support/notice/search.ts';
import { print } from '../../support/print.ts';

/** Everything that can become of a notice, searched with the pure step; the world it is held against knows only what was done. */
const lifecycle = currentLifecycle('notice');
const found = search(lifecycle);

test('no way through a notice breaks what must hold', () => {
  expect(found.violations).toEqual([]);
  const stands = [...new Set(found.states.map((state) => state.stands))].sort();
  print(`notice: ${found.states.length} states, ${found.moves} moves, refusals ${JSON.stringify([...found.refusals])}`);
  expect(stands).toEqual(
    ['unopened', 'drafted', 'posted', 'toBeProved', 'unproved', 'closed', 'takenDown', 'discarded'].sort(),
  );
});

test('every refusal it can give is given', () => {
  expect([...found.refusals.keys()].sort()).toEqual([
    'CASE_ENDED',
    'EVENT_NOT_ALLOWED',
    'GAP_NOT_OBSERVED',
    'LISTED_ALREADY',
    'NEEDS_MISSING',
    'NOT_LISTED',
    'NOT_TO_BE_SHOWN',
    'PUBLICITY_OVER',
    'ROLE_NOT_ENTITLED',
    'SHOWING_NOT_PROVED',
  ]);
});

/** States from which a state of these can be reached. */
function reaching(goals: ReadonlySet<number>): Set<number> {
  const back = Map.groupBy(found.edges, ([, to]) => to);
  const reached = new Set(goals);
  const open = [...goals];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const [from] of back.get(at) ?? []) {
      if (reached.has(from)) continue;
      reached.add(from);
      open.push(from);
    }
  }
  return reached;
}
const indexed = found.states.map((state, index) => ({ ...state, index }));
const where = (is: (stands: string) => boolean) =>
  new Set(indexed.filter(({ stands }) => is(stands)).map(({ index }) => index));

describe('from everywhere', () => {
  test('an end can be reached', () => {
    const ends = reaching(where((stands) => ['closed', 'takenDown', 'discarded'].includes(stands)));
    expect(indexed.filter(({ index }) => !ends.has(index))).toEqual([]);
  });

  test('where it is on show with weeks left, being shown whole can be reached, whatever was missed before', () => {
    const whole = reaching(where((stands) => stands === 'closed'));
    const early = indexed.filter(
      ({ stands, world }) => ['posted', 'toBeProved', 'unproved'].includes(stands) && world.looks.length <= 6,
    );
    expect(early.length).toBeGreaterThan(50);
    expect(early.filter(({ index }) => !whole.has(index)).map(({ by }) => by)).toEqual([]);
  });
});

let killed = 0;
describe('bugs planted into it', () => {
  test.each(planted)('found: $bug', ({ mutation, foundBy }) => {
    const mutant = mutation(lifecycle);
    const findings = [...lint(mutant), ...search(mutant, { stopAtFirst: true }).violations];
    if (findings.length > 0) killed += 1;
    expect(findings.join('\n')).toContain(foundBy);
  });
  afterAll(() => print(`planted bugs of the notice: ${killed} of ${planted.length} found`));
});
