import type { BlockerCode } from './blocker-codes.ts';
import type { Blocker, Clause, Verdict } from './lifecycle.ts';
import type { Role } from './roles.ts';

/** One reason why a command is not accepted, with the clause it rests on and who could help. */
export function blocker(
  code: BlockerCode,
  at: { clause: Clause; help?: Role | null; params?: Blocker['params'] },
): Blocker {
  return { code, params: at.params ?? {}, clause: at.clause, help: at.help ?? null };
}

/**
 * Joins verdicts: a branch that is not the way stays so; known reasons win over what is still unknown, so that a command
 * which cannot succeed whatever its payload is shown as a plain no.
 */
export function all(...verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('elsewhere')) return 'elsewhere';
  const blockers = verdicts.flatMap((verdict) => (Array.isArray(verdict) ? (verdict as readonly Blocker[]) : []));
  if (blockers.length > 0) return blockers;
  return verdicts.includes('unknown') ? 'unknown' : [];
}

/** Passes where the branch is the way, `'elsewhere'` where it is not: for guards that only choose between branches. */
export function way(taken: boolean): Verdict {
  return taken ? [] : 'elsewhere';
}

export function passes(verdict: Verdict): boolean {
  return Array.isArray(verdict) && verdict.length === 0;
}
