import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationDeadlines, dutyDeadlines } from '../../machines/deadlines.ts';
import { logHash } from '../../verify/hashing.ts';
import { onSnapshot } from '../../verify/snapshot.ts';
import { verify } from '../../verify/verification.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { playYear } from '../support/histories/year.ts';
import { onDatabase } from '../support/sql.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await playYear(database.url, { strict: true });
});
afterAll(() => database.drop());

async function column(url: string, select: string): Promise<unknown[]> {
  const { rows } = await onDatabase(url, (client) => client.query({ text: select, rowMode: 'array' }));
  return rows.map(([value]: unknown[]) => value);
}

describe('a year through the door', () => {
  it('is without a finding, and nothing is under way', async () => {
    const result = await verify({ database: database.url, settled: true });
    expect(result.findings).toEqual([]);
    expect(result).toMatchObject({ violations: 0, underWay: { outbox: 0, due: 0, recomputations: 0 } });
    const [events] = await column(database.url, 'select count(*)::integer from events');
    expect(result.events).toBe(events);
  });

  it('has in it what a checker can be wrong about', async () => {
    const fired = await column(database.url, `select distinct name from deadlines where status = 'fired'`);
    expect(new Set(fired)).toEqual(
      new Set([...applicationDeadlines, ...dutyDeadlines, 'matterAnswerDue', 'noticeEnd', 'noticeProofDue']),
    );
    const ends = await column(database.url, 'select distinct ended from cases where ended is not null');
    expect(ends.length).toBeGreaterThanOrEqual(8);
    const provisional = `select distinct type from events where arms::text like '%"provisional":true%'`;
    expect(await column(database.url, provisional)).toEqual(['open', 'post', 'publish', 'signMinutes']);
    const caused = `select distinct lifecycle || ' ' || type as what from events where cause like 'cause:%' order by what`;
    expect(await column(database.url, caused)).toEqual([
      'application convene',
      'application decide',
      'application open',
      'application publish',
      'application recordOpinion',
      'certificate open',
      'matter answer',
      'matter open',
      'notice delist',
      'recheck followUp',
    ]);
    for (const register of ['titles', 'bars', 'integrity_entries', 'rechecks', 'follow_ups'])
      expect(await column(database.url, `select case_id from ${register} where case_id is not null`)).not.toEqual([]);
    expect(
      await column(database.url, `select distinct type from events where type = 'deadlinesRecomputed'`),
    ).toHaveLength(1);
  });

  it('played again gives the same event-log hash', async () => {
    const other = await freshDatabase();
    try {
      await playYear(other.url, { strict: true });
      const [one, two] = [await onSnapshot(database.url, logHash), await onSnapshot(other.url, logHash)];
      expect(two).toEqual(one);
      await onDatabase(other.url, async (client) => {
        await client.query('alter table events disable trigger events_only_grow');
        await client.query(`update events set request_id = 'another', recorded = recorded + 1`);
      });
      expect(await onSnapshot(other.url, logHash)).toEqual(one);
      await onDatabase(other.url, (client) =>
        client.query(`update events set channel = 'console' where type = 'confirm'`),
      );
      expect(await onSnapshot(other.url, logHash)).not.toEqual(one);
    } finally {
      await other.drop();
    }
  });
});
