import { z } from 'zod';
import { seats } from '../../machines/facts.ts';
import type { CaseId } from '../../machines/ids.ts';
import { dateSchema } from '../../machines/programme-entries.ts';

/** A sitting as `GET /v1/meetings/:id` tells it to its secretary, and what follows from it. */

const sittingSchema = z.object({
  id: z.string(),
  version: z.int(),
  state: z.string(),
  ended: z.string().nullable(),
  sitsOn: dateSchema,
  agenda: z.array(
    z.object({
      case: z.string(),
      state: z.string(),
      postponed: z.string().nullable(),
      opinion: z.boolean(),
      turnout: z.object({ voted: z.int() }).nullable(),
      counts: z.object({ present: z.int(), yes: z.int() }).nullable(),
    }),
  ),
  experts: z.array(
    z.object({
      lot: z.int(),
      seat: z.enum(seats),
      person: z.string(),
      present: z.boolean().nullable(),
      signed: z.boolean(),
    }),
  ),
  recusals: z.array(z.object({ case: z.string(), lot: z.int(), why: z.string() })),
});

export type Sitting = z.output<typeof sittingSchema>;
export type Expert = Sitting['experts'][number];

/** @throws ZodError for an answer that is no sitting, or names nobody. */
export function sittingOf(body: unknown): Sitting {
  return sittingSchema.parse(body);
}

/** What this sitting still decides on. */
export function remaining({ agenda }: Sitting): Sitting['agenda'] {
  return agenda.filter(({ postponed }) => postponed === null);
}

export function isRecused({ recusals }: Sitting, lot: number, id: CaseId): boolean {
  return recusals.some((one) => one.lot === lot && one.case === id);
}

/** Who is present and not recused, in the order of the draw. */
export function votersOf(sitting: Sitting, id: CaseId): Expert[] {
  return sitting.experts.filter(({ lot, present }) => present === true && !isRecused(sitting, lot, id));
}

/** The chair; where absent or recused, the first vice-chair drawn who is neither (A49). */
export function presidentOf(sitting: Sitting, id: CaseId): Expert | undefined {
  const voters = votersOf(sitting, id);
  return voters.find(({ seat }) => seat === 'chair') ?? voters.find(({ seat }) => seat === 'viceChair');
}

/** Whoever presided over a case that was decided, and has not signed yet, in the order of the draw. */
export function signersOf(sitting: Sitting): Expert[] {
  const presided = new Set(
    remaining(sitting)
      .filter(({ counts }) => counts !== null)
      .map((item) => presidentOf(sitting, item.case)?.lot),
  );
  return sitting.experts.filter(({ lot, signed }) => !signed && presided.has(lot));
}

/** Cases that were decided on and have not taken it: held when they were told, or barred. */
export function pendingOf(sitting: Sitting): CaseId[] {
  return remaining(sitting)
    .filter(({ counts, state }) => counts !== null && state.startsWith('expertReview.'))
    .map((item) => item.case);
}
