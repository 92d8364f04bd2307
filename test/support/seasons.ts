import type { Instant } from '../../machines/time.ts';
import type { SeasonRules } from '../../season/characters.ts';
import { seasonEnd } from '../../season/dates.ts';
import { play, type SeasonPlayed } from '../../season/driver.ts';
import { noLedger } from '../../season/ledger.ts';
import type { OfficeScript } from '../../season/office.ts';
import { type Population, population } from '../../season/population.ts';
import { chanceOf } from '../../season/random.ts';
import { kaili2022, kaili2023, programmeCalendar } from './programmes.ts';
import { openService, type SeasonService } from './season-service.ts';

/** Seasons played on the real door and database, in one process. */

export const rules: SeasonRules = { calendar: programmeCalendar, programmes: { 2022: kaili2022, 2023: kaili2023 } };

export function populationOf(cases: number, seed: number): Population {
  return population(rules, { seed, cases });
}

export interface SeasonHere {
  readonly service: SeasonService;
  readonly played: SeasonPlayed;
}

export interface PlayOptions {
  readonly senders: number;
  /** Answers come out of order, differently for each such seed. */
  readonly shuffled?: number;
  /** Besides the season's own. */
  readonly offices?: readonly OfficeScript[];
  /** Instead of the season's end. */
  readonly ends?: Instant;
}

/** Plays to the end; the service is to be closed. */
export async function playHere(people: Population, options: PlayOptions): Promise<SeasonHere> {
  const { senders, shuffled, offices = [], ends = seasonEnd } = options;
  const { chance, cast, directory } = people;
  const disorder = chanceOf(shuffled ?? 0);
  let asked = 0;
  const jitter = shuffled === undefined ? undefined : () => disorder.int([0, 3], asked++);
  const service = await openService(people, { senders, jitter });
  try {
    const played = await play({
      api: service.api,
      cast,
      offices: [...people.offices(), ...offices],
      stage: { chance, directory, calendar: rules.calendar },
      ledger: noLedger,
      ...{ senders, ends },
    });
    return { service, played };
  } catch (error) {
    await service.close();
    throw error;
  }
}
