import { valuesStatement } from '../baseline/statement.ts';
import { type BenchServer, onDatabase } from '../server.ts';
import type { BaseCase } from './caseload.ts';
import { readTables, rowsOf } from './tables.ts';

/** Lays the rows of played cases down in another database, as they are; an organisation of theirs is there already. */
export async function transferCases(
  server: BenchServer,
  cases: readonly BaseCase[],
  { from, to }: { from: string; to: string },
): Promise<void> {
  await onDatabase(server.url(from), (source) =>
    onDatabase(server.url(to), async (target) => {
      await target.query('set session_replication_role = replica');
      for (const table of await readTables(source)) {
        for (const { id } of cases) {
          const rows = await rowsOf(source, table, id);
          if (rows.length === 0) continue;
          const numbered = rows.map((row) =>
            table.name === 'cases' ? new Map(row).set('number', `S-${row.get('number')}`) : row,
          );
          const { text, values } = valuesStatement([{ table, op: 'insert', rows: numbered, changed: [] }]);
          await target.query(text, [...values]);
        }
      }
    }),
  );
}
