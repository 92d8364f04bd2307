import type { SeasonRules } from '../../season/characters.ts';
import { seasonEnd, seasonStart } from '../../season/dates.ts';
import { play, type SeasonPlayed } from '../../season/driver.ts';
import { noLedger } from '../../season/ledger.ts';
import { type Population, population } from '../../season/population.ts';
import { chanceOf } from '../../season/random.ts';
import { kaili2022, kaili2023, programmeCalendar } from './programmes.ts';
import { SeasonWorld } from './season-world.ts';

/** Seasons played in memory, over the pure step. */

export const rules: SeasonRules = { calendar: programmeCalendar, programmes: { 2022: kaili2022, 2023: kaili2023 } };

export function populationOf(cases: number, seed: number): Population {
  return population(rules, { seed, cases });
}

export interface PlayedInMemory {
  readonly world: SeasonWorld;
  readonly played: SeasonPlayed;
}

/** Plays to the end; `shuffled` lets answers come out of order, differently for each such seed. */
export async function playInMemory(
  people: Population,
  { senders, shuffled }: { senders: number; shuffled?: number },
): Promise<PlayedInMemory> {
  const { chance, cast, directory, seed } = people;
  const disorder = chanceOf(shuffled ?? 0);
  let asked = 0;
  const world = new SeasonWorld({
    calendar: rules.calendar,
    programmes: Object.values(rules.programmes),
    seed,
    from: seasonStart,
    jitter: shuffled === undefined ? undefined : () => disorder.int([0, 3], asked++),
  });
  const stage = { chance, directory, calendar: rules.calendar };
  const played = await play({ api: world, cast, stage, ledger: noLedger, senders, ends: seasonEnd });
  return { world, played };
}
