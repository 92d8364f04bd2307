import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BARE_ENVIRONMENT } from './environment.ts';
import type { Identity } from './identity.ts';
import { isRunning } from './postmaster.ts';

export const SUPERUSER = 'zhicheng';

const PASSWORD_FILE = 'zhicheng.password';

interface NewCluster {
  directory: string;
  initdb: string;
  identity: Identity;
  throwaway: boolean;
}

/**
 * Makes the data directory when there is none. It is made beside its place and renamed into it whole, password
 * included: of two first starts at once one wins, and one that is killed leaves nothing half made.
 */
export function ensureCluster(cluster: NewCluster): void {
  const { directory } = cluster;
  const parent = dirname(directory);
  mkdirSync(parent, { recursive: true });
  removeAbandoned(directory);
  if (existsSync(join(directory, 'PG_VERSION'))) return;
  const workshop = `${directory}.init-${process.pid}`;
  try {
    moveIntoPlace(initialise(cluster, workshop), directory);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** The superuser's password, which lies in the data directory itself so that the two cannot be parted. */
export function clusterPassword(directory: string): string {
  return readFileSync(join(directory, PASSWORD_FILE), 'utf8');
}

/** Hands an existing data directory to the user PostgreSQL runs as now; root may be given another way than last time. */
export function takeOwnership(directory: string, identity: Identity): void {
  const { uid } = statSync(directory);
  if (uid === identity.uid) return;
  if (process.getuid?.() !== 0) {
    throw new Error(`${directory} belongs to user ${uid}, who started here before: start as that user, or move it.`);
  }
  const changed = spawnSync('chown', ['-R', `${identity.uid}:${identity.gid}`, directory], { encoding: 'utf8' });
  if (changed.status !== 0) throw new Error(`chown: ${changed.stderr || changed.error}`);
}

function initialise({ initdb, identity, throwaway }: NewCluster, workshop: string): string {
  mkdirSync(workshop, { mode: 0o700 });
  const fresh = join(workshop, 'data');
  const password = randomBytes(18).toString('base64url');
  const passwordFile = join(workshop, PASSWORD_FILE);
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600, flush: true });
  for (const path of [workshop, fresh, passwordFile]) chownSync(path, identity.uid, identity.gid);
  const [command = '', ...args] = [
    ...[...identity.prefix, initdb, '-D', fresh, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    // The built-in locale sorts and folds alike on every system.
    ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--data-checksums', '--no-instructions', ...(throwaway ? ['--no-sync'] : [])],
  ];
  const made = spawnSync(command, args, { encoding: 'utf8', env: BARE_ENVIRONMENT });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.stdout || made.error}`);
  renameSync(passwordFile, join(fresh, PASSWORD_FILE));
  return fresh;
}

function moveIntoPlace(fresh: string, directory: string): void {
  try {
    renameSync(fresh, directory);
  } catch (error) {
    // Another first start was quicker; its directory is as good as ours.
    if (!existsSync(join(directory, 'PG_VERSION'))) throw error;
    return;
  }
  const parent = openSync(dirname(directory), 'r');
  fsyncSync(parent);
  closeSync(parent);
}

function removeAbandoned(directory: string): void {
  const prefix = `${basename(directory)}.init-`;
  for (const name of readdirSync(dirname(directory))) {
    if (!name.startsWith(prefix) || isRunning(Number(name.slice(prefix.length)))) continue;
    rmSync(join(dirname(directory), name), { recursive: true, force: true });
  }
}
