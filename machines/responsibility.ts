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
  /** `returned`: handed back with too few working days left to correct it, the case stayed with whoever returned it. */
  readonly because: 'held' | 'returned';
}

export interface Responsibility {
  /** Who held the case at the first node it missed; `null` where it missed none. */
  readonly responsible: Answerable | null;
  /** Every later holder that also missed a node of its own. */
  readonly contributors: readonly Answerable[];
  /** Every miss, in the order of the history. */
  readonly missed: readonly MissedDeadline[];
}

export interface Grounds {
  readonly applicant: PersonId;
  readonly calendar: Calendar;
  /** Returned with fewer working days left than this, a case stays the returner's. */
  readonly minCorrectionWorkingDays: number;
}

/** The whole history of a case, oldest first. @throws CalendarRefusal for a return that lies before the known calendar. */
export function responsibilityOf(history: readonly CustodyEvent[], grounds: Grounds): Responsibility {
  const missed = history.flatMap((event, index) => {
    const deadline = missedBy(event);
    return deadline === null ? [] : [missOf(deadline, { event, before: history.slice(0, index), grounds })];
  });
  const [first, ...later] = distinct(missed.map(({ responsible }) => responsible));
  return { responsible: first ?? null, contributors: later, missed };
}

/**
 * The deadline an event shows to be missed. A holder's node that is overrun; the cut-off that leaves a case behind, but not
 * the one that finds it pushed and not yet received (domain A37); and what the applicant alone has to keep.
 */
function missedBy({ type, nodes, state }: CustodyEvent): Deadline | null {
  const deadline = deadlines.find((name) => name === type);
  switch (deadline) {
    case 'unitPushDue':
    case 'departmentPushDue':
    case 'policyReviewDue':
    case 'reviewMeetingDue':
    case 'filingDue':
      return nodes[deadline] === 'overrun' ? deadline : null;
    case 'intakeCutoff':
      return state === 'missedCutoff' ? deadline : null;
    case 'clickWindowEnd':
    case 'supplementDue':
      return deadline;
    default:
      return null;
  }
}

function missOf(
  deadline: Deadline,
  of: { event: CustodyEvent; before: readonly CustodyEvent[]; grounds: Grounds },
): MissedDeadline {
  const { event, before, grounds } = of;
  const { seq, at, clause } = event;
  const returner = returnedTooLate(before, { dueAt: at, grounds });
  const responsible = returner ?? holderOf(before.at(-1) ?? event, grounds);
  return { deadline, seq, dueAt: at, clause, responsible, because: returner === null ? 'held' : 'returned' };
}

/** Who has the case after an event. @throws RangeError after an end, when nobody has. */
function holderOf({ holderRole, holderOrganisation, seq }: CustodyEvent, { applicant }: Grounds): Answerable {
  if (holderRole === null) throw new RangeError(`nobody holds the case after event ${seq}`);
  const person = holderOrganisation === null ? applicant : null;
  return { role: holderRole, organisation: holderOrganisation, person };
}

/** Who handed the case to its present holder by a return that left too few working days; `null`: it came otherwise. */
function returnedTooLate(
  before: readonly CustodyEvent[],
  { dueAt, grounds }: { dueAt: Instant; grounds: Grounds },
): Answerable | null {
  const handover = before.findLast((event, index) => changesHands(before[index - 1], event));
  if (handover?.type !== 'return') return null;
  // The due instant is the exclusive end of its last day.
  const through = dateOf(dueAt - 1);
  const { count } = workingDaysBetween(grounds.calendar, dateOf(handover.at), through);
  if (count >= grounds.minCorrectionWorkingDays) return null;
  return { role: handover.role, organisation: handover.organisation, person: null };
}

function changesHands(before: CustodyEvent | undefined, after: CustodyEvent): boolean {
  return before?.holderRole !== after.holderRole || before?.holderOrganisation !== after.holderOrganisation;
}

/** Each once, where it comes first. */
function distinct(answerable: readonly Answerable[]): Answerable[] {
  const same = (one: Answerable) => (other: Answerable) =>
    one.organisation === other.organisation && one.person === other.person;
  return answerable.filter((one, index) => answerable.findIndex(same(one)) === index);
}
