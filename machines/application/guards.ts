import { breachNamed, noBreach } from '../breach.ts';
import { runs } from '../eligibility/bars.ts';
import { isInClickWindow } from '../eligibility/rules/course.ts';
import { refuses } from '../eligibility/rules/uploads.ts';
import type { AnyGuard, Ride, Verdict } from '../lifecycle.ts';
import { committeeOf, mandatoryItems } from '../programme.ts';
import { dateOf } from '../time.ts';
import { all, blocker, way } from '../verdict.ts';
import { type ApplicationContext, type HolderNode, publicities } from './context.ts';
import type { ApplicationEvent, ApplicationEventName } from './events.ts';
import { matterGuards } from './guards-matters.ts';
import { openingGuards } from './guards-opening.ts';
import { publicityGuards } from './guards-publicity.ts';
import { isExemptable, nearRetirement, vacant } from './guards-quota.ts';
import { secondPersonGuards } from './guards-second-person.ts';

/**
 * Every guard of the application: a named pure function of context, event and plain parameters (design D1). The chart and
 * the list of available events call the same function.
 */

export type Guard<N extends ApplicationEventName, P = undefined> = (
  context: ApplicationContext,
  event: Extract<ApplicationEvent, { type: N }>,
  params: P,
) => Verdict;
/** A guard of a timer sees only where and when. */
export type TimerGuard<P = undefined> = (context: ApplicationContext, event: { ride: Ride }, params: P) => Verdict;

/** 三(三): while a bar runs, nothing that carries the application forward is accepted (domain A09, A40). */
export function notBarred({ at, facts }: Ride): Verdict {
  if (facts.bars === undefined) return 'unknown';
  const today = dateOf(at);
  return facts.bars
    .filter((bar) => runs(bar, today))
    .map((bar) =>
      blocker('BARRED', { clause: '三(三)', params: { kind: bar.kind, barredThrough: bar.barredThrough } }),
    );
}

/** A case with an open matter is held: nothing carries it forward until the matter is closed (domain A24). */
function notHeld(context: ApplicationContext, ride: Ride, code: 'CASE_HELD' | 'OBJECTION_OPEN' = 'CASE_HELD'): Verdict {
  if (context.openMatters.length === 0) return [];
  const help = ride.stands.includes('unitVerification') ? 'unitAdmin' : 'organiserOfficer';
  return [blocker(code, { clause: '令40 第16条', help, params: { open: context.openMatters.length } })];
}

/** 令40 第18条 and 二(二)3: the same person may not do both halves of a check; a delegate counts as both (design D8). */
function otherThan(
  { actor }: Ride,
  earlier: readonly (string | null)[],
  params: { act: string; than: string },
): Verdict {
  const hands = [actor.person, actor.onBehalfOf];
  if (!hands.some((hand) => hand !== null && earlier.includes(hand))) return [];
  return [blocker('SAME_PERSON', { clause: '二(二)3', params })];
}

function complete(context: ApplicationContext, ride: Ride, given: readonly { item: string }[] | undefined): Verdict {
  if (given === undefined) return 'unknown';
  const items = new Set(given.map(({ item }) => item));
  return mandatoryItems(ride.programme, { ...context.claim, conditions: [] })
    .filter((item) => !items.has(item.id))
    .map((item) => blocker('MATERIAL_MISSING', { clause: item.clause, help: 'applicant', params: { item: item.id } }));
}

const submittable: Guard<'submit'> = (context, { data, ride }) => {
  const { programme, at } = ride;
  const window: Verdict = isInClickWindow(programme, at)
    ? []
    : [blocker('CLICK_WINDOW_CLOSED', { clause: programme.clickWindow.to.clause })];
  return all(window, notBarred(ride), complete(context, ride, data?.materials));
};

const materialsComplete: Guard<'resubmit' | 'supplement'> = (context, { data, ride }) =>
  complete(context, ride, data?.materials);

