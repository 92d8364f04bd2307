import { z } from 'zod';
import { askableRounds, roundOutcomes } from '../../store/asked-rounds.ts';
import { deadlineName, instant, label, lifecycle, registerId, role } from './fields.ts';

/** The clock, the overview, who is asking, and whether the service is well. */

export const clockView = z
  .strictObject({
    mode: z.enum(['offset', 'frozen']),
    now: instant,
    graceMs: z.int().meta({ description: 'How long after its instant a deadline may not fire yet' }),
    held: z.boolean().meta({ description: 'Timers are held until an operator releases them' }),
    nextDue: instant.nullable(),
    inFlight: z.strictObject({
      due: z.int().meta({ description: 'Deadlines that have come and not fired' }),
      claimed: z.int().meta({ description: 'Those of them a worker has in hand' }),
      outbox: z.int().meta({ description: 'Messages and commands not settled' }),
      recomputations: z.int().meta({ description: 'Amendments not carried to all their cases' }),
      rounds: z.int().meta({ description: 'Rounds asked for and not made' }),
    }),
    settled: z.boolean().meta({ description: 'Whether nothing is in flight' }),
  })
  .meta({ id: 'Clock' });

export const clockBody = z
  .strictObject({
    to: z.iso.datetime({ offset: true, local: true }).meta({
      description: 'RFC 3339 with an offset, or a wall-clock time in Asia/Shanghai',
      example: '2023-09-22T18:00:00+08:00',
    }),
  })
  .meta({ id: 'ClockMove' });

export const roundBody = z
  .strictObject({
    round: z.enum(askableRounds).meta({
      description:
        'observation: looks at every public page that is due; morning: reminders and alarms; night: the verification',
    }),
  })
  .meta({ id: 'RoundAsked' });

export const roundView = z
  .strictObject({
    round: z.enum(askableRounds),
    at: instant.meta({ description: 'When it was asked for' }),
    state: z.enum(['asked', ...roundOutcomes]).meta({
      description:
        'asked: the workers have not made it yet; unwatched: they know of no address at which the pages could be looked at ' +
        '(PUBLIC_URL)',
    }),
  })
  .meta({ id: 'Round' });

export const stateCount = z
  .strictObject({ lifecycle, state: z.string(), label, ended: z.boolean(), cases: z.int() })
  .meta({ id: 'StateCount' });

export const comingDeadline = z
  .strictObject({ name: deadlineName, label, dueAt: instant, cases: z.int() })
  .meta({ id: 'ComingDeadline' });

export const overview = z
  .strictObject({
    now: instant,
    states: z.array(stateCount),
    deadlines: z.array(comingDeadline).meta({ description: 'The next ones, one line a name and instant' }),
  })
  .meta({ id: 'Overview' });

export const me = z
  .strictObject({
    person: registerId,
    role,
    roleLabel: label,
    organisation: z.strictObject({ id: registerId, title: label }).nullable(),
  })
  .meta({ id: 'Me' });

export const health = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' });
