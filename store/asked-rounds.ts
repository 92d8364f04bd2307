import type { Instant } from '../machines/time.ts';
import { free } from './claims.ts';
import { type Clock, ClockRefusal, readClock } from './clock.ts';
import type { Tx } from './db.ts';
import { roundNames } from './rounds.ts';

/**
 * Where a clock can be moved, nothing rings at the hours that are passed over: whoever moves it asks for the rounds it wants,
 * and workers make them. A row is asked once at an instant, and in flight until it has an outcome.
 */

export const askableRounds = ['observation', ...roundNames] as const;
export type AskableRound = (typeof askableRounds)[number];

export const roundOutcomes = ['made', 'unwatched'] as const;
export type RoundOutcome = (typeof roundOutcomes)[number];

export interface AskedRound {
  readonly round: AskableRound;
  /** By the clock, UTC ms: when it was asked for. */
  readonly at: Instant;
  /** Null while it is not made. */
  readonly outcome: RoundOutcome | null;
}

/**
 * Asks for a round at the present instant; asked again at the same one it tells what became of it.
 * @throws ClockRefusal where the clock is real: there rounds are made by themselves.
 */
export async function askForRound(tx: Tx, of: { round: AskableRound; by: string | null }): Promise<AskedRound> {
  const { mode, now } = await readClock(tx);
  if (mode === 'real') throw new ClockRefusal('CLOCK_NOT_MOVABLE', now);
  await tx.query('insert into asked_rounds (round, at, by_person) values ($1, $2, $3) on conflict do nothing', [
    of.round,
    now,
    of.by,
  ]);
  const { rows } = await tx.query<AskedRound>(
    'select round, at, outcome from asked_rounds where round = $1 and at = $2',
    [of.round, now],
  );
  return rows[0] as AskedRound;
}

/** A worker has a round in hand for so long, and says so again before it is over. */
export const ROUND_CLAIM_MS = 5_000;

export interface ClaimedRound {
  readonly id: number;
  readonly round: AskableRound;
}

/** Takes the oldest round that nobody has in hand. */
export async function claimRound(tx: Tx, { raw }: Pick<Clock, 'raw'>): Promise<ClaimedRound | null> {
  const { rows } = await tx.query<ClaimedRound>({
    name: 'claim-round',
    text: `update asked_rounds set claimed_until = $1::bigint + ${ROUND_CLAIM_MS}
      where id = (select id from asked_rounds where outcome is null and ${free('$1::bigint')}
        order by id limit 1 for update skip locked)
      returning id, round`,
    values: [raw],
  });
  return rows[0] ?? null;
}

/** It is still in hand. */
export async function keepRound(tx: Tx, { id }: ClaimedRound): Promise<void> {
  await tx.query(
    `update asked_rounds set claimed_until = raw_now() + ${ROUND_CLAIM_MS} where id = $1 and outcome is null`,
    [id],
  );
}

/** Rounds made twice, because one who had it in hand was thought dead, are made. */
export async function settleRound(tx: Tx, { id, outcome }: { id: number; outcome: RoundOutcome }): Promise<void> {
  await tx.query('update asked_rounds set outcome = $2, claimed_until = null where id = $1 and outcome is null', [
    id,
    outcome,
  ]);
}
