import type { CaseId } from '../ids.ts';
import type { Effect, Envelope, Ride } from '../lifecycle.ts';
import { reviewedBy } from './changes.ts';
import type { AgendaItem, MeetingContext } from './context.ts';
import type { DataOf, MeetingEvent, MeetingEventName } from './events.ts';
import { pendingOf } from './guards.ts';
import { counted, presidentOf, votersOf } from './roster.ts';

/**
 * What follows from a meeting's events: its agenda in the register, its urns, and what each case is told. A case may have been
 * withdrawn, ended or held meanwhile; those refusals are expected, and a decision that a case could not take is told it again
 * by `announceDecisions`. Each is computed from the context as it was before the event's own change.
 */

interface Args {
  readonly context: MeetingContext;
  readonly event: MeetingEvent;
}

/** A case that has gone its own way meanwhile, or is under review by another sitting. */
const gone = ['CASE_ENDED', 'EVENT_NOT_ALLOWED', 'MEETING_DIFFERS'];
/** One that cannot go on now: a matter is open on it, or its applicant is barred (domain A24, A40). */
const stopped = [...gone, 'CASE_HELD', 'BARRED'];

interface Telling {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly envelope?: Envelope;
  readonly accepts: readonly string[];
}

function tell(id: CaseId, { event, data, envelope = {}, accepts }: Telling): Effect {
  return { kind: 'command', lifecycle: 'application', case: id, event, data, envelope, accepts };
}

function dataOf<N extends MeetingEventName>(_name: N, event: MeetingEvent): DataOf<N> {
  return event.data as DataOf<N>;
}

function freed(cases: readonly CaseId[]): Effect[] {
  return cases.length === 0 ? [] : [{ kind: 'write', register: 'agenda', op: 'free', cases }];
}

const idsOf = (items: readonly AgendaItem[]) => items.map((item) => item.case);

/** Cases go back to wait for another sitting; those that were told that they are under review are told so. */
function sentBack(id: string, items: readonly AgendaItem[]): Effect[] {
  const told = items.filter(({ convened }) => convened);
  return [
    ...freed(idsOf(items)),
    ...told.map((item) => tell(item.case, { event: 'requeue', data: { meeting: id }, accepts: gone })),
  ];
}

/** Of an agenda, what a second look takes off it. */
function newlyPostponed(before: readonly AgendaItem[], after: readonly AgendaItem[]): AgendaItem[] {
  return before.filter(({ postponed }, index) => postponed === null && after[index]?.postponed !== null);
}

const remaining = (items: readonly AgendaItem[]) => items.filter(({ postponed }) => postponed === null);

function listing({ event }: Args): Effect {
  return { kind: 'write', register: 'agenda', op: 'list', cases: dataOf('open', event).cases };
}

/** 令40 第19条: what is decided at this sitting is under review from the roll-call on. */
function convening({ context, event }: Args): Effect[] {
  const { present } = dataOf('callRoll', event);
  const after = reviewedBy({ ...context, present }, event.ride);
  return [
    ...freed(idsOf(newlyPostponed(context.agenda, after))),
    ...idsOf(remaining(after)).map((id) => convened(context.id, id)),
  ];
}

function convened(meeting: CaseId, id: CaseId): Effect {
  return tell(id, { event: 'convene', data: { meeting }, accepts: [...gone, 'CASE_HELD'] });
}

function heard(meeting: CaseId, id: CaseId, given: NonNullable<AgendaItem['opinion']>): Effect {
  const envelope = { document: given.opinion };
  return tell(id, { event: 'recordOpinion', data: { meeting, ...given }, envelope, accepts: gone });
}

/** 令40 第20条: each case gets its group's opinion, by hash. */
function opinions({ context, event }: Args): Effect[] {
  const { group, experts, opinions: given } = dataOf('recordGroupOpinion', event);
  return given.map(({ case: id, opinion }) => heard(context.id, id, { group, experts: experts.length, opinion }));
}

function urnsOpening({ context, event }: Args): Effect[] {
  const after = reviewedBy(context, event.ride);
  const cases = idsOf(remaining(after)).map((id) => {
    const voters = votersOf(context, id).map(({ person }) => person);
    const present = context.experts.filter(({ lot }) => context.present?.includes(lot));
    return { case: id, voters, recused: present.map(({ person }) => person).filter((one) => !voters.includes(one)) };
  });
  return [
    ...sentBack(context.id, newlyPostponed(context.agenda, after)),
    { kind: 'write', register: 'urns', op: 'open', cases },
  ];
}

function urnsClosing({ context, event }: Args): Effect[] {
  const { ballots } = event.ride.facts;
  if (!ballots) throw new Error('a guard passed without the ballots');
  const { left } = dataOf('closeVoting', event);
  const { agenda: after } = counted(context, { ballots, left, programme: event.ride.programme });
  return [
    { kind: 'write', register: 'urns', op: 'close' },
    ...sentBack(context.id, newlyPostponed(context.agenda, after)),
  ];
}

/** What a case is told of the vote, under the signature of the page its president signed (令40 第23条). */
function decision(
  context: MeetingContext,
  item: AgendaItem,
  { ride, minutes }: { ride: Ride; minutes: string },
): Effect {
  const { signature } = ride.envelope;
  const signedBy = presidentOf(context, item.case)?.person;
  const data = { meeting: context.id, ...item.counts, minutes, signedBy };
  return tell(item.case, { event: 'decide', data, envelope: signature ? { signature } : {}, accepts: stopped });
}

const decidedOf = ({ agenda }: MeetingContext) => agenda.filter(({ counts }) => counts !== null);

function deciding({ context, event }: Args): Effect[] {
  const { minutes } = dataOf('signMinutes', event);
  const decided = decidedOf(context);
  return [...freed(idsOf(decided)), ...decided.map((item) => decision(context, item, { ride: event.ride, minutes }))];
}

/**
 * What a case has not taken is told it again, in order: a complaint may have been open on it when it was told that it is under
 * review, and then it never heard of its opinion either.
 */
function announcing({ context, event: { ride } }: Args): Effect[] {
  const pending = pendingOf(context, ride);
  return decidedOf(context).flatMap((item): Effect[] => {
    if (!pending.includes(item.case)) return [];
    const { id, minutes } = context;
    return [
      convened(id, item.case),
      ...(item.opinion === null ? [] : [heard(id, item.case, item.opinion)]),
      decision(context, item, { ride, minutes: minutes ?? '' }),
    ];
  });
}

/** The sitting does not take place, or not to its end: what it has not given up yet waits for another one. */
function breakingUp({ context }: Args): Effect[] {
  return sentBack(context.id, remaining(context.agenda));
}

const effect = <E extends Effect | Effect[]>(params: (args: Args) => E) => ({ type: 'effect', params }) as const;

export const effects = {
  list: effect(listing),
  convene: effect(convening),
  tellOpinions: effect(opinions),
  openUrns: effect(urnsOpening),
  closeUrns: effect(urnsClosing),
  tellDecisions: effect(deciding),
  tellAgain: effect(announcing),
  sendBack: effect(breakingUp),
};
