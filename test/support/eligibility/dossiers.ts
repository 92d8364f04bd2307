import type { Dossier } from '../../../machines/eligibility/dossier.ts';

/** Builders of dossiers for tests: each fact with plain defaults, so that a test says only what it is about. */

const declared = { entry: 1, standing: 'MATCH' } as const;

type Fact<L extends keyof Dossier> = Dossier[L] extends readonly (infer F)[] ? F : NonNullable<Dossier[L]>;
type Given<L extends keyof Dossier> = Partial<Fact<L>>;

export const title = (given: Given<'titles'>): Fact<'titles'> => ({
  ...declared,
  series: 'SERIES_SCHOOL_TEACHER',
  level: 'JUNIOR',
  scope: 'ORDINARY',
  basis: 'REVIEW',
  awardedOn: '2018-12-31',
  originalFrom: null,
  applicationYear: null,
  reviewDelayed: false,
  mismatchDebt: false,
  revokedOn: null,
  ...given,
});

export const education = (given: Given<'education'>): Fact<'education'> => ({
  ...declared,
  level: 'BACHELOR',
  diploma: true,
  mode: 'FULL_TIME',
  technicalClass: null,
  school: null,
  specialty: 'chinese',
  completedOn: '2015-07-01',
  ...given,
});

export const post = (given: Given<'posts'>): Fact<'posts'> => ({
  ...declared,
  from: '2015-09-01',
  through: null,
  unitKind: 'publicInstitution',
  unitLevel: 'COUNTY',
  grassroots: false,
  professional: true,
  series: 'SERIES_SCHOOL_TEACHER',
  specialty: 'chinese',
  similarToStudied: false,
  ...given,
});

export const service = (given: Given<'service'>): Fact<'service'> => ({
  ...declared,
  from: '2020-09-01',
  through: '2021-08-31',
  township: true,
  ownSpecialty: true,
  awards: [],
  ...given,
});

export const assessment = (given: Given<'assessments'>): Fact<'assessments'> => ({
  ...declared,
  year: 2022,
  grade: 'QUALIFIED',
  ...given,
});

export const hours = (given: Given<'hours'>): Fact<'hours'> => ({
  ...declared,
  year: 2022,
  course: 'PROFESSIONAL',
  hours: 90,
  publicCourse: null,
  verified: { by: 'hrssBureau', on: '2023-08-01', signed: true, sealed: true },
  ...given,
});

export const breach = (given: Given<'breaches'>): Fact<'breaches'> => ({
  ...declared,
  kind: 'FRAUD',
  determinedOn: '2022-03-01',
  serious: false,
  inThisCase: false,
  ...given,
});

/** A sanction of the Party. */
export const partySanction = (
  given: Partial<Extract<Fact<'sanctions'>, { regime: 'PARTY' }>>,
): Extract<Fact<'sanctions'>, { regime: 'PARTY' }> => ({
  ...declared,
  regime: 'PARTY',
  kind: 'WARNING',
  sanctionedOn: '2022-08-10',
  ...given,
});

/** A sanction under administrative law (政务处分). */
export const administrativeSanction = (
  given: Partial<Extract<Fact<'sanctions'>, { regime: 'ADMINISTRATIVE' }>>,
): Extract<Fact<'sanctions'>, { regime: 'ADMINISTRATIVE' }> => ({
  ...declared,
  regime: 'ADMINISTRATIVE',
  kind: 'DEMERIT',
  sanctionedOn: '2022-12-01',
  ...given,
});

export const qualification = (given: Given<'qualifications'>): Fact<'qualifications'> => ({
  ...declared,
  certificate: 'constructor-first',
  issuedOn: '2020-01-01',
  registration: 'VALID',
  specialty: 'civil-engineering',
  ...given,
});

export const skill = (given: Given<'skills'>): Fact<'skills'> => ({
  ...declared,
  level: 'TECHNICIAN',
  occupation: 'welding',
  issuedOn: '2020-01-01',
  ...given,
});

export const referee = (given: Given<'referees'>): Fact<'referees'> => ({
  ...declared,
  person: 'referee-1',
  level: 'FULL_SENIOR',
  specialty: 'chinese',
  related: false,
  ...given,
});

export const performance = (given: Given<'performance'>): Fact<'performance'> => ({
  ...declared,
  kind: 'PROJECT',
  startedOn: null,
  achievedOn: '2022-06-01',
  ...given,
});

export const talent = (given: Given<'talent'>): Fact<'talent'> => ({
  ...declared,
  from: 'OTHER_PROVINCE',
  arrivedOn: '2022-03-01',
  category: 'URGENTLY_NEEDED',
  ...given,
});

const employment: Dossier['employment'] = {
  ...declared,
  unitKind: 'publicInstitution',
  unitLevel: 'COUNTY',
  grassroots: false,
  civilServiceManaged: false,
  civilServant: false,
  contract: true,
  professionalPost: true,
  manager: false,
};

/** A teacher of a city school who holds the junior title since the end of 2018 and applies for intermediate: all in order. */
export function dossier(
  given: Partial<Omit<Dossier, 'claim' | 'employment'>> & {
    claim?: Partial<Dossier['claim']>;
    employment?: Partial<Dossier['employment']>;
  } = {},
): Dossier {
  const { claim, employment: place, ...lists } = given;
  return {
    claim: {
      series: 'SERIES_SCHOOL_TEACHER',
      level: 'INTERMEDIATE',
      specialty: 'chinese',
      scope: 'ORDINARY',
      route: 'ORDINARY',
      ...claim,
    },
    employment: { ...employment, ...place },
    born: { ...declared, on: '1990-05-01', category: 'womanOnProfessionalPost' },
    grassrootsPosts: null,
    titles: [title({})],
    education: [education({})],
    posts: [post({})],
    service: [service({})],
    assessments: [2018, 2019, 2020, 2021, 2022].map((year) => assessment({ year })),
    hours: [2019, 2020, 2021, 2022].flatMap((year) => [
      hours({ year, hours: 60 }),
      hours({ year, course: 'PUBLIC', hours: 30, publicCourse: `public-${year}` }),
    ]),
    sanctions: [],
    breaches: [],
    qualifications: [],
    skills: [],
    referees: [],
    performance: [],
    talent: null,
    documents: [
      'form-1-9',
      'form-1-5',
      'education-certificate',
      'annual-assessments',
      'teacher-certificate',
      'teaching-record',
      'ethics-assessment',
    ],
    ...lists,
  };
}
