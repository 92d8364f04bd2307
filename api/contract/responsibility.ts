import { z } from 'zod';
import { caseId, clause, deadlineName, instant, label, registerId, role } from './fields.ts';

/** Who answers for the deadlines a case missed (domain §2.6). */

const answerable = z
  .strictObject({ role, label, organisation: registerId.nullable(), person: registerId.nullable() })
  .meta({ id: 'Answerable', description: 'An organisation, or the applicant in person' });

const lateness = z.strictObject({
  deadline: deadlineName,
  label,
  seq: z.int(),
  dueAt: instant,
  clause,
  responsible: answerable,
  because: z.enum(['held', 'returned', 'upstream']).meta({
    description:
      'returned: handed back with too few working days left, it stayed the returner’s; upstream: never came to whose node it is',
  }),
  coveredBy: z
    .strictObject({ seq: z.int(), persons: z.array(registerId), reason: z.string().nullable() })
    .nullable()
    .meta({ description: 'The extension that covers it: who decided and why; the record stays' }),
});

export const responsibilityView = z
  .strictObject({
    id: caseId,
    responsible: answerable.nullable().meta({ description: 'Who held the case at the first deadline it missed' }),
    contributors: z.array(answerable).meta({ description: 'Later holders that also missed one of their own' }),
    missed: z.array(lateness),
    recorded: z.array(lateness).meta({ description: 'Late, and nobody answers for it: received or corrected late' }),
  })
  .meta({ id: 'Responsibility' });
