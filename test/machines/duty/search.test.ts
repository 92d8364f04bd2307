import { describe, expect, test } from 'vitest';
import { dutyGuards } from '../../../machines/duty/guards.ts';
import { dutyLifecycle } from '../../../machines/duty/lifecycle.ts';
import { dutyBlockers } from '../../../machines/duty/writes.ts';
import { structureOf } from '../../../machines/structure.ts';
import { branchesOf, pairsOf } from '../../support/application/coverage.ts';
import { type Setting, settings } from '../../support/duty/cast.ts';
import { cutOff, type Search, search } from '../../support/duty/search.ts';
import { print } from '../../support/print.ts';

/** Everything a duty can come to, searched with the pure step beside a witness that knows nothing of its context. */
const searches = Object.entries(settings).map(([name, setting]): [string, Setting, Search] => [
  name,
  setting,
  search(dutyLifecycle, setting),
]);

const answers = new Map<string, number>();
const verdicts = new Map<string, number>();
for (const [name, , { states, coverage }] of searches) {
  print(`${name}: ${states.length} states, ${coverage.moves} moves, ${coverage.refusals} refusals`);
  for (const [key, times] of coverage.answers) answers.set(key, (answers.get(key) ?? 0) + times);
  for (const [key, times] of coverage.verdicts) verdicts.set(key, (verdicts.get(key) ?? 0) + times);
}
print(`(state, event, answer): ${answers.size}; (guard, answer): ${verdicts.size}`);

describe.each(searches)('a duty: %s', (_name, _setting, found) => {
  test('keeps every property at every move', () => {
    expect(found.violations).toEqual([]);
  });

  test('comes to an end from everywhere', () => {
    expect(cutOff(found, ({ snapshot }) => snapshot.status === 'done')).toEqual([]);
  });

  test('can be fulfilled in time until it is overdue, and late from then on', () => {
    const late = found.states.filter(({ witness }) => witness.missed).map(({ stands }) => stands);
    const cut = cutOff(found, ({ stands }) => stands === 'fulfilled');
    expect(cut.filter((stands) => !late.includes(stands) && stands !== 'acceptedLate')).toEqual([]);
    expect(cutOff(found, ({ stands }) => stands === 'fulfilledLate')).toEqual([]);
  });

  test('always has something that will ring', () => {
    const silent = found.states.filter(({ snapshot, stands, witness }) => {
      return snapshot.status !== 'done' && stands !== 'unopened' && witness.armed.length === 0;
    });
    expect(silent).toEqual([]);
  });
});

describe('the search of the duty', () => {
  const { deadlineOf } = structureOf(dutyLifecycle);

  test('took every branch of the chart', () => {
    const taken = new Set(searches.flatMap(([, , { coverage }]) => [...coverage.taken]));
    const missed = [...branchesOf(dutyLifecycle.machine)].filter(([branch]) => !taken.has(branch));
    expect(missed.map(([, name]) => name)).toEqual([]);
  });

  test('executed every event in every state that takes it', () => {
    const pairs = pairsOf(dutyLifecycle.machine, dutyLifecycle.stage).map((pair) => {
      const [place = '', type = ''] = pair.split(' | ');
      return `${place} | ${deadlineOf.get(type) ?? type}`;
    });
    expect(pairs.filter((pair) => !answers.has(`${pair} | pass`))).toEqual([]);
  });

  test('met every blocker that a duty has of its own', () => {
    const met = new Set([...answers.keys()].map((key) => key.split(' | ')[2]));
    expect(dutyBlockers.filter((code) => !met.has(code))).toEqual([]);
  });

  test('heard from every guard every answer it can give, and no other', () => {
    const heard = Map.groupBy(verdicts.keys(), (key) => key.split(' | ')[0] ?? '');
    const table = [...heard].map(([guard, keys]) => [guard, keys.map((key) => key.split(' | ')[1]).sort()]);
    expect(Object.fromEntries(table)).toEqual({
      acceptable: ['HANDED_IN_LATE', 'HANDED_IN_TIME', 'pass'],
      inForce: ['elsewhere', 'pass'],
      openable: [
        'BUREAU_NOT_ABOVE',
        'DUTY_KNOWN',
        'DUTY_NOT_OWED',
        'NO_REVIEWER',
        'SEASON_CLOSED',
        'UNIT_UNKNOWN',
        'pass',
      ],
      owedSince: ['elsewhere', 'pass'],
      receivable: [
        'CLASS_MISSING',
        'CLASS_UNKNOWN',
        'COUNTER_CLOSED',
        'FORM_DIFFERS',
        'HOUR_AHEAD',
        'NOT_AT_COUNTER',
        'NOT_ONLINE',
        'POSTS_IMPOSSIBLE',
        'elsewhere',
        'pass',
      ],
    });
    expect([...heard.keys()].sort()).toEqual(Object.keys(dutyGuards).sort());
  });
});
