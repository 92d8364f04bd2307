import { z } from 'zod';
import { caseId, clause, deadlineName, instant, label, registerId, role } from './fields.ts';

/** Who answers for the deadlines a case missed (domain §2.6). */

const answerable = z
  .strictObject({ role, label, organisation: registerId.nullable(), person: registerId.nullable() })
  .meta({ id: 'Answerable', description: 'An organisation, or the applicant in person' });

export const responsibilityView = z
  .strictObject({
    id: caseId,
    responsible: answerable.nullable().meta({ description: 'Who held the case at the first deadline it missed' }),
    contributors: z.array(answerable).meta({ description: 'Later holders that also missed one of their own' }),
    missed: z.array(
      z.strictObject({
        deadline: deadlineName,
        label,
        seq: z.int(),
        dueAt: instant,
        clause,
        responsible: answerable,
        because: z
          .enum(['held', 'returned'])
          .meta({ description: 'returned: handed back with too few working days left, it stayed the returner’s' }),
      }),
    ),
  })
  .meta({ id: 'Responsibility' });
