import fc from 'fast-check';
import {
  administrativeSanctions,
  type Dossier,
  educationLevels,
  grades,
  partySanctions,
  standings,
  unitKinds,
  unitLevels,
} from '../../../machines/eligibility/dossier.ts';
import { routeIds } from '../../../machines/eligibility/route-ids.ts';
import type { Process, Situation } from '../../../machines/eligibility/rule.ts';
import type { Programme } from '../../../machines/programme.ts';
import { titleLevels, titleScopes } from '../../../machines/programme-entries.ts';
import { retirementCategories } from '../../../machines/retirement.ts';
import { addDays, startOfDay } from '../../../machines/time.ts';
import { situation } from './situations.ts';

/** Dossiers and situations of any kind the schema accepts, most of them near what a programme asks about. */

type Fact<L extends keyof Dossier> = Dossier[L] extends readonly (infer F)[] ? F : NonNullable<Dossier[L]>;
type Arbitraries<T> = { readonly [K in keyof T]: fc.Arbitrary<T[K]> };

const near = fc.integer({ min: 0, max: 5200 }).map((days) => addDays('2010-01-01', days));
const far = fc.integer({ min: 0, max: 73_000 }).map((days) => addDays('1900-01-01', days));
const telling = fc.constantFrom(
  '2016-02-29',
  '2018-12-31',
  '2019-01-01',
  '2019-01-02',
  '2020-01-01',
  '2021-12-31',
  '2022-01-01',
  '2023-08-10',
  '2023-12-31',
  '2100-12-31',
);
/** Days: of the years a notice is about, on the borders it draws, or any the schema accepts. */
export const day: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: near },
  { weight: 2, arbitrary: telling },
  { weight: 1, arbitrary: far },
);
const year = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 2012, max: 2024 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1950, max: 2100 }) },
);
const perhaps = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { nil: null, freq: 2 });
const specialty = fc.constantFrom(
  'chinese',
  'chinese-education',
  'history',
  'agronomy',
  'civil-engineering',
  'nursing',
);
const provenance = {
  entry: perhaps(fc.integer({ min: 1, max: 999 })),
  standing: fc.oneof({ weight: 4, arbitrary: fc.constant('MATCH' as const) }, fc.constantFrom(...standings)),
};

/** Facts of every list, by what the programme's tables and rules know of. */
function facts(programme: Programme) {
  const named = ['SERIES_SCHOOL_TEACHER', 'SERIES_ENGINEERING', 'SERIES_HEALTH', 'SERIES_AGRICULTURE'];
  const series = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...named) },
    fc.constantFrom(...Object.keys(programme.series), 'SERIES_UNHEARD_OF'),
  );
  const { places, qualifications } = programme.tables;
  const certificates = qualifications.rows.map(({ certificate }) => certificate);
  return {
    ...personal(series),
    ...official(programme),
    education: fc.record<Fact<'education'>>({
      ...provenance,
      level: perhaps(fc.constantFrom(...educationLevels)),
      diploma: fc.boolean(),
      mode: fc.constantFrom('FULL_TIME', 'PART_TIME', 'PARTY_SCHOOL'),
      technicalClass: perhaps(fc.constantFrom('INTERMEDIATE_WORKER', 'SENIOR_WORKER', 'TECHNICIAN')),
      school: perhaps(fc.constantFrom(...places.partySchools, '一所学校')),
      specialty,
      completedOn: day,
    }),
    qualifications: fc.record<Fact<'qualifications'>>({
      ...provenance,
      certificate: fc.constantFrom(...certificates, 'in-no-table'),
      issuedOn: day,
      registration: fc.constantFrom('VALID', 'REVOKED'),
      specialty,
    }),
    claim: fc.record<Arbitrary<'claim'>>({
      series,
      level: fc.constantFrom(...titleLevels),
      specialty,
      scope: fc.constantFrom(...titleScopes),
      route: fc.constantFrom(...routeIds),
    }),
  };
}
type Arbitrary<L extends keyof Dossier> = NonNullable<Dossier[L]>;

