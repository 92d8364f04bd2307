import { LONGEST_PERIOD } from '../calendar.ts';
import type { Effect, Ride } from '../lifecycle.ts';
import type { Party } from '../roles.ts';
import { dateOf } from '../time.ts';
import { type NoticeContext, undrafted } from './context.ts';
import type { NoticeDataOf } from './events.ts';
import { workingDaysTouched } from './evidence.ts';

/** Every change of a notice's context, and what follows from its events. */

type Of<D> = { data: D; ride: Ride };

const MINUTE_MS = 60_000;

/** Who publishes: the unit its own cases, the organiser those of its committee (令40 第16条, 第26条). */
export function ownerOf({ kind, organisation }: Pick<NoticeDataOf<'open'>, 'kind' | 'organisation'>): Party {
  return { roles: kind === 'internal' ? ['unitAdmin', 'unitHandler'] : ['organiserOfficer'], organisation };
}

/** The bureau above its cases looks over it. */
export function draft(_context: NoticeContext, { data, ride }: Of<NoticeDataOf<'open'>>): Partial<NoticeContext> {
  const { listing } = ride.facts;
  const found = listing?.cases.find((listed) => listed.found !== null)?.found;
  if (!listing || !found) throw new Error('open passed its guard without a case');
  const { bureau, above } = found;
  const { organisation, kind, cases } = data;
  return {
    route: { ...undrafted.route, unit: organisation, bureau, above: [...above] },
    parties: { owner: ownerOf(data), reviewer: { roles: ['bureauOfficer'], organisation: bureau } },
    id: listing.notice,
    kind,
    count: cases.length,
  };
}

export function post(_context: NoticeContext, { ride }: { ride: Ride }): Partial<NoticeContext> {
  const gapOver = ride.programme.publicity.gapOverMinutes.value * MINUTE_MS;
  return { postedAt: ride.at, accountedThrough: ride.at, gapOver };
}

export function runOut(_context: NoticeContext, { ride }: { ride: Ride }): Partial<NoticeContext> {
  return { endedAt: ride.at };
}

export function drop({ count }: NoticeContext): Partial<NoticeContext> {
  return { count: count - 1 };
}

/** Each working day on which the gap lies is added, by the programme's rule, and none of them twice. */
export function account(context: NoticeContext, { data, ride }: Of<NoticeDataOf<'reportGap'>>): Partial<NoticeContext> {
  const posted = dateOf(context.postedAt ?? ride.at);
  const after = context.lastGapDay !== null && context.lastGapDay > posted ? context.lastGapDay : posted;
  const { days, last } = workingDaysTouched(ride.calendar, { after, ...data });
  const added = days * ride.programme.publicity.gapProlongsWorkingDays.value;
  return {
    endedAt: null,
    accountedThrough: data.to,
    gaps: context.gaps + 1,
    longestGap: Math.max(context.longestGap, data.to - data.from),
    prolonged: Math.min(context.prolonged + added, LONGEST_PERIOD / 2),
    lastGapDay: last > after ? last : context.lastGapDay,
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
