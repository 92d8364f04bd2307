import { describe, expect, test } from 'vitest';
import type { ApplicationContext } from '../../machines/application/context.ts';
import { type Deadline, deadlines } from '../../machines/deadlines.ts';
import { type Committee, nodeInstant, type Programme } from '../../machines/programme.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import { type StepInput, step } from '../../machines/step.ts';
import { castOf, instants, settings } from '../support/application/cast.ts';
import { given, type Play, way } from '../support/application/play.ts';
import { programmeCalendar } from '../support/programmes.ts';

const lifecycle = currentLifecycle('application');
const setting = settings.oneDepartment;

function recomputed(play: Play, other: Partial<StepInput> = {}) {
  const occurrence = { kind: 'recomputed', armed: armedOf(play) } as const;
  const { clock } = castOf(setting);
  const common = { lifecycle, snapshot: play.snapshot(), actor: clock, facts: {}, at: instants.inWindow };
  return step({ ...common, programme: setting.programme, calendar: programmeCalendar, occurrence, ...other });
}
const armedOf = (play: Play) => inOrder(play).map(({ name, anchor }) => ({ name, anchor }));
/** In the order of the closed list, which is that of the event. */
const inOrder = (play: Play) => deadlines.flatMap((name) => play.armed().get(name) ?? []);

/** The programme with a node of the committee on another day. */
function amended(programme: Programme, node: keyof Committee['nodes'], toDate: string): Programme {
  const committee = programme.committees['kaili-teacher']!;
  const nodes = { ...committee.nodes, [node]: { ...committee.nodes[node], toDate } };
  return { ...programme, committees: { ...programme.committees, 'kaili-teacher': { ...committee, nodes } } };
}

describe('deadlines recomputed by an amendment', () => {
  test('keep their anchors and leave the snapshot untouched', () => {
    const play = given(way.shown);
    const armed = armedOf(play);
    const result = recomputed(play, { at: Date.parse('2023-09-01T00:00:00+08:00') });
    expect(result).toMatchObject({ outcome: 'moved', past: 'deadlinesRecomputed', disarms: [], effects: [] });
    if (result.outcome !== 'moved') return;
    expect(result.snapshot).toBe(play.snapshot());
    expect(result.arms.map(({ name, anchor }) => ({ name, anchor }))).toEqual(armed);
    expect(result.arms.map(({ dueAt }) => dueAt)).toEqual(inOrder(play).map(({ dueAt }) => dueAt));
  });

  test('are recorded in one order, however their rows were read', () => {
    const play = given(way.shown);
    const armed = armedOf(play);
    const backwards = recomputed(play, { occurrence: { kind: 'recomputed', armed: armed.toReversed() } });
    expect(armed.length).toBeGreaterThan(2);
    expect(backwards).toEqual(recomputed(play));
  });

  test('follow the amended node', () => {
    const play = given(way.shown);
    const programme = amended(setting.programme, 'unitPushDue', '2023-09-15');
    const result = recomputed(play, { programme });
    const moved = result.outcome === 'moved' ? result.arms : [];
    const dueAt = (name: Deadline) => moved.find((arm) => arm.name === name)?.dueAt;
    expect(dueAt('unitPushDue')).toBe(nodeInstant({ toDate: '2023-09-15' }));
    expect(dueAt('departmentPushDue')).toBe(play.armed().get('departmentPushDue')?.dueAt);
  });

  test('keep an extended cut-off that is later than the amended node', () => {
    const play = given([...way.published, '⏰ intakeCutoff', 'extend (first person)', 'extend (second person)']);
    const cutoff = (toDate: string) => {
      const programme = amended(setting.programme, 'intakeCutoff', toDate);
      const result = recomputed(play, { programme });
      return result.outcome === 'moved' ? result.arms.find(({ name }) => name === 'intakeCutoff') : undefined;
    };
    const extended = (play.snapshot().context as ApplicationContext).cutoff;
    expect(cutoff('2023-10-10')).toMatchObject({ dueAt: extended, rule: { kind: 'extended' } });
    expect(cutoff('2023-12-20')).toMatchObject({ rule: { kind: 'node', toDate: '2023-12-20' } });
  });
});
