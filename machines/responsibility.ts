import { type Calendar, workingDaysBetween } from './calendar.ts';
import { type Deadline, deadlines } from './deadlines.ts';
import type { OrganisationId, PersonId } from './ids.ts';
import type { Clause } from './lifecycle.ts';
import type { Role } from './roles.ts';
import { dateOf, type Instant } from './time.ts';

/**
 * Who answers for a deadline that was missed (domain §2.6; 二(二)3, 二(二)4 «责任由未在规定时限内完成推送的单位承担»): told
 * from the history alone, so that it can be told again by anyone. Nothing here changes a case.
 */

/** What the history says of custody: who did it, and who has the case after it. */
export interface CustodyEvent {
  readonly seq: number;
  /** The command, or the deadline that fired. */
  readonly type: string;
  readonly at: Instant;
  readonly clause: Clause;
  readonly role: Role;
  readonly organisation: OrganisationId | null;
  readonly holderRole: Role | null;
  readonly holderOrganisation: OrganisationId | null;
  /** Nodes judged so far. */
  readonly nodes: Readonly<Partial<Record<Deadline, 'met' | 'overrun'>>>;
  readonly state: string;
  /** Whose act it was, for whom, and the reason code it gave; only asked for of extensions. */
  readonly actor?: PersonId | null;
  readonly onBehalfOf?: PersonId | null;
  readonly reason?: string | null;
}

/** An organisation answers, or the applicant in person. */
export interface Answerable {
  readonly role: Role;
  readonly organisation: OrganisationId | null;
  readonly person: PersonId | null;
}

export interface MissedDeadline {
  readonly deadline: Deadline;
  readonly seq: number;
  readonly dueAt: Instant;
  readonly clause: Clause;
  readonly responsible: Answerable;
  /**
   * `held`: had the case. `returned`: handed it back with too few working days left to correct it, so that it stayed his.
   * `upstream`: had missed a deadline before, for which the case never came to, or came back from, whose node this is.
   */
  readonly because: 'held' | 'returned' | 'upstream';
  /** The extension that covers it; the record stays (domain A41). */
  readonly coveredBy: Cover | null;
}

/** Who extended and why: the two persons of the act, each with whom they acted for, where that is somebody else. */
export interface Cover {
  readonly seq: number;
  readonly persons: readonly PersonId[];
  readonly reason: string | null;
}

export interface Responsibility {
  /** Who held the case at the first node it missed; `null` where it missed none. */
  readonly responsible: Answerable | null;
  /** Every later holder that also missed a node of its own. */
  readonly contributors: readonly Answerable[];
  /** Every miss, in the order of the history. */
  readonly missed: readonly MissedDeadline[];
  /** Lateness that is recorded and that nobody answers for: received after the cut-off (A37), corrected late (A38). */
  readonly recorded: readonly MissedDeadline[];
}

export interface Grounds {
  readonly applicant: PersonId | null;
  readonly calendar: Calendar;
  /** Returned with fewer working days left than this, a case stays the returner's. */
  readonly minCorrectionWorkingDays: number;
}

/** Whose node it is: who holds the case while it is on time. */
const ownersOf: Readonly<Partial<Record<Deadline, readonly Role[]>>> = {
  unitPushDue: ['unitHandler', 'unitAdmin', 'materialReviewer'],
  departmentPushDue: ['departmentOfficer'],
  policyReviewDue: ['organiserOfficer'],
  reviewMeetingDue: ['committeeSecretary'],
  filingDue: ['organiserOfficer', 'filingOfficer'],
};

/** The whole history of a case, oldest first. @throws CalendarRefusal for a return that lies before the known calendar. */
export function responsibilityOf(history: readonly CustodyEvent[], grounds: Grounds): Responsibility {
  const missed: MissedDeadline[] = [];
  const recorded: MissedDeadline[] = [];
  for (const [index, event] of history.entries()) {
    const late = latenessOf(event);
    if (late === null) continue;
    const { deadline } = late;
    const miss = missOf(deadline, { history, index, earlier: missed.at(-1), grounds });
    (late.answers ? missed : recorded).push(miss);
  }
  const [first, ...later] = distinct(missed.map(({ responsible }) => responsible));
  return { responsible: first ?? null, contributors: later, missed, recorded };
}

/**
 * The deadline an event shows to have passed, and whether somebody answers for it: a holder's node that is overrun, the
 * cut-off that leaves a case behind, and what the applicant alone has to keep. The cut-off that finds a case pushed and not
 * yet received is recorded only (A37), and so is a correction that is late (A38).
 */
