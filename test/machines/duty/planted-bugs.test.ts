import { afterAll, expect, test } from 'vitest';
import { dutyLifecycle } from '../../../machines/duty/lifecycle.ts';
import { lint } from '../../../machines/lint.ts';
import { type PlantedInDuty, plantedInDuty } from '../../support/duty/planted.ts';
import { search } from '../../support/duty/search.ts';
import { print } from '../../support/print.ts';

/** What the search of the duty is worth: bugs planted into it, each of which must be found, and by what it breaks. */

function findings({ mutation, setting }: Omit<PlantedInDuty, 'bug' | 'foundBy'>): string[] {
  const lifecycle = mutation(dutyLifecycle);
  return [...lint(lifecycle), ...search(lifecycle, setting).violations.map(({ property }) => property)];
}

let killed = 0;

test.each(plantedInDuty)('found: $bug', (bug) => {
  const found = findings(bug);
  if (found.length > 0) killed += 1;
  expect(found).toContain(bug.foundBy);
});

test('the chart as it is has nothing to be found', () => {
  for (const { setting } of plantedInDuty) expect(findings({ mutation: (same) => same, setting })).toEqual([]);
});

afterAll(() => print(`planted bugs in the duty: ${killed} of ${plantedInDuty.length} found`));
