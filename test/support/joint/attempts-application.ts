/** What people may try on an application. */
import type { MeetingContext } from '../../../machines/meeting/context.ts';
import { fraud } from '../application/cast.ts';
import { contents, findings, items, materials, type Place, sha, spentOn, type Tries, type Trying } from './attempt.ts';
import { idOf, nameOf } from './place.ts';

const plainly: Tries = () => [{}];

const handedIn: Tries = ({ bounds }) => [
  { data: { materials, content: contents.x } },
  ...(bounds.contents ? [{ note: 'changed', data: { materials, content: contents.y } }] : []),
];

const back = (to: 'applicant' | 'unit', { id, bounds }: Place): Trying => ({
  note: `to the ${to}`,
  data: { to, findings },
  costs: { [`returns of ${nameOf(id)}`]: bounds.most.returns },
  disturbs: true,
});

/** The matters of an application: an objection, then a complaint, and so on. */
export const matterOf = (application: string, n: number): string => idOf(`matter ${n} of ${nameOf(application)}`);
const mattersOf = (application: string): string => `matters of ${nameOf(application)}`;

/** The next one; or, when that has been closed, one under a number that was used before. */
const raising =
  (odd: boolean): Tries =>
  ({ joint, id, bounds }) => {
    const raised = spentOn(joint, mattersOf(id));
    const costs = { [mattersOf(id)]: bounds.most.matters };
    const tries: Omit<Trying, 'costs' | 'disturbs'>[] = [];
    if ((raised % 2 === 0) === odd)
      tries.push({ data: { matter: matterOf(id, raised), alleges: 'OTHER' }, note: `no. ${raised + 1}` });
    const first = matterOf(id, 0);
    const closed = raised > 0 && !joint.witness.applications[id]?.open.includes(first);
    if (odd && closed) tries.push({ data: { matter: first, alleges: 'OTHER' }, note: 'no. 1 again' });
    return tries.map((one) => ({ ...one, costs, disturbs: true }));
  };

const consequences = ['return', 'decline', 'reject', 'disqualify'] as const;

const resolving =
  (odd: boolean): Tries =>
  ({ joint, id }) =>
    (joint.witness.applications[id]?.open ?? []).flatMap((matter) => {
      const n = [0, 1, 2, 3].find((one) => matterOf(id, one) === matter) ?? 0;
      if ((n % 2 === 0) !== odd) return [];
      const note = `no. ${n + 1}`;
      return [
        { note: `${note} dismissed`, data: { matter, outcome: 'dismissed' } },
        ...consequences.map((consequence) => ({
          note: `${note} upheld: ${consequence}`,
          data: { matter, outcome: 'upheld', consequence },
          ...(consequence === 'disqualify' ? { envelope: fraud } : {}),
        })),
      ];
    });

/** Where people could send what only a sitting should: one that was never called, and those there are. */
function sittings({ joint }: Place): string[] {
  const known = Object.entries(joint.parts).flatMap(([id, { lifecycle, snapshot }]) =>
    lifecycle === 'meeting' ? [(snapshot.context as MeetingContext).id ?? id] : [],
  );
  return [idOf('no sitting'), ...known];
}

const forged =
  (data: Readonly<Record<string, unknown>>): Tries =>
  (place) =>
    sittings(place).map((meeting) => ({ note: 'by hand', data: { ...data, meeting } }));

export const applicationTries: Readonly<Record<string, Tries>> = {
  submit: () => [{ data: { materials, content: contents.x } }],
  withdraw: plainly,
  verify: () => [{ data: { items, conclusions: items.map((item) => ({ item, conclusion: 'TRUE' })) } }],
  return: (place) =>
    place.part.stands.includes('departmentPush')
      ? [back('applicant', place), back('unit', place)]
      : [back('applicant', place)],
  resubmit: handedIn,
  recommend: plainly,
  decline: plainly,
  push: plainly,
  receive: plainly,
  passPolicy: plainly,
  reject: plainly,
  requestSupplement: () => [{ data: { findings }, disturbs: true }],
  supplement: handedIn,
  convene: forged({}),
  recordOpinion: forged({ group: 'group-1', experts: 3, opinion: sha('f') }),
  requeue: forged({}),
  decide: forged({ present: 4, yes: 4, minutes: sha('f'), signedBy: 'expert-1' }),
  publish: ({ joint }) => [{ note: 'by hand', data: { notice: idOf('no notice'), postedAt: joint.now } }],
  object: raising(true),
  complain: raising(false),
  resolveObjection: resolving(true),
  resolveComplaint: resolving(false),
  confirm: plainly,
  refuseFiling: plainly,
  disqualify: () => [{ envelope: fraud }],
  carryOver: plainly,
  terminate: plainly,
};