/** Whether what an internal publicity would show has been shown for its whole length already (design D2). */
const resubmitted: Guard<'resubmit', { unchanged: boolean }> = (context, { data, ride }, { unchanged }) => {
  if (data === undefined) return unchanged ? 'unknown' : 'elsewhere';
  return all(way((context.ran.internal === data.content) === unchanged), complete(context, ride, data.materials));
};

const verified: Guard<'verify', { published: boolean }> = (context, { data, ride }, { published }) => {
  const wasShown = context.ran.internal !== null && context.ran.internal === context.content;
  const branch = way(wasShown === published);
  const self = otherThan(ride, [context.route.applicant], { act: 'verify', than: 'applicant' });
  if (data === undefined) return all(branch, self, 'unknown');
  const concluded = new Map(data.conclusions.map(({ item, conclusion }) => [item, conclusion]));
  const missing = data.items
    .filter((item) => !concluded.has(item))
    .map((item) => blocker('ITEM_NOT_CONCLUDED', { clause: '二(二)3', help: 'materialReviewer', params: { item } }));
  const refused = data.conclusions
    .filter(({ conclusion }) => refuses(conclusion))
    .map(({ item }) => blocker('ITEM_REJECTED', { clause: '二(二)3', help: 'applicant', params: { item } }));
  return all(branch, self, missing, refused, complete(context, ride, data.conclusions));
};

const returnTo: Guard<'return', { to: 'applicant' | 'unit' }> = (_context, { data }, { to }) =>
  data === undefined ? 'unknown' : way(data.to === to);

/** Within the vacancies (E35), or as a teacher near retirement, who uses none (E36): two ways of one act. */
const recommendable: Guard<'recommend', { exempt: boolean }> = (context, { data, ride }, { exempt }) => {
  const claimed = data === undefined ? isExemptable(context, ride) : data.exemption !== undefined;
  if (exempt && !claimed) return 'elsewhere';
  if (!exempt && data?.exemption !== undefined) return 'elsewhere';
  const quota = exempt ? nearRetirement(context, data?.exemption, ride) : vacant(ride);
  const self = otherThan(ride, [context.route.applicant], { act: 'recommend', than: 'applicant' });
  return all(notHeld(context, ride, 'OBJECTION_OPEN'), self, notBarred(ride), quota);
};

const pushable: Guard<'push', { last: boolean }> = (context, { ride }, { last }) =>
  all(way(context.level + 1 >= context.route.departments.length === last), notHeld(context, ride));

/** 二(二)1: a committee acts only while its filing is valid. */
function filingValid(context: ApplicationContext, ride: Ride): Verdict {
  const { filingValidThrough } = committeeOf(ride.programme, context.route.committee);
  if (dateOf(ride.at) <= filingValidThrough.date) return [];
  return [
    blocker('FILING_INVALID', {
      clause: '二(二)1',
      help: 'filingOfficer',
      params: { through: filingValidThrough.date },
    }),
  ];
}

const receivable: Guard<'receive'> = (context, { ride }) => filingValid(context, ride);

const policyPassable: Guard<'passPolicy', { publish: boolean }> = (context, { ride }, { publish }) =>
  all(
    way(ride.programme.periods.policyPublicityEnd.workingDays > 0 === publish),
    notHeld(context, ride),
    otherThan(ride, [context.persons.materialReviewer, context.persons.reviewedFor], {
      act: 'passPolicy',
      than: 'materialReviewer',
    }),
  );

const supplementable: Guard<'requestSupplement'> = (context) =>
  context.supplementUsed ? [blocker('SUPPLEMENT_USED', { clause: '令40 第18条' })] : [];

const convenable: Guard<'convene'> = (context, { ride }) => all(notHeld(context, ride), filingValid(context, ride));

/** Only the sitting that has the case under review says what became of it. */
const ofSitting: Guard<'requeue' | 'recordOpinion' | 'decide'> = ({ meeting }, { data }) => {
  if (data === undefined) return 'unknown';
  return data.meeting === meeting ? [] : [blocker('MEETING_DIFFERS', { clause: '令40 第19条', params: { meeting } })];
};

