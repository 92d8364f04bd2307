import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LifecycleName } from '../../machines/lifecycle.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import { structureOf } from '../../machines/structure.ts';
import type { Character } from '../../season/characters.ts';
import { seasonEnd } from '../../season/dates.ts';
import type { Population } from '../../season/population.ts';
import { scriptedStates } from '../../season/script.ts';
import { playHere, populationOf, type SeasonHere } from '../support/seasons.ts';

const seed = 7;
/** Of a fate of 2023, and of cases that have nothing to tell; those of 2022 are few, and all of them meet the rollover. */
const MOST = { fate: 1, plain: 16 };
/** As many as it takes for every fate of both decks; played are so many of each as see all there is to be seen. */
const cases = 480;
const people = someOfEach(populationOf(cases, seed));
let here: SeasonHere;
/** States and types of the events of applications, and of duties. */
let events: SeasonEvent[];
let duties: SeasonEvent[];

function someOfEach(of: Population): Population {
  const fates = Map.groupBy(of.cast, ({ year, fate }) => `${year} ${fate}`);
  const most = (who: Character) => (who.troubles.size === 0 && who.stall === null ? MOST.plain : MOST.fate);
  const cast = of.cast.filter((who) => {
    const those = fates.get(`${who.year} ${who.fate}`) ?? [];
    return who.year === 2022 || those.indexOf(who) < most(who);
  });
  return { ...of, cast };
}

interface SeasonEvent {
  readonly lifecycle: string;
  readonly type: string;
  readonly state: string;
  readonly before: string | null;
}

beforeAll(async () => {
  here = await playHere(people, { senders: 16 });
  const all = await here.service.query<SeasonEvent>(
    `select lifecycle, type, state, lag(state) over (partition by case_id order by seq) as before from events`,
  );
  events = all.filter(({ lifecycle }) => lifecycle === 'application');
  duties = all.filter(({ lifecycle }) => lifecycle === 'duty');
}, 600_000);
afterAll(() => here.service.close());

/** States in which a case can stand: the leaves of the stage, and the outcomes. */
function standing(name: LifecycleName): { waiting: string[]; outcomes: string[] } {
  const { states } = structureOf(currentLifecycle(name));
  const paths = [...states.keys()];
  const leaves = paths.filter((path) => path !== '' && !paths.some((other) => other.startsWith(`${path}.`)));
  const stage = 'underway.stage.';
  return {
    waiting: leaves.filter((path) => path.startsWith(stage)).map((path) => path.slice(stage.length)),
    outcomes: leaves.filter((path) => states.get(path)?.meta.ended),
  };
}

describe(`a season of ${people.cast.length} cases, seed ${seed}, in one process`, () => {
  test('has a script for every state a case can stand in', () => {
    expect([...scriptedStates].sort()).toEqual(standing('application').waiting.sort());
  });

  test('meets no answer its people did not expect', () => {
    expect(here.played.surprises).toEqual([]);
  });

  test('is played to its end', () => {
    expect(here.played.ended).toBe(seasonEnd);
  });

  test('sees every state and every outcome', () => {
    const seen = new Set(events.map(({ state }) => state));
    const { waiting, outcomes } = standing('application');
    expect([...waiting, ...outcomes].filter((state) => !seen.has(state))).toEqual([]);
  });

  test('has cases in every state when the rollover of 2022 comes, but in a draft that can still be edited', () => {
    const { waiting } = standing('application');
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
        ...['done', 'moved', 'replayed'],
      ].sort(),
    );
  });

  test('leaves nothing underway at its end but what the rollover flagged', async () => {
    const left = await here.service.query<{ state: string }>(
      `select state from cases where lifecycle = 'application' and ended is null`,
    );
    expect(left.filter(({ state }) => !/^(expertReview|resultPublicity|confirmation)/.test(state))).toEqual([]);
  });

  test('sees duties in every state, with every event and every deadline of theirs', () => {
    const { waiting, outcomes } = standing('duty');
    const states = new Set(duties.map(({ state }) => state));
    expect([...waiting, ...outcomes].filter((state) => !states.has(state))).toEqual([]);
    const lifecycle = currentLifecycle('duty');
    const types = new Set(duties.map(({ type }) => type));
    const all = [...Object.keys(lifecycle.events), ...new Set(structureOf(lifecycle).deadlineOf.values())];
    expect(all.filter((type) => !types.has(type))).toEqual([]);
  });

  test('has vacancies of 2023 from accepted forms alone, none where the form never came, and waits for those that came late', async () => {
    const { query } = here.service;
    const without = await query(`select unit from vacancies where year = 2023 and duty is null`);
    expect(without).toEqual([]);
    const never = await query(`select unit from vacancies where year = 2023 and unit = 'kaili-sankeshu-school'`);
    expect(never).toEqual([]);
    const [waited] = await query<{ cases: number }>(
      `select count(distinct r.case_id)::integer as cases from reservations r
         join vacancies v on v.unit = r.unit and v.class = r.class and v.year = r.year
         join duties d on d.case_id = v.duty and d.late`,
    );
    expect(waited?.cases).toBeGreaterThan(0);
    expect(here.played.answers.get('recommend NO_VACANCY')).toBeGreaterThan(0);
  });

  test('has departments tell how many of their units filed a roster, and which are missing', async () => {
    const gathered = await here.service.query<{ organisation: string; in: number; missing: number }>(
      `select organisation, units_in as in, units_missing as missing from duties
        where form = '1-10' and organisation = 'kaili-edu' and file is not null`,
    );
    expect(gathered).toHaveLength(1);
    expect(gathered[0]?.in).toBeGreaterThan(5);
  });

  test('leaves a clean record, and nothing went wrong inside', async () => {
    const { violations, findings } = await here.service.verify();
    expect(findings).toEqual([]);
    expect(violations).toBe(0);
    expect(here.service.defects).toEqual([]);
  });
});
