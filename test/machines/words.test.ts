import { describe, expect, test } from 'vitest';
import { lifecycleNames } from '../../machines/lifecycle.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import { structureOf } from '../../machines/structure.ts';
import { eventWords } from '../../machines/words/events.ts';
import { stateWords } from '../../machines/words/states.ts';

describe.each(lifecycleNames)('the words of the %s', (name) => {
  const lifecycle = currentLifecycle(name);

  test('name every place a case can stand in, and no other', () => {
    const { states } = structureOf(lifecycle);
    const stage = lifecycle.stage.join('.');
    const paths = [...states.keys()].filter((path) => path !== '' && path !== 'unopened');
    const isLeaf = (path: string) => !paths.some((other) => other.startsWith(`${path}.`));
    const leaves = paths.filter(isLeaf);
    const inStage = leaves.filter((path) => stage !== '' && path.startsWith(`${stage}.`));
    const outcomes = leaves.filter((path) => !path.includes('.'));
    const places = [...inStage.map((path) => path.slice(stage.length + 1)), ...outcomes];
    expect(Object.keys(stateWords[name]).sort()).toEqual(places.sort());
  });

  test('name every event of its contract, and no other', () => {
    expect(Object.keys(eventWords[name]).sort()).toEqual(Object.keys(lifecycle.events).sort());
  });
});
