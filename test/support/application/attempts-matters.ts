/** Attempts at opening and closing matters: an objection `a`, with or without fraud, and a complaint `b` of misconduct. */
import type { ApplicationEventName } from '../../../machines/application/events.ts';
import type { Attempt, AttemptsOf, Place } from './attempt.ts';
import { departmentOfficer, matters } from './cast.ts';

const object: AttemptsOf = ({ cast, attempt }) => [
  attempt(['object', 'a'], cast.citizen, { matter: matters.a, alleges: 'OTHER' }),
  attempt(['object', 'a, fraud'], cast.citizen, { matter: matters.a, alleges: 'FRAUD' }),
  attempt(
    ['object', 'under a number that was answered'],
    cast.citizen,
    { matter: matters.a, alleges: 'OTHER' },
    {
      facts: { matter: { raised: true } },
    },
  ),
  attempt(['object', 'by the applicant'], cast.applicant, { matter: matters.a, alleges: 'OTHER' }),
];

const complain: AttemptsOf = ({ cast, attempt }) => [
  attempt(['complain', 'b'], cast.citizen, { matter: matters.b, alleges: 'MISCONDUCT' }),
];

/** Whoever looks into matters where the case stands. */
function resolver({ cast, context, stands }: Place): Attempt['actor'] {
  if (stands.includes('unitVerification')) return cast.unitAdmin;
  return stands.includes('departmentPush') ? departmentOfficer(context) : cast.organiser;
}

const consequences = ['return', 'decline', 'reject', 'disqualify'] as const;

function resolving(type: ApplicationEventName, matter: string): AttemptsOf {
  return (place) => {
    const by = resolver(place);
    const { attempt } = place;
    return [
      attempt([type, 'dismissed'], by, { matter, outcome: 'dismissed' }),
      ...consequences.map((consequence) =>
        attempt([type, `upheld, ${consequence}`], by, { matter, outcome: 'upheld', consequence }),
      ),
      attempt([type, 'upheld, nothing follows'], by, { matter, outcome: 'upheld' }),
      attempt([type, 'unknown, dismissed'], by, { matter: matters.unknown, outcome: 'dismissed' }),
      attempt([type, 'unknown, upheld'], by, { matter: matters.unknown, outcome: 'upheld', consequence: 'reject' }),
      attempt([type, 'no document'], by, { matter, outcome: 'dismissed' }, { envelope: {} }),
      attempt([type, 'by who it is about'], { ...by, person: 'p-applicant' }, { matter, outcome: 'dismissed' }),
      attempt([type, 'by the applicant'], place.cast.applicant, { matter, outcome: 'dismissed' }),
    ];
  };
}

export const matterAttempts = {
  object,
  complain,
  resolveObjection: resolving('resolveObjection', matters.a),
  resolveComplaint: resolving('resolveComplaint', matters.b),
} as const;
