import type { Report } from '../findings.ts';
import { type CaseFile, type EventRow, isObject } from '../rows.ts';

/**
 * Separate persons (design D8), from the events alone, delegates counting as both: who reviews, recommends, decides and
 * confirms; and who sends what takes two.
 */
export function checkPeople({ row, events }: CaseFile, report: Report): void {
  const applicant = row?.person ?? null;
  let reviewers: readonly string[] = [];
  let signer: string | null = null;
  for (const event of events) {
    const hands = handsOf(event);
    const complain = (others: readonly (string | null)[], what: string) => {
      const same = hands.find((hand) => others.includes(hand));
      if (same !== undefined) report('samePerson', event.seq, `${event.type} by ${same}, who is the ${what}`);
    };
    if (event.type === 'verify' || event.type === 'recommend') complain([applicant], 'applicant');
    if (event.type === 'passPolicy') complain(reviewers, 'material reviewer');
    if (event.type === 'confirm') complain([signer], 'signer of the minutes');
    if (event.type === 'verify') reviewers = hands.slice(0, 1);
    if (event.type === 'decide' && isObject(event.payload)) signer = String(event.payload.signedBy);
  }
}

function handsOf({ actor, on_behalf_of }: EventRow): string[] {
  return [actor, on_behalf_of].filter((hand) => hand !== null);
}
