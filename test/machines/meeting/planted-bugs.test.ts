import { afterAll, expect, test } from 'vitest';
import { lint } from '../../../machines/lint.ts';
import { meetingLifecycle } from '../../../machines/meeting/lifecycle.ts';
import { planted } from '../../support/meeting/planted.ts';
import { search } from '../../support/meeting/search.ts';
import { print } from '../../support/print.ts';

/** What the search of the sitting is worth: bugs planted into it, each of which must be found, and by what it breaks. */

let killed = 0;

test.each(planted)('found: $bug', ({ mutation, setting, foundBy }) => {
  const mutant = mutation(meetingLifecycle);
  const found = [...lint(mutant), ...search(mutant, setting, foundBy).violations];
  if (found.length > 0) killed += 1;
  expect(found.join('\n')).toContain(foundBy);
});

test('the chart as it is has nothing to be found', () => {
  for (const setting of new Set(planted.map((one) => one.setting))) {
    expect(search(meetingLifecycle, setting).violations).toEqual([]);
  }
});

afterAll(() => print(`planted bugs in the sitting: ${killed} of ${planted.length} found`));
