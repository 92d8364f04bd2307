import { z } from 'zod';
import { routeSchema } from '../application/context.ts';
import { NOBODY, noRoute } from '../roles.ts';
import { titleSchema } from '../title.ts';

/** What a recheck remembers: of which result, on which ground, and who must not decide it (令40 第27条). */

const id = z.string().min(1).max(64);

/** 复查: the result is doubted, and its organiser decides. 投诉: its procedure is, and the filing authority decides. */
export const grounds = ['RESULT', 'PROCEDURE'] as const;
export type Ground = (typeof grounds)[number];

/** Results one may ask about (domain §2.3). */
export const recheckable = ['notPassed', 'publicityRejected'] as const;

export const recheckContextSchema = z.strictObject({
  route: routeSchema,
  level: z.literal(0),
  claim: titleSchema,
  vacancyClass: z.string().nullable(),
  /** The ended application. */
  result: z.uuid().nullable(),
  ground: z.enum(grounds),
  outcome: z.string(),
  /** Whoever signed or decided before; none of them decides here. */
  hands: z.array(id).max(20),
});
export type RecheckContext = z.infer<typeof recheckContextSchema>;

/** Before it is asked for nothing is known; never stored. */
export const unasked: RecheckContext = {
  route: noRoute,
  level: 0,
  claim: { series: 'SERIES_NONE', level: 'JUNIOR', greenChannel: false, scope: 'ORDINARY' },
  vacancyClass: null,
  result: null,
  ground: 'RESULT',
  outcome: NOBODY,
  hands: [],
};
