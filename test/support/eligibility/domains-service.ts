import { combined, domain, levels, schools } from './domain.ts';
import { assessment, education, post, qualification, service, title } from './dossiers.ts';

/** Domains about service, degrees and the grassroots (E01–E07b). */

const starts = ['2014-03-01', '2018-06-15', '2020-01-01', '2020-01-02', '2023-07-01'];

export const grassrootsYears = domain(
  'grassroots years',
  ['E01', 'E02'],
  combined([null, ...levels], starts, [null, '2022-06-30'], [true, false], [true, false], [true, false]).map(
    ([level, from, through, delegated, graded, master]) => [
      {
        claim: { route: 'GRASSROOTS_YEARS' },
        education: [...schools(level), ...(master ? [education({ level: 'MASTER', completedOn: '2025-07-01' })] : [])],
        posts: [post({ from, through, unitLevel: 'TOWNSHIP' })],
        service: delegated ? [service({ from: '2016-02-01', through: '2016-08-31' })] : [],
        assessments: graded ? [assessment({ year: 2021, grade: 'BASICALLY_QUALIFIED' })] : [],
      },
    ],
  ),
);

export const masters = domain(
  'masters and doctors',
  ['E02', 'E03'],
  combined(
    ['GRASSROOTS_YEARS', 'DIRECT_BY_DEGREE'] as const,
    ['BACHELOR', 'MASTER', 'DOCTOR'] as const,
    ['INTERMEDIATE', 'DEPUTY_SENIOR', 'FULL_SENIOR'] as const,
    ['TOWNSHIP', 'COUNTY'] as const,
    [[], ['direct-decision']],
    [true, false],
  ).map(([route, level, claimed, unitLevel, documents, diploma]) => [
    {
      claim: { route, level: claimed },
      education: [education({ level, diploma })],
      posts: [post({ unitLevel })],
      documents: [...documents],
    },
  ]),
);

export const grassrootsDeputies = domain(
  'grassroots deputy-seniors',
  ['E06'],
  combined(
    ['GRASSROOTS_DEPUTY_SENIOR', 'ORDINARY'] as const,
    ['ORDINARY', 'GRASSROOTS_PROVINCE'] as const,
    ['DEPUTY_SENIOR', 'FULL_SENIOR'] as const,
    [true, false],
    ['publicInstitution', 'privateUnit'] as const,
    [null, { filedOn: '2023-08-10', free: 1 }, { filedOn: '2023-08-11', free: 1 }, { filedOn: '2023-08-01', free: 0 }],
    ['ORDINARY', 'GRASSROOTS_PROVINCE'] as const,
    ['2023-08-05', '2023-08-11'],
  ).map(([route, scope, level, grassroots, unitKind, grassrootsPosts, held, on]) => [
    {
      claim: { route, scope, level },
      employment: { grassroots, unitKind },
      grassrootsPosts,
      titles: [title({ level: level === 'FULL_SENIOR' ? 'DEPUTY_SENIOR' : 'INTERMEDIATE', scope: held })],
    },
    { on },
  ]),
);

export const townshipService = domain(
  'a year below',
  ['E07', 'E07b'],
  combined(
    ['INTERMEDIATE', 'DEPUTY_SENIOR'] as const,
    [null, '2020-09-01', '2023-07-01'],
    ['2021-01-31', '2022-02-28', null],
    [0, 92, 364],
    [[], ['form-1-5']],
    [true, false],
  ).map(([level, from, through, more, documents, physician]) => [
    {
      claim: { series: 'SERIES_HEALTH', level, specialty: 'nursing' },
      service: [
        ...(from === null ? [] : [service({ from, through })]),
        ...(more === 0 ? [] : [service({ from: '2018-01-01', through: more === 92 ? '2018-04-02' : '2018-12-30' })]),
      ],
      posts: [post({ unitLevel: 'PREFECTURE' })],
      qualifications: physician ? [qualification({ certificate: 'physician' })] : [],
      documents: [...documents],
    },
  ]),
);
