import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Embedded, startEmbedded } from '../embedded/postgres.ts';
import type { Say } from './say.ts';

/** The embedded PostgreSQL, kept up as long as the launcher runs, and the one database on it that is ours. */
export interface Server {
  /** Address of our database. Holds the password. */
  readonly url: string;
  /** The server was running already: left by a launcher that was killed, or shared with another. */
  readonly adopted: boolean;
  readonly pid: number;
  /** Throws away what is in our database. */
  startOver(): Promise<void>;
  /** Fast shutdown; false where somebody else is still connected, who then has it. */
  stop(): Promise<boolean>;
}

const DATABASE = 'zhicheng';
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/**
 * `dataDirectory` is where PostgreSQL's own directory lies. `onMoved` hears when a restart has changed the address,
 * `onRestarted` of every restart: it is another process.
 */
export async function keepServer(
  dataDirectory: string,
  { say, onMoved, onRestarted }: { say: Say; onMoved: () => void; onRestarted?: () => void },
): Promise<Server> {
  const directory = join(dataDirectory, 'postgres');
  let server = await startEmbedded(directory);
  await ensureDatabase(server.url);
  let stopping = false;

  let restarting: Promise<void> | null = null;

  const restart = async (): Promise<void> => {
    say({ zh: 'PostgreSQL 已终止，正在重新启动', en: 'PostgreSQL ended; starting it again' });
    const before = server.url;
    server = await startAgain(directory, () => stopping);
    if (stopping) return;
    if (server.url !== before) onMoved();
    onRestarted?.();
    say({ zh: 'PostgreSQL 已恢复', en: 'PostgreSQL is up again' });
    watch();
  };
  const watch = (): void => {
    void server.ended.then(() => {
      if (stopping) return;
      restarting = restart().catch((error: unknown) => {
        say({ zh: `PostgreSQL 未能启动：${String(error)}`, en: `PostgreSQL did not come up: ${String(error)}` });
      });
    });
  };
  watch();

  return {
    get url() {
      return ours(server.url);
    },
    get pid() {
      return server.pid;
    },
    adopted: server.adopted,
    startOver: async () => {
      await administer(server.url, `drop database if exists ${DATABASE} with (force)`);
      await ensureDatabase(server.url);
    },
    stop: async () => {
      stopping = true;
      // What is being started again must be there before it can be stopped.
      await restarting;
      return server.stop();
    },
  };
}

async function startAgain(directory: string, isStopping: () => boolean): Promise<Embedded> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    await sleep(pause);
    try {
      return await startEmbedded(directory);
    } catch (error) {
      if (isStopping() || pause === LONGEST_PAUSE_MS) throw error;
    }
  }
}

/** The address of our database on the server. */
export function ours(url: string): string {
  const address = new URL(url);
  address.pathname = DATABASE;
  return address.toString();
}

async function ensureDatabase(url: string): Promise<void> {
  try {
    await administer(url, `create database ${DATABASE}`);
  } catch (error) {
    // 42P04: it is there; 23505: another launcher makes it at this moment.
    if (!(error instanceof pg.DatabaseError) || !['42P04', '23505'].includes(error.code ?? '')) throw error;
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'zhicheng-launcher' });
  client.on('error', () => undefined); // the statement under way throws it
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
