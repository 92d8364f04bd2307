import type { CaseId } from '../../machines/ids.ts';
import { dateOf, type Instant } from '../../machines/time.ts';
import { hourOn, workingDaysFrom } from '../hours.ts';
import type { Desk, Errand } from '../office.ts';
import type { Hand } from '../people.ts';
import { inTurn, type Step } from './errands.ts';
import { type Bench, type Called, declarationsOf, foundOf, leaversOf, presentOf, tooFew } from './plan.ts';
import { pendingOf, remaining, type Sitting, signersOf, votersOf } from './view.ts';
import { ballotsOf, ballotTooEarly, ballotTooLate, expertHand } from './votes.ts';

/**
 * The course of a sitting on its day: drawn at nine, the roll at half past ten, groups at two, the vote at half past four; the
 * minutes are signed on the next working day and filed some days later (令40 第19–25条).
 */

const ROLL = '10:30';
const GROUPS = '14:00';
const VOTE = '16:30';

export interface Moment {
  readonly bench: Bench;
  readonly called: Called;
  readonly sitting: Sitting;
  readonly desk: Desk;
}

/** When something may be to be done about a sitting after an instant; where a decision is pending, on every morning. */
export function nextMoment(bench: Bench, called: Called, after: Instant): Instant | null {
  const { calendar } = bench.stage;
  const hours = [ROLL, GROUPS, VOTE].map((hour) => hourOn(called.day, hour));
  const moments = [...hours, signingOf(bench, called), filingOf(bench, called)];
  if (called.pending.length > 0) moments.push(hourOn(workingDaysFrom(calendar, dateOf(after), 1), '09:00'));
  return moments.filter((one) => one > after).sort((a, b) => a - b)[0] ?? null;
}

/** What is done about a sitting now; nothing where its hour has not come. */
export async function nextErrands(of: Moment): Promise<Errand[]> {
  const { bench, called, sitting, desk } = of;
  const { now } = desk;
  const on = (hour: string) => now >= hourOn(called.day, hour);
  switch (sitting.state) {
    case 'called':
      return steps(of, [called.mishaps.has('cancelled') ? cancelling(bench) : sharing(of)]);
    case 'drawing':
      return steps(of, drawing(of));
    case 'seating':
      return steps(of, on(ROLL) ? calling(of) : recusals(of));
    case 'appraisal':
      return appraisal(of, { groups: on(GROUPS), vote: on(VOTE) });
    case 'voting':
      return voting(of);
    case 'counted':
      return now >= signingOf(bench, called) ? steps(of, signing(of)) : [];
    default:
      return sitting.state.startsWith('signed') ? afterwards(of) : [];
  }
}

function steps({ bench, sitting, desk }: Moment, list: readonly (Step | Errand)[]): Errand[] {
  const errand = inTurn({ stage: bench.stage, now: desk.now, meeting: sitting }, list);
  return errand ? [errand] : [];
}

/** An officer of the filing authority, none of those who sit in the committee. */
export function authority({ stage, committee }: Bench, id: CaseId): Hand {
  const { filingAuthority } = committee;
  const hands = stage.directory.handsOf('filingOfficer', filingAuthority);
  return stage.chance.pick(
    hands.filter(({ person }) => person.startsWith(`${filingAuthority}-filing`)),
    'filingOfficer',
    id,
  );
}

export const secretOf = ({ stage }: Bench, id: CaseId): string => stage.chance.sha256('secret', id);

function cancelling({ stage, committee }: Bench): Step {
  const hands = stage.directory.handsOf('organiserOfficer', committee.organiser);
  const [by] = hands.filter(({ person }) => person.startsWith(`${committee.organiser}-organiser`));
  if (!by) throw new Error(`${committee.organiser} has no officer`);
  return { name: 'cancelSitting', by, type: 'cancelMeeting', reason: 'OTHER' };
}

const sharing = ({ bench, called: { id } }: Moment): Step => ({
  name: 'contributeShare',
  by: authority(bench, id),
  type: 'contributeShare',
  data: { share: bench.stage.chance.sha256('share', id) },
});

