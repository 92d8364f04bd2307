import { describe, expect, test } from 'vitest';
import { meetingGuards } from '../../../machines/meeting/guards.ts';
import { meetingLifecycle } from '../../../machines/meeting/lifecycle.ts';
import { structureOf } from '../../../machines/structure.ts';
import { branchesOf, pairsOf } from '../../support/application/coverage.ts';
import { cutOff, type Search, search, settings } from '../../support/meeting/search.ts';
import { print } from '../../support/print.ts';

/** Everything a sitting of seven experts over two cases can come to, beside a witness that knows nothing of its context. */
const searches = Object.entries(settings).map(([name, setting]): [string, Search] => [
  name,
  search(meetingLifecycle, setting),
]);
const answers = new Map<string, number>();
const verdicts = new Map<string, number>();
for (const [name, { states, coverage }] of searches) {
  print(`a sitting, ${name}: ${states.length} states, ${coverage.moves} moves, ${coverage.refusals} refusals`);
  for (const [key, times] of coverage.answers) answers.set(key, (answers.get(key) ?? 0) + times);
  for (const [key, times] of coverage.verdicts) verdicts.set(key, (verdicts.get(key) ?? 0) + times);
}

describe.each(searches)('a sitting: %s', (_name, found) => {
  test('keeps every property at every move', () => {
    expect(found.violations).toEqual([]);
  });

  test('comes to an end from everywhere', () => {
    expect(
      cutOff(found, ({ snapshot }) => snapshot.status === 'done').map(({ stands, by }) => `${stands}: ${by}`),
    ).toEqual([]);
  });

  test('that has signed its minutes can be filed, whatever its cases did', () => {
    const cut = cutOff(found, ({ stands }) => stands === 'filed');
    expect(cut.filter(({ stands }) => stands.startsWith('signed')).map(({ by }) => by)).toEqual([]);
  });
});

describe('the search of the sitting', () => {
  const { deadlineOf } = structureOf(meetingLifecycle);

  test('took every branch of the chart', () => {
    const taken = new Set(searches.flatMap(([, { coverage }]) => [...coverage.taken]));
    const missed = [...branchesOf(meetingLifecycle.machine)].filter(([branch]) => !taken.has(branch));
    expect(missed.map(([, name]) => name)).toEqual([]);
  });

  test('executed every event in every state that takes it', () => {
    const pairs = pairsOf(meetingLifecycle.machine, meetingLifecycle.stage).map((pair) => {
      const [place = '', type = ''] = pair.split(' | ');
      return `${place} | ${deadlineOf.get(type) ?? type}`;
    });
    expect(pairs.filter((pair) => !answers.has(`${pair} | pass`))).toEqual([]);
  });

  test('heard from every guard every answer it can give, and no other', () => {
    const heard = Map.groupBy(verdicts.keys(), (key) => key.split(' | ')[0] ?? '');
    const table = [...heard].map(([guard, keys]) => [guard, keys.map((key) => key.split(' | ')[1]).sort()]);
    expect(Object.fromEntries(table)).toEqual({
      announceable: ['NOTHING_PENDING', 'pass'],
      appraisable: ['GROUP_TOO_SMALL', 'NOT_ON_AGENDA', 'NOT_PRESENT', 'pass'],
      callable: [
        'CASE_LISTED',
        'CASE_NOT_QUEUED',
        'FILING_INVALID',
        'NO_COMMITTEE',
        'POOL_NOT_FILED',
        'POOL_TOO_SMALL',
        'SITTING_IN_PAST',
        'pass',
      ],
      closable: ['BALLOTS_MISSING', 'HAS_VOTED', 'elsewhere', 'pass'],
      declarable: ['ALREADY_RECUSED', 'NOT_DRAWN', 'NOT_ON_AGENDA', 'pass'],
      departable: ['NOT_PRESENT', 'pass'],
      // A pool that was large enough when it was called is, until it changes.
      drawable: ['POOL_CHANGED', 'SECRET_MISMATCH', 'pass'],
      fileable: ['DECISION_PENDING', 'pass'],
      minutesSigned: ['elsewhere', 'pass'],
      recordable: ['ALREADY_RECUSED', 'NOT_DRAWN', 'NOT_ON_AGENDA', 'pass'],
      rollable: ['FILING_INVALID', 'NOT_DRAWN', 'NO_CASE_LEFT', 'QUORUM_MISSING', 'SITTING_NOT_YET', 'pass'],
      signable: ['MINUTES_DIFFER', 'NOT_TO_SIGN', 'elsewhere', 'pass'],
      votable: ['NO_CASE_LEFT', 'OPINION_MISSING', 'QUORUM_MISSING', 'pass'],
    });
    expect([...heard.keys()].sort()).toEqual(Object.keys(meetingGuards).sort());
  });
});