function latenessOf({ type, nodes, state }: CustodyEvent): { deadline: Deadline; answers: boolean } | null {
  const deadline = deadlines.find((name) => name === type);
  switch (deadline) {
    case 'unitPushDue':
    case 'departmentPushDue':
    case 'policyReviewDue':
    case 'reviewMeetingDue':
    case 'filingDue':
      return nodes[deadline] === 'overrun' ? { deadline, answers: true } : null;
    case 'intakeCutoff':
      return { deadline, answers: state === 'missedCutoff' };
    case 'clickWindowEnd':
    case 'supplementDue':
    // A form that was not handed in is its owner's, one that was not reviewed the reviewer's: whoever has it.
    case 'dutyDue':
    case 'dutyCorrectionDue':
    case 'dutyReviewDue':
      return { deadline, answers: true };
    case 'correctionDue':
      return { deadline, answers: false };
    default:
      return null;
  }
}

interface Place {
  readonly history: readonly CustodyEvent[];
  readonly index: number;
  /** The miss before this one. */
  readonly earlier: MissedDeadline | undefined;
  readonly grounds: Grounds;
}

function missOf(deadline: Deadline, { history, index, earlier, grounds }: Place): MissedDeadline {
  const event = history[index]!;
  const { seq, at: dueAt, clause } = event;
  const before = history.slice(0, index);
  const common = { deadline, seq, dueAt, clause, coveredBy: coverOf(history, index) };
  const returner = returnedTooLate(before, { dueAt, grounds });
  if (returner !== null) return { ...common, responsible: returner, because: 'returned' };
  const holder = holderOf(before.at(-1) ?? event, grounds);
  // A late upstream push does not shift blame downstream, nor to whoever has what was left behind (domain §2.6).
  const owners = ownersOf[deadline];
  const isOwn = owners === undefined || owners.includes(holder.role);
  if (isOwn || !earlier || same(earlier.responsible)(holder))
    return { ...common, responsible: holder, because: 'held' };
  return { ...common, responsible: earlier.responsible, because: 'upstream' };
}

/** The next extension that was carried out: its first person only proposed it, the case stayed where it was (A41). */
function coverOf(history: readonly CustodyEvent[], index: number): Cover | null {
  const extensions = history.slice(index + 1).filter(({ type }) => type === 'extend');
  const carriedOut = extensions.findIndex(({ state }) => state !== 'missedCutoff');
  const [proposal, second] = [extensions[carriedOut - 1], extensions[carriedOut]];
  if (!second) return null;
  const hands = [proposal?.actor, proposal?.onBehalfOf, second.actor, second.onBehalfOf];
  const persons = hands.filter((hand) => hand !== null && hand !== undefined);
  return { seq: second.seq, persons, reason: second.reason ?? null };
}

/** Who has the case after an event. @throws RangeError after an end, when nobody has. */
function holderOf({ holderRole, holderOrganisation, seq }: CustodyEvent, { applicant }: Grounds): Answerable {
  if (holderRole === null) throw new RangeError(`nobody holds the case after event ${seq}`);
  const person = holderOrganisation === null ? applicant : null;
  return { role: holderRole, organisation: holderOrganisation, person };
}

/**
 * Who handed the case to its present holder for a correction – by a return, or by upholding an objection – that left too few
 * working days; `null`: it came otherwise.
 */
function returnedTooLate(
  before: readonly CustodyEvent[],
  { dueAt, grounds }: { dueAt: Instant; grounds: Grounds },
): Answerable | null {
  const handover = before.findLast((event, index) => changesHands(before[index - 1], event));
  const isReturn =
    handover?.type === 'return' || (handover?.role !== 'clock' && /orrection/.test(handover?.state ?? ''));
  if (!handover || !isReturn) return null;
  // The due instant is the exclusive end of its last day.
  const through = dateOf(dueAt - 1);
  const { count } = workingDaysBetween(grounds.calendar, dateOf(handover.at), through);
  if (count >= grounds.minCorrectionWorkingDays) return null;
  return { role: handover.role, organisation: handover.organisation, person: null };
}

function changesHands(before: CustodyEvent | undefined, after: CustodyEvent): boolean {
  return before?.holderRole !== after.holderRole || before?.holderOrganisation !== after.holderOrganisation;
}

const same = (one: Answerable) => (other: Answerable) =>
  one.organisation === other.organisation && one.person === other.person;

/** Each once, where it comes first. */
function distinct(answerable: readonly Answerable[]): Answerable[] {
  return answerable.filter((one, index) => answerable.findIndex(same(one)) === index);
}
