import { afterAll, describe, expect, test } from 'vitest';
import type { Lifecycle } from '../../../machines/lifecycle.ts';
import { lint } from '../../../machines/lint.ts';
import { currentLifecycle } from '../../../machines/registry.ts';
import { type Setting, settings } from '../../support/certificate/cast.ts';
import { movesOf, startOf, wrongIn } from '../../support/certificate/moves.ts';
import { planted } from '../../support/certificate/planted.ts';
import { keyOf, names, type World } from '../../support/certificate/world.ts';
import { cutOffFrom, type Explored, explore } from '../../support/explore.ts';
import { print } from '../../support/print.ts';

/** Everything that can become of a person's titles: issued, questioned, looked into, revoked; two certificates searched together. */

const current = currentLifecycle('certificate');
function search(lifecycle: Lifecycle, setting: Setting, stopAtFirst = false): Explored<World> {
  const where = { lifecycle, setting };
  return explore<World>(
    {
      start: startOf(where),
      moves: (world) => movesOf(where, world),
      keyOf,
      wrongIn: (world) => wrongIn(where, world),
    },
    { stopAtFirst },
  );
}

const inQuestion = ({ certificates }: World) =>
  names.some((name) => ['questioned', 'questionOverdue'].includes(certificates[name].stands));
/** What a question can come to from each of its states, read off the moves; and where it can come to nothing. */
function stuck(found: Explored<World>): string[] {
  const { worlds, edges } = found;
  const ends = new Set(
    edges.flatMap(([from, to]) =>
      names.map((name) => `${worlds[from]!.certificates[name].stands} → ${worlds[to]!.certificates[name].stands}`),
    ),
  );
  const wanted = worlds.some(inQuestion)
    ? [
        ['a title in question can fall', 'revoked'],
        ['a title in question can stand again', 'active'],
      ]
    : [];
  const missing = wanted.flatMap(([says = '', to = '']) =>
    ['questioned', 'questionOverdue'].flatMap((from) => (ends.has(`${from} → ${to}`) ? [] : [`${says}: not ${from}`])),
  );
  return [...missing, ...cutOffFrom(found, (world) => !inQuestion(world)).map(() => 'a question can come to an end')];
}

const searches = Object.entries(settings).map(([name, setting]) => [name, setting, search(current, setting)] as const);
for (const [name, , { worlds, edges, refusals }] of searches)
  print(
    `certificates, ${name}: ${worlds.length} states, ${edges.length} moves, refusals ${JSON.stringify([...refusals])}`,
  );

describe.each(searches)('certificates: %s', (_name, { pair }, found) => {
  test('break nothing that must hold, whatever is done in whatever order', () => {
    expect(found.violations).toEqual([]);
  });

  test('are asked about where they may be, and a question ends one way or the other', () => {
    expect(found.worlds.some(inQuestion)).toBe(pair);
    expect(stuck(found)).toEqual([]);
  });
});

test('every way a certificate can stand is reached', () => {
  const stands = searches.flatMap(([, , { worlds }]) =>
    worlds.flatMap(({ certificates }) => names.map((name) => certificates[name].stands)),
  );
  expect([...new Set(stands)].sort()).toEqual(['active', 'questionOverdue', 'questioned', 'revoked', 'unopened']);
});

let killed = 0;
describe('bugs planted into it', () => {
  test.each(planted)('found: $bug', ({ mutation, foundBy, setting }) => {
    const mutant = mutation(current);
    const found = search(mutant, settings[setting]!, true);
    const findings = [...lint(mutant), ...found.violations, ...(found.violations.length > 0 ? [] : stuck(found))];
    if (findings.length > 0) killed += 1;
    expect(findings.join('\n')).toContain(foundBy);
  });
  afterAll(() => print(`planted bugs of the certificate: ${killed} of ${planted.length} found`));
});
