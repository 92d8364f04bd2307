import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Embedded, startEmbedded } from '../../cli/embedded/postgres.ts';
import { isRunning } from '../../cli/embedded/postmaster.ts';
import { migrate } from '../../store/migrate.ts';
import { onDatabase, onServer } from '../server.ts';

/** The server whose files are read: a PostgreSQL of its own, with the modules that administrators load. */

/** How much the server writes down: what it does by itself, or everything it can be told to. */
export type Logging = 'usual' | 'everything';

const loud: Readonly<Record<string, string>> = {
  log_statement: 'all',
  log_duration: 'on',
  log_min_duration_statement: '0',
  log_parameter_max_length: '-1',
  log_parameter_max_length_on_error: '-1',
  log_error_verbosity: 'verbose',
  log_autovacuum_min_duration: '0',
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
};

export interface AttackedServer {
  readonly directory: string;
  readonly url: string;
  readonly logBytes: () => number;
  readonly logFrom: (byte: number) => string;
  setLogging(logging: Logging): Promise<void>;
  /** Kills the server as a power cut would, and starts it again. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

const DATABASE = 'linking';
const POLL_MS = 50;

/** A server on a directory of its own under `home`, with our schema and `tables`. */
export async function startAttackedServer(
  home: string,
  options: { tables: string; throwaway: boolean },
): Promise<AttackedServer> {
  const directory = join(home, 'data');
  const { throwaway } = options;
  let embedded = await startEmbedded(directory, { throwaway });
  await configure(embedded);
  if (!(await embedded.stop())) throw new Error('somebody is connected to the server that is to be attacked');
  embedded = await startEmbedded(directory, { throwaway });
  const server = await onServer(embedded.url);
  await server.create(DATABASE);
  await server.stop();
  const urlNow = () => databaseOf(embedded);
  await migrate(urlNow());
  await onDatabase(urlNow(), (client) => client.query(`create extension pg_stat_statements; ${options.tables}`));
  const log = `${directory}.log`;
  return {
    directory,
    get url() {
      return urlNow();
    },
    logBytes: () => statSync(log).size,
    logFrom: (byte) => endOf(log, byte),
    setLogging: (logging) => onDatabase(embedded.url, (admin) => setLogging(admin, logging)),
    crash: async () => {
      const { pid } = embedded;
      process.kill(pid, 'SIGKILL');
      while (isRunning(pid)) await sleep(POLL_MS);
      embedded = await startEmbedded(directory, { throwaway });
    },
    stop: async () => {
      if (!(await embedded.stop())) throw new Error('the attack left a connection open');
    },
  };
}

function endOf(path: string, from: number): string {
  const end = Buffer.alloc(statSync(path).size - from);
  const file = openSync(path, 'r');
  readSync(file, end, 0, end.length, from);
  closeSync(file);
  return end.toString('utf8');
}

function databaseOf(embedded: Embedded): string {
  const url = new URL(embedded.url);
  url.pathname = `/${DATABASE}`;
  return url.href;
}

async function configure(embedded: Embedded): Promise<void> {
  await onDatabase(embedded.url, async (admin) => {
    await admin.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`);
    await admin.query(`alter system set autovacuum_naptime = '1s'`);
  });
}

async function setLogging(admin: pg.Client, logging: Logging): Promise<void> {
  for (const [name, value] of Object.entries(loud)) {
    const set = logging === 'everything' ? `set ${name} = ${pg.escapeLiteral(value)}` : `reset ${name}`;
    await admin.query(`alter system ${set}`);
  }
  await admin.query('select pg_reload_conf()');
  // The postmaster hears of it by a signal; only sessions begun afterwards are sure to have it.
  const wanted = logging === 'everything' ? loud.log_statement : 'none';
  for (;;) {
    const { rows } = await admin.query<{ log_statement: string }>('show log_statement');
    if (rows[0]?.log_statement === wanted) return;
  }
}
