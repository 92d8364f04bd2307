import { afterAll, describe, expect, test } from 'vitest';
import { anyTwo, charts, inTheSuite, isWhole, oneOfEach } from '../../support/joint/bounds.ts';
import { type Exploration, explore } from '../../support/joint/explore.ts';
import type { Bounds } from '../../support/joint/joint.ts';
import { type Removed, removals } from '../../support/joint/removed.ts';
import { print } from '../../support/print.ts';

/**
 * The charts explored together: an application with its notices, matters, sittings, recheck and certificate, and the commands
 * between them, breadth first. `npm run explore` goes further and prints the ways (docs/exploration.md).
 */
const HOUR = 3_600_000;

const figures = ({ states, moves, refusals, certified, seconds }: Exploration) =>
  `${states} states (${certified} with a certificate), ${moves} moves, ${refusals} refusals, ${seconds.toFixed(1)} s`;

const explorations: readonly (readonly [string, Bounds])[] = [
  ['one thing between', inTheSuite],
  ...(isWhole
    ? ([
        ['one thing between, rechecks with it, every command in its own time', oneOfEach],
        ['any two things between', anyTwo],
      ] as const)
    : []),
];

/** A draft that was not handed in comes to nothing; a cut-off that was missed is extended in no exploration. */
const hopeless = ['missedCutoff'];
/** With two things between, a notice may be taken down unproved while its case goes on: nothing proves it then (docs/exploration.md). */
const unproved = ['resultPublicity.open.awaitingNotice', 'resultPublicity.open.shown', 'confirmation'];

describe.each(explorations)('together, with %s', (name, bounds) => {
  let found: Exploration;

  test('there is no way to a certificate without whole publicities, closed objections and a sound vote', {
    timeout: HOUR,
  }, () => {
    found = explore({ bounds, broken: { lifecycles: charts } });
    print(`together, ${name}: ${figures(found)}`);
    expect(found.ways).toEqual([]);
    expect(found.certified).toBeGreaterThan(0);
  });

  test('no command is answered by a refusal that its sender does not reckon with', () => {
    expect(found.findings).toEqual([]);
  });

  test('an end of every case, with nothing under way, can be reached from everywhere', () => {
    expect(found.stuck).toEqual([]);
  });

  test('a certificate stays possible wherever the application stands', () => {
    const known = bounds === anyTwo ? [...hopeless, ...unproved] : hopeless;
    expect(found.doomed.filter(({ what }) => !known.includes(what))).toEqual([]);
  });
});

/** What the exploration comes to first, where something is taken away. */
function ledTo({ broken, bounds }: Removed): { leads: Removed['leads']; found: Exploration } {
  const found = explore({ bounds, broken, stopAtFirst: true });
  if (found.ways.length > 0) return { leads: 'way', found };
  if (found.findings.length > 0) return { leads: 'refusal', found };
  return { leads: found.certified === 0 ? 'standstill' : 'nothing', found };
}

describe('what carries the property, taken away', () => {
  const looked: string[] = [];

  test.each(removals.filter(({ long }) => isWhole || !long))('$what: $leads', { timeout: HOUR }, (removed) => {
    const { leads, found } = ledTo(removed);
    looked.push(leads);
    if (isWhole) print('', `without «${removed.what}»: ${leads}; ${figures(found)}`, ...told(removed, found));
    expect(leads).toBe(removed.leads);
  });

  afterAll(() => {
    const count = (leads: string) => looked.filter((one) => one === leads).length;
    print(
      `taken away: ${looked.length}; ways found ${count('way')}, no certificate ${count('standstill')}, held ${count('nothing')}`,
    );
  });
});

function told({ because }: Removed, { ways, findings }: Exploration): string[] {
  const [first] = [...ways, ...findings];
  if (!first) return because ? [`  ${because}`] : [];
  return [`  ${first.what}`, ...first.way.map((line) => `    ${line}`)];
}
