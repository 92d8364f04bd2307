import type pg from 'pg';
import { calendarsOfFiles, loadProgrammes } from '../../config/programmes.ts';
import type { Text } from '../../machines/programme-entries.ts';
import { dateOf, type Instant, parseInstant } from '../../machines/time.ts';
import type { SeasonApi } from '../../season/api.ts';
import type { SeasonRules } from '../../season/characters.ts';
import { play } from '../../season/driver.ts';
import { httpApi } from '../../season/http-api.ts';
import { noLedger } from '../../season/ledger.ts';
import { type Population, population } from '../../season/population.ts';
import { moveClock, readClock } from '../../store/clock.ts';
import { inTransaction } from '../../store/db.ts';
import { type Installation, installationKind } from '../../store/install.ts';
import { GRACE_MS } from './installation.ts';
import { type SignIn, signInsOf, withSignIns } from './sign-ins.ts';

/**
 * What a newcomer finds: the season of 2023 a week after its opening, played up to there through the API by the season's
 * own people, last year's cases with it.
 */

const FROM = parseInstant('2023-06-01T09:00');
const BEGINS = parseInstant('2023-08-07T09:00');
const SEED = 2023;
/** How many cases a season of its size has; about half of them are open by then. */
export const USUAL_CASES = 300;
const SENDERS = 8;
const PATIENCE_MS = 30_000;
const SOON_MS = 1_000;

export interface Demonstration {
  readonly installation: Pick<Installation, 'kind' | 'clock' | 'seed'>;
  readonly signIns: readonly SignIn[];
  /** Plays it through the API of a database that has just been installed. */
  play(on: Stage): Promise<void>;
}

export interface Stage {
  readonly address: string;
  readonly onProgress: (text: Text) => void;
}

export function planDemonstration(cases: number): Demonstration {
  const rules = rulesOfFiles();
  const planned = population(rules, { seed: SEED, cases });
  const signIns = signInsOf(planned.cast, BEGINS);
  const people = withSignIns(planned, signIns);
  return {
    installation: {
      kind: 'demonstration',
      clock: { mode: 'offset', graceMs: GRACE_MS, instant: FROM },
      seed: people.seed,
    },
    signIns,
    play: (on) => playUntilItBegins(people, rules, on),
  };
}

/** Whether it was interrupted while it was made: its clock has not come to where it begins. */
export async function isUnfinished(pool: pg.Pool): Promise<boolean> {
  return (await installationKind(pool)) === 'demonstration' && (await readClock(pool)).now < BEGINS;
}

/** Lets an unfinished one begin with what is there. */
export async function letBegin(pool: pg.Pool): Promise<void> {
  await inTransaction(pool, (tx) => moveClock(tx, { to: BEGINS, by: null }));
}

function rulesOfFiles(): SeasonRules {
  const calendarOf = calendarsOfFiles();
  const programmes = loadProgrammes(calendarOf);
  const named = (id: string) => {
    const found = programmes.find((programme) => programme.id === id);
    if (!found) throw new Error(`config/programmes/${id}.yaml is missing: the demonstration is made of it`);
    return found;
  };
  const ours = { 2022: named('kaili-2022'), 2023: named('kaili-2023') };
  return { calendar: calendarOf(ours[2023].calendar.region), programmes: ours };
}

async function playUntilItBegins(
  { chance, cast, directory, offices }: Population,
  rules: SeasonRules,
  on: Stage,
): Promise<void> {
  const [operator] = directory.handsOf('bureauOfficer', 'kaili-hrss');
  if (!operator) throw new Error('nobody can move the clock');
  const api = httpApi({ urls: [on.address], sockets: SENDERS, operator, patienceMs: PATIENCE_MS });
  try {
    await play({
      api: { ...api, moveClock: (to) => moveBeyondGrace(api, to) },
      cast,
      offices: offices(),
      stage: { chance, directory, calendar: rules.calendar },
      ledger: noLedger,
      senders: SENDERS,
      ends: BEGINS,
      onProgress: ({ now }) => on.onProgress(progressOf(now)),
    });
  } finally {
    api.close();
  }
}

/** The clock of a demonstration runs, and nothing fires within its grace: whoever waits for an instant moves it beyond. */
async function moveBeyondGrace(api: SeasonApi, to: Instant): Promise<void> {
  const beyond = to + GRACE_MS;
  const { now } = await api.clock();
  // It gets there by itself while we talk.
  if (beyond > now + SOON_MS) await api.moveClock(beyond);
}

function progressOf(now: Instant): Text {
  const percent = Math.round((100 * (now - FROM)) / (BEGINS - FROM));
  return { zh: `  ${dateOf(now)}  ${percent} %`, en: `  ${dateOf(now)}  ${percent} %` };
}
