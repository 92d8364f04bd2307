/** Who and what the tests of the duty's chart are played with: organisations, forms, instants, everything one may try. */
import type { FormContent } from '../../../machines/duty/context.ts';
import type { DutyEventName } from '../../../machines/duty/events.ts';
import type { Collected, OrganisationPlace, QuotaClass } from '../../../machines/duty/facts.ts';
import type { Facts } from '../../../machines/facts.ts';
import type { Envelope } from '../../../machines/lifecycle.ts';
import type { DutyForm } from '../../../machines/programme-materials.ts';
import type { Actor, Role } from '../../../machines/roles.ts';
import { type Instant, parseInstant } from '../../../machines/time.ts';

export const sha = (letter: string): string => letter.repeat(64);

const above = {
  department: { id: 'kaili-edu', kind: 'lineDepartment', level: 'city', authority: null },
  health: { id: 'kaili-health', kind: 'lineDepartment', level: 'city', authority: 'health' },
  bureau: { id: 'kaili-hrss', kind: 'hrss', level: 'city', authority: null },
  prefecture: { id: 'qdn-hrss', kind: 'hrss', level: 'prefecture', authority: null },
} as const;

const placed = (id: string, kind: string, over: OrganisationPlace['above']): OrganisationPlace => ({
  id,
  kind,
  level: 'city',
  grassroots: false,
  above: [...over, above.bureau, above.prefecture],
});

export const places = {
  school: placed('school-1', 'publicInstitution', [above.department]),
  townshipSchool: { ...placed('school-2', 'publicInstitution', [above.department]), grassroots: true },
  hospital: placed('hospital-1', 'publicInstitution', [above.health]),
  company: placed('company-1', 'privateUnit', []),
  stateCompany: placed('company-2', 'stateOwnedEnterprise', [above.department]),
  agency: placed('agency-1', 'personnelAgency', []),
  department: placed('kaili-edu', 'lineDepartment', []),
  bureau: { ...placed('kaili-hrss', 'hrss', []), above: [above.prefecture] },
} as const satisfies Record<string, OrganisationPlace>;

/** One duty that is played: whose form, who takes it, until when. The instants are written out, not computed. */
export interface Setting {
  readonly form: DutyForm;
  readonly place: OrganisationPlace;
  readonly owner: Actor;
  readonly reviewer: Actor;
  readonly due: Instant;
  readonly web: boolean;
  readonly counter: boolean;
  readonly content: FormContent;
  /** What an acceptance must write, class → vacancies. */
  readonly vacancies: Readonly<Record<string, number>>;
  /** Figures of the form that cannot be. */
  readonly impossible: readonly FormContent[];
}

export function actor(role: Role, organisation: string | null, person = `p-${role}`): Actor {
  return { role, person, organisation, onBehalfOf: null };
}

const someClasses = [
  { class: 'SENIOR', posts: 5, filled: 3 },
  { class: 'INTERMEDIATE', posts: 9, filled: 9 },
];

export const settings = {
  vacancies: {
    form: '1-6',
    place: places.school,
    owner: actor('unitAdmin', 'school-1'),
    reviewer: actor('departmentOfficer', 'kaili-edu'),
    due: parseInstant('2023-08-11T00:00'),
    web: true,
    counter: true,
    content: { form: '1-6', classes: someClasses },
    vacancies: { SENIOR: 2, INTERMEDIATE: 0 },
    impossible: [
      { form: '1-6', classes: someClasses.slice(1) },
      { form: '1-6', classes: [...someClasses, { class: 'JUNIOR', posts: 1, filled: 0 }] },
      { form: '1-6', classes: [...someClasses, { class: 'SENIOR', posts: 1, filled: 0 }] },
      { form: '1-6', classes: someClasses.map((one) => ({ ...one, filled: one.posts + 1 })) },
    ],
  },
  grassroots: {
    form: '1-7',
    place: places.townshipSchool,
    owner: actor('unitAdmin', 'school-2'),
    reviewer: actor('departmentOfficer', 'kaili-edu'),
    due: parseInstant('2023-08-11T00:00'),
    web: true,
    counter: true,
    content: { form: '1-7', posts: 3, filled: 1 },
    vacancies: { GRASSROOTS_DEPUTY_SENIOR: 2 },
    impossible: [{ form: '1-7', posts: 1, filled: 2 }],
  },
  hours: {
    form: '1-8',
    place: places.hospital,
    owner: actor('unitHandler', 'hospital-1'),
    reviewer: actor('departmentOfficer', 'kaili-health'),
    due: parseInstant('2023-08-10T17:30'),
    web: false,
    counter: true,
    content: { form: '1-8', people: 40, hours: 3600 },
    vacancies: {},
    impossible: [],
  },
  rosterOfUnit: {
    form: '1-10',
    place: places.school,
    owner: actor('unitAdmin', 'school-1'),
    reviewer: actor('departmentOfficer', 'kaili-edu'),
    due: parseInstant('2023-08-26T00:00'),
    web: true,
    counter: false,
    content: { form: '1-10', people: 12 },
    vacancies: {},
    impossible: [],
  },
  rosterOfDepartment: {
    form: '1-10',
    place: places.department,
    owner: actor('departmentOfficer', 'kaili-edu'),
    reviewer: actor('bureauOfficer', 'kaili-hrss'),
    due: parseInstant('2023-08-31T00:00'),
    web: true,
    counter: false,
    content: { form: '1-10', people: 90 },
    vacancies: {},
    impossible: [],
  },
} as const satisfies Record<string, Setting>;

