import type { Report } from '../findings.ts';
import { sameJson } from '../hashing.ts';
import { type CaseFile, type EventRow, isObject } from '../rows.ts';

/**
 * Separate persons (design D8), from the events alone, delegates counting as both: who reviews, recommends, decides and
 * confirms; and the two whom an extension or a revocation takes.
 */
export function checkPeople({ row, events }: CaseFile, report: Report): void {
  const before: Earlier = { applicant: row?.person ?? null, reviewers: [], signer: null };
  for (const [index, event] of events.entries()) {
    for (const { hand, is } of forbidden(event, before)) {
      if (hand !== null && handsOf(event).includes(hand))
        report('samePerson', event.seq, `${event.type} by ${hand}, the ${is}`);
    }
    if (event.type === 'verify') before.reviewers = handsOf(event);
    if (event.type === 'decide' && isObject(event.payload)) before.signer = String(event.payload.signedBy);
    if (event.type === 'extend' || event.type === 'revoke') checkSecondPerson(events.slice(0, index), event, report);
  }
}

interface Earlier {
  readonly applicant: string | null;
  /** Of the last material check, the person acted for included. */
  reviewers: readonly string[];
  signer: string | null;
}

function forbidden(
  { type }: EventRow,
  { applicant, reviewers, signer }: Earlier,
): readonly { hand: string | null; is: string }[] {
  switch (type) {
    case 'verify':
    case 'recommend':
      return [{ hand: applicant, is: 'applicant' }];
    case 'passPolicy':
      return reviewers.map((hand) => ({ hand, is: 'material reviewer' }));
    case 'confirm':
      return [{ hand: signer, is: 'signer of the minutes' }];
    default:
      return [];
  }
}

/** Such an act only records a proposal, until another person sends the same (design D8). */
function checkSecondPerson(earlier: readonly EventRow[], event: EventRow, report: Report): void {
  if (event.state === earlier.at(-1)?.state) return;
  const proposal = earlier.findLast(({ type }) => type === event.type);
  const same = proposal !== undefined && proposal.reason === event.reason && sameJson(proposal.payload, event.payload);
  if (!same) report('samePerson', event.seq, `${event.type} carried out without a proposal by another person`);
  else if (handsOf(proposal).some((hand) => handsOf(event).includes(hand))) {
    report('samePerson', event.seq, `${event.type} proposed and carried out by ${handsOf(event).join(', ')}`);
  }
}

function handsOf({ actor, on_behalf_of }: EventRow): string[] {
  return [actor, on_behalf_of].filter((hand) => hand !== null);
}
