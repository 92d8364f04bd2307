import { combined, domain, levels, schools } from './domain.ts';
import { assessment, education, post, referee, title } from './dossiers.ts';

/** Domains about education, years and titles (E08–E15, E23, E42). */

export const referees = domain(
  'education and referees',
  ['E08'],
  combined(
    ['ORDINARY', 'EXCEPTIONAL'] as const,
    ['SERIES_SCHOOL_TEACHER', 'SERIES_ENGINEERING'] as const,
    [null, ...levels],
    ['INTERMEDIATE', 'FULL_SENIOR'] as const,
    [0, 1, 2],
    ['FULL_SENIOR', 'DEPUTY_SENIOR'] as const,
    [true, false],
  ).map(([route, series, level, claimed, count, rank, related]) => [
    {
      claim: { route, series, level: claimed },
      education: schools(level),
      titles: [title({ level: claimed === 'FULL_SENIOR' ? 'DEPUTY_SENIOR' : 'JUNIOR' })],
      referees: Array.from({ length: count }, (_, n) =>
        referee({ person: `referee-${n}`, level: rank, related: related && n === 0 }),
      ),
    },
  ]),
);

export const tenure = domain(
  'years of tenure',
  ['E11', 'E12', 'E23', 'E42'],
  combined(
    ['JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR'] as const,
    ['SERIES_SCHOOL_TEACHER', 'SERIES_HEALTH'] as const,
    ['chinese', 'history'],
    ['COLLEGE', 'BACHELOR'] as const,
    [null, '2018-12-31', '2019-01-02', '2022-05-01'],
    [true, false],
    ['2015-09-01', null],
  ).map(([level, series, specialty, schooling, awardedOn, mismatchDebt, from]) => [
    {
      claim: { level, series },
      education: [education({ level: schooling, specialty })],
      titles:
        awardedOn === null || level === 'JUNIOR'
          ? []
          : [title({ series, level: level === 'INTERMEDIATE' ? 'JUNIOR' : 'INTERMEDIATE', awardedOn, mismatchDebt })],
      posts: from === null ? [] : [post({ from, series })],
    },
  ]),
);

export const transfers = domain(
  'changes of series',
  ['E13', 'E14', 'E15', 'E42'],
  combined(
    ['SERIES_TRANSFER', 'ORDINARY'] as const,
    ['INTERMEDIATE', 'DEPUTY_SENIOR'] as const,
    [null, '2021-07-01', '2023-01-01', '2023-03-01'],
    [null, '2023-09-30'],
    [null, 2022, 2023],
    ['QUALIFIED', 'UNQUALIFIED'] as const,
    [null, '2023-05-01'],
  ).map(([route, level, from, through, year, grade, revokedOn]) => [
    {
      claim: { route, level },
      titles: [
        title({ series: 'SERIES_ENGINEERING', level: 'INTERMEDIATE' }),
        ...(route === 'ORDINARY'
          ? [title({ level: 'INTERMEDIATE', basis: 'TRANSFER', originalFrom: '2016-01-01', revokedOn })]
          : []),
      ],
      posts: from === null ? [] : [post({ from, through })],
      assessments: year === null ? [] : [assessment({ year, grade })],
    },
  ]),
);
