import { afterAll, expect, test } from 'vitest';
import type { ApplicationEventName } from '../../../machines/application/events.ts';
import { lint } from '../../../machines/lint.ts';
import { currentLifecycle } from '../../../machines/registry.ts';
import { settings } from '../../support/application/cast.ts';
import { placesWithStuckMatters } from '../../support/application/graph.ts';
import { planted } from '../../support/application/planted.ts';
import type { Planted } from '../../support/application/planted-bug.ts';
import { search } from '../../support/application/search.ts';
import { print } from '../../support/print.ts';

/**
 * What the search is worth: bugs planted into the application, each of which must be found, and by what it breaks. A bug is
 * looked for in the smallest search that can come to it.
 */
const rarely = [
  ...['complain', 'resolveComplaint', 'extend', 'return', 'requestSupplement', 'disqualify'],
  ...['prolong', 'unpublish', 'requeue'],
] as readonly ApplicationEventName[];

/** Everything that says that something is wrong with the chart. */
function findings({ mutation, needs = [] }: Planted): string[] {
  const lifecycle = mutation(currentLifecycle('application'));
  const refused = lint(lifecycle);
  if (refused.length > 0) return refused;
  const without = rarely.filter((name) => !(needs as readonly string[]).includes(name));
  const found = search({ lifecycle, setting: settings.twoDepartments, without, stopAtFirst: true });
  const violations = found.violations.flatMap(({ property, detail }) => [property, detail]);
  return violations.length > 0
    ? violations
    : placesWithStuckMatters(found).map((place) => `matters are stuck in ${place}`);
}

let killed = 0;

test.each(planted)('found: $bug', (bug) => {
  const found = findings(bug);
  if (found.length > 0) killed += 1;
  expect(found).toContain(bug.foundBy);
});

test('the chart as it is has nothing to be found', () => {
  const sound: Planted = { bug: 'none', mutation: (lifecycle) => lifecycle, foundBy: '' };
  expect(findings(sound)).toEqual([]);
});

afterAll(() => print(`planted bugs: ${killed} of ${planted.length} found`));
