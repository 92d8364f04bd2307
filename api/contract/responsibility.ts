import { z } from 'zod';
import { caseId, clause, deadlineName, instant, label, registerId, role } from './fields.ts';

/** Who answers for each node that was missed (domain §2.6). */

const answerable = z
  .strictObject({ role, label, organisation: registerId.nullable(), person: registerId.nullable() })
  .meta({ id: 'Answerable' });

export const responsibilityView = z
  .strictObject({
    id: caseId,
    missed: z.array(
      z.strictObject({
        deadline: deadlineName,
        label,
        dueAt: instant,
        responsible: answerable,
        clause,
      }),
    ),
  })
  .meta({ id: 'Responsibility' });
