import type pg from 'pg';
import { isoInZone, parseInstant } from '../machines/time.ts';
import { askForRound } from '../store/asked-rounds.ts';
import { type Clock, ClockRefusal, moveClock, readClock } from '../store/clock.ts';
import { inTransaction } from '../store/db.ts';
import { readInFlight } from '../store/in-flight-read.ts';
import type { Operations } from './contract.ts';
import { mustBe } from './entitled.ts';
import type { Answered, Handler } from './operation.ts';
import { Problem } from './problems.ts';

/** The clock of a demonstration or a simulation: what it says, what is in flight, setting it forward, and what rings then. */

export interface ClockParts {
  readonly pool: pg.Pool;
}

export function clockReading(parts: ClockParts): Handler<Operations['readClock']> {
  return async () => ({ body: await viewOfClock(parts, await readClock(parts.pool)) });
}

export function clockMoving(parts: ClockParts): Handler<Operations['moveClock']> {
  return async ({ body, who: { actor } }) => {
    mustBe('bureauOfficer', actor, { clause: '五(一)' });
    const to = parseInstant(body.to);
    const clock = await inTransaction(parts.pool, (tx) => moveClock(tx, { to, by: actor.person })).catch(refused);
    return { body: await viewOfClock(parts, clock) };
  };
}

/** Of the workers: this process makes no round itself. */
export function roundAsking({ pool }: ClockParts): Handler<Operations['askForRound']> {
  return async ({ body: { round }, who: { actor } }) => {
    mustBe('bureauOfficer', actor, { clause: '五(一)' });
    const asked = await inTransaction(pool, (tx) => askForRound(tx, { round, by: actor.person })).catch(refused);
    return { body: { round, at: isoInZone(asked.at), state: asked.outcome ?? 'asked' } };
  };
}

function refused(error: unknown): never {
  if (!(error instanceof ClockRefusal)) throw error;
  throw new Problem(error.code, { params: { now: isoInZone(error.now) } });
}

async function viewOfClock({ pool }: ClockParts, clock: Clock): Promise<Answered<Operations['readClock']>['body']> {
  const { mode, now, grace, held } = clock;
  if (mode === 'real') throw new Problem('CLOCK_NOT_MOVABLE');
  const { due, claimed, outbox, recomputations, rounds, next_due } = await readInFlight(pool, clock);
  return {
    mode,
    now: isoInZone(now),
    graceMs: grace,
    held,
    nextDue: next_due === null ? null : isoInZone(next_due),
    inFlight: { due, claimed, outbox, recomputations, rounds },
    settled: due + outbox + recomputations + rounds === 0,
  };
}
