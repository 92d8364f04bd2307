import type { ExpertPool } from '../facts.ts';
import type { CaseId } from '../ids.ts';
import type { AnyGuard, Ride, Verdict } from '../lifecycle.ts';
import { committeeOf } from '../programme.ts';
import { dateOf, type PlainDate, startOfDay } from '../time.ts';
import { all, blocker, way } from '../verdict.ts';
import type { MeetingContext, SeatedExpert } from './context.ts';
import { commitmentTo, drawLots, eligibleFrom, poolHash, seedOf } from './draw.ts';
import type { DataOf, MeetingEvent, MeetingEventName } from './events.ts';
import { counted, isQuorate, reviewed, signersOf, votersOf } from './roster.ts';

/** Every guard of the meeting: a named pure function of context, event and plain parameters (design D1). */

type Guard<N extends MeetingEventName, P = undefined> = (
  context: MeetingContext,
  event: Extract<MeetingEvent, { type: N }>,
  params: P,
) => Verdict;

const GROUP_LEAST = 3;

/** 二(二)1: a committee acts only while its filing is valid. */
function filingValid({ programme }: Ride, committee: string, day: PlainDate): Verdict {
  const { filingValidThrough } = committeeOf(programme, committee);
  if (day <= filingValidThrough.date) return [];
  const params = { through: filingValidThrough.date };
  return [blocker('FILING_INVALID', { clause: '二(二)1', help: 'filingOfficer', params })];
}

/** 令40 第19条: a sitting is called for a day to come, of cases that wait for it, from experts who may be drawn. */
const callable: Guard<'open'> = (_context, { data, ride }) => {
  if (data === undefined) return 'unknown';
  const { programme, at } = ride;
  const committee = programme.committees[data.committee];
  if (committee?.organisation !== data.organisation) return [blocker('NO_COMMITTEE', { clause: '五(一)' })];
  const late: Verdict =
    data.sitsOn >= dateOf(at)
      ? []
      : [blocker('SITTING_IN_PAST', { clause: '令40 第19条', params: { on: data.sitsOn } })];
  return all(late, filingValid(ride, data.committee, data.sitsOn), agendaFits(data, ride), poolFits(data, ride));
};

/** Every case waits for this committee's meeting, and is on no other agenda. */
function agendaFits({ cases, committee }: DataOf<'open'>, { facts, programme }: Ride): Verdict {
  const { agenda } = facts;
  if (agenda === undefined) return 'unknown';
  return cases.flatMap((id) => {
    const found = agenda.cases.find((one) => one.case === id);
    const queued =
      found?.stands === 'expertReview.queued' && found.programme === programme.id && found.committee === committee;
    if (!queued) return [blocker('CASE_NOT_QUEUED', { clause: '二(二)5', params: { case: id } })];
    if (found.listedBy === null) return [];
    return [blocker('CASE_LISTED', { clause: '二(二)5', params: { case: id, meeting: found.listedBy } })];
  });
}

/** 令40 第11条: experts come from the pool that is filed for the day, and are enough to draw from. */
function poolFits({ committee, sitsOn }: DataOf<'open'>, { facts, programme }: Ride): Verdict {
  const { expertPool: pool, agenda } = facts;
  if (pool === undefined || agenda === undefined) return 'unknown';
  if (pool === null) {
    return [blocker('POOL_NOT_FILED', { clause: '令40 第11条', help: 'filingOfficer', params: { on: sitsOn } })];
  }
  const candidates = eligibleFrom(pool, { agenda, day: sitsOn });
  const { draw, size } = committeeOf(programme, committee);
  const params = { eligible: candidates.length, size: size.value };
  const drawn = drawLots({ candidates, strata: draw.strata, size: size.value, seed: poolHash(pool) });
  return drawn === null ? [blocker('POOL_TOO_SMALL', { clause: '令40 第11条', help: 'organiserOfficer', params })] : [];
}

const drawable: Guard<'drawExperts'> = ({ draw, route, size }, { data, ride }) => {
  if (data === undefined) return 'unknown';
  if (commitmentTo(data.secret) !== draw.commitment) return [blocker('SECRET_MISMATCH', { clause: '令40 第11条' })];
  const { expertPool: pool } = ride.facts;
  if (pool === undefined) return 'unknown';
  if (pool === null || poolHash(pool) !== draw.pool) {
    return [blocker('POOL_CHANGED', { clause: '令40 第11条', help: 'committeeSecretary' })];
  }
  const candidates = candidatesOf(pool, draw.eligible);
  const { strata } = committeeOf(ride.programme, route.committee).draw;
  const seed = seedOf({ secret: data.secret, share: draw.share ?? '', pool: draw.pool });
  const params = { eligible: candidates.length, size };
  const drawn = drawLots({ candidates, strata, size, seed });
  return drawn === null ? [blocker('POOL_TOO_SMALL', { clause: '令40 第11条', params })] : [];
};