const envelope: Envelope = {
  reason: { code: 'OTHER' },
  signature: { date: '2023-08-10', seal: sha('c') },
  document: sha('d'),
};

export interface Attempt {
  readonly type: DutyEventName;
  readonly label: string;
  readonly actor: Actor;
  readonly at: Instant;
  readonly data: object;
  readonly envelope: Envelope;
  readonly facts: Partial<Facts>;
}

const collected: Collected = { in: ['school-1'], missing: ['school-2'] };
const quota: readonly QuotaClass[] = [];
const bureau = actor('bureauOfficer', 'kaili-hrss');

/** Before, on the last morning of, and after the day due; a working day each, but for the Saturday. */
export const moments = {
  early: parseInstant('2023-08-08T10:00'),
  saturday: parseInstant('2023-08-05T10:00'),
  late: parseInstant('2023-09-05T10:00'),
  afterSeason: parseInstant('2024-08-01T00:00'),
} as const;

type Part = Partial<Pick<Attempt, 'actor' | 'at' | 'data' | 'envelope' | 'facts'>>;

/** Everything that is tried in a state, sensible and not; `late` where the day due may have passed there. */
export function attemptsFor(setting: Setting, stands: string): Attempt[] {
  const { owner, reviewer, content, form } = setting;
  const base = { envelope, facts: { collected: setting.place.kind === 'lineDepartment' ? collected : null, quota } };
  const make = (type: DutyEventName, label: string, part: Part): Attempt => ({
    ...base,
    type,
    label: `${type} (${label})`,
    actor: reviewer,
    at: moments.early,
    data: {},
    ...part,
  });
  const handIn = (label: string, part: Part) => make('handIn', label, { actor: owner, data: { content }, ...part });
  const atCounter = (label: string, hour: string, part: Part = {}) =>
    make('handIn', label, { data: { content, counter: { hour } }, ...part });
  const times =
    stands === 'overdue' ? [moments.late] : stands === 'owed' ? [moments.early] : [moments.early, moments.late];
  const other: FormContent = form === '1-11' ? { form: '1-10', people: 1 } : { form: '1-11', people: 1 };
  const inTime = times.includes(moments.early) ? 'before' : 'after';
  return [
    ...openings(setting, make),
    ...times.flatMap((at) => [
      handIn(at === moments.late ? 'web, after' : 'web, before', { at }),
      atCounter(at === moments.late ? 'counter, after' : 'counter, before', '09:30', { at }),
    ]),
    handIn('without a file', { envelope: { ...envelope, document: undefined }, at: times[0]! }),
    handIn('another form', { data: { content: other }, at: times[0]! }),
    ...setting.impossible.map((wrong, n) => handIn(`impossible ${n}`, { data: { content: wrong }, at: times[0]! })),
    atCounter(`an hour ahead, ${inTime}`, '10:30', { at: times[0]! }),
    atCounter('after closing', '17:30', { at: times[0]! + 8 * 3_600_000 }),
    ...(stands === 'owed' ? [atCounter('on a Saturday', '09:30', { at: moments.saturday })] : []),
    handIn('by the reviewer over the web', { actor: reviewer, at: times[0]! }),
    atCounter('by the owner at the counter', '09:30', { actor: owner, at: times[0]! }),
    handIn('by somebody else', { actor: { ...owner, organisation: 'elsewhere' }, at: times[0]! }),
    make('takeUp', 'reviewer', {}),
    make('takeUp', 'owner', { actor: owner }),
    make('accept', 'reviewer', {}),
    make('accept', 'owner', { actor: owner }),
    make('accept', 'unsigned', { envelope: { ...envelope, signature: undefined } }),
    make('acceptLate', 'reviewer', {}),
    make('acceptLate', 'owner', { actor: owner }),
    make('acceptLate', 'no reason', { envelope: { ...envelope, reason: undefined } }),
    make('sendBack', 'reviewer', {}),
    make('sendBack', 'owner', { actor: owner }),
    make('sendBack', 'no reason', { envelope: { ...envelope, reason: undefined } }),
  ];
}

function openings({ form, place }: Setting, make: (type: 'open', label: string, part: Part) => Attempt): Attempt[] {
  const data = { form, organisation: place.id, bureau: 'kaili-hrss' };
  const duty = { heldBy: null };
  const given = (label: string, part: Part = {}) =>
    make('open', label, { actor: bureau, data, facts: { organisationPlace: place, duty }, ...part });
  const bare = { ...place, kind: 'publicInstitution', above: [] };
  return [
    given('bureau'),
    given('the system', { actor: actor('system', null) }),
    given('by a unit', { actor: actor('unitAdmin', place.id) }),
    given('no such organisation', { facts: { organisationPlace: null, duty } }),
    given('of another bureau', {
      data: { ...data, bureau: 'elsewhere' },
      actor: { ...bureau, organisation: 'elsewhere' },
    }),
    given('nobody reviews it', { facts: { organisationPlace: bare, duty } }),
    given('not owed', { facts: { organisationPlace: places.bureau, duty } }),
    given('owed already', { facts: { organisationPlace: place, duty: { heldBy: 'case-0' } } }),
    given('after the season', { at: moments.afterSeason }),
  ];
}