/** Titles, posts and what was done on them. */
function personal(series: fc.Arbitrary<string>) {
  return {
    titles: fc.record<Fact<'titles'>>({
      ...provenance,
      series,
      level: fc.constantFrom(...titleLevels),
      scope: fc.constantFrom(...titleScopes),
      basis: fc.constantFrom('REVIEW', 'APPOINTMENT', 'TRANSFER'),
      awardedOn: day,
      originalFrom: perhaps(day),
      applicationYear: perhaps(year),
      reviewDelayed: fc.boolean(),
      mismatchDebt: fc.boolean(),
      revokedOn: perhaps(day),
    }),
    posts: fc.record<Fact<'posts'>>({
      ...provenance,
      from: day,
      through: perhaps(day),
      unitKind: fc.constantFrom(...unitKinds),
      unitLevel: fc.constantFrom(...unitLevels),
      grassroots: fc.boolean(),
      professional: fc.boolean(),
      series,
      specialty,
      similarToStudied: fc.boolean(),
    }),
    service: fc.record<Fact<'service'>>({
      ...provenance,
      from: day,
      through: perhaps(day),
      township: fc.boolean(),
      ownSpecialty: fc.boolean(),
      awards: fc.array(day, { maxLength: 3 }),
    }),
    assessments: fc.record<Fact<'assessments'>>({ ...provenance, year, grade: fc.constantFrom(...grades) }),
    performance: fc.record<Fact<'performance'>>({
      ...provenance,
      kind: fc.constantFrom('PROJECT', 'RESEARCH', 'PATENT', 'PAPER', 'AWARD', 'OTHER'),
      startedOn: perhaps(day),
      achievedOn: day,
    }),
    skills: fc.record<Fact<'skills'>>({
      ...provenance,
      level: fc.constantFrom('SENIOR_WORKER', 'TECHNICIAN', 'SENIOR_TECHNICIAN'),
      occupation: specialty,
      issuedOn: day,
    }),
    referees: fc.record<Fact<'referees'>>({
      ...provenance,
      person: fc.constantFrom('referee-1', 'referee-2', 'referee-3'),
      level: fc.constantFrom(...titleLevels),
      specialty,
      related: fc.boolean(),
    }),
  };
}

/** What offices know of somebody. */
function official(programme: Programme) {
  const items = programme.materials.checklists.flatMap((list) => list.items.map(({ id }) => id));
  const verified = fc.record<NonNullable<Fact<'hours'>['verified']>>({
    by: fc.constantFrom('hrssBureau', 'healthAuthority'),
    on: day,
    signed: fc.boolean(),
    sealed: fc.boolean(),
  });
  const party = fc.record<Extract<Fact<'sanctions'>, { regime: 'PARTY' }>>({
    ...provenance,
    regime: fc.constant('PARTY'),
    kind: fc.constantFrom(...partySanctions),
    sanctionedOn: day,
  });
  const administrative = fc.record<Extract<Fact<'sanctions'>, { regime: 'ADMINISTRATIVE' }>>({
    ...provenance,
    regime: fc.constant('ADMINISTRATIVE'),
    kind: fc.constantFrom(...administrativeSanctions),
    sanctionedOn: day,
  });
  return {
    hours: fc.record<Fact<'hours'>>({
      ...provenance,
      year,
      course: fc.constantFrom('PROFESSIONAL', 'PUBLIC'),
      hours: fc.integer({ min: 0, max: 240 }).map((halves) => halves / 2),
      publicCourse: perhaps(fc.constantFrom('public-2021', 'public-2022')),
      verified: perhaps(verified),
    }),
    sanctions: fc.oneof(party, administrative),
    breaches: fc.record<Fact<'breaches'>>({
      ...provenance,
      kind: fc.constantFrom('EXAM_CHEATING', 'FRAUD', 'ACADEMIC_MISCONDUCT'),
      determinedOn: day,
      serious: fc.boolean(),
      inThisCase: fc.boolean(),
    }),
    born: fc.record<Fact<'born'>>({ ...provenance, on: day, category: fc.constantFrom(...retirementCategories) }),
    talent: fc.record<Fact<'talent'>>({
      ...provenance,
      from: fc.constantFrom('OTHER_PROVINCE', 'SAME_PROVINCE'),
      arrivedOn: day,
      category: perhaps(fc.constantFrom('URGENTLY_NEEDED', 'HIGH_LEVEL')),
    }),
    employment: fc.record<Fact<'employment'>>({
      ...provenance,
      unitKind: fc.constantFrom(...unitKinds),
      unitLevel: fc.constantFrom(...unitLevels),
      grassroots: fc.boolean(),
      civilServiceManaged: fc.boolean(),
      civilServant: fc.boolean(),
      contract: fc.boolean(),
      professionalPost: fc.boolean(),
      manager: fc.boolean(),
    }),
    grassrootsPosts: fc.record<Fact<'grassrootsPosts'>>({ filedOn: day, free: fc.integer({ min: 0, max: 3 }) }),
    documents: fc.subarray([...new Set(items)]),
  };
}

