import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../cli/embedded/postgres.ts';

/**
 * The PostgreSQL that is measured on, and its databases. Every measurement begins on a database of its own, cloned from a
 * prepared one, so that nobody inherits the dead rows and warm pages of whoever came before.
 */
export interface BenchServer {
  /** Process id of the postmaster, for its CPU time; null where the server is not ours. */
  readonly pid: number | null;
  /** `fsync on, synchronous_commit on, shared_buffers 256MB, PostgreSQL 18.4` */
  readonly settings: string;
  url(database: string): string;
  create(database: string): Promise<void>;
  /** Replaces `database` by a copy of `template`, to which nobody may be connected. */
  clone(template: string, database: string): Promise<void>;
  drop(database: string): Promise<void>;
  run(statement: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an embedded server with production's settings on a directory of its own, removed when it stops. */
export async function startBenchServer(directory?: string): Promise<BenchServer> {
  const home = directory ?? mkdtempSync(join(tmpdir(), 'zhicheng-bench-'));
  const embedded = await startEmbedded(join(home, 'data'));
  const server = await onServer(embedded.url, embedded.pid);
  return {
    ...server,
    stop: async () => {
      await server.stop();
      if (!(await embedded.stop())) throw new Error('the benchmark left a connection open');
      if (directory === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The same on a server that runs already. */
export async function onServer(adminUrl: string, pid: number | null = null): Promise<BenchServer> {
  const admin = new pg.Client(adminUrl);
  admin.on('error', () => undefined); // the next statement throws it
  await admin.connect();
  const run = async (statement: string) => void (await admin.query(statement));
  const drop = (database: string) => run(`drop database if exists ${database} with (force)`);
  return {
    pid,
    settings: await settingsOf(admin),
    url: (database) => {
      const url = new URL(adminUrl);
      url.pathname = `/${database}`;
      return url.href;
    },
    create: async (database) => {
      await drop(database);
      await run(`create database ${database}`);
    },
    clone: async (template, database) => {
      await drop(database);
      await run(`create database ${database} template ${template} strategy file_copy`);
    },
    drop,
    run,
    stop: () => admin.end(),
  };
}

async function settingsOf(admin: pg.Client): Promise<string> {
  const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size'];
  const values: string[] = [];
  for (const name of names) {
    const { rows } = await admin.query<{ value: string }>('select current_setting($1) as value', [name]);
    values.push(`${name} ${rows[0]?.value}`);
  }
  const { rows } = await admin.query<{ version: string }>(`select current_setting('server_version') as version`);
  return `PostgreSQL ${rows[0]?.version}, ${values.join(', ')}`;
}

/** Runs the work on a connection of its own. */
export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  client.on('error', () => undefined); // the statement under way throws it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
