import { z } from 'zod';
import { seriesCodeSchema, titleLevels, titleScopes } from './programme-entries.ts';

/** A title as it is applied for, reviewed, granted and certified: the same words at every stage. */
export const titleSchema = z.strictObject({
  series: seriesCodeSchema,
  level: z.enum(titleLevels),
  greenChannel: z.boolean(),
  scope: z.enum(titleScopes),
});
export type Title = z.infer<typeof titleSchema>;