/** Another secret than the one that was committed to draws nobody. */
function drawing({ bench, called: { id, mishaps } }: Moment): Step[] {
  const by = bench.secretary;
  const other = bench.stage.chance.sha256('anotherSecret', id);
  const draw = { by, type: 'drawExperts' };
  return [
    ...(mishaps.size > 0 ? [{ ...draw, name: 'drawAnew', data: { secret: other }, expects: ['SECRET_MISMATCH'] }] : []),
    { ...draw, name: 'drawExperts', data: { secret: secretOf(bench, id) } },
  ];
}

function recusals({ bench, called, sitting }: Moment): Step[] {
  const declared = declarationsOf(bench, called, sitting).map(
    ({ expert, cases }): Step => ({
      name: 'declareRecusal',
      by: expertHand(bench, expert),
      type: 'declareRecusal',
      data: { cases },
    }),
  );
  const found = called.mishaps.has('recusalFound') ? foundOf(bench, sitting) : null;
  if (!found || declared.length > 0) return declared;
  const record = { name: 'recordRecusal', by: bench.secretary, type: 'recordRecusal', data: { ...found } };
  return [{ ...record, reason: 'OTHER', document: true }];
}

const postponing = (bench: Bench): Step => ({
  name: 'postponeSitting',
  by: bench.secretary,
  type: 'postpone',
  reason: 'QUORUM_DEFECT',
});

/** Called too early in the day nobody answers; where too few come, the sitting is put off (A23). */
function calling({ bench, called, sitting }: Moment): Step[] {
  const roll = { by: bench.secretary, type: 'callRoll' };
  if (called.mishaps.has('tooFewCome')) {
    const few = {
      ...roll,
      name: 'callRollInVain',
      data: { present: tooFew(bench, sitting) },
      expects: ['QUORUM_MISSING'],
    };
    return [few, postponing(bench)];
  }
  return [{ ...roll, name: 'callRoll', data: { present: presentOf(bench, called, sitting) } }];
}

/** Cases that have not ended meanwhile and have no opinion yet. */
const silent = (sitting: Sitting) =>
  remaining(sitting).filter(({ opinion, state }) => !opinion && state.startsWith('expertReview.'));

async function appraisal(of: Moment, hour: { groups: boolean; vote: boolean }): Promise<Errand[]> {
  const { bench, called, sitting } = of;
  if (!hour.groups || called.reach === 'roll') return [];
  if (called.mishaps.has('departure') && !called.done.has('departure')) return steps(of, departing(of));
  const missing = silent(sitting);
  if (missing.length > 0)
    return steps(
      of,
      opinions(
        of,
        missing.map((item) => item.case),
      ),
    );
  if (!hour.vote || called.reach === 'opinions') return [];
  const open: Step = {
    name: 'openVoting',
    by: bench.secretary,
    type: 'openVoting',
    expects: ['moved', 'NO_CASE_LEFT'],
  };
  return steps(of, [...ballotTooEarly(bench, called, sitting), open]);
}

function departing({ bench, called, sitting }: Moment): Step[] {
  const present = sitting.experts.filter(({ present: is, seat }) => is === true && seat === 'member');
  const { lot } = bench.stage.chance.pick(present, 'departs', called.id);
  return [{ name: 'recordDeparture', by: bench.secretary, type: 'recordDeparture', data: { lot } }];
}

/** A group for cases on which the same experts may sit: three to five of them (令40 第20条). */
function opinions({ bench, called, sitting }: Moment, missing: readonly CaseId[]): Step[] {
  const { chance } = bench.stage;
  const bySeats = Map.groupBy(missing, (id) =>
    votersOf(sitting, id)
      .map(({ lot }) => lot)
      .join(' '),
  );
  return [...bySeats.values()].flatMap((cases, n): Step[] => {
    const first = cases[0] as CaseId;
    const lots = votersOf(sitting, first).map(({ lot }) => lot);
    const experts = chance.shuffled(lots, 'group', first).slice(0, chance.int([3, 5], 'group', first));
    const given = cases.map((id) => ({ case: id, opinion: chance.sha256('opinion', id, called.id) }));
    const group = { by: bench.secretary, type: 'recordGroupOpinion', document: true } as const;
    const data = { group: `group-${n + 1}`, experts, opinions: given };
    const ofTwo = { ...data, experts: experts.slice(0, 2) };
    const small = cases.some((id) => bench.cast.get(id)?.troubles.has('groupTooSmall'));
    return [
      ...(small ? [{ ...group, name: 'opinionOfTwo', data: ofTwo, expects: ['GROUP_TOO_SMALL'] }] : []),
      { ...group, name: 'recordGroupOpinion', data },
    ];
  });
}

