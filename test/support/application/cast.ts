/** Who and what the tests of the application's chart are played with: people, organisations, facts, instants, settings. */
import type { ApplicationContext, Publicity } from '../../../machines/application/context.ts';
import type { DataOf } from '../../../machines/application/events.ts';
import type { Bar, Facts, UnitPlace } from '../../../machines/facts.ts';
import type { CaseId } from '../../../machines/ids.ts';
import type { Envelope } from '../../../machines/lifecycle.ts';
import { mandatoryItems, type Programme } from '../../../machines/programme.ts';
import type { Actor, Role } from '../../../machines/roles.ts';
import { type Instant, parseInstant } from '../../../machines/time.ts';
import { kaili2023 } from '../programmes.ts';

export const sha = (letter: string): string => letter.repeat(64);
/** Two contents a dossier may have; guards compare them with each other only. */
export const contents = { x: sha('a'), y: sha('b') } as const;
export const matters = {
  a: '00000000-0000-4000-8000-00000000000a',
  b: '00000000-0000-4000-8000-00000000000b',
  unknown: '00000000-0000-4000-8000-0000000000ff',
} as const;
/** The case itself, the notices that show it, and the sittings that have it. */
export const thisCase: CaseId = '00000000-0000-4000-8000-0000000000c0';
export const noticeOf = {
  internal: '00000000-0000-4000-8000-0000000000d1',
  policy: '00000000-0000-4000-8000-0000000000d2',
  result: '00000000-0000-4000-8000-0000000000d3',
} as const satisfies Record<Publicity, CaseId>;
export const otherNotice: CaseId = '00000000-0000-4000-8000-0000000000d9';
export const sitting: CaseId = '00000000-0000-4000-8000-0000000000e1';
export const otherSitting: CaseId = '00000000-0000-4000-8000-0000000000e9';
export const earlierCase: CaseId = '00000000-0000-4000-8000-0000000000ee';
/** The recheck that was granted on it. */
export const grantedRecheck: CaseId = '00000000-0000-4000-8000-0000000000ef';

export const instants = {
  beforeOpening: parseInstant('2023-07-31T10:00'),
  inWindow: parseInstant('2023-08-15T10:00'),
  afterWindow: parseInstant('2023-09-01T00:00'),
  afterRollover: parseInstant('2024-08-01T00:00'),
  afterFiling: parseInstant('2026-01-01T00:00'),
} as const;

/** Cut-offs that `extend` brings, each later than the one before and than the plan's node. */
export const laterCutoffs: readonly [Instant, Instant] = [
  parseInstant('2023-11-30T00:00'),
  parseInstant('2023-12-31T00:00'),
];

export const envelope: Envelope = {
  reason: { code: 'OTHER' },
  signature: { date: '2023-08-15', seal: sha('c') },
  document: sha('d'),
};

/** The same with a reason that disqualifies (domain §2.5). */
export const fraud: Envelope = { ...envelope, reason: { code: 'FRAUD' } };

export function actor(role: Role, organisation: string | null, person = `p-${role}`): Actor {
  return { role, person, organisation, onBehalfOf: null };
}

const prefecture = { organiser: 'qdn-hrss', committee: 'committee-qdn', filing: 'prov-hrss' } as const;
const city = { organiser: 'kaili-hrss', committee: 'committee-kaili-teacher', filing: 'qdn-hrss' } as const;

/** One way of playing: how many departments push, whether the policy review is published, what is claimed. */
export interface Setting {
  readonly name: string;
  readonly departments: 1 | 2 | 3;
  readonly programme: Programme;
  readonly claim: Pick<DataOf<'open'>, 'series' | 'level'>;
  readonly organiser: string;
  readonly committee: string;
  readonly filing: string;
}

const health = { series: 'SERIES_HEALTH', level: 'DEPUTY_SENIOR' } as const;
const teacher = { series: 'SERIES_SCHOOL_TEACHER', level: 'INTERMEDIATE' } as const;

