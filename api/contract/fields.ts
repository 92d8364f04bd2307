import { z } from 'zod';
import { deadlines, nodeDeadlines } from '../../machines/deadlines.ts';
import { lifecycleNames } from '../../machines/lifecycle.ts';
import { sources } from '../../machines/programme-entries.ts';
import { roles } from '../../machines/roles.ts';

/** Fields that several requests and replies share. */

export const caseId = z.guid().toLowerCase().meta({ id: 'CaseId', description: 'UUID of a case' });

/** Ids of people and organisations, as their register writes them. */
export const registerId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/);

export const instant = z.string().meta({
  id: 'Instant',
  description: 'RFC 3339 with the offset of Asia/Shanghai',
  example: '2023-09-22T18:00:00+08:00',
});

export const plainDate = z.iso.date().meta({ description: 'A date in Asia/Shanghai', example: '2023-09-22' });

export const version = z.int().min(1).meta({ description: 'The ETag is this number: `"v7"`' });

export const label = z.string().meta({ description: 'In the language of Content-Language; for people only' });

export const role = z.enum(roles).meta({ id: 'Role' });
export const deadlineName = z.enum(deadlines).meta({ id: 'DeadlineName' });
export const nodeName = z.enum(nodeDeadlines).meta({ id: 'NodeName' });
export const lifecycle = z.enum(lifecycleNames).meta({ id: 'Lifecycle' });
export const clause = z
  .string()
  .meta({ description: 'Clause of the notice or article of the regulation', example: '二(二)4' });
export const source = z.enum(sources).meta({
  id: 'Source',
  description: 'Whether the notice or a regulation says so, or whether it is assumed until the bureau replaces it',
});
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'Lower-case hexadecimal SHA-256' });

const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const blocker = z
  .strictObject({
    code: z.string().meta({ description: 'Act on this, never on the message', example: 'NO_VACANCY' }),
    params,
    clause,
    help: role.nullable().meta({ description: 'Who could remove the obstacle; null where nobody can' }),
    message: label,
  })
  .meta({ id: 'Blocker' });

export const fault = z
  .strictObject({
    in: z.enum(['body', 'query', 'path', 'header']),
    pointer: z.string().meta({ description: 'JSON pointer into the body, or the name of the parameter' }),
    code: z.string(),
    message: label,
  })
  .meta({ id: 'Fault' });

/** RFC 9457. */
export const problem = z
  .strictObject({
    type: z.string().meta({ description: 'A page that explains this code', example: '/problems/STALE_VERSION' }),
    title: label,
    status: z.int(),
    code: z.string().meta({ description: 'Act on this', example: 'STALE_VERSION' }),
    detail: label,
    params,
    blockers: z.array(blocker),
    errors: z.array(fault),
    request_id: z.string(),
  })
  .meta({ id: 'Problem' });

/** A cursor is ours to read; to everybody else it is a word. */
export const cursor = z
  .string()
  .max(300)
  .regex(/^[A-Za-z0-9_-]+$/)
  .meta({ description: 'Opaque; from `next` of the page before, with the same conditions' });

/** Described as what it means, where the text of a query says it. */
export const describedAs =
  (meaning: Readonly<Record<string, unknown>>) =>
  ({ jsonSchema }: { jsonSchema: object }): void => {
    for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
    Object.assign(jsonSchema, meaning);
  };

export const pageSize = (most: number, usual: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(z.number().int().min(1).max(most))
    .default(usual)
    .meta({ override: describedAs({ type: 'integer', minimum: 1, maximum: most, default: usual }) });
