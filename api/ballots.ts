import type pg from 'pg';
import type { Role } from '../machines/roles.ts';
import { seesMeeting } from '../store/ballots/sight.ts';
import { ballotsOf, castBallot } from '../store/ballots.ts';
import { inTransaction } from '../store/db.ts';
import { visibleTo } from '../store/visible.ts';
import { choicesOf } from './contract/ballots.ts';
import type { Operations } from './contract.ts';
import type { Handler, Who } from './operation.ts';
import { Problem } from './problems.ts';

/**
 * Casting ballots, and who has cast one. No key of the request is kept, nor a fingerprint of it: a hash over three possible
 * choices is the choice.
 */

export function castingOfBallots({ pool }: { pool: pg.Pool }): Handler<Operations['castBallot']> {
  return async ({ params, body, who }) => {
    await mustTakePart(pool, { meeting: params.id, who, roles: ['expert'] });
    const { person, onBehalfOf } = who.actor;
    const choices = choicesOf(body);
    const ballot = { meeting: params.id, voter: body.voter ?? onBehalfOf ?? person, castBy: person, choices };
    const answer = await inTransaction(pool, (tx) => castBallot(tx, ballot));
    if (answer.outcome === 'refused') throw new Problem(answer.code, { params: { cases: answer.cases.join(' ') } });
    return { body: { meeting: params.id, cases: choices.map((one) => one.case) } };
  };
}

export function turnoutOfMeeting({ pool }: { pool: pg.Pool }): Handler<Operations['readTurnout']> {
  return async ({ params, who }) => {
    await mustTakePart(pool, { meeting: params.id, who, roles: ['committeeSecretary', 'expert'] });
    const cases = await ballotsOf(pool, params.id);
    return { body: { meeting: params.id, cases: cases.map((one) => ({ ...one, voters: [...one.voters] })) } };
  };
}

/** @throws Problem CASE_NOT_FOUND for a meeting out of scope, ROLE_NOT_ENTITLED for a role that has no part in its vote. */
async function mustTakePart(
  pool: pg.Pool,
  { meeting, who: { actor }, roles }: { meeting: string; who: Who; roles: readonly [Role, ...Role[]] },
): Promise<void> {
  const seen = await seesMeeting(pool, visibleTo(actor), { meeting, person: actor.person });
  if (!seen) throw new Problem('CASE_NOT_FOUND');
  if (roles.includes(actor.role)) return;
  const params = { entitled: roles.join(' ') };
  const blocker = { code: 'ROLE_NOT_ENTITLED', params, clause: '令40 第20条', help: roles[0] } as const;
  throw new Problem('ROLE_NOT_ENTITLED', { blockers: [blocker] });
}