/** Years one after the other, as assessments mostly are, and most of them 优秀. */
const goodYears: fc.Arbitrary<Fact<'assessments'>[]> = fc
  .record({
    from: fc.integer({ min: 2014, max: 2021 }),
    given: fc.array(fc.constantFrom('EXCELLENT', 'EXCELLENT', 'EXCELLENT', ...grades), { minLength: 3, maxLength: 8 }),
  })
  .map(({ from, given }) => given.map((grade, at) => ({ entry: at + 1, standing: 'MATCH', year: from + at, grade })));

/** Any dossier: every list from empty to several facts, every enumeration with every value. */
export function anyDossier(programme: Programme): fc.Arbitrary<Dossier> {
  const { claim, employment, born, grassrootsPosts, talent, documents, ...lists } = facts(programme);
  const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 5 });
  const arbitraries: Arbitraries<Dossier> = {
    claim,
    employment,
    born: perhaps(born),
    grassrootsPosts: perhaps(grassrootsPosts),
    talent: perhaps(talent),
    documents,
    titles: several(lists.titles),
    education: several(lists.education),
    posts: several(lists.posts),
    service: several(lists.service),
    assessments: fc.oneof(fc.array(lists.assessments, { maxLength: 8 }), goodYears),
    hours: fc.array(lists.hours, { maxLength: 10 }),
    sanctions: several(lists.sanctions),
    breaches: several(lists.breaches),
    qualifications: several(lists.qualifications),
    skills: several(lists.skills),
    referees: several(lists.referees),
    performance: several(lists.performance),
  };
  return fc.record(arbitraries);
}

/** Any situation of a programme: days around its season, with and without what the registers of the service say. */
export function anySituation(programme: Programme): fc.Arbitrary<Situation> {
  const items = programme.materials.checklists.flatMap((list) => list.items.map(({ id }) => id));
  const conclusion = fc.record<NonNullable<Process['conclusions']>[number]>({
    item: fc.constantFrom(...items),
    conclusion: perhaps(fc.constantFrom('TRUE', 'MATCHES_ORIGINAL', 'UNTRUE', 'DIFFERS_FROM_ORIGINAL')),
    reviewer: perhaps(fc.constant('reviewer-1')),
    on: perhaps(day),
    sealed: fc.boolean(),
  });
  const vacancy = fc.record<NonNullable<Process['vacancy']>>({
    approved: perhaps(fc.integer({ min: 0, max: 3 })),
    reserved: fc.integer({ min: 0, max: 4 }),
    own: fc.boolean(),
  });
  const ofDay = (on: string) =>
    fc.record<Process>({
      at: fc.integer({ min: 0, max: 86_399_999 }).map((ms) => startOfDay(on) + ms),
      vacancy: perhaps(vacancy),
      slotTaken: fc.boolean(),
      conclusions: perhaps(fc.array(conclusion, { maxLength: 10 })),
    });
  const act = fc.integer({ min: -60, max: 400 }).map((days) => addDays(programme.season.opens.fromDate, days));
  const cutoff = fc.oneof(fc.constant(programme.rules.tenureCutoff.value), act);
  return act.chain((on) =>
    fc.record({ cutoff, process: perhaps(ofDay(on)) }).map((given) => situation({ programme, on, ...given })),
  );
}

/** The dossier with every list of facts in another order, by a number that says which. */
export function reordered(dossier: Dossier, seed: number): Dossier {
  let state = seed >>> 0;
  const next = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % bound;
  };
  const shuffled = (list: readonly unknown[]) => {
    const rest = [...list];
    return list.map(() => rest.splice(next(rest.length), 1)[0]);
  };
  const entries = Object.entries(dossier).map(([key, part]) => [key, Array.isArray(part) ? shuffled(part) : part]);
  return Object.fromEntries(entries) as Dossier;
}
