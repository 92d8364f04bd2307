import { derivedId } from '../../../store/hashing.ts';
import { actor, type Sending, sha } from '../office.ts';
import type { Workshop } from './workshop.ts';

/** What comes after a result: it is doubted, and reopened; a certificate is revoked. */

export const doubted = derivedId('history recheck of failed');
export const complained = derivedId('history complaint of failed');

class Afterwards {
  readonly #workshop: Workshop;
  readonly #strict: boolean;

  constructor(workshop: Workshop, strict: boolean) {
    this.#workshop = workshop;
    this.#strict = strict;
  }

  async send(of: Sending): Promise<void> {
    const sent = { reason: 'OTHER', document: sha('decision'), ...of } as const;
    const answer = await this.#workshop.send(sent).catch((error: unknown) => {
      if (this.#strict) throw error;
    });
    if (this.#strict && answer?.outcome !== 'moved') throw new Error(`${of.type}: ${JSON.stringify(answer)}`);
  }
}

interface Ended {
  readonly id: string;
  readonly applicant: string;
}

/** A result that is doubted in vain, then for its procedure and with success; the case it reopens is given up. */
export async function doubt(workshop: Workshop, { strict, failed }: { strict: boolean; failed: Ended }): Promise<void> {
  const afterwards = new Afterwards(workshop, strict);
  const applicant = actor('applicant', failed.applicant);
  const asking = (ground: string) => ({ person: failed.applicant, result: failed.id, ground });
  const common = { lifecycle: 'recheck' } as const;
  await afterwards.send({ ...common, case: doubted, type: 'open', by: applicant, data: asking('RESULT') });
  await afterwards.send({ ...common, case: doubted, type: 'refuse', by: actor('organiserOfficer', 'kaili-1') });
  await afterwards.send({ ...common, case: complained, type: 'open', by: applicant, data: asking('PROCEDURE') });
  await afterwards.send({ ...common, case: complained, type: 'grant', by: actor('filingOfficer', 'qdn-1') });
  // The case that is opened tells the recheck, which is another delivery.
  await workshop.deliver();
  await workshop.deliver();
  const [reopened] = await workshop.query<{ id: string }>('select case_id as id from follow_ups');
  if (reopened) {
    const withdrawing = { case: reopened.id, type: 'withdraw', by: applicant, reason: 'PERSONAL' } as const;
    await afterwards.send(withdrawing);
  } else if (strict) throw new Error('nothing was reopened');
}

/** The certificate of an application falls, by the word of two persons. */
export async function revoke(workshop: Workshop, { strict, of }: { strict: boolean; of: Ended }): Promise<void> {
  const afterwards = new Afterwards(workshop, strict);
  const [row] = await workshop.query<{ target: string }>(
    `select target from outbox where case_id = $1 and payload ->> 'lifecycle' = 'certificate'`,
    [of.id],
  );
  for (const person of ['kaili-1', 'kaili-2']) {
    const by = actor('bureauOfficer', person);
    const common = { lifecycle: 'certificate', case: row?.target ?? of.id, type: 'revoke', by } as const;
    await afterwards.send({ ...common, reason: 'FRAUD', document: sha('finding of fraud') });
  }
  await workshop.deliver();
}
