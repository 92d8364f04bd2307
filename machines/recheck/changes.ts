import { z } from 'zod';
import { routeSchema } from '../application/context.ts';
import type { Effect, Ride } from '../lifecycle.ts';
import { titleSchema } from '../title.ts';
import type { RecheckContext } from './context.ts';
import { type DataOf, openData } from './events.ts';

/** What a recheck takes over from the result, and what it sends: pure. */

/** What it reads of the ended application; the rest of its memory is nobody's business here. */
const earlierSchema = z.object({
  route: routeSchema,
  claim: titleSchema,
  vacancyClass: z.string().nullable(),
  reopens: z.uuid().nullable(),
});

/** @throws ZodError for a context that is no application's. */
export function earlierOf(context: unknown): z.infer<typeof earlierSchema> {
  return earlierSchema.parse(context);
}

interface Asking {
  readonly data?: DataOf<'open'> | undefined;
  readonly ride: Ride;
}

export function requested({ data, ride }: Asking): Partial<RecheckContext> {
  const { result, ground } = openData.parse(data);
  const { ruling } = ride.facts;
  if (!ruling) throw new Error(`a recheck passed its guard without the result ${result}`);
  const { route, claim, vacancyClass } = earlierOf(ruling.context);
  return { route, claim, vacancyClass, result, ground, outcome: ruling.outcome, hands: [...ruling.hands] };
}

/** Once for each ground: the register says so. */
export function asked({ data }: Asking): Effect {
  const { result, ground } = openData.parse(data);
  return { kind: 'write', register: 'recheck', op: 'ask', result, ground };
}

/**
 * A50: the case that follows. Refused for want of a vacancy, it can be asked for again; of two that are on their way at once,
 * whichever comes second finds the case open, or the recheck already told so.
 */
export function reopening({ route, claim, result }: RecheckContext): Effect {
  return {
    kind: 'command',
    lifecycle: 'application',
    case: null,
    event: 'open',
    data: { person: route.applicant, unit: route.unit, ...claim, reopens: result },
    envelope: {},
    accepts: ['NO_VACANCY', 'REOPENED_ALREADY', 'NO_REOPENING'],
  };
}
