import type { Dossier } from '../../../machines/eligibility/dossier.ts';
import type { Programme } from '../../../machines/programme.ts';
import { kaili2023 } from '../programmes.ts';
import { combined, domain } from './domain.ts';
import { education, hours, performance, post, qualification, talent, title } from './dossiers.ts';

/** Domains about certificates, appointments and hours (E17–E22, E25–E27). */

export const certificates = domain(
  'certificates and talent',
  ['E17', 'E18', 'E19', 'E20', 'E21', 'E22'],
  combined(
    ['CERTIFICATE', 'SKILLED_TALENT', 'GREEN_CHANNEL', 'ORDINARY'] as const,
    ['SERIES_ENGINEERING', 'SERIES_SCHOOL_TEACHER', 'SERIES_HEALTH'] as const,
    ['JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR'] as const,
    [null, 'constructor-first', 'constructor-second'],
    ['2019-06-01', '2022-06-01'],
    [null, talent({}), talent({ category: null }), talent({ arrivedOn: '2021-12-31' })],
    [true, false],
    [true, false],
  ).map(([route, series, level, certificate, achievedOn, brought, professionalPost, appointed]) => [
    {
      claim: { route, series, level, specialty: 'civil-engineering' },
      employment: { professionalPost },
      qualifications: certificate === null ? [] : [qualification({ certificate })],
      performance: [performance({ achievedOn })],
      talent: brought,
      titles: appointed ? [title({ series, basis: 'APPOINTMENT', awardedOn: '2019-09-01' })] : [],
      education: [education({ specialty: 'history' })],
      posts: [post({ series, specialty: 'civil-engineering' })],
    },
  ]),
);

const { ceHours, examOnly } = kaili2023.rules;
const { professionalShare } = ceHours;
/** A notice under which the professional share is strict (E26 fails of no other), and only juniors of health are examined (E21). */
const strict: Programme = {
  ...kaili2023,
  rules: {
    ...kaili2023.rules,
    ceHours: {
      ...ceHours,
      professionalShare: { ...professionalShare, value: { ...professionalShare.value, soft: false } },
    },
    examOnly: { ...examOnly, value: [{ series: 'SERIES_HEALTH', levels: ['JUNIOR'] }] },
  },
};

export const appointments = domain(
  'appointments where juniors are examined',
  ['E21', 'E22'],
  combined(
    ['JUNIOR', 'INTERMEDIATE'] as const,
    ['SERIES_HEALTH', 'SERIES_SCHOOL_TEACHER'] as const,
    ['REVIEW', 'APPOINTMENT'] as const,
    ['nursing', 'history'],
    ['TOWNSHIP', 'COUNTY'] as const,
  ).map(([level, series, basis, specialty, unitLevel]) => [
    {
      claim: { series, level, specialty: 'nursing' },
      titles: [title({ series, basis, awardedOn: '2019-09-01' })],
      education: [education({ specialty })],
      posts: [post({ series, specialty: 'nursing', unitLevel })],
    },
    { programme: strict },
  ]),
);

type Verified = Dossier['hours'][number]['verified'];
const seal: Verified = { by: 'hrssBureau', on: '2023-08-01', signed: true, sealed: true };
export const ledger = domain(
  'hours of two years',
  ['E25', 'E26', 'E27'],
  combined(
    [30, 60, 90],
    [0, 45, 90],
    [seal, null, { ...seal, by: 'healthAuthority' as const }, { ...seal, sealed: false }],
    [seal, null],
    ['public-1', 'public-2'],
    [true, false],
    ['2023-08-05', '2023-08-11'],
  ).map(([first, second, verified, later, publicCourse, isPublic, on]) => [
    {
      titles: [title({ awardedOn: '2020-06-30', applicationYear: null })],
      hours: [
        hours({ year: 2021, hours: first, verified, ...(isPublic ? { course: 'PUBLIC', publicCourse } : {}) }),
        hours({ year: 2022, hours: second, verified: later }),
        hours({ year: 2022, hours: 30, course: 'PUBLIC', publicCourse: 'public-1' }),
      ],
    },
    { on, programme: strict },
  ]),
);
