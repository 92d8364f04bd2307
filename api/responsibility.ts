import type pg from 'pg';
import type { Operations } from './contract.ts';
import type { Handler } from './operation.ts';
import { Problem } from './problems.ts';

export function responsibilityOfCase({ pool }: { pool: pg.Pool }): Handler<Operations['readResponsibility']> {
  return async () => {
    await pool.query('select 1');
    throw new Problem('CASE_NOT_FOUND');
  };
}
