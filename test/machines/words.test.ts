import { describe, expect, test } from 'vitest';
import { alarmWords } from '../../cli/commands/alarms.ts';
import type { BlockerCode } from '../../machines/blocker-codes.ts';
import { deadlines } from '../../machines/deadlines.ts';
import { lifecycleNames } from '../../machines/lifecycle.ts';
import type { Text } from '../../machines/programme-entries.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import { structureOf } from '../../machines/structure.ts';
import { blockerWords } from '../../machines/words/blockers.ts';
import { dayWords } from '../../machines/words/days.ts';
import { deadlineWords } from '../../machines/words/deadlines.ts';
import { lifecycleWords } from '../../machines/words/lifecycles.ts';
import { aboutWords, messageWords } from '../../machines/words/messages.ts';
import { needWords, reasonWords } from '../../machines/words/reasons.ts';
import { partyWords, roleWords } from '../../machines/words/roles.ts';
import { given, way } from '../support/application/play.ts';

describe.each(lifecycleNames)('the words of the %s', (name) => {
  const lifecycle = currentLifecycle(name);
  const words = lifecycleWords[name];

  test('name every place a case can stand in, and no other', () => {
    const { states } = structureOf(lifecycle);
    const stage = lifecycle.stage.join('.');
    const paths = [...states.keys()].filter((path) => path !== '' && path !== 'unopened');
    const isLeaf = (path: string) => !paths.some((other) => other.startsWith(`${path}.`));
    const leaves = paths.filter(isLeaf);
    const inStage = leaves.filter((path) => stage !== '' && path.startsWith(`${stage}.`));
    const outcomes = leaves.filter((path) => !path.includes('.'));
    const places = [...inStage.map((path) => path.slice(stage.length + 1)), ...outcomes];
    expect(Object.keys(words.states).sort()).toEqual(places.sort());
  });

  test('name every part of its chart once: where a case can stand, or what contains it and the clocks', () => {
    const stage = lifecycle.stage.join('.');
    const paths = [...structureOf(lifecycle).states.keys()].filter((path) => path !== '');
    const places = Object.keys(words.states);
    const standing = places.map((place) => (paths.includes(place) ? place : `${stage}.${place}`));
    expect([...standing, ...Object.keys(words.parts)].sort()).toEqual(paths.sort());
  });

  test('name every event of its contract, and no other', () => {
    expect(Object.keys(words.events).sort()).toEqual(Object.keys(lifecycle.events).sort());
  });
});

describe('the words', () => {
  /** Every text, with where it stands. */
  const texts: [string, Text][] = Object.entries({
    ...partyWords,
    ...deadlineWords,
    ...roleWords,
    ...reasonWords,
    ...needWords,
    ...blockerWords,
    ...dayWords,
  });
  texts.push(...Object.entries({ ...messageWords, ...alarmWords }));
  for (const [name, { name: called, parts, states, events }] of Object.entries(lifecycleWords)) {
    texts.push([name, called], ...Object.entries({ ...parts, ...states }), ...Object.entries(events));
  }

  test('are Chinese in Chinese and English in English', () => {
    for (const [where, { zh, en }] of texts) {
      expect([where, /\p{Script=Han}/u.test(zh)]).toEqual([where, true]);
      expect([where, /\p{Script=Han}/u.test(en)]).toEqual([where, false]);
    }
  });

  test('stand for the same parts in both languages', () => {
    const parts = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [where, { zh, en }] of texts) expect([where, parts(zh)]).toEqual([where, parts(en)]);
  });

  test('keep apart what the notice keeps apart: 退回, 驳回, 撤回, 终止, 不予推荐', () => {
    const { return: back, reject, withdraw, terminate, decline } = lifecycleWords.application.events;
    const words = [back, reject, withdraw, terminate, decline].map((word) => word?.zh);
    expect(words).toEqual(['退回整改', '驳回', '撤回', '终止', '不予推荐']);
    const { policyRejected, withdrawn, terminatedByRollover, notRecommended } = lifecycleWords.application.states;
    expect([withdrawn, terminatedByRollover, notRecommended].map((word) => word?.zh)).toEqual([
      '已撤回',
      '年度终止',
      '单位不予推荐',
    ]);
    expect(policyRejected?.zh).not.toMatch(/退回|撤回|终止/);
  });
});

describe('what a message is about', () => {
  test.each(lifecycleNames)('has words for everything the %s tells', (lifecycle) => {
    const { events } = currentLifecycle(lifecycle);
    const abouts = [...Object.values(events).map(({ past }) => past), ...deadlines, ...Object.keys(messageWords)];
    for (const about of abouts)
      expect([about, aboutWords({ lifecycle, about })?.zh]).toEqual([about, expect.any(String)]);
  });

  test('is nothing where nobody tells it', () => {
    expect(aboutWords({ lifecycle: 'application', about: 'constructor' })).toBeUndefined();
    expect(aboutWords({ lifecycle: null, about: 'submitted' })).toBeUndefined();
  });
});

describe('what a blocker says', () => {
  /** Blockers as the guards really give them, on cases that were played. */
  const refused: readonly [string, readonly string[], string][] = [
    ['BARRED', way.published, 'recommend (barred)'],
    ['CASE_HELD', [...way.queued, 'object (a)'], 'convene'],
    ['CASE_ENDED', ['open', 'withdraw'], 'withdraw'],
    ['COUNTS_IMPOSSIBLE', way.voting, 'decide (more yes than present)'],
    ['CUTOFF_NOT_LATER', [...way.published, '⏰ intakeCutoff'], 'extend (no later than it is)'],
    ['FILING_INVALID', way.pushed, 'receive (filing run out)'],
    ['GROUP_TOO_SMALL', [...way.queued, 'convene'], 'recordOpinion (two experts)'],
    ['ITEM_NOT_CONCLUDED', way.submitted, 'verify (one left out)'],
    ['ITEM_REJECTED', way.submitted, 'verify (untrue)'],
    ['MATERIAL_MISSING', ['open'], 'submit (an item missing)'],
    ['NEEDS_MISSING', ['open'], 'withdraw (no reason)'],
    ['NO_DEPARTMENT', [], 'open (nobody pushes)'],
    ['NO_SUCH_CONSEQUENCE', [...way.shown, 'object (a)'], 'resolveObjection (upheld, reject)'],
    ['NO_VACANCY', way.published, 'recommend (no vacancy)'],
    ['OBJECTION_OPEN', [...way.published, 'object (a)'], 'recommend'],
    ['QUORUM_MISSING', way.voting, 'decide (one short of the quorum)'],
    ['ROLE_NOT_ENTITLED', [], 'open (by an auditor)'],
    ['SLOT_TAKEN', [], 'open (slot taken)'],
  ];

  test.each(refused)('of %s has all its parts', (code, acts, label) => {
    const result = given(acts).send(label);
    const blocker = result.outcome === 'refused' ? result.blockers.find((one) => one.code === code) : undefined;
    const wanted = [...blockerWords[code as BlockerCode].en.matchAll(/\{(\w+)\}/g)].map(([, part]) => part);
    expect(Object.keys(blocker?.params ?? {})).toEqual(expect.arrayContaining(wanted));
  });
});
