import type pg from 'pg';
import { derivedId } from '../../../store/hashing.ts';
import type { FindingName } from '../../../verify/findings.ts';

/** A way to damage the record of the year, with what the checker must call it. */
export interface Corruption {
  readonly title: string;
  readonly finds: readonly FindingName[];
  /** Damages the database and answers the case it damaged. */
  damage(db: pg.Client): Promise<string>;
}

/** The case of the year with this name. */
export const idOf = (name: string) => derivedId(`history ${name}`);

/** Damage by one statement, whose $1 is the case; one that touches nothing throws. */
export const by =
  (sql: string, id: string, values: unknown[] = []) =>
  async (db: pg.Client) => {
    const { rowCount } = await db.query(sql, [id, ...values]);
    if (rowCount === 0) throw new Error(`nothing was damaged: ${sql}`);
    return id;
  };