const groupLargeEnough: Guard<'recordOpinion'> = (context, event) => {
  const { data } = event;
  if (data === undefined) return 'unknown';
  const { experts } = data;
  const group: Verdict =
    experts >= 3 ? [] : [blocker('GROUP_TOO_SMALL', { clause: '令40 第20条', params: { experts } })];
  return all(ofSitting(context, event, undefined), group);
};

/** Quorum and pass in integers: 3·present ≥ 2·size, 3·yes ≥ 2·present (domain §2.4). */
const decided: Guard<'decide', { passed: boolean }> = (context, event, { passed }) => {
  const { data, ride } = event;
  const before = all(notHeld(context, ride), notBarred(ride), ofSitting(context, event, undefined));
  if (data === undefined) return before;
  const { present, yes } = data;
  const size = committeeOf(ride.programme, context.route.committee).size.value;
  const counts = { present, yes, size };
  const sound: Verdict =
    yes <= present && present <= size && present > 0
      ? []
      : [blocker('COUNTS_IMPOSSIBLE', { clause: '令40 第20条', params: counts })];
  const quorum: Verdict =
    3 * present >= 2 * size
      ? []
      : [blocker('QUORUM_MISSING', { clause: '令40 第19条', help: 'committeeSecretary', params: counts })];
  return all(way(3 * yes >= 2 * present === passed), before, sound, quorum);
};

/** No certificate before every notice that showed the case has proved that it stood there for its days (domain §2.7). */
function proved({ notices }: ApplicationContext, { facts }: Ride): Verdict {
  if (facts.publicities === undefined) return 'unknown';
  const closed = facts.publicities.filter(({ stands }) => stands === 'closed').map(({ notice }) => notice);
  return publicities
    .flatMap((which) => notices[which] ?? [])
    .filter((notice) => !closed.includes(notice))
    .map((notice) =>
      blocker('PUBLICITY_UNPROVED', { clause: '令40 第26条', help: 'organiserOfficer', params: { notice } }),
    );
}

const confirmable: Guard<'confirm'> = (context, { ride }) =>
  all(
    notHeld(context, ride),
    proved(context, ride),
    otherThan(ride, [context.persons.minutesSigner], { act: 'confirm', than: 'minutesSigner' }),
    notBarred(ride),
  );

/** §2.5: only fraud, misconduct or cheating disqualifies; anything else ends a case in its own way. */
const breached: Guard<'disqualify'> = (_context, { data, ride }) => {
  if (data === undefined) return 'unknown';
  // Without a reason at all the transition's needs say what is missing.
  return ride.envelope.reason !== undefined && breachNamed(ride) === null ? [noBreach] : [];
};

/** A publicity's end: the way on where nothing is open, the check where something is. */
const clear: TimerGuard = (context) => way(context.openMatters.length === 0);

const nodeDone: TimerGuard<{ node: HolderNode }> = (context, _event, { node }) =>
  way(node !== 'filing' && context.done[node]);

/** A02, A36: what has entered expert review is the bureau's to decide; everything earlier ends. */
const withCommittee: TimerGuard = (_context, { ride }) =>
  way(/^(expertReview|resultPublicity|confirmation)\b/.test(ride.stands));

export const applicationGuards = {
  ...openingGuards,
  submittable,
  materialsComplete,
  resubmitted,
  verified,
  returnTo,
  recommendable,
  pushable,
  receivable,
  policyPassable,
  supplementable,
  convenable,
  ofSitting,
  groupLargeEnough,
  decided,
  confirmable,
  breached,
  clear,
  nodeDone,
  withCommittee,
  ...matterGuards,
  ...publicityGuards,
  ...secondPersonGuards,
} satisfies Record<string, AnyGuard>;
export type ApplicationGuardName = keyof typeof applicationGuards;
