import { LONGEST_PERIOD } from '../calendar.ts';
import type { CaseId } from '../ids.ts';
import type { Effect, Ride } from '../lifecycle.ts';
import { dateOf } from '../time.ts';
import type { NoticeContext } from './context.ts';
import type { NoticeDataOf } from './events.ts';
import { workingDaysTouched } from './evidence.ts';

/** What follows from a notice's events for the cases it lists, and for whoever is shown. */

interface Telling {
  readonly event: 'publish' | 'unpublish' | 'prolong';
  readonly data: Readonly<Record<string, unknown>>;
}

/** Each case on the list is told; one that has gone its own way meanwhile refuses, which is no violation. */
function told(ride: Ride, { event, data }: Telling): Effect[] {
  return listedIn(ride).map((id) => command(id, { event, data }));
}

const listedIn = ({ facts }: Ride): CaseId[] => (facts.listing?.cases ?? []).map((listed) => listed.case);

function command(id: CaseId, { event, data }: Telling): Effect {
  const accepts = ['CASE_ENDED', 'EVENT_NOT_ALLOWED', 'NOTICE_DIFFERS'];
  return { kind: 'command', lifecycle: 'application', case: id, event, data, envelope: {}, accepts };
}

/** The publicity of each case begins; by its own id it can leave the list again. */
export function published({ id: notice }: NoticeContext, ride: Ride): Effect[] {
  return (ride.facts.listing?.cases ?? []).map(({ case: id, found }) => {
    const data = { notice, case: id, postedAt: ride.at, content: found?.content ?? null };
    return command(id, { event: 'publish', data });
  });
}

/** The publicity of each case is broken off, and begins anew with another notice. */
export function unpublished({ id }: NoticeContext, ride: Ride): Effect[] {
  return told(ride, { event: 'unpublish', data: { notice: id } });
}

/** The publicity of each case goes on for as many days as the gap adds: of the context before it is accounted for. */
export function prolonged(context: NoticeContext, of: { data: NoticeDataOf<'reportGap'>; ride: Ride }): Effect[] {
  const { workingDays } = addedBy(context, of);
  return workingDays === 0 ? [] : told(of.ride, { event: 'prolong', data: { notice: context.id, workingDays } });
}

/** Working days a gap adds by the programme's rule: each on which it lies, and none of them twice. */
export function addedBy(
  { postedAt, lastGapDay, prolonged: before }: NoticeContext,
  { data, ride }: { data: NoticeDataOf<'reportGap'>; ride: Ride },
): { workingDays: number; lastGapDay: string | null } {
  const posted = dateOf(postedAt ?? ride.at);
  const after = lastGapDay !== null && lastGapDay > posted ? lastGapDay : posted;
  const { days, last } = workingDaysTouched(ride.calendar, { after, ...data });
  const added = days * ride.programme.publicity.gapProlongsWorkingDays.value;
  return {
    workingDays: Math.min(added, LONGEST_PERIOD / 2 - before),
    lastGapDay: last > after ? last : lastGapDay,
  };
}

/** 个人信息保护法 art. 35: whoever is shown is told that he is, and when it is over. */
export function tellListed(about: string, { facts }: Ride): Effect[] {
  return (facts.listing?.cases ?? []).flatMap(({ found }) =>
    found === null
      ? []
      : [{ kind: 'send', what: 'notify', to: 'applicant', about, person: found.person, organisation: null } as const],
  );
}
