/** What notices and sittings tell a case: nobody else may. */
import type { Publicity } from '../../../machines/application/context.ts';
import type { AttemptsOf } from './attempt.ts';
import {
  bar,
  contents,
  instants,
  noticeOf,
  otherNotice,
  otherSitting,
  type Setting,
  sha,
  sitting,
  thisCase,
} from './cast.ts';

/** The publicity a case is in, or would be. */
function publicityAt(stands: string): Publicity {
  if (stands.startsWith('policyReview')) return 'policy';
  return stands.startsWith('resultPublicity') ? 'result' : 'internal';
}

const publish: AttemptsOf = ({ cast, context, stands, attempt }) => {
  const shows = { notice: noticeOf[publicityAt(stands)], case: thisCase, postedAt: instants.inWindow };
  const { x, y } = contents;
  const data = { ...shows, content: context.content ?? x };
  return [
    attempt(['publish'], cast.system, data),
    attempt(['publish', 'what it is no longer'], cast.system, { ...data, content: data.content === x ? y : x }),
    attempt(['publish', 'by the unit'], cast.unitAdmin, data),
  ];
};

const unpublish: AttemptsOf = ({ cast, stands, attempt }) => [
  attempt(['unpublish'], cast.system, { notice: noticeOf[publicityAt(stands)] }),
  attempt(['unpublish', 'another notice'], cast.system, { notice: otherNotice }),
];

/** Each gap is like the one before; one is enough to be told from none. */
const prolong: AttemptsOf = ({ cast, context, stands, attempt }) => {
  const data = { notice: noticeOf[publicityAt(stands)], workingDays: 1 };
  return [
    ...(context.showing?.prolonged ? [] : [attempt(['prolong'], cast.system, data)]),
    attempt(['prolong', 'another notice'], cast.system, { ...data, notice: otherNotice }),
    attempt(['prolong', 'by the organiser'], cast.organiser, data),
  ];
};

const convene: AttemptsOf = ({ cast, attempt }) => [
  attempt(['convene'], cast.system, { meeting: sitting }),
  attempt(['convene', 'filing run out'], cast.system, { meeting: sitting }, { at: instants.afterFiling }),
  attempt(['convene', 'by the secretary'], cast.secretary, { meeting: sitting }),
];

const requeue: AttemptsOf = ({ cast, attempt }) => [
  attempt(['requeue'], cast.system, { meeting: sitting }),
  attempt(['requeue', 'another sitting'], cast.system, { meeting: otherSitting }),
];

const recordOpinion: AttemptsOf = ({ cast, attempt }) => {
  const data = { meeting: sitting, group: 'group-1', opinion: sha('f') };
  return [
    attempt(['recordOpinion'], cast.system, { ...data, experts: 3 }),
    attempt(['recordOpinion', 'two experts'], cast.system, { ...data, experts: 2 }),
    attempt(['recordOpinion', 'another sitting'], cast.system, { ...data, meeting: otherSitting, experts: 3 }),
    attempt(['recordOpinion', 'no document'], cast.system, { ...data, experts: 3 }, { envelope: {} }),
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
  const ballot = (present: number, yes: number) => ({
    meeting: sitting,
    present,
    yes,
    minutes: sha('f'),
    signedBy: 'p-chair',
  });
  const barred = { facts: { bars: [bar] } };
  return [
    attempt(['decide', 'passes'], cast.system, ballot(quorum, passes)),
    attempt(['decide', 'passes with exactly two thirds'], cast.system, ballot(thirds, (2 * thirds) / 3)),
    attempt(['decide', 'fails by one vote'], cast.system, ballot(quorum, passes - 1)),
    attempt(['decide', 'one short of the quorum'], cast.system, ballot(quorum - 1, quorum - 1)),
    attempt(['decide', 'more yes than present'], cast.system, ballot(quorum, quorum + 1)),
    attempt(['decide', 'more present than members'], cast.system, ballot(size + 1, 0)),
    attempt(['decide', 'nobody present'], cast.system, ballot(0, 0)),
    attempt(['decide', 'barred'], cast.system, ballot(quorum, passes), barred),
    attempt(['decide', 'barred, fails'], cast.system, ballot(quorum, 0), barred),
    attempt(['decide', 'another sitting'], cast.system, { ...ballot(quorum, passes), meeting: otherSitting }),
    attempt(['decide', 'by the secretary'], cast.secretary, ballot(quorum, passes)),
  ];
};

export const aroundAttempts = { publish, unpublish, prolong, convene, requeue, recordOpinion, decide } as const;
