import { vacant as vacancyLeft } from '../application/guards-quota.ts';
import { addWorkingDays } from '../calendar.ts';
import type { Ruling } from '../facts.ts';
import type { AnyGuard, Ride, Verdict } from '../lifecycle.ts';
import { dateOf, endOfDay } from '../time.ts';
import { all, blocker } from '../verdict.ts';
import { earlierOf } from './changes.ts';
import { type Ground, type RecheckContext, recheckable } from './context.ts';
import type { RecheckEvent } from './events.ts';

/** Guards of the recheck (令40 第27条): who may ask, how often, until when; who may decide. */

type Of<N extends RecheckEvent['type']> = Extract<RecheckEvent, { type: N }>;

const CLAUSE = '令40 第27条';
const over: readonly (string | null)[] = ['refused', 'retracted'];

/** His own result, of this season, and one of those that can be doubted. Of another's he learns nothing. */
const requestable = (_context: RecheckContext, { data, ride }: Of<'open'>, { ground }: { ground: Ground }): Verdict => {
  if (data === undefined) return 'unknown';
  if (data.ground !== ground) return 'elsewhere';
  const { ruling } = ride.facts;
  if (ruling === undefined) return 'unknown';
  if (ruling === null || ruling.person !== data.person || ruling.programme !== ride.programme.id)
    return [blocker('RESULT_UNKNOWN', { clause: CLAUSE })];
  if (!(recheckable as readonly string[]).includes(ruling.outcome))
    return [blocker('NO_RECHECK', { clause: CLAUSE, params: { outcome: ruling.outcome } })];
  return all(once(ruling, ground), inTime(ruling, ride));
};

/** Once on each ground, not two at a time, and not again of what a recheck reopened: a review must come to an end. */
function once({ asked, context }: Ruling, ground: Ground): Verdict {
  if (earlierOf(context).reopens !== null) return [blocker('RECHECK_FINAL', { clause: CLAUSE })];
  const known = asked.find((one) => one.ground === ground || !over.includes(one.ended));
  return known ? [blocker('RECHECK_KNOWN', { clause: CLAUSE, params: { case: known.case } })] : [];
}

/** From the day of the result, or of what was decided on it since. Days not gazetted yet refuse nobody. */
function inTime({ endedAt, asked }: Ruling, { at, programme, calendar }: Ride): Verdict {
  const since = Math.max(endedAt, ...asked.map(({ lastAt }) => lastAt));
  const { last, provisional } = addWorkingDays(calendar, dateOf(since), programme.recheck.request.workingDays);
  return provisional || at < endOfDay(last)
    ? []
    : [blocker('RECHECK_TOO_LATE', { clause: CLAUSE, params: { through: last } })];
}

/** Not by the applicant, nor by anybody who signed or decided before; a delegate counts as both (design D8). */
const decidable = ({ hands, route }: RecheckContext, { type, ride: { actor } }: Of<'grant' | 'refuse'>): Verdict => {
  const barred = [...hands, route.applicant];
  return [actor.person, actor.onBehalfOf].some((hand) => hand !== null && barred.includes(hand))
    ? [blocker('SAME_PERSON', { clause: CLAUSE, params: { act: type, than: 'decider' } })]
    : [];
};

/** Asked again where the first time there was no vacancy (二(二)2). */
const vacant = (_context: RecheckContext, { ride }: Of<'reopen'>): Verdict => vacancyLeft(ride);

export const recheckGuards = { requestable, decidable, vacant } satisfies Record<string, AnyGuard>;
