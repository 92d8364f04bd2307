import { z } from 'zod';
import { routeSchema } from '../application/context.ts';
import { noRoute } from '../roles.ts';
import { titleSchema } from '../title.ts';

/** What a certificate remembers: whose title it is, which, since when, and what was said against it (二(三)4). */

const id = z.string().min(1).max(64);
const date = z.iso.date();

/** As many as anybody would look into; more say nothing new. */
export const MOST_QUESTIONS = 20;

export const certificateContextSchema = z.strictObject({
  route: routeSchema,
  level: z.literal(0),
  claim: titleSchema,
  /** UTC ms of the confirmation it rests on. */
  confirmedAt: z.number().int(),
  /** The day of that confirmation: the date it prints (domain A15). */
  approvedOn: date,
  /** The day from which years of tenure are counted; another one where 五(二) applies (domain E24). */
  countsFrom: date,
  revokedOn: date.nullable(),
  /** Certificates, revoked since, on which this title may have been built (domain §2.5). */
  questions: z.array(z.uuid()).max(MOST_QUESTIONS),
  proposal: z.strictObject({ by: id, onBehalfOf: id.nullable(), payload: z.string().max(500) }).nullable(),
});
export type CertificateContext = z.infer<typeof certificateContextSchema>;

/** Before it is issued nothing is known; never stored. */
export const unissued: CertificateContext = {
  route: noRoute,
  level: 0,
  claim: { series: 'SERIES_NONE', level: 'JUNIOR', greenChannel: false, scope: 'ORDINARY' },
  confirmedAt: 0,
  approvedOn: '1970-01-01',
  countsFrom: '1970-01-01',
  revokedOn: null,
  questions: [],
  proposal: null,
};
