import { z } from 'zod';
import { describedAs } from './fields.ts';

/** Headers that several operations take or give. */

/** `"v7"`; weakened by a proxy that compresses it is still the same version. */
export const ifMatch = z
  .string()
  .regex(/^(?:W\/)?"v[1-9]\d{0,8}"$/)
  .transform((text) => Number(text.replaceAll(/\D/g, '')))
  .optional()
  .meta({
    override: describedAs({
      type: 'string',
      example: '"v7"',
      description: 'The version you saw: the ETag of the last reply',
    }),
  });

const key = z
  .string()
  .regex(/^(?:"[\x20\x21\x23-\x5b\x5d-\x7e]{1,200}"|[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]{1,200})$/)
  .transform((text) => text.replaceAll('"', ''));
const described = describedAs({
  type: 'string',
  example: '"0b0f6a1e"',
  description: 'Sent again with the same key and body, a command is answered with what it caused, for 30 days',
});

/** A quoted string as the draft has it, or bare; printable ASCII. */
export const idempotencyKey = key.optional().meta({ override: described });

/** Of what adds and is told from its double by nothing else: without it, hours sent twice would count twice. */
export const idempotencyKeyNeeded = key.meta({ override: described });

export const etag = { ETag: 'The version: `"v7"`' };
export const replayed = {
  'Idempotency-Replayed': '`true` where an earlier command with this key had caused the event',
};
