/** Attempts up to the material intake: opening, submitting, the unit's verification, the departments' push. */
import { unopened } from '../../../machines/application/context.ts';
import { routeCommittee } from '../../../machines/programme.ts';
import type { AttemptsOf, Place } from './attempt.ts';
import {
  bar,
  contents,
  departmentOfficer,
  earlierCase,
  factsOf,
  grantedRecheck,
  instants,
  laterCutoffs,
  materialsOf,
  openingOf,
  sha,
  unitPlace,
} from './cast.ts';

const open: AttemptsOf = ({ setting, cast, attempt }) => {
  const data = openingOf(setting);
  const facts = factsOf(setting);
  const reopens = { ...data, reopens: earlierCase };
  const route = {
    ...unopened.route,
    committee: routeCommittee(setting.programme, { greenChannel: false, ...setting.claim }),
  };
  const granted = { outcome: 'notPassed', context: { ...unopened, route }, recheck: grantedRecheck, followUp: null };
  const place = unitPlace(setting);
  return [
    attempt(['open'], cast.applicant, data),
    attempt(['open', 'by the handler'], cast.unitHandler, data),
    attempt(['open', 'before 1 August'], cast.applicant, data, { at: instants.beforeOpening }),
    attempt(['open', 'after the rollover'], cast.applicant, data, { at: instants.afterRollover }),
    attempt(['open', 'after the click window'], cast.applicant, data, { at: instants.afterWindow }),
    attempt(['open', 'no committee'], cast.applicant, { ...data, series: 'SERIES_NONE' }),
    attempt(['open', 'no such unit'], cast.applicant, data, { facts: { ...facts, unitPlace: null } }),
    attempt(['open', 'another’s unit'], cast.applicant, data, {
      facts: { ...facts, unitPlace: { ...place, employsApplicant: false } },
    }),
    attempt(['open', 'nobody pushes'], cast.applicant, data, {
      facts: { ...facts, unitPlace: { ...place, pushers: [] } },
    }),
    attempt(['open', 'slot taken'], cast.applicant, data, { facts: { ...facts, yearSlot: { heldBy: earlierCase } } }),
    attempt(['open', 'for somebody else'], cast.applicant, { ...data, person: 'p-other' }),
    attempt(['open', 'by an auditor'], cast.auditor, data),
    attempt(['open', 'by a person, reopening'], cast.applicant, reopens),
    attempt(['open', 'by another case, not reopening'], cast.system, data),
    attempt(['open', 'reopening nothing'], cast.system, reopens),
    attempt(['open', 'reopening a certificate'], cast.system, reopens, {
      facts: { ...facts, reopened: { ...granted, outcome: 'certified' } },
    }),
    attempt(['open', 'reopening without a recheck'], cast.system, reopens, {
      facts: { ...facts, reopened: { ...granted, recheck: null } },
    }),
    attempt(['open', 'reopening again'], cast.system, reopens, {
      facts: { ...facts, reopened: { ...granted, followUp: earlierCase } },
    }),
    attempt(['open', 'reopening beyond the vacancies'], cast.system, reopens, {
      facts: { ...facts, reopened: granted, vacancy: { ...facts.vacancy, reserved: 1 } },
    }),
    attempt(['open', 'for grassroots units, another level'], cast.applicant, {
      ...data,
      level: 'JUNIOR',
      scope: 'GRASSROOTS_PROVINCE',
    }),
    attempt(['open', 'a way that is not the green channel’s'], cast.applicant, { ...data, route: 'GREEN_CHANNEL' }),
  ];
};

const submit: AttemptsOf = ({ setting, cast, attempt }) => {
  const materials = materialsOf(setting);
  const data = { materials, content: contents.x };
  return [
    attempt(['submit'], cast.applicant, data),
    attempt(['submit', 'before the window'], cast.applicant, data, { at: instants.beforeOpening }),
    attempt(['submit', 'after the window'], cast.applicant, data, { at: instants.afterWindow }),
    attempt(['submit', 'an item missing'], cast.applicant, { ...data, materials: materials.slice(1) }),
    attempt(['submit', 'barred'], cast.applicant, data, { facts: { bars: [bar] } }),
    attempt(['submit', 'bar not decided yet'], cast.applicant, data, {
      facts: { bars: [{ ...bar, decidedOn: '2023-08-16' }] },
    }),
    attempt(['submit', 'bar over'], cast.applicant, data, {
      facts: { bars: [{ ...bar, barredThrough: '2023-08-14' }] },
    }),
    attempt(['submit', 'by another applicant'], { ...cast.applicant, person: 'p-other' }, data),
  ];
};

const withdraw: AttemptsOf = ({ cast, attempt }) => [
  attempt(['withdraw'], cast.applicant),
  attempt(['withdraw', 'no reason'], cast.applicant, {}, { envelope: {} }),
  attempt(['withdraw', 'by another applicant'], { ...cast.applicant, person: 'p-other' }),
];

