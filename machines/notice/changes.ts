import type { Ride } from '../lifecycle.ts';
import type { Party } from '../roles.ts';
import { type NoticeContext, undrafted } from './context.ts';
import { addedBy } from './effects.ts';
import type { NoticeDataOf } from './events.ts';

/** Every change of a notice's context. */

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

export function account(context: NoticeContext, of: Of<NoticeDataOf<'reportGap'>>): Partial<NoticeContext> {
  const { workingDays, lastGapDay } = addedBy(context, of);
  const { from, to } = of.data;
  return {
    endedAt: null,
    accountedThrough: to,
    gaps: context.gaps + 1,
    longestGap: Math.max(context.longestGap, to - from),
    prolonged: context.prolonged + workingDays,
    lastGapDay,
  };
}
