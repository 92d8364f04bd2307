import { mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { isRunning } from '../../cli/embedded/postmaster.ts';

const TEMPORARY = realpathSync(tmpdir());
const HOME = /^zhicheng-test-(\d+)-/;

/** A new temporary directory that names the process it belongs to. Whoever makes it removes it. */
export function makeHome(): string {
  return mkdtempSync(join(TEMPORARY, `zhicheng-test-${process.pid}-`));
}

/** A test run that was killed leaves servers behind that nobody else will end: ends them and removes their homes. */
export function clearAbandonedHomes(): void {
  for (const name of readdirSync(TEMPORARY)) {
    const home = join(TEMPORARY, name);
    const owner = HOME.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner)) || !isOurs(home)) continue;
    for (const pid of processesUnder(home)) process.kill(pid, 'SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
}

/** The processes working in this directory or below it: a PostgreSQL with all its children, a Redis. Linux only. */
export function processesUnder(directory: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => `${workingDirectory(pid)}${sep}`.startsWith(`${directory}${sep}`))
    .map(Number);
}

function isOurs(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.uid === process.getuid?.();
}

function workingDirectory(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return ''; // gone, or another user's
  }
}