/** First everybody votes; when that has settled the vote is closed. */
function voting(of: Moment): Errand[] {
  const { bench, called, sitting } = of;
  const voted = remaining(sitting).some(({ turnout }) => (turnout?.voted ?? 0) > 0);
  if (!voted) return ballotsOf(bench, called, sitting);
  const left = leaversOf(bench, called, sitting).map(({ lot }) => lot);
  const close = { by: bench.secretary, type: 'closeVoting' };
  const unnamed = { ...close, name: 'closeWithoutNaming', data: { left: [] }, expects: ['BALLOTS_MISSING'] };
  const closing = { ...close, name: 'closeVoting', data: { left } };
  return steps(of, [...(left.length > 0 ? [unnamed] : []), closing, ...ballotTooLate(bench, called, sitting)]);
}

function signingOf({ stage }: Bench, { day, mishaps }: Called): Instant {
  return hourOn(workingDaysFrom(stage.calendar, day, mishaps.has('signedLate') ? 2 : 1), '10:30');
}

/** 令40 第23条: whoever presided; a member's signature is none. */
function signing({ bench, called, sitting }: Moment): Step[] {
  const [signer] = signersOf(sitting);
  if (!signer) return [];
  const sign = {
    type: 'signMinutes',
    data: { minutes: bench.stage.chance.sha256('minutes', called.id) },
    signed: true,
  } as const;
  const [member] = sitting.experts.filter(({ seat, present }) => seat === 'member' && present === true);
  const wrongly = member && sitting.experts.every(({ signed }) => !signed);
  return [
    ...(wrongly ? [{ ...sign, name: 'signAsMember', by: expertHand(bench, member), expects: ['NOT_TO_SIGN'] }] : []),
    { ...sign, name: 'signMinutes', by: expertHand(bench, signer) },
  ];
}

/** Working days from the signature to the filing where it is late. */
const LATE = 45;

function filingOf({ stage }: Bench, { id, day, mishaps }: Called): Instant {
  const days = mishaps.has('filedLate') ? LATE : stage.chance.int([1, 4], 'filing', id);
  return hourOn(workingDaysFrom(stage.calendar, day, 1 + days), '14:00');
}

/** A decision that its case could not take is told again once nothing is open on it any more; then the sitting is filed. */
async function afterwards(of: Moment): Promise<Errand[]> {
  const { bench, called, sitting, desk } = of;
  const file = { by: authority(bench, called.id), type: 'fileMeeting', document: true } as const;
  const pending = pendingOf(sitting);
  if (pending.length === 0) {
    return desk.now < filingOf(bench, called) ? [] : steps(of, [{ ...file, name: 'fileSitting' }]);
  }
  if (!called.done.has('filingRefused')) {
    return steps(of, [{ ...file, name: 'fileTooEarly', expects: ['DECISION_PENDING'] }]);
  }
  if (!(await isReady(of, pending))) return [];
  return steps(of, [{ name: 'announceDecisions', by: bench.secretary, type: 'announceDecisions', signed: true }]);
}

async function isReady({ bench, called, desk }: Moment, pending: readonly CaseId[]): Promise<boolean> {
  for (const id of pending.filter((one) => !called.announced.has(one))) {
    const troubles = bench.cast.get(id)?.troubles;
    if (troubles?.has('barBeforeVote') || troubles?.has('barBeforeConfirmation')) continue;
    const { openMatters } = await desk.read(id, bench.secretary);
    if (openMatters.length === 0) return true;
  }
  return false;
}
