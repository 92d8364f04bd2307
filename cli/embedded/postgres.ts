import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLog } from '../log.ts';
import { embeddedBinaries } from './binaries.ts';
import { clusterPassword, ensureCluster, SUPERUSER, takeOwnership } from './cluster.ts';
import { BARE_ENVIRONMENT } from './environment.ts';
import { type Identity, unprivilegedIdentity } from './identity.ts';
import { freePort } from './port.ts';
import { isRunning, lastPort, readPostmaster, serves } from './postmaster.ts';
import { inUse, probe } from './probe.ts';

export interface EmbeddedOptions {
  /** For tests: no fsync, so a power cut may lose everything. A killed process still loses nothing. */
  throwaway?: boolean;
  /** The port to prefer; without it the one of the last start, so that addresses survive a restart. */
  port?: number;
  /** `false`: as root do without user namespaces even where they are allowed. */
  namespaces?: boolean;
}

export interface Embedded {
  /** Connection address of the superuser on the database `postgres`. Holds the password. */
  url: string;
  pid: number;
  /** The server was running already, left behind or shared by another process. */
  adopted: boolean;
  /** Settles when the server is no longer running, whoever ended it. */
  ended: Promise<void>;
  /** Fast shutdown, unless somebody is still connected. Answers whether the server is down. */
  stop(): Promise<boolean>;
}

const POLL_MS = 50;
/** How long a server may give no sign of life; recovering from a crash is one. */
const PATIENCE_MS = 60_000;
/** How long clients that have just closed may take to be gone from the server's list. */
const LEAVING_MS = 3_000;
const SHUTDOWN_MS = 60_000;

const DURABLE = ['fsync=on', 'full_page_writes=on', 'shared_buffers=256MB'];
// Commits stay synchronous: without fsync that costs a write into the system's cache, and a killed server keeps them.
const THROWAWAY = ['fsync=off', 'full_page_writes=off', 'shared_buffers=128MB'];
const SETTINGS = [
  ...['synchronous_commit=on', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'],
  ...['track_commit_timestamp=off', 'timezone=UTC', 'log_timezone=UTC', 'log_checkpoints=off'],
];

interface Cluster {
  directory: string;
  postgres: string;
  identity: Identity;
  options: EmbeddedOptions;
  password: string;
  log: string;
}

/**
 * Starts PostgreSQL on a data directory, making the directory at the first start, or adopts the server that runs on it
 * already. Works for root and for ordinary users; several processes may start at once and get the same server. Waits
 * for crash recovery. The server is its own session: it outlives Ctrl+C and even kill -9 of whoever started it, and is
 * stopped by `stop`. The lock file `postmaster.pid` is only read. The log lies beside the directory, `<dataDir>.log`.
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const { initdb, postgres } = embeddedBinaries();
  const identity = unprivilegedIdentity(options.namespaces);
  ensureCluster({ directory: resolve(dataDir), initdb, identity, throwaway: options.throwaway ?? false });
  const directory = realpathSync(dataDir);
  const password = clusterPassword(directory);
  return bringUp({ directory, postgres, identity, options, password, log: `${directory}.log` });
}

async function bringUp(cluster: Cluster): Promise<Embedded> {
  const { directory } = cluster;
  let started: ChildProcess | undefined;
  let lastSign = Date.now();
  while (Date.now() - lastSign < PATIENCE_MS) {
    const found = readPostmaster(directory);
    if (found !== undefined && serves(found.pid, directory)) {
      const url = address(cluster, found.port ?? 0);
      const answer = found.port === undefined ? 'silent' : await probe(url);
      if (answer === 'ready') return handle(cluster, { url, pid: found.pid, child: started });
      if (answer === 'starting') lastSign = Date.now();
    } else if (hasEnded(started)) {
      // The server we started lost a race (for the port, or against a predecessor not yet dead): once more.
      if (started !== undefined) await sleep(4 * POLL_MS);
      started = await spawnServer(cluster, found?.pid);
    }
    await sleep(POLL_MS);
  }
  if (!hasEnded(started)) started?.kill('SIGQUIT');
  throw new Error(`PostgreSQL did not come up on ${directory}. The end of ${cluster.log}:\n${tail(cluster.log)}`);
}

function hasEnded(child: ChildProcess | undefined): boolean {
  return child === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function spawnServer(cluster: Cluster, predecessor: number | undefined): Promise<ChildProcess> {
  const { directory, identity, options } = cluster;
  takeOwnership(directory, identity);
  const port = await freePort(options.port ?? lastPort(directory));
  const settings = [...SETTINGS, ...(options.throwaway ? THROWAWAY : DURABLE)].flatMap((setting) => ['-c', setting]);
  const [command = '', ...args] = [
    ...[...identity.prefix, cluster.postgres, '-D', directory, '-p', String(port), ...settings],
  ];
  // The lock file may name a process that is a stranger now (a power cut, then the number given anew) or a zombie.
  // PostgreSQL would refuse for as long as that number lives; told that it is an ancestor's, it goes by the shared
  // memory instead, which tells whether anything of the old server is left.
  const env =
    predecessor === undefined ? BARE_ENVIRONMENT : { ...BARE_ENVIRONMENT, PG_GRANDPARENT_PID: `${predecessor}` };
  const log = openLog(cluster.log);
  // Detached: Ctrl+C in a terminal reaches the whole process group, and the database must go last.
  const child = spawn(command, args, { env, stdio: ['ignore', log, log], detached: true });
  child.on('error', () => undefined); // told by the log and by the deadline of bringUp
  child.unref();
  closeSync(log);
  return child;
}

function handle(
  { directory }: Cluster,
  { url, pid, child }: { url: string; pid: number; child: ChildProcess | undefined },
): Embedded {
  const own = child?.pid === pid ? child : undefined;
  return {
    url,
    pid,
    adopted: own === undefined,
    ended:
      own === undefined || hasEnded(own)
        ? goneByPolling(pid)
        : new Promise((resolve) => own.once('exit', () => resolve())),
    async stop() {
      if (!serves(pid, directory)) return true;
      if (await staysInUse(url)) return false;
      signal(pid, 'SIGINT');
      if (await goneWithin(pid, SHUTDOWN_MS)) return true;
      signal(pid, 'SIGQUIT');
      return goneWithin(pid, SHUTDOWN_MS);
    },
  };
}

async function staysInUse(url: string): Promise<boolean> {
  const until = Date.now() + LEAVING_MS;
  while (await inUse(url)) {
    if (Date.now() > until) return true;
    await sleep(POLL_MS);
  }
  return false;
}

async function goneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const until = Date.now() + milliseconds;
  while (isRunning(pid)) {
    if (Date.now() > until) return false;
    await sleep(POLL_MS);
  }
  return true;
}

async function goneByPolling(pid: number): Promise<void> {
  while (isRunning(pid)) await sleep(10 * POLL_MS, undefined, { ref: false });
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (isRunning(pid)) throw error;
  }
}

function address({ password }: Cluster, port: number): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
}

function tail(path: string): string {
  return readFileSync(path, 'utf8').slice(-2000);
}
