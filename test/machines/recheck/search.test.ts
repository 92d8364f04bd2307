import { afterAll, describe, expect, test } from 'vitest';
import { lint } from '../../../machines/lint.ts';
import { currentLifecycle } from '../../../machines/registry.ts';
import { cutOffFrom, explore } from '../../support/explore.ts';
import { print } from '../../support/print.ts';
import { type Charts, movesOf, startOf, wrongIn } from '../../support/recheck/moves.ts';
import { planted } from '../../support/recheck/planted.ts';
import { keyOf, names, type World } from '../../support/recheck/world.ts';

/** Everything that can be asked about one result, and come of it: three rechecks and the case they reopen, searched together. */

const charts: Charts = { recheck: currentLifecycle('recheck'), application: currentLifecycle('application') };
const search = (of: Charts, stopAtFirst = false) =>
  explore<World>(
    { start: startOf(of), moves: (world) => movesOf(of, world), keyOf, wrongIn: (world) => wrongIn(of, world) },
    { stopAtFirst },
  );
const found = search(charts);

test('nothing that is asked about a result breaks what must hold', () => {
  print(
    `rechecks: ${found.worlds.length} states, ${found.edges.length} moves, refusals ${JSON.stringify([...found.refusals])}`,
  );
  expect(found.violations).toEqual([]);
});

test('every way it can stand is reached, and every refusal given', () => {
  const stands = new Set(found.worlds.flatMap(({ rechecks }) => names.map((name) => rechecks[name].stands)));
  expect([...stands].sort()).toEqual(
    [
      'unopened',
      'requested',
      'decisionOverdue',
      'complained',
      'complaintOverdue',
      'granted',
      'followUpOverdue',
      'reopened',
      'refused',
      'retracted',
    ].sort(),
  );
  expect([...found.refusals.keys()].sort()).toEqual(
    expect.arrayContaining([
      'NEEDS_MISSING',
      'NO_RECHECK',
      'NO_VACANCY',
      'RECHECK_FINAL',
      'RECHECK_KNOWN',
      'RECHECK_TOO_LATE',
      'RESULT_UNKNOWN',
      'SAME_PERSON',
    ]),
  );
});

describe('from everywhere', () => {
  test('what was asked can come to an end', () => {
    const over = ({ rechecks }: World) =>
      names.every((name) => !rechecks[name].asked || rechecks[name].snapshot.status === 'done');
    expect(cutOffFrom(found, over)).toEqual([]);
  });

  test('what was granted can be a case again, once a vacancy is there', () => {
    const granted = found.worlds.filter(({ rechecks }) => names.some((name) => rechecks[name].stands === 'granted'));
    const cut = new Set(cutOffFrom(found, ({ followUps }) => followUps === 1));
    expect(granted.length).toBeGreaterThan(20);
    expect(granted.filter((world) => cut.has(world))).toEqual([]);
  });
});

let killed = 0;
describe('bugs planted into it', () => {
  test.each(planted)('found: $bug', ({ mutation, foundBy }) => {
    const mutant = mutation(charts);
    const findings = [...lint(mutant.recheck), ...search(mutant, true).violations];
    if (findings.length > 0) killed += 1;
    expect(findings.join('\n')).toContain(foundBy);
  });
  afterAll(() => print(`planted bugs of the recheck: ${killed} of ${planted.length} found`));
});
