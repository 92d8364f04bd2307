import type { Clause } from '../machines/lifecycle.ts';
import type { Actor, Role } from '../machines/roles.ts';
import { Problem } from './problems.ts';

/** Acts on the season rather than on a case: no chart says who may do them, so it is said here. */

/** @throws Problem ROLE_NOT_ENTITLED unless the actor has the role, and its organisation is one of those, where given. */
export function mustBe(
  role: Role,
  actor: Actor,
  { clause, organisations = null }: { clause: Clause; organisations?: readonly string[] | null },
): void {
  const there = organisations === null || organisations.includes(actor.organisation ?? '');
  if (actor.role === role && there) return;
  const blocker = { code: 'ROLE_NOT_ENTITLED', params: { entitled: role }, clause, help: role } as const;
  throw new Problem('ROLE_NOT_ENTITLED', { blockers: [blocker] });
}
