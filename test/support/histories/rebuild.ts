import type pg from 'pg';
import { eventHash, FIRST_PREVIOUS } from '../../../verify/hashing.ts';
import type { EventRow } from '../../../verify/rows.ts';
import { onSnapshot } from '../../../verify/snapshot.ts';
import { damage } from './copies.ts';

/**
 * Edits events of a case and computes the chain anew behind the edit, in rows written afresh by one transaction, so that
 * nothing inside the database tells of it.
 */
export async function rebuildChain(url: string, id: string, edit: string): Promise<void> {
  await damage(url, async (db) => {
    const { rowCount } = await db.query(`update events set ${edit} and case_id = $1`, [id]);
    if (rowCount === 0) throw new Error(`nothing was edited: ${edit}`);
  });
  const events = await onSnapshot(url, async (db) => {
    const { rows } = await db.query<EventRow>('select * from events where case_id = $1 order by seq', [id]);
    return rows;
  });
  await damage(url, (db) => writeAfresh(db, id, events));
}

async function writeAfresh(db: pg.Client, id: string, events: readonly EventRow[]): Promise<void> {
  let prev: Buffer = FIRST_PREVIOUS;
  await db.query('begin');
  await db.query('create temporary table again on commit drop as select * from events where case_id = $1', [id]);
  for (const event of events) {
    const hash = eventHash({ ...event, prev });
    const values = [event.seq, prev, hash];
    await db.query('update again set prev = $2, hash = $3, tx = pg_current_xact_id() where seq = $1', values);
    prev = hash;
  }
  await db.query('delete from events where case_id = $1', [id]);
  await db.query('insert into events select * from again');
  await db.query('update cases set head_hash = $2 where id = $1', [id, prev]);
  await db.query('commit');
}
