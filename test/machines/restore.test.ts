import { describe, expect, test } from 'vitest';
import type { ApplicationContext } from '../../machines/application/context.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import { restore, storedOf, UnfitSnapshot } from '../../machines/restore.ts';
import { activePaths, judgedNodes, standingMeta, standsOf, timersOf } from '../../machines/structure.ts';
import { settings } from '../support/application/cast.ts';
import { given, way } from '../support/application/play.ts';
import { search } from '../support/application/search.ts';

const lifecycle = currentLifecycle('application');
const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const shown = () => storedOf(given(way.shown).snapshot());
const value = () => throughJson(shown().value) as { underway: Record<string, unknown> };

describe('a stored case', () => {
  test('comes back from JSON as it was, from every state', { timeout: 120_000 }, () => {
    const without = ['complain', 'resolveComplaint', 'extend', 'requestSupplement', 'prolong'] as const;
    const { states } = search({ lifecycle, setting: settings.oneDepartment, without });
    for (const { snapshot, stands } of states.filter((state) => state.stands !== 'unopened')) {
      const restored = restore(lifecycle, throughJson(storedOf(snapshot)));
      expect([stands, storedOf(restored), restored.status]).toEqual([stands, storedOf(snapshot), snapshot.status]);
    }
    expect(states.length).toBeGreaterThan(100);
  });

  test('whose region is missing is refused, not filled in', () => {
    const { underway } = value();
    delete underway.season;
    expect(() => restore(lifecycle, { ...shown(), value: { underway } as never })).toThrow(UnfitSnapshot);
  });

  test('whose value is too coarse is refused, not filled in', () => {
    const { underway } = value();
    const coarse = { underway: { ...underway, stage: 'draft' } };
    expect(() => restore(lifecycle, { ...shown(), value: coarse as never })).toThrow('restored as');
  });

  test('in a state the chart does not have is refused by name', () => {
    const { underway } = value();
    const unknown = { underway: { ...underway, stage: { returned: 'toApplicant' } } };
    expect(() => restore(lifecycle, { ...shown(), value: unknown as never })).toThrow(UnfitSnapshot);
    expect(() => restore(lifecycle, { ...shown(), value: 'archived' })).toThrow('application@1');
  });

  test.each([
    ['without a part', (context: ApplicationContext) => ({ ...context, ran: undefined })],
    ['with a part of its own', (context: ApplicationContext) => ({ ...context, note: 'text' })],
    ['with an impossible level', (context: ApplicationContext) => ({ ...context, level: -1 })],
    ['that is missing', () => undefined],
  ])('with a context %s is refused', (_how, change) => {
    const stored = shown();
    const context = change(stored.context as ApplicationContext);
    expect(() => restore(lifecycle, { ...stored, context: context as never })).toThrow('application@1: context');
  });
});

describe('what is read off a value', () => {
  test('where the case stands, who holds it, and what is armed', () => {
    const { value: stored } = shown();
    expect(standsOf(lifecycle, stored)).toBe('beforeIntake.unitVerification.internalPublicity.shown');
    expect(standingMeta(lifecycle, stored)).toEqual({ holder: 'unitAdmin', clause: '令40 第16条' });
    expect(
      timersOf(lifecycle, stored)
        .map(({ deadline }) => deadline)
        .sort(),
    ).toEqual([
      'cycleRollover',
      'departmentPushDue',
      'filingDue',
      'intakeCutoff',
      'internalPublicityEnd',
      'policyReviewDue',
      'reviewMeetingDue',
      'unitPushDue',
    ]);
  });

  test('of an ended case its outcome, nothing armed, no node', () => {
    expect(standsOf(lifecycle, 'withdrawn')).toBe('withdrawn');
    expect(standingMeta(lifecycle, 'withdrawn')).toMatchObject({ holder: null, ended: true });
    expect(timersOf(lifecycle, 'withdrawn')).toEqual([]);
    expect(judgedNodes(lifecycle, 'withdrawn')).toEqual({});
  });

  test('nodes that were judged, not those ahead or inherited', () => {
    const { underway } = value();
    const stored = {
      underway: { ...underway, unitNode: 'met', departmentNode: 'overrun', policyReviewNode: 'inherited' },
    };
    expect(judgedNodes(lifecycle, stored as never)).toEqual({ unitPushDue: 'met', departmentPushDue: 'overrun' });
  });

  test('every active state, parents first', () => {
    expect(activePaths({ underway: { stage: { draft: 'editing' }, season: 'current' } })).toEqual([
      'underway',
      'underway.stage',
      'underway.stage.draft',
      'underway.stage.draft.editing',
      'underway.season',
      'underway.season.current',
    ]);
  });
});
