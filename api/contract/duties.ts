import { z } from 'zod';
import { dutyForms } from '../../machines/programme-materials.ts';
import type { Operation } from '../operation.ts';
import { registerId } from './fields.ts';

/** Opening the dated duties of a season; everything else of a duty is an event sent to its case. */

export const openDutiesBody = z
  .strictObject({ programme: registerId.meta({ example: 'kaili-2023' }) })
  .meta({ id: 'OpenDuties' });

export const openedDutiesView = z
  .strictObject({
    programme: registerId,
    opened: z.int().meta({ description: 'Duties opened now' }),
    known: z.int().meta({ description: 'Duties that were there before' }),
    refused: z
      .array(z.strictObject({ form: z.enum(dutyForms), organisation: registerId, code: z.string() }))
      .meta({ description: 'Duties that could not be opened; sent again, the operation tries them again' }),
  })
  .meta({ id: 'OpenedDuties' });

export const dutyOperations = {
  openDuties: {
    id: 'openDuties',
    method: 'post',
    path: '/v1/duties',
    tag: 'duties',
    summary: 'Open every dated duty of a programme that is missing',
    description:
      'For every unit and department below the bureau, by the register of organisations: forms 1-6, 1-7, 1-8, 1-10, 1-11. ' +
      'May be sent as often as wanted; it opens what was added since.',
    access: 'token',
    body: openDutiesBody,
    reply: { status: 200, description: 'What was opened', schema: openedDutiesView },
    problems: ['ROLE_NOT_ENTITLED'],
  },
} as const satisfies Record<string, Operation>;
