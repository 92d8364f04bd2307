import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LifecycleName } from '../../machines/lifecycle.ts';
import { postponements } from '../../machines/meeting/context.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import { structureOf } from '../../machines/structure.ts';
import type { Character } from '../../season/characters.ts';
import { seasonEnd } from '../../season/dates.ts';
import type { Population } from '../../season/population.ts';
import { scriptedStates } from '../../season/script.ts';
import { playHere, populationOf, type SeasonHere } from '../support/seasons.ts';

const seed = 7;
/**
 * Of a fate of 2023, and of cases that have nothing to tell; those of 2022 are few, and all of them meet the rollover. Of those
 * who doubt a result some pass and some fail again, so all of them play.
 */
const MOST = { fate: 1, plain: 16 };
/** As many as it takes for every fate of both decks; played are so many of each as see all there is to be seen. */
const cases = 480;
const people = someOfEach(populationOf(cases, seed));
let here: SeasonHere;
/** States and types of all events; of applications, of duties, and of sittings. */
let history: SeasonEvent[];
let events: SeasonEvent[];
let duties: SeasonEvent[];
let sittings: SeasonEvent[];

function someOfEach(of: Population): Population {
  const fates = Map.groupBy(of.cast, ({ year, fate }) => `${year} ${fate}`);
  const most = (who: Character) => (who.troubles.size === 0 && who.stall === null ? MOST.plain : MOST.fate);
  const cast = of.cast.filter((who) => {
    const those = fates.get(`${who.year} ${who.fate}`) ?? [];
    return who.year === 2022 || who.fate.startsWith('recheck:') || those.indexOf(who) < most(who);
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
  history = await here.service.query<SeasonEvent>(
    `select lifecycle, type, state, lag(state) over (partition by case_id order by seq) as before from events`,
  );
  events = history.filter(({ lifecycle }) => lifecycle === 'application');
  duties = history.filter(({ lifecycle }) => lifecycle === 'duty');
  sittings = history.filter(({ lifecycle }) => lifecycle === 'meeting');
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

/** States, events and deadlines of a lifecycle that no case of the season has met. */
function unseen(name: LifecycleName): string[] {
  const lifecycle = currentLifecycle(name);
  const { states, deadlineOf } = structureOf(lifecycle);
  const own = history.filter((one) => one.lifecycle === name);
  const [stood, types] = [new Set(own.map(({ state }) => state)), new Set(own.map(({ type }) => type))];
  const missing = [...states.keys()].filter((state) => state !== '' && state !== 'unopened' && !stood.has(state));
  const all = [...Object.keys(lifecycle.events), ...new Set(deadlineOf.values())];
  return [...missing, ...all.filter((type) => !types.has(type))];
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
        ...['CUTOFF_NOT_LATER', 'EVENT_NOT_ALLOWED', 'FRAUD_OPEN', 'GROUP_TOO_SMALL', 'ITEM_REJECTED'],
        // Of sittings and their ballots.
        ...['ABSENT', 'ALREADY_VOTED', 'BALLOTS_MISSING', 'DECISION_PENDING', 'NOT_TO_SIGN', 'PROXY', 'RECUSED'],
        ...['SECRET_MISMATCH', 'VOTING_CLOSED'],
        ...[
          'KEY_REUSED',
          'MATERIAL_MISSING',
          'NOT_EMPLOYED',
          'NO_VACANCY',
          'PUBLICITY_UNPROVED',
          'QUORUM_MISSING',
          'ROLE_NOT_ENTITLED',
        ],
        // Of results that are doubted, and of certificates that are verified.
        ...['NO_RECHECK', 'RECHECK_FINAL', 'RECHECK_KNOWN', 'RECHECK_TOO_LATE', 'RESULT_UNKNOWN'],
        ...['NOT_FOUND', 'NOT_GENUINE', 'REVOKED', 'VALID'],
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

  test.each(['notice', 'matter'] as const)('sees every state of a %s, every event and every deadline', (name) => {
    const lifecycle = currentLifecycle(name);
    const { states, deadlineOf } = structureOf(lifecycle);
    const own = history.filter((one) => one.lifecycle === name);
    const [stood, types] = [new Set(own.map(({ state }) => state)), new Set(own.map(({ type }) => type))];
    expect([...states.keys()].filter((state) => state !== '' && state !== 'unopened' && !stood.has(state))).toEqual([]);
    const all = [...Object.keys(lifecycle.events), ...new Set(deadlineOf.values())];
    expect(all.filter((type) => !types.has(type))).toEqual([]);
  });

  test('has every notice closed, taken down or discarded at its end', async () => {
    const left = await here.service.query(`select state from cases where lifecycle = 'notice' and ended is null`);
    expect(left).toEqual([]);
  });

  test('sees sittings in every state, with every event and every deadline of theirs, in time and late', () => {
    const { waiting, outcomes } = standing('meeting');
    const states = new Set(sittings.map(({ state }) => state));
    expect([...waiting, ...outcomes].filter((state) => !states.has(state))).toEqual([]);
    const lifecycle = currentLifecycle('meeting');
    const types = new Set(sittings.map(({ type }) => type));
    const all = [...Object.keys(lifecycle.events), ...new Set(structureOf(lifecycle).deadlineOf.values())];
    expect(all.filter((type) => !types.has(type))).toEqual([]);
    const judged = sittings.filter(({ type }) => type === 'meetingDue').map(({ before }) => before?.split('.')[0]);
    expect(judged).toContain('signed');
    expect(judged.filter((state) => state !== 'signed')).not.toEqual([]);
  });

  test('has cases go back to wait for every reason a sitting can have', async () => {
    const found = await here.service.query<{ why: string }>(
      `select distinct item ->> 'postponed' as why
         from cases c, json_array_elements((c.snapshot -> 'context' -> 'agenda')::json) as item
        where c.lifecycle = 'meeting' and item ->> 'postponed' is not null`,
    );
    expect(found.map(({ why }) => why).sort()).toEqual([...postponements].sort());
  });

  test('has experts recused by declaration, by the office, and by what the registers know', async () => {
    const found = await here.service.query<{ why: string }>(
      `select distinct r ->> 'why' as why
         from cases c, json_array_elements((c.snapshot -> 'context' -> 'recusals')::json) as r
        where c.lifecycle = 'meeting'`,
    );
    expect(found.map(({ why }) => why)).toEqual(
      expect.arrayContaining(['declared', 'found', 'sameUnit', 'materialReviewer']),
    );
  });

  test('has nobody fail but whose fate it is', async () => {
    const failed = await here.service.query<{ id: string }>(
      `select id from cases where lifecycle = 'application' and ended = 'notPassed'`,
    );
    const fates = new Map(people.cast.map(({ caseId, troubles }) => [caseId, troubles]));
    const first = failed.filter(({ id }) => fates.has(id));
    expect(first.filter(({ id }) => !fates.get(id)?.has('notPassed'))).toEqual([]);
    expect(first.length).toBeGreaterThan(5);
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

  test('sees rechecks in every state, with every event and every deadline of theirs', () => {
    expect(unseen('recheck')).toEqual([]);
  });

  test('sees certificates in every state, with every event and every deadline of theirs', () => {
    expect(unseen('certificate')).toEqual([]);
  });

  test('has cases that a recheck reopened certified, and refused again', async () => {
    const reopened = await here.service.query<{ ended: string | null }>(
      `select ended from cases where lifecycle = 'application' and (snapshot -> 'context' ->> 'reopens') is not null`,
    );
    expect(new Set(reopened.map(({ ended }) => ended))).toEqual(new Set(['certified', 'notPassed']));
  });

  test('leaves a clean record, and nothing went wrong inside', async () => {
    const { violations, findings } = await here.service.verify();
    expect(findings).toEqual([]);
    expect(violations).toBe(0);
    expect(here.service.defects).toEqual([]);
  });
});
