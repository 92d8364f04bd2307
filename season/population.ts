import type { PoolMember } from '../machines/facts.ts';
import type { PersonId } from '../machines/ids.ts';
import { vacancyClassOf } from '../machines/programme.ts';
import { addDays, addPeriod, dateOf, type PlainDate } from '../machines/time.ts';
import { type Character, characters, type SeasonRules } from './characters.ts';
import { committeesWithExperts, expertsOf } from './experts.ts';
import type { OfficeScript } from './office.ts';
import { type FormRules, postsKey } from './offices/forms.ts';
import { officesOf } from './offices.ts';
import { type Organisation, organisations, type Unit, units } from './organisations.ts';
import { type Directory, directoryOf, type Person, peopleOf } from './people.ts';
import { type Chance, chanceOf } from './random.ts';

/**
 * A season's population: a function of the seed, the number of cases and the programmes. What is to be installed is plain
 * data, in the shape `store/install.ts` writes.
 */

export interface VacancySeed {
  readonly unit: string;
  readonly class: string;
  readonly year: number;
  readonly approved: number;
}

export interface BarSeed {
  readonly person: PersonId;
  readonly kind: string;
  readonly decidedOn: PlainDate;
  /** The last day barred (domain §0.2). */
  readonly barredThrough: PlainDate;
}

/** A committee's experts as they are filed; the lot of each is its place, from 1. */
export interface PoolSeed {
  readonly committee: string;
  readonly filedFrom: PlainDate;
  /** Inclusive, as the terms of its members; at most three years. */
  readonly filedThrough: PlainDate;
  /** SHA-256 of the filing. */
  readonly document: string;
  readonly members: readonly Omit<PoolMember, 'lot' | 'worksAt'>[];
}

export interface SeasonSeed {
  /** Parents before children. */
  readonly organisations: readonly Organisation[];
  readonly people: readonly Person[];
  readonly vacancies: readonly VacancySeed[];
  readonly bars: readonly BarSeed[];
  readonly pools?: readonly PoolSeed[];
}

export interface Population {
  readonly chance: Chance;
  readonly cast: readonly Character[];
  readonly directory: Directory;
  /** Institutions that act of themselves, new ones for every season that is played: an office remembers. */
  offices(): OfficeScript[];
  readonly seed: SeasonSeed;
  /** What units have to give in 2023, by class: their forms say so in the course of the season. */
  readonly posts: readonly VacancySeed[];
}

/** Same seed, same cases, same programmes: the same population. */
export function population(rules: SeasonRules, { seed, cases }: { seed: number; cases: number }): Population {
  const chance = chanceOf(seed);
  const cast = characters(rules, { chance, cases });
  const people = peopleOf(cast, chance);
  const wanted = vacanciesFor(cast);
  const directory = directoryOf(people);
  const forms: FormRules = {
    calendar: rules.calendar,
    programme: rules.programmes[2023],
    chance,
    posts: new Map(ofYear(wanted, 2023).map((one) => [postsKey(one.unit, one.class), one.approved])),
    applicants: applicantsOf(cast, 2023),
  };
  return {
    chance,
    cast,
    directory,
    offices: () => officesOf({ rules, chance, cast, directory, forms }),
    posts: ofYear(wanted, 2023),
    seed: {
      organisations: organisations.map(asSeed),
      people,
      // What was approved for 2022 was before the season begins; of 2023 units file their forms in its course.
      vacancies: ofYear(wanted, 2022),
      bars: barsFor(cast, chance),
      pools: committeesWithExperts.map((committee) => poolOf(committee, chance)),
    },
  };
}

function asSeed({ id, parent, kind, level, lineSuperior, grassroots, authority, title }: Organisation): Organisation {
  return { id, parent, kind, level, lineSuperior, grassroots, authority, title };
}

function ofYear(vacancies: readonly VacancySeed[], year: number): VacancySeed[] {
  return vacancies.filter((one) => one.year === year);
}

function applicantsOf(cast: readonly Character[], year: number): Map<string, number> {
  const ofUnits = Map.groupBy(
    cast.filter((one) => one.year === year),
    ({ unit }) => unit,
  );
  return new Map([...ofUnits].map(([unit, those]) => [unit, those.length]));
}

/** As it was filed the year before; another is filed in the course of the season. */
function poolOf(committee: string, chance: Chance): PoolSeed {
  const [filedFrom, filedThrough] = ['2022-07-01', '2025-06-30'];
  const members = expertsOf(committee, { from: filedFrom, through: filedThrough });
  return { committee, filedFrom, filedThrough, document: chance.sha256('pool', committee, filedFrom), members };
}

/** Posts of every public institution (五(五)): as many as its people need, too few, or none (A19). */
function vacanciesFor(cast: readonly Character[]): VacancySeed[] {
  const wanted = new Map<string, VacancySeed>();
  for (const { unit, claim, programme, year } of cast) {
    const found = vacancyClassOf(programme, claim);
    if (found === null) continue;
    const key = `${unit}|${found}|${year}`;
    wanted.set(key, { unit, class: found, year, approved: (wanted.get(key)?.approved ?? 0) + 1 });
  }
  return [...wanted.values()].flatMap((wish) => {
    const unit = units.find(({ id }) => id === wish.unit) as Unit;
    if (unit.kind !== 'publicInstitution' || unit.posts === 'none') return [];
    const approved = unit.posts === 'tooFew' ? Math.ceil(wish.approved * 0.6) : wish.approved;
    return [{ ...wish, approved }];
  });
}

/** Bars of 三(三): some lapse while the click window is open, some are decided in the middle of the season (A09, A40). */
function barsFor(cast: readonly Character[], chance: Chance): BarSeed[] {
  return cast.flatMap(({ index, applicant, troubles, committee, submitsAt }) => {
    const day = chance.int([0, 5], 'bar', index);
    const bar = (kind: string, decidedOn: PlainDate, years: number): BarSeed => ({
      person: applicant,
      kind,
      decidedOn,
      barredThrough: addPeriod(decidedOn, { years }),
    });
    if (troubles.has('barLapses')) return [bar('WARNING', `2022-08-${10 + day}`, 1)];
    if (troubles.has('barRuns')) return [bar('ACADEMIC_MISCONDUCT', `2022-03-${10 + day}`, 3)];
    if (troubles.has('barBeforeRecommendation')) return [bar('DEMERIT', addDays(dateOf(submitsAt), 1), 1)];
    const kaili = committee === 'kaili-teacher';
    if (troubles.has('barBeforeVote')) return [bar('FRAUD', kaili ? '2023-10-26' : '2023-11-29', 3)];
    if (troubles.has('barBeforeConfirmation')) return [bar('EXAM_CHEATING', kaili ? '2023-11-14' : '2023-12-20', 3)];
    return [];
  });
}
