import fc from 'fast-check';
import { type Dossier, educationLevels, unitKinds, unitLevels } from '../../../machines/eligibility/dossier.ts';
import { routeIds } from '../../../machines/eligibility/route-ids.ts';
import { titleLevels } from '../../../machines/programme-entries.ts';
import { addDays } from '../../../machines/time.ts';
import { dossier, education, hours, performance, post, qualification, skill, talent, title } from './dossiers.ts';

/** Dossiers by chance, from few values each, so that facts meet: series, days about the cut-off, certificates of the table. */

const series = fc.constantFrom('SERIES_SCHOOL_TEACHER', 'SERIES_ENGINEERING', 'SERIES_HEALTH');
const level = fc.constantFrom(...titleLevels);
const specialty = fc.constantFrom('chinese', 'chinese-literature', 'civil-engineering', 'physics');
const from = (first: string, days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(first, n));
/** Days about which a year is counted, and any. */
const day = fc.oneof(
  fc.constantFrom('2018-12-31', '2019-01-01', '2019-01-02', '2021-12-31', '2022-12-31'),
  from('2012-01-01', 12 * 365),
);
const few = <T>(one: fc.Arbitrary<T>, maxLength = 3) => fc.array(one, { maxLength });
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });

export const titles = fc
  .record({
    series,
    level,
    basis: fc.constantFrom('REVIEW' as const, 'APPOINTMENT' as const, 'TRANSFER' as const),
    awardedOn: day,
    originalFrom: maybe(day),
    applicationYear: maybe(fc.integer({ min: 2020, max: 2022 })),
    reviewDelayed: fc.boolean(),
    mismatchDebt: fc.boolean(),
    revokedOn: maybe(from('2023-01-01', 400)),
  })
  .map(title);

const posts = fc
  .record({
    series,
    specialty,
    from: day,
    through: maybe(day),
    unitKind: fc.constantFrom(...unitKinds),
    unitLevel: fc.constantFrom(...unitLevels),
    grassroots: fc.boolean(),
    professional: fc.boolean(),
    similarToStudied: fc.boolean(),
  })
  .map(post);

const verified = fc.record({
  by: fc.constantFrom('hrssBureau' as const, 'healthAuthority' as const),
  on: fc.constantFrom('2023-08-01', '2023-08-10', '2023-08-11'),
  signed: fc.boolean(),
  sealed: fc.boolean(),
});
const halves = fc.integer({ min: 0, max: 240 }).map((n) => n / 2);

/** An entry of the ledger: most are in order, and some repeat a public course. */
export const ledgerEntries = fc
  .record({
    year: fc.integer({ min: 2017, max: 2023 }),
    course: fc.constantFrom('PROFESSIONAL' as const, 'PUBLIC' as const),
    hours: halves,
    publicCourse: maybe(fc.constantFrom('public-2021', 'public-2022')),
    verified: fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constant({ by: 'hrssBureau' as const, on: '2023-08-01', signed: true, sealed: true }),
      },
      { weight: 2, arbitrary: verified },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
  })
  .map(({ course, publicCourse, ...entry }) =>
    hours({ ...entry, course, publicCourse: course === 'PUBLIC' ? publicCourse : null }),
  );

const qualifications = fc
  .record({
    certificate: fc.constantFrom(
      'constructor-first',
      'constructor-second',
      'supervising-engineer',
      'consulting-engineer',
      'licensed-pharmacist',
      'unheard-of',
    ),
    issuedOn: day,
    registration: fc.constantFrom('VALID' as const, 'VALID' as const, 'REVOKED' as const),
    specialty: fc.constantFrom('civil-engineering', 'structural-engineering', 'mining'),
  })
  .map(qualification);

const talents = fc
  .record({
    from: fc.constantFrom('OTHER_PROVINCE' as const, 'SAME_PROVINCE' as const),
    arrivedOn: fc.constantFrom('2021-12-31', '2022-01-01', '2023-02-01'),
    category: maybe(fc.constantFrom('URGENTLY_NEEDED' as const, 'HIGH_LEVEL' as const)),
  })
  .map(talent);

/** A dossier with facts of every kind that the rules on qualifications and hours read. */
export const dossiers: fc.Arbitrary<Dossier> = fc
  .record({
    claim: fc.record({ series, level, specialty, route: fc.constantFrom(...routeIds) }),
    employment: fc.record({
      unitKind: fc.constantFrom(...unitKinds),
      grassroots: fc.boolean(),
      civilServant: fc.constantFrom(false, false, false, true),
    }),
    titles: few(titles),
    education: few(
      fc
        .record({ level: fc.constantFrom(...educationLevels), specialty, completedOn: day, diploma: fc.boolean() })
        .map(education),
    ),
    posts: few(posts),
    hours: few(ledgerEntries, 12),
    qualifications: few(qualifications),
    skills: few(fc.record({ issuedOn: day }).map(skill), 1),
    performance: few(fc.record({ startedOn: maybe(day), achievedOn: day }).map(performance)),
    talent: maybe(talents),
  })
  .map(dossier);