/** kaili-2023 with a policy publicity of so many working days; 0 leaves it out (domain A22). */
export function withPolicyPublicity(workingDays: number): Programme {
  const { policyPublicityEnd } = kaili2023.periods;
  return {
    ...kaili2023,
    periods: { ...kaili2023.periods, policyPublicityEnd: { ...policyPublicityEnd, workingDays } },
  };
}

export const settings = {
  oneDepartment: { name: '1 department', departments: 1, programme: kaili2023, claim: teacher, ...city },
  twoDepartments: { name: '2 departments', departments: 2, programme: kaili2023, claim: health, ...prefecture },
  threeDepartments: { name: '3 departments', departments: 3, programme: kaili2023, claim: health, ...prefecture },
  unpublishedReview: {
    name: 'policy review not published',
    departments: 1,
    programme: withPolicyPublicity(0),
    claim: teacher,
    ...city,
  },
} as const satisfies Record<string, Setting>;

const pushers = [
  { id: 'kaili-health', level: 'city' },
  { id: 'qdn-health', level: 'prefecture' },
  { id: 'prov-health', level: 'province' },
] as const;

/** The unit's place: of three departments two stand on the city's level, so that all lie below the organiser's reach. */
export function unitPlace({ departments }: Setting): UnitPlace {
  const district = { id: 'district-health', level: 'city' } as const;
  return {
    unit: 'hospital-1',
    kind: 'publicInstitution',
    employsApplicant: true,
    above: [
      { id: 'kaili-health', kind: 'lineDepartment', level: 'city' },
      { id: 'kaili-hrss', kind: 'hrss', level: 'city' },
      { id: 'qdn-hrss', kind: 'hrss', level: 'prefecture' },
      { id: 'prov-hrss', kind: 'hrss', level: 'province' },
    ],
    pushers: departments === 3 ? [district, ...pushers] : pushers,
  };
}

/** Everybody who acts on the case, each in the organisation that the role acts for. */
export function castOf({ organiser, committee, filing }: Setting) {
  return {
    applicant: actor('applicant', null),
    unitHandler: actor('unitHandler', 'hospital-1'),
    unitAdmin: actor('unitAdmin', 'hospital-1'),
    materialReviewer: actor('materialReviewer', 'hospital-1'),
    organiser: actor('organiserOfficer', organiser),
    organiserToo: actor('organiserOfficer', organiser, 'p-organiserOfficer-2'),
    secretary: actor('committeeSecretary', committee),
    filingOfficer: actor('filingOfficer', filing),
    bureau: actor('bureauOfficer', 'kaili-hrss'),
    citizen: actor('citizen', null),
    auditor: actor('auditor', 'kaili-hrss'),
    system: actor('system', null),
    clock: { role: 'clock', person: null, organisation: null, onBehalfOf: null },
  } as const satisfies Record<string, Actor>;
}
export type Cast = ReturnType<typeof castOf>;

export function departmentOfficer({ route, level }: ApplicationContext): Actor {
  return actor('departmentOfficer', route.departments[level] ?? 'nobody', `p-department-${level}`);
}

export function openingOf({ claim }: Setting): DataOf<'open'> {
  return { person: 'p-applicant', unit: 'hospital-1', greenChannel: false, scope: 'ORDINARY', ...claim };
}

/** What the setting's checklist demands, uploaded. */
export function materialsOf({ programme, claim }: Setting): { item: string; sha256: string }[] {
  return mandatoryItems(programme, { ...claim, conditions: [] }).map(({ id }) => ({ item: id, sha256: sha('e') }));
}

/** What an application is decided on. */
export type ApplicationFacts = Pick<
  Facts,
  'unitPlace' | 'yearSlot' | 'vacancy' | 'bars' | 'reopened' | 'publicities' | 'matter'
>;

export function factsOf(setting: Setting): ApplicationFacts {
  return {
    unitPlace: unitPlace(setting),
    yearSlot: { heldBy: null },
    vacancy: { approved: 1, reserved: 0, own: false },
    bars: [],
    reopened: null,
    matter: { raised: false },
    publicities: Object.values(noticeOf).map((notice) => ({ notice, stands: 'closed' })),
  };
}

export const bar: Bar = { kind: 'DEMERIT', decidedOn: '2023-03-01', barredThrough: '2026-12-31' };
