import { z } from 'zod';
import { roles } from './roles.ts';

/** The parties of a case as its context keeps them: whose it is, and who looks over it. */

const id = z.string().min(1).max(64);
const partySchema = z.strictObject({
  roles: z.tuple([z.enum(roles)], z.enum(roles)).readonly(),
  organisation: id,
});
export const partiesSchema = z.strictObject({ owner: partySchema, reviewer: partySchema });
