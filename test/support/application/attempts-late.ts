/** Attempts from the material intake on: policy review, expert review, confirmation, and what the bureau decides. */
import type { AttemptsOf } from './attempt.ts';
import { bar, contents, fraud, instants, materialsOf, type Setting, sha } from './cast.ts';

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

const convene: AttemptsOf = ({ cast, attempt }) => [
  attempt(['convene'], cast.secretary, { meeting: 'meeting-1' }),
  attempt(['convene', 'filing run out'], cast.secretary, { meeting: 'meeting-1' }, { at: instants.afterFiling }),
];

const recordOpinion: AttemptsOf = ({ cast, attempt }) => {
  const data = { group: 'group-1', opinion: sha('f') };
  return [
    attempt(['recordOpinion'], cast.secretary, { ...data, experts: 3 }),
    attempt(['recordOpinion', 'two experts'], cast.secretary, { ...data, experts: 2 }),
    attempt(['recordOpinion', 'no document'], cast.secretary, { ...data, experts: 3 }, { envelope: {} }),
  ];
};

/** Present and yes of a committee of the setting's size: passes, fails by one vote, one short of the quorum. */
export function countsOf({ programme, committee }: Setting): {
  size: number;
  quorum: number;
  passes: number;
} {
  const found = Object.values(programme.committees).find(({ organisation }) => organisation === committee);
  const size = found?.size.value ?? 0;
  const quorum = Math.ceil((2 * size) / 3);
  return { size, quorum, passes: Math.ceil((2 * quorum) / 3) };
}

const decide: AttemptsOf = ({ setting, cast, attempt }) => {
  const { size, quorum, passes } = countsOf(setting);
  const thirds = Math.ceil(quorum / 3) * 3;
  const ballot = (present: number, yes: number) => ({ present, yes, minutes: sha('f'), signedBy: 'p-chair' });
  const barred = { facts: { bars: [bar] } };
  return [
    attempt(['decide', 'passes'], cast.secretary, ballot(quorum, passes)),
    attempt(['decide', 'passes with exactly two thirds'], cast.secretary, ballot(thirds, (2 * thirds) / 3)),
    attempt(['decide', 'fails by one vote'], cast.secretary, ballot(quorum, passes - 1)),
    attempt(['decide', 'one short of the quorum'], cast.secretary, ballot(quorum - 1, quorum - 1)),
    attempt(['decide', 'more yes than present'], cast.secretary, ballot(quorum, quorum + 1)),
    attempt(['decide', 'more present than members'], cast.secretary, ballot(size + 1, 0)),
    attempt(['decide', 'nobody present'], cast.secretary, ballot(0, 0)),
    attempt(['decide', 'barred'], cast.secretary, ballot(quorum, passes), barred),
    attempt(['decide', 'barred, fails'], cast.secretary, ballot(quorum, 0), barred),
  ];
};

const confirm: AttemptsOf = ({ cast, attempt }) => [
  attempt(['confirm'], cast.filingOfficer),
  attempt(['confirm', 'barred'], cast.filingOfficer, {}, { facts: { bars: [bar] } }),
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
  convene,
  recordOpinion,
  decide,
  confirm,
  refuseFiling,
  disqualify,
  carryOver,
  terminate,
} as const;
