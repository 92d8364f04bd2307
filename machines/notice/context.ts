import { z } from 'zod';
import { publicities, routeSchema } from '../application/context.ts';
import { partiesSchema } from '../parties.ts';
import { NOBODY, noRoute } from '../roles.ts';

/**
 * What a notice of publicity remembers. The cases it lists are rows beside it (`notice_cases`), so that the context stays
 * as small for two hundred as for one; so are the observations that it stood there (`notice_observations`).
 */
export const noticeContextSchema = z.strictObject({
  route: routeSchema,
  level: z.literal(0),
  parties: partiesSchema,
  /** Its own id, by which the cases know it. */
  id: z.uuid(),
  kind: z.enum(publicities),
  /** How many cases it lists. */
  count: z.number().int().min(0),
  /** UTC ms of the posting; null while it is drafted. */
  postedAt: z.number().int().nullable(),
  /** UTC ms at which its days were over, as far as they are known; null before. */
  endedAt: z.number().int().nullable(),
  /** UTC ms up to which the observations have been judged: the posting, then the end of the last gap. */
  accountedThrough: z.number().int().nullable(),
  /** ms without a good observation that count as a gap: the rule of the programme when it was posted. */
  gapOver: z.number().int().min(0),
  gaps: z.number().int().min(0),
  /** ms of the longest gap. */
  longestGap: z.number().int().min(0),
  /** Working days that gaps have added. */
  prolonged: z.number().int().min(0),
  /** The last day on which a gap lies: a day is added once, however often it was interrupted. */
  lastGapDay: z.string().nullable(),
});
export type NoticeContext = z.infer<typeof noticeContextSchema>;

const NO_ID = '00000000-0000-4000-8000-000000000000';

/** Before `open` nothing is known; never stored. */
export const undrafted: NoticeContext = {
  route: noRoute,
  level: 0,
  parties: {
    owner: { roles: ['unitAdmin'], organisation: NOBODY },
    reviewer: { roles: ['bureauOfficer'], organisation: NOBODY },
  },
  id: NO_ID,
  kind: 'internal',
  count: 0,
  postedAt: null,
  endedAt: null,
  accountedThrough: null,
  gapOver: 0,
  gaps: 0,
  longestGap: 0,
  prolonged: 0,
  lastGapDay: null,
};
