import type { Publicity } from '../application/context.ts';
import type { Listed } from '../facts.ts';
import type { OrganisationId } from '../ids.ts';
import type { AnyGuard, Clause, Ride, Verdict } from '../lifecycle.ts';
import { all, blocker } from '../verdict.ts';
import type { NoticeContext } from './context.ts';
import type { NoticeEvent, NoticeEventName } from './events.ts';
import { isSeenSince, unjudged } from './evidence.ts';

/** The guards of a notice: what may be listed, and what observations prove. */

type Guard<N extends NoticeEventName> = (context: NoticeContext, event: Extract<NoticeEvent, { type: N }>) => Verdict;

/** Where a case waits for a notice of each kind. */
export const publicityPlaces: Readonly<Record<Publicity, string>> = {
  internal: 'beforeIntake.unitVerification.internalPublicity.awaitingNotice',
  policy: 'policyReview.publicity.awaitingNotice',
  result: 'resultPublicity.open.awaitingNotice',
};

/** Whether it is in such a publicity, shown already or about to be. */
function isInPublicity(kind: Publicity, stands: string): boolean {
  return stands.startsWith(publicityPlaces[kind].replace(/awaitingNotice$/, ''));
}

export const clauseOf: Readonly<Record<Publicity, Clause>> = {
  internal: '令40 第16条',
  policy: '二(二)5',
  result: '令40 第26条',
};

interface Publishing {
  readonly kind: Publicity;
  readonly organisation: OrganisationId;
}

/** Of one that is not there, not the publisher's, or not in this publicity, nothing more is told. */
function toBeShown({ found }: Listed, { kind, organisation }: Publishing): boolean {
  if (found === null || found.ended || found.stands !== publicityPlaces[kind]) return false;
  return (kind === 'internal' ? found.unit : found.organiser) === organisation;
}

function listable(ride: Ride, publishing: Publishing): Verdict {
  const { listing } = ride.facts;
  if (listing === undefined) return 'unknown';
  const clause = clauseOf[publishing.kind];
  const foreign = listing.cases
    .filter((listed) => !toBeShown(listed, publishing))
    .map((listed) => blocker('NOT_TO_BE_SHOWN', { clause, params: { case: listed.case } }));
  const taken = listing.cases
    .filter((listed) => listed.listedIn !== null && toBeShown(listed, publishing))
    .map((listed) => blocker('LISTED_ALREADY', { clause, params: { case: listed.case, notice: listed.listedIn } }));
  return all(foreign, taken);
}

const draftable: Guard<'open'> = (_context, { data, ride }) => (data === undefined ? 'unknown' : listable(ride, data));

/** What has become of the cases since the draft. */
const postable: Guard<'post'> = ({ kind, parties }, { ride }) =>
  listable(ride, { kind, organisation: parties.owner.organisation });

/** Only what is on the list is taken off it, and once. */
const listedHere: Guard<'delist'> = ({ kind }, { data, ride }) => {
  const { listing } = ride.facts;
  if (data === undefined || listing === undefined) return 'unknown';
  if (listing.cases.some((listed) => listed.case === data.case)) return [];
  return [blocker('NOT_LISTED', { clause: clauseOf[kind], params: { case: data.case } })];
};

/** A case whose days are over has gone on, and this notice is what proves that it was shown. */
const removable: Guard<'takeDown'> = ({ kind }, { ride }) => {
  const { listing } = ride.facts;
  if (listing === undefined) return 'unknown';
  return listing.cases
    .filter(({ found }) => found !== null && !found.ended && !isInPublicity(kind, found.stands))
    .map((listed) => blocker('PUBLICITY_OVER', { clause: clauseOf[kind], params: { case: listed.case } }));
};

/** A gap is told in the words of the observations, oldest first, and once. */
const gapShown: Guard<'reportGap'> = (context, { data, ride }) => {
  const { evidence } = ride.facts;
  if (data === undefined || evidence === undefined) return 'unknown';
  const [first] = unjudged(context, evidence);
  if (first?.from === data.from && first.to === data.to) return [];
  return [blocker('GAP_NOT_OBSERVED', { clause: clauseOf[context.kind], params: { ...data } })];
};

/** Its days are over and every one of them was seen: no gap is untold, and it was still there afterwards. */
const shownWhole: Guard<'conclude'> = (context, { ride }) => {
  const { evidence } = ride.facts;
  if (evidence === undefined) return 'unknown';
  if (unjudged(context, evidence).length === 0 && isSeenSince(context, evidence)) return [];
  return [blocker('SHOWING_NOT_PROVED', { clause: clauseOf[context.kind] })];
};

export const noticeGuards = { draftable, postable, listedHere, removable, gapShown, shownWhole } satisfies Record<
  string,
  AnyGuard
>;
export type NoticeGuardName = keyof typeof noticeGuards;
