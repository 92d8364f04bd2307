import pg from 'pg';

/** Connections of this name never count as somebody still at work. */
const PROBE = 'zhicheng-probe';

/** `starting`: alive but not taking work, as during crash recovery. `silent`: nobody answers. */
export type Answer = 'ready' | 'starting' | 'silent';

/** Asks a server whether it takes work. Throws when it refuses our password: that will not change by waiting. */
export async function probe(url: string): Promise<Answer> {
  try {
    await withClient(url, (client) => client.query('select 1'));
    return 'ready';
  } catch (error) {
    const code = sqlState(error);
    if (code === '57P03') return 'starting';
    if (code === '28P01') throw error;
    return code === '53300' ? 'ready' : 'silent';
  }
}

/** Whether anybody but a probe is connected. A server too full to be asked is in use, one that is going down is not. */
export async function inUse(url: string): Promise<boolean> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query<{ used: boolean }>(
        `select exists (select from pg_stat_activity
                        where backend_type = 'client backend' and application_name <> $1) as used`,
        [PROBE],
      );
      return rows[0]!.used;
    });
  } catch (error) {
    return sqlState(error) === '53300';
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: PROBE, connectionTimeoutMillis: 2000 });
  // Without a listener a server that goes down between two statements would end this process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}
