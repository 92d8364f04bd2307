import { createDoor } from '../../store/advance.ts';
import { createPool, inTransaction } from '../../store/db.ts';
import { derivedId } from '../../store/hashing.ts';
import { install } from '../../store/install.ts';
import { migrate } from '../../store/migrate.ts';
import { latestProgramme } from '../../store/programmes.ts';
import { deliverCommands } from '../caseload/delivery.ts';
import { play } from '../caseload/play.ts';
import { APPLICANTS_A_UNIT, applicantOf, installationOf, unitId } from '../caseload/prefecture.ts';
import { type BenchServer, onDatabase } from '../server.ts';

/** Cases played from the first draft to the certificate through the door, and what the database grew by. */
export interface Growth {
  readonly cases: number;
  readonly events: number;
  readonly deadlines: number;
  readonly bytes: number;
  /** Table with its indexes and what it keeps out of line → bytes, the largest first; those that did not grow left out. */
  readonly tables: readonly (readonly [name: string, bytes: number])[];
}

export async function playWholeCases(server: BenchServer, database: string, cases: number): Promise<Growth> {
  await server.create(database);
  const url = server.url(database);
  await migrate(url);
  const pool = createPool(url, { max: 4 });
  const door = createDoor({ pool });
  await inTransaction(pool, (tx) => install(tx, installationOf(Math.ceil(cases / APPLICANTS_A_UNIT))));
  const { body: programme } = await latestProgramme(pool, 'kaili-2023');
  const before = await sizesOf(url);
  const stage = { pool, door, programme };
  await play(
    stage,
    Array.from({ length: cases }, (_, n) => {
      const unit = unitId(Math.floor(n / APPLICANTS_A_UNIT));
      const applicant = applicantOf(unit, n % APPLICANTS_A_UNIT);
      return { id: derivedId(`whole case ${n}`), unit, applicant, before: null };
    }),
  );
  await deliverCommands(stage);
  const { rows } = await pool.query<{ events: number; deadlines: number }>(
    'select (select count(*) from events) as events, (select count(*) from deadlines) as deadlines',
  );
  await door.close();
  await pool.end();
  const after = await sizesOf(url);
  const grown = [...after].map(([name, bytes]) => [name, bytes - (before.get(name) ?? 0)] as const);
  const tables = grown.filter(([name, bytes]) => name !== WHOLE && bytes > 0).sort((a, b) => b[1] - a[1]);
  const bytes = (after.get(WHOLE) ?? 0) - (before.get(WHOLE) ?? 0);
  return { cases, events: rows[0]!.events, deadlines: rows[0]!.deadlines, bytes, tables };
}

const WHOLE = '';

async function sizesOf(url: string): Promise<Map<string, number>> {
  return onDatabase(url, async (client) => {
    await client.query('checkpoint');
    const { rows } = await client.query<{ name: string; bytes: string }>(
      `select relname as name, pg_total_relation_size(oid) as bytes from pg_class
         where relnamespace = 'public'::regnamespace and relkind = 'r'
       union all select $1, pg_database_size(current_database())`,
      [WHOLE],
    );
    return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]));
  });
}
