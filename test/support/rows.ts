import type { Office } from './office.ts';

/** How many rows every table of the database has: what a refusal must leave as it was. */
export async function rowCounts({ query }: Pick<Office, 'query'>): Promise<Readonly<Record<string, number>>> {
  const tables = await query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const counts = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await query<{ rows: number }>(`select count(*) as rows from "${name}"`);
      return [name, row?.rows ?? -1] as const;
    }),
  );
  return Object.fromEntries(counts);
}
