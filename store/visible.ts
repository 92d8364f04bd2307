import type pg from 'pg';
import type { Actor } from '../machines/roles.ts';
import type { Tx } from './db.ts';

/** Whoever only reads takes the pool or a transaction. */
export type Reader = Pick<pg.Pool, 'query'> | Tx;

/** The first two parameters of every statement that reads cases for somebody: how they see, and as whom. */
export type Visible = readonly [how: 'person' | 'organisation' | 'nothing', id: string | null];

/**
 * What an actor may read (design D8), as parameters for `isVisible`: the rule of `sees` in `machines/visibility.ts`, put so
 * that a list can filter by it. A citizen may object to a case that a notice shows, and reads none.
 */
export function visibleTo(actor: Actor): Visible {
  if (actor.role === 'applicant') return ['person', actor.onBehalfOf ?? actor.person];
  if (actor.role === 'citizen' || actor.organisation === null) return ['nothing', null];
  return ['organisation', actor.organisation];
}

/**
 * The condition on `cases c`, with `visibleTo` as $1 and $2. Statements with it stay unnamed: planned with the values at
 * hand, all but one branch folds away.
 */
export const isVisible = `(($1::text = 'person' and c.person = $2::text)
    or ($1::text = 'organisation' and c.visible_to @> array[$2::text]))`;