/** The members whose lots take part. */
export function candidatesOf({ members }: ExpertPool, eligible: readonly number[]) {
  return members.filter(({ lot }) => eligible.includes(lot));
}

/** 令40 第25条: of cases on the agenda; what is recused already is not recused again. */
function recusable(context: MeetingContext, lot: number | undefined, cases: readonly CaseId[]): Verdict {
  if (lot === undefined || !context.experts.some((one) => one.lot === lot)) {
    return [blocker('NOT_DRAWN', { clause: '令40 第11条', help: 'committeeSecretary' })];
  }
  const unknown = notListed(context, cases);
  const fresh = cases.some((id) => !context.recusals.some((one) => one.case === id && one.lot === lot));
  return all(unknown, fresh ? [] : [blocker('ALREADY_RECUSED', { clause: '令40 第25条', params: { lot } })]);
}

function notListed({ agenda }: MeetingContext, cases: readonly CaseId[]): Verdict {
  const listed = new Set(agenda.filter(({ postponed }) => postponed === null).map((item) => item.case));
  return cases
    .filter((id) => !listed.has(id))
    .map((id) => blocker('NOT_ON_AGENDA', { clause: '令40 第19条', params: { case: id } }));
}

/** Nobody acts for an expert (不得委托): the person and nobody else. */
export function expertWho({ experts }: MeetingContext, { actor }: Ride): SeatedExpert | undefined {
  return actor.onBehalfOf === null ? experts.find(({ person }) => person === actor.person) : undefined;
}

const declarable: Guard<'declareRecusal'> = (context, { data, ride }) => {
  const expert = expertWho(context, ride);
  if (data === undefined) {
    return expert ? 'unknown' : [blocker('NOT_DRAWN', { clause: '令40 第11条', help: 'committeeSecretary' })];
  }
  return recusable(context, expert?.lot, data.cases);
};

const recordable: Guard<'recordRecusal'> = (context, { data }) =>
  data === undefined ? 'unknown' : recusable(context, data.lot, data.cases);

/** 令40 第19条: two thirds of the committee; no member sends anybody else. */
function quorum({ programme }: Ride, of: { present: number; size: number }): Verdict {
  if (isQuorate(programme, of)) return [];
  return [blocker('QUORUM_MISSING', { clause: '令40 第19条', help: 'committeeSecretary', params: of })];
}

const somethingLeft = (context: MeetingContext, { facts, programme }: Ride): Verdict => {
  if (facts.agenda === undefined) return 'unknown';
  const left = reviewed(context, { agenda: facts.agenda, programme }).some(({ postponed }) => postponed === null);
  return left ? [] : [blocker('NO_CASE_LEFT', { clause: '令40 第19条', help: 'committeeSecretary' })];
};

const rollable: Guard<'callRoll'> = (context, { data, ride }) => {
  const { sitsOn, size, experts, route } = context;
  const early: Verdict =
    ride.at >= startOfDay(sitsOn)
      ? []
      : [blocker('SITTING_NOT_YET', { clause: '令40 第19条', help: 'committeeSecretary', params: { on: sitsOn } })];
  const before = all(early, filingValid(ride, route.committee, dateOf(ride.at)));
  if (data === undefined) return all(before, 'unknown');
  const { present } = data;
  const strange = present.some((lot) => !experts.some((one) => one.lot === lot));
  const drawn: Verdict = strange ? [blocker('NOT_DRAWN', { clause: '令40 第11条', help: 'committeeSecretary' })] : [];
  const sound = all(before, drawn, quorum(ride, { present: present.length, size }));
  return Array.isArray(sound) && sound.length > 0 ? sound : all(sound, somethingLeft({ ...context, present }, ride));
};

const departable: Guard<'recordDeparture'> = ({ present }, { data }) => {
  if (data === undefined) return 'unknown';
  if (present?.includes(data.lot)) return [];
  return [blocker('NOT_PRESENT', { clause: '令40 第19条', params: { lot: data.lot } })];
};

/** 令40 第20条: at least three experts, each present and recused of none of the cases. */
const appraisable: Guard<'recordGroupOpinion'> = (context, { data }) => {
  if (data === undefined) return 'unknown';
  const cases = data.opinions.map((one) => one.case);
  const small: Verdict =
    data.experts.length >= GROUP_LEAST
      ? []
      : [blocker('GROUP_TOO_SMALL', { clause: '令40 第20条', params: { experts: data.experts.length } })];
  const barred = data.experts.filter((lot) =>
    cases.some((id) => !votersOf(context, id).some((voter) => voter.lot === lot)),
  );
  const strange = barred.map((lot) => blocker('NOT_PRESENT', { clause: '令40 第25条', params: { lot } }));
  return all(notListed(context, cases), small, strange);
};

