import { breachNamed, breachWrites } from '../breach.ts';
import type { Effect, Ride } from '../lifecycle.ts';
import { committeeOf } from '../programme.ts';
import { dateOf, type PlainDate } from '../time.ts';
import { type CertificateContext, MOST_QUESTIONS, unissued } from './context.ts';
import { type DataOf, openData } from './events.ts';

/** What a certificate's events change, and what they send into the registers and to other certificates: pure. */

/**
 * The dates of a title (五(二); domain E24, A15). The certificate prints the real day of approval; years are counted from
 * 31 December of the year of application where the committee was delayed and the approval came after it.
 */
export function datesOf(
  { committee, confirmedAt }: Pick<DataOf<'open'>, 'committee' | 'confirmedAt'>,
  { programme }: Pick<Ride, 'programme'>,
): { approvedOn: PlainDate; countsFrom: PlainDate } {
  const approvedOn = dateOf(confirmedAt);
  const { applicationYears, countsFrom } = programme.rules.delayedReview.value;
  const endOfYear = `${programme.cycleYear}-${countsFrom}`;
  const delayed =
    committeeOf(programme, committee).reviewDelayed !== undefined && applicationYears.includes(programme.cycleYear);
  return { approvedOn, countsFrom: delayed && approvedOn > endOfYear ? endOfYear : approvedOn };
}

interface Issuing {
  readonly data?: DataOf<'open'> | undefined;
  readonly ride: Ride;
}

export function issued({ data, ride }: Issuing): Partial<CertificateContext> {
  const { person, unit, organiser, bureau, committee, claim, confirmedAt } = openData.parse(data);
  return {
    route: { ...unissued.route, applicant: person, unit, organiser, bureau, committee },
    claim,
    confirmedAt,
    ...datesOf({ committee, confirmedAt }, ride),
  };
}

/** The title enters the person's register. */
export function granted({ data, ride }: Issuing): Effect {
  const { claim, ...at } = openData.parse(data);
  const { series, level, scope } = claim;
  return { kind: 'write', register: 'title', op: 'grant', series, level, scope, ...datesOf(at, ride) };
}

interface Revoking {
  readonly data?: DataOf<'revoke'> | undefined;
  readonly ride: Ride;
}

/**
 * What a revocation brings (domain §2.5): the register says since when; a breach bars the person and enters the archive; every
 * later title of the person that still stands is to be looked into.
 */
export function revocation({ countsFrom }: CertificateContext, { data, ride }: Revoking): Effect[] {
  const breach = breachNamed(ride);
  const titles = ride.facts.titles ?? [];
  const own = titles.find((title) => title.own);
  if (!own) throw new Error('the title of a certificate is not in the register');
  const later = titles.filter((title) => title.countsFrom > countsFrom && title.revokedOn === null);
  return [
    { kind: 'write', register: 'title', op: 'revoke', on: dateOf(ride.at) },
    ...(breach === null ? [] : breachWrites(breach, ride, { serious: data?.serious ?? false })),
    ...later.map((title) => questioning(title.case, own.case)),
  ];
}

function questioning(later: string, revoked: string): Effect {
  return {
    kind: 'command',
    lifecycle: 'certificate',
    case: later,
    event: 'question',
    data: { title: revoked },
    envelope: {},
    accepts: ['CASE_ENDED'],
  };
}

export function questioned(
  { questions }: CertificateContext,
  { data }: { data?: DataOf<'question'> | undefined },
): Partial<CertificateContext> {
  if (data === undefined || questions.includes(data.title)) return {};
  return { questions: [...questions, data.title].slice(-MOST_QUESTIONS) };
}
