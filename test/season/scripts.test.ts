import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentLifecycle } from '../../machines/registry.ts';
import { structureOf } from '../../machines/structure.ts';
import { seasonEnd } from '../../season/dates.ts';
import { scriptedStates } from '../../season/script.ts';
import { playHere, populationOf, type SeasonHere } from '../support/seasons.ts';

const seed = 7;
/** As many as it takes for every fate of both decks. */
const cases = 480;
const people = populationOf(cases, seed);
let here: SeasonHere;
/** States and types of the applications' events. */
let events: { type: string; state: string; before: string | null }[];

beforeAll(async () => {
  here = await playHere(people, { senders: 16 });
  events = await here.service.query(
    `select e.type, e.state, lag(e.state) over (partition by e.case_id order by e.seq) as before
       from events e join cases c on c.id = e.case_id where c.lifecycle = 'application'`,
  );
}, 300_000);
afterAll(() => here.service.close());

/** States in which a case of the application can stand: the leaves of the stage, and the outcomes. */
function standing(): { waiting: string[]; outcomes: string[] } {
  const { states } = structureOf(currentLifecycle('application'));
  const paths = [...states.keys()];
  const leaves = paths.filter((path) => path !== '' && !paths.some((other) => other.startsWith(`${path}.`)));
  const stage = 'underway.stage.';
  return {
    waiting: leaves.filter((path) => path.startsWith(stage)).map((path) => path.slice(stage.length)),
    outcomes: leaves.filter((path) => states.get(path)?.meta.ended),
  };
}

describe(`a season of ${cases} cases, seed ${seed}, in one process`, () => {
  test('has a script for every state a case can stand in', () => {
    expect([...scriptedStates].sort()).toEqual(standing().waiting.sort());
  });

  test('meets no answer its people did not expect', () => {
    expect(here.played.surprises).toEqual([]);
  });

  test('is played to its end', () => {
    expect(here.played.ended).toBe(seasonEnd);
  });

  test('sees every state and every outcome', () => {
    const seen = new Set(events.map(({ state }) => state));
    const { waiting, outcomes } = standing();
    expect([...waiting, ...outcomes].filter((state) => !seen.has(state))).toEqual([]);
  });

  test('has cases in every state when the rollover of 2022 comes, but in a draft that can still be edited', () => {
    const { waiting } = standing();
    const found = new Set(events.filter(({ type }) => type === 'cycleRollover').map(({ before }) => before));
    expect(waiting.filter((state) => !found.has(state))).toEqual(['draft.editing']);
  });

  test('sees every event of the chart, and every deadline', () => {
    const lifecycle = currentLifecycle('application');
    const { deadlineOf } = structureOf(lifecycle);
    const seen = new Set(events.map(({ type }) => type));
    const all = [...Object.keys(lifecycle.events), ...new Set(deadlineOf.values())];
    expect(all.filter((type) => !seen.has(type))).toEqual([]);
  });

  test('meets every reason to be refused that people can meet without the system failing', () => {
    const codes = new Set([...here.played.answers.keys()].map((answer) => answer.split(' ')[1]));
    expect([...codes].sort()).toEqual(
      [
        ...['ALREADY_PROPOSED', 'BARRED', 'CASE_ENDED', 'CASE_HELD', 'CASE_NOT_FOUND', 'CLICK_WINDOW_CLOSED'],
        ...[
          'COUNTS_IMPOSSIBLE',
          'CUTOFF_NOT_LATER',
          'EVENT_NOT_ALLOWED',
          'FRAUD_OPEN',
          'GROUP_TOO_SMALL',
          'ITEM_REJECTED',
        ],
        ...['KEY_REUSED', 'MATERIAL_MISSING', 'NOT_EMPLOYED', 'NO_VACANCY', 'QUORUM_MISSING', 'ROLE_NOT_ENTITLED'],
        ...['SAME_PERSON', 'SEASON_CLOSED', 'SLOT_TAKEN', 'STALE_VERSION', 'SUPPLEMENT_USED', 'VERSION_REQUIRED'],
        ...['moved', 'replayed'],
      ].sort(),
    );
  });

  test('leaves nothing underway at its end but what the rollover flagged', async () => {
    const left = await here.service.query<{ state: string }>(
      `select state from cases where lifecycle = 'application' and ended is null`,
    );
    expect(left.filter(({ state }) => !/^(expertReview|resultPublicity|confirmation)/.test(state))).toEqual([]);
  });

  test('leaves a clean record, and nothing went wrong inside', async () => {
    const { violations, findings } = await here.service.verify();
    expect(findings).toEqual([]);
    expect(violations).toBe(0);
    expect(here.service.defects).toEqual([]);
  });
});