const votable: Guard<'openVoting'> = (context, { ride }) => {
  const { agenda } = ride.facts;
  const { present, size } = context;
  const enough = quorum(ride, { present: present?.length ?? 0, size });
  if (agenda === undefined) return all(enough, 'unknown');
  const silent = reviewed(context, { agenda, programme: ride.programme }).filter(
    ({ postponed, opinion }) => postponed === null && opinion === null,
  );
  const opinions = silent.map((item) =>
    blocker('OPINION_MISSING', { clause: '令40 第20条', help: 'committeeSecretary', params: { case: item.case } }),
  );
  return all(enough, opinions, somethingLeft(context, ride));
};

/**
 * A49: whoever did not vote on every case has left before the vote, and is named; how anybody voted is not asked here. Where
 * no case got ballots of two thirds of the committee, nothing was decided.
 */
const closable: Guard<'closeVoting', { decided: boolean }> = (context, { data, ride }, { decided }) => {
  const { ballots } = ride.facts;
  if (data === undefined || ballots === undefined || ballots === null) return 'unknown';
  const { agenda } = counted(context, { ballots, left: data.left, programme: ride.programme });
  const branch = way(agenda.some(({ counts }) => counts !== null) === decided);
  const named = context.experts.filter(({ lot }) => data.left.includes(lot));
  const silent = ballots.unvoted.filter((id) => !named.some(({ person }) => person === id)).length;
  const missing: Verdict =
    silent === 0
      ? []
      : [blocker('BALLOTS_MISSING', { clause: '令40 第20条', help: 'expert', params: { missing: silent } })];
  const there = named.filter(({ lot, person }) => hasVoted(context, { lot, unvoted: ballots.unvoted, person }));
  return all(
    branch,
    missing,
    there.map(({ lot }) => blocker('HAS_VOTED', { clause: '令40 第20条', params: { lot } })),
  );
};

/** A49: present is who voted; whoever has voted on everything did not leave before. */
function hasVoted(
  context: MeetingContext,
  { lot, person, unvoted }: { lot: number; person: string; unvoted: readonly string[] },
): boolean {
  const votes = context.agenda.some(
    (item) => item.postponed === null && votersOf(context, item.case).some((voter) => voter.lot === lot),
  );
  return votes && !unvoted.includes(person);
}

/** 令40 第22条, 第23条: signed by whoever presided, all under the same minutes. */
const signable: Guard<'signMinutes', { last: boolean }> = (context, { data, ride }, { last }) => {
  const waiting = signersOf(context).filter(({ lot }) => !context.signatures.includes(lot));
  const signer = expertWho(context, ride);
  const mine = waiting.some(({ lot }) => lot === signer?.lot);
  const turn: Verdict = mine ? [] : [blocker('NOT_TO_SIGN', { clause: '令40 第23条', help: 'expert' })];
  const branch = way(waiting.length <= 1 === last);
  if (data === undefined) return all(branch, turn, 'unknown');
  const same = context.minutes === null || context.minutes === data.minutes;
  return all(
    branch,
    turn,
    same ? [] : [blocker('MINUTES_DIFFER', { clause: '令40 第22条', help: 'committeeSecretary' })],
  );
};

/** Cases that were voted on and have not taken the decision: held by a matter when it was told, or barred. */
export function pendingOf({ agenda }: MeetingContext, { facts }: Ride): CaseId[] {
  const decided = new Set(agenda.filter(({ counts }) => counts !== null).map((item) => item.case));
  return (facts.agenda?.cases ?? [])
    .filter((one) => decided.has(one.case) && one.stands.startsWith('expertReview.'))
    .map((one) => one.case);
}

const announceable: Guard<'announceDecisions'> = (context, { ride }) => {
  if (ride.facts.agenda === undefined) return 'unknown';
  return pendingOf(context, ride).length > 0 ? [] : [blocker('NOTHING_PENDING', { clause: '令40 第23条' })];
};

const fileable: Guard<'fileMeeting'> = (context, { ride }) => {
  if (ride.facts.agenda === undefined) return 'unknown';
  return pendingOf(context, ride).map((id) =>
    blocker('DECISION_PENDING', { clause: '二(二)1', help: 'committeeSecretary', params: { case: id } }),
  );
};

/** The meeting's node: met once the minutes are signed. */
const minutesSigned = (context: MeetingContext): Verdict => way(context.signed);

export const meetingGuards = {
  callable,
  drawable,
  declarable,
  recordable,
  rollable,
  departable,
  appraisable,
  votable,
  closable,
  signable,
  announceable,
  fileable,
  minutesSigned,
} satisfies Record<string, AnyGuard>;
export type MeetingGuardName = keyof typeof meetingGuards;