const verify: AttemptsOf = ({ setting, cast, attempt }) => {
  const items = materialsOf(setting).map(({ item }) => item);
  const concluded = (conclusion: string) => items.map((item) => ({ item, conclusion }));
  const sound = concluded('TRUE');
  const self = { ...cast.materialReviewer, person: 'p-applicant' };
  return [
    attempt(['verify'], cast.materialReviewer, { items, conclusions: sound }),
    attempt(['verify', 'untrue'], cast.materialReviewer, { items, conclusions: concluded('UNTRUE') }),
    attempt(['verify', 'one left out'], cast.materialReviewer, { items, conclusions: sound.slice(1) }),
    attempt(['verify', 'one never checked'], cast.materialReviewer, {
      items: items.slice(1),
      conclusions: sound.slice(1),
    }),
    attempt(['verify', 'by the applicant'], self, { items, conclusions: sound }),
    attempt(
      ['verify', 'for the applicant'],
      { ...cast.materialReviewer, onBehalfOf: 'p-applicant' },
      { items, conclusions: sound },
    ),
    attempt(['verify', 'unsigned'], cast.materialReviewer, { items, conclusions: sound }, { envelope: {} }),
    attempt(
      ['verify', 'in another unit'],
      { ...cast.materialReviewer, organisation: 'school-2' },
      { items, conclusions: sound },
    ),
  ];
};

/** Whoever checks there. */
const checker = ({ cast, context, stands }: Place) =>
  stands.includes('departmentPush') ? departmentOfficer(context) : cast.unitAdmin;

const giveBack: AttemptsOf = (place) => {
  const findings = [{ item: 'form-1-9', code: 'MATERIAL_INCOMPLETE' }];
  return [
    place.attempt(['return', 'to the applicant'], checker(place), { to: 'applicant', findings }),
    place.attempt(['return', 'to the unit'], checker(place), { to: 'unit', findings }),
    place.attempt(['return', 'no reason'], checker(place), { to: 'applicant', findings }, { envelope: {} }),
    place.attempt(['return', 'by an auditor'], place.cast.auditor, { to: 'applicant', findings }),
  ];
};

const resubmit: AttemptsOf = ({ setting, cast, stands, attempt }) => {
  const materials = materialsOf(setting);
  const [sender, other] = stands.includes('unitCorrection')
    ? [cast.unitHandler, cast.applicant]
    : [cast.applicant, cast.unitHandler];
  return [
    attempt(['resubmit', 'x'], sender, { materials, content: contents.x }),
    attempt(['resubmit', 'y'], sender, { materials, content: contents.y }),
    attempt(['resubmit', 'an item missing'], sender, { materials: materials.slice(1), content: contents.x }),
    attempt(['resubmit', 'by the other'], other, { materials, content: contents.x }),
  ];
};

const recommend: AttemptsOf = ({ setting, cast, attempt }) => {
  const facts = factsOf(setting);
  const quota = (approved: number | null, reserved: number, own = false) => ({
    facts: { ...facts, vacancy: { approved, reserved, own } },
  });
  const near = { retiresOn: '2025-06-30', certification: sha('e') };
  return [
    attempt(['recommend'], cast.unitAdmin),
    attempt(['recommend', 'no quota'], cast.unitAdmin, {}, quota(null, 0)),
    attempt(['recommend', 'no vacancy'], cast.unitAdmin, {}, quota(1, 1)),
    attempt(['recommend', 'its own vacancy'], cast.unitAdmin, {}, quota(1, 1, true)),
    attempt(['recommend', 'near retirement'], cast.unitAdmin, { exemption: near }, quota(1, 1)),
    attempt(['recommend', 'not near retirement'], cast.unitAdmin, { exemption: { ...near, retiresOn: '2031-12-31' } }),
    attempt(['recommend', 'barred'], cast.unitAdmin, {}, { facts: { ...facts, bars: [bar] } }),
    attempt(['recommend', 'by the applicant'], { ...cast.unitAdmin, person: 'p-applicant' }),
    attempt(['recommend', 'unsigned'], cast.unitAdmin, {}, { envelope: {} }),
  ];
};

const decline: AttemptsOf = ({ cast, attempt }) => [attempt(['decline'], cast.unitAdmin)];

const push: AttemptsOf = ({ context, attempt }) => [
  attempt(['push'], departmentOfficer(context)),
  attempt(['push', 'by another department'], { ...departmentOfficer(context), organisation: 'kaili-agri' }),
];

/** Each extension is later than the last; one that was extended twice is told from one extended once by nothing. */
const extend: AttemptsOf = ({ cast, context, attempt }) => {
  const data = { cutoff: laterCutoffs[context.cutoff === laterCutoffs[0] ? 1 : 0] };
  const late = { at: instants.afterFiling };
  const present = { cutoff: context.cutoff ?? instants.afterWindow };
  const anybody = [
    attempt(['extend', 'first person'], cast.organiser, data),
    // Who proposes does not depend on where the case was left: one place is enough to try a delegate in.
    ...(context.leftAt === 'unitVerification.recommendation'
      ? [attempt(['extend', 'first person’s delegate'], { ...cast.bureau, onBehalfOf: cast.organiser.person }, data)]
      : []),
    attempt(['extend', 'already past'], cast.organiser, data, late),
    attempt(['extend', 'no later than it is'], cast.organiser, present),
    attempt(['extend', 'no reason'], cast.organiser, data, { envelope: {} }),
  ];
  if (context.proposal === null) return anybody;
  return [
    ...anybody,
    attempt(['extend', 'second person'], cast.organiserToo, data),
    attempt(['extend', 'by the bureau'], cast.bureau, data),
    attempt(['extend', 'second person, too late'], cast.organiserToo, data, late),
  ];
};

export const earlyAttempts = {
  open,
  submit,
  withdraw,
  verify,
  return: giveBack,
  resubmit,
  recommend,
  decline,
  push,
  extend,
} as const;
