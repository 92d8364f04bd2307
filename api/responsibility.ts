import type pg from 'pg';
import { readDeadlines } from '../store/deadlines-read.ts';
import { visibleTo } from '../store/visible.ts';
import type { Operations } from './contract.ts';
import type { Handler } from './operation.ts';
import { Problem } from './problems.ts';

export function responsibilityOfCase({ pool }: { pool: pg.Pool }): Handler<Operations['readResponsibility']> {
  return async ({ params, who: { actor } }) => {
    if ((await readDeadlines(pool, visibleTo(actor), params.id)) === null) throw new Problem('CASE_NOT_FOUND');
    return { body: { id: params.id, missed: [] } };
  };
}
