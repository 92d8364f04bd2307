import type { Clause, Need, StateMeta, TransitionMeta } from '../lifecycle.ts';
import type { Role } from '../roles.ts';
import type { chart } from './setup.ts';

type Written = NonNullable<NonNullable<Parameters<typeof chart.createMachine>[0]['states']>[string]>;

/** Each state says who holds the case; nothing happens without an event, nothing comes back from a history. */
interface Said {
  readonly meta: StateMeta;
  readonly states?: Readonly<Record<string, Said>>;
  readonly always?: never;
  readonly invoke?: never;
  readonly history?: never;
}

/**
 * One stage of the application, as a constant of its own file. XState's own type knows events, guards, actions and
 * deadlines; `Said` adds what it leaves open. Targets, a transition's meta and computed parts are the lint's.
 */
export type Stage = Written & Said;

/** Who may send it, by which clause, and what it must carry (design D1). */
export function by<const R extends readonly Role[]>(roles: R, clause: Clause, ...needs: Need[]): TransitionMeta {
  return needs.length > 0 ? { by: roles, clause, needs } : { by: roles, clause };
}

/** The clock's own transitions: nobody sends them. */
export function atDue(clause: Clause): TransitionMeta {
  return { by: ['clock'], clause };
}

/** Who holds the case in a state, by which clause. */
export function heldBy(holder: Role, clause: Clause): { meta: StateMeta } {
  return { meta: { holder, clause } };
}

/** A clock's region holds nothing. */
export function clockOf(clause: Clause): { meta: StateMeta } {
  return { meta: { holder: null, clause } };
}
