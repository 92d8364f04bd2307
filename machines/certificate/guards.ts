import type { AnyGuard, Verdict } from '../lifecycle.ts';
import { dateOf } from '../time.ts';
import { blocker, way } from '../verdict.ts';
import { datesOf } from './changes.ts';
import type { CertificateContext } from './context.ts';
import type { CertificateEvent } from './events.ts';

/** Guards of the certificate: revoking takes two persons (design D8); a title may rest on one that has fallen (§2.5). */

type Of<N extends CertificateEvent['type']> = Extract<CertificateEvent, { type: N }>;

/** What has to be the same in both commands. */
export const payloadOf = ({ data, ride: { envelope } }: Of<'revoke'>) =>
  JSON.stringify({
    reason: envelope.reason?.code ?? null,
    document: envelope.document ?? null,
    serious: data?.serious ?? false,
  });

const matches = ({ proposal }: CertificateContext, event: Of<'revoke'>) => proposal?.payload === payloadOf(event);

/** Whoever acts for somebody counts as both (design D8). */
const isSameHand = ({ proposal }: CertificateContext, { ride: { actor } }: Of<'revoke'>) =>
  [actor.person, actor.onBehalfOf].some(
    (hand) => hand !== null && (hand === proposal?.by || hand === proposal?.onBehalfOf),
  );

const proposing = (context: CertificateContext, event: Of<'revoke'>): Verdict => {
  if (event.data === undefined) return 'unknown';
  if (!matches(context, event)) return [];
  return isSameHand(context, event)
    ? [blocker('ALREADY_PROPOSED', { clause: '三(三)', help: 'bureauOfficer' })]
    : 'elsewhere';
};

const seconding = (context: CertificateContext, event: Of<'revoke'>): Verdict =>
  way(event.data !== undefined && matches(context, event) && !isSameHand(context, event));

/**
 * Whether an earlier title of the person was revoked on the day of the confirmation or since: whoever confirmed could not
 * have known, and the revocation could not yet find this certificate.
 */
const builtOn = (
  _context: CertificateContext,
  { data, ride }: Of<'open'>,
  { fallen }: { fallen: boolean },
): Verdict => {
  if (data === undefined || ride.facts.titles === undefined) return 'unknown';
  const { countsFrom } = datesOf(data, ride);
  const confirmedOn = dateOf(data.confirmedAt);
  const found = ride.facts.titles.some(
    (title) => title.countsFrom < countsFrom && title.revokedOn !== null && title.revokedOn >= confirmedOn,
  );
  return way(found === fallen);
};

export const certificateGuards = { proposing, seconding, builtOn } satisfies Record<string, AnyGuard>;
