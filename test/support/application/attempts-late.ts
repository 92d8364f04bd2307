/** Attempts from the material intake on: policy review, expert review, confirmation, and what the bureau decides. */
import type { AttemptsOf } from './attempt.ts';
import { bar, contents, factsOf, fraud, instants, materialsOf, noticeOf, type Setting } from './cast.ts';

const receive: AttemptsOf = ({ cast, attempt }) => [
  attempt(['receive'], cast.organiser),
  attempt(['receive', 'filing run out'], cast.organiser, {}, { at: instants.afterFiling }),
];

const passPolicy: AttemptsOf = ({ cast, attempt }) => [
  attempt(['passPolicy'], cast.organiser),
  attempt(['passPolicy', 'by the material reviewer'], { ...cast.organiser, person: 'p-materialReviewer' }),
  attempt(['passPolicy', 'unsigned'], cast.organiser, {}, { envelope: {} }),
];

const reject: AttemptsOf = ({ cast, attempt }) => [
  attempt(['reject'], cast.organiser),
  attempt(['reject', 'by the secretary'], cast.secretary),
];

const requestSupplement: AttemptsOf = ({ cast, attempt }) => [
  attempt(['requestSupplement'], cast.organiser, { findings: [{ item: 'form-1-9', code: 'MATERIAL_INCOMPLETE' }] }),
];

const supplement: AttemptsOf = ({ setting, cast, attempt }) => {
  const materials = materialsOf(setting);
  return [
    attempt(['supplement', 'x'], cast.applicant, { materials, content: contents.x }),
    attempt(['supplement', 'y'], cast.applicant, { materials, content: contents.y }),
    attempt(['supplement', 'an item missing'], cast.applicant, { materials: materials.slice(1), content: contents.x }),
  ];
};

/** The notice of the result has shown it, and has not been seen since its days were over. */
const unproved = (setting: Setting) => {
  const facts = factsOf(setting);
  const publicities = facts.publicities.map((one) =>
    one.notice === noticeOf.result ? { ...one, stands: 'unproved' } : one,
  );
  return { facts: { ...facts, publicities } };
};

const confirm: AttemptsOf = ({ setting, cast, attempt }) => [
  attempt(['confirm'], cast.filingOfficer),
  attempt(['confirm', 'barred'], cast.filingOfficer, {}, { facts: { ...factsOf(setting), bars: [bar] } }),
  attempt(['confirm', 'a notice not proved'], cast.filingOfficer, {}, unproved(setting)),
  attempt(['confirm', 'by who signed the minutes'], { ...cast.filingOfficer, person: 'p-chair' }),
  attempt(['confirm', 'by another authority'], { ...cast.filingOfficer, organisation: 'elsewhere' }),
];

const refuseFiling: AttemptsOf = ({ cast, attempt }) => [
  attempt(['refuseFiling'], cast.filingOfficer),
  attempt(['refuseFiling', 'by the organiser'], cast.organiser),
];

const disqualify: AttemptsOf = ({ cast, attempt }) => [
  attempt(['disqualify'], cast.organiser, {}, { envelope: fraud }),
  attempt(['disqualify', 'seriously'], cast.organiser, { serious: true }, { envelope: fraud }),
  attempt(['disqualify', 'by the bureau'], cast.bureau, {}, { envelope: fraud }),
  attempt(['disqualify', 'for no breach'], cast.organiser),
  attempt(['disqualify', 'no document'], cast.organiser, {}, { envelope: { reason: { code: 'FRAUD' } } }),
];

const carryOver: AttemptsOf = ({ cast, attempt }) => [
  attempt(['carryOver'], cast.bureau),
  attempt(['carryOver', 'no reason'], cast.bureau, {}, { envelope: {} }),
];

const terminate: AttemptsOf = ({ cast, attempt }) => [attempt(['terminate'], cast.bureau)];

export const lateAttempts = {
  receive,
  passPolicy,
  reject,
  requestSupplement,
  supplement,
  confirm,
  refuseFiling,
  disqualify,
  carryOver,
  terminate,
} as const;
