import { z } from 'zod';
import { mediaTypes } from '../../files/inspect.ts';
import type { Operation } from '../operation.ts';
import { caseId, describedAs, instant, registerId, sha256 } from './fields.ts';

/** Files of a case: handed in for an item of its checklist, listed, and given out again. */

const item = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9-]*$/)
  .meta({ description: 'Item of the checklist', example: 'form-1-9' });

const contentDigest = z
  .string()
  .regex(/^sha-256=:[A-Za-z0-9+/]{43}=:$/)
  .transform((text) => Buffer.from(text.slice('sha-256=:'.length, -1), 'base64').toString('hex'))
  .meta({
    override: describedAs({
      type: 'string',
      example: 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
      description: 'RFC 9530: what the content hashes to',
    }),
  });

const contentType = z.string().max(200).optional().meta({ description: 'May only agree with the content' });

const file = {
  item,
  sha256,
  bytes: z.int(),
  mediaType: z.enum(mediaTypes),
  uploadedAt: instant,
  uploadedBy: registerId,
};

const materialView = z.strictObject(file).meta({ id: 'Material' });

const materialsView = z
  .strictObject({
    materials: z.array(
      z.strictObject({
        ...file,
        named: z.boolean().meta({ description: 'Whether the applicant’s last submission names it' }),
        conclusions: z.array(
          z.strictObject({
            conclusion: z.string(),
            label: z.string(),
            by: registerId,
            at: instant,
            date: z.string().nullable(),
            seal: sha256.nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Materials' });

const ofItem = z.strictObject({ id: caseId, item });

export const materialOperations = {
  uploadMaterial: {
    id: 'uploadMaterial',
    method: 'put',
    path: '/v1/cases/:id/materials/:item',
    tag: 'materials',
    summary: 'Hand in a file for an item of the checklist',
    description:
      'PDF, JPEG or PNG by content. Sent again it is answered the same. Earlier files of the item stay; an event names ' +
      'which one counts.',
    access: 'token',
    params: ofItem,
    missing: 'MATERIAL_ITEM_UNKNOWN',
    headers: z.object({ 'content-digest': contentDigest, 'content-type': contentType }),
    takesFile: true,
    reply: { status: 200, description: 'It is held', schema: materialView },
    problems: [
      'ROLE_NOT_ENTITLED',
      'CASE_NOT_FOUND',
      'CASE_ENDED',
      'MATERIAL_ITEM_UNKNOWN',
      'MATERIAL_QUOTA',
      'LENGTH_REQUIRED',
      'FILE_TOO_LARGE',
      'FILE_TYPE_REFUSED',
      'FILE_REFUSED',
      'FILE_DIFFERS',
    ],
  },
  listMaterials: {
    id: 'listMaterials',
    method: 'get',
    path: '/v1/cases/:id/materials',
    tag: 'materials',
    summary: 'List the files of a case, and what was concluded of each',
    access: 'token',
    params: z.strictObject({ id: caseId }),
    missing: 'CASE_NOT_FOUND',
    reply: { status: 200, description: 'Its files, oldest first', schema: materialsView },
    problems: ['CASE_NOT_FOUND'],
  },
  readMaterial: {
    id: 'readMaterial',
    method: 'get',
    path: '/v1/cases/:id/materials/:item/:sha256',
    tag: 'materials',
    summary: 'Download a file',
    access: 'token',
    params: ofItem.extend({ sha256 }),
    missing: 'MATERIAL_NOT_FOUND',
    reply: { status: 200, description: 'The file, to be saved', schema: z.any(), file: mediaTypes },
    replyHeaders: { 'Content-Disposition': 'Always an attachment' },
    problems: ['CASE_NOT_FOUND', 'MATERIAL_NOT_FOUND'],
  },
} as const satisfies Record<string, Operation>;
