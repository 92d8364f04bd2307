import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export interface Postmaster {
  pid: number;
  /** Absent until the server has written it. */
  port: number | undefined;
}

/** The server named by the data directory's lock file, dead or alive; undefined when there is no (whole) file. */
export function readPostmaster(directory: string): Postmaster | undefined {
  const text = readIfThere(join(directory, 'postmaster.pid'));
  if (text === undefined) return undefined;
  const [pid, , , port] = text.split('\n').map(Number);
  if (!pid || pid < 0) return undefined;
  return { pid, port: port || undefined };
}

/** The port of the last start, so that addresses handed out before a restart stay good. */
export function lastPort(directory: string): number | undefined {
  const match = /"-p" "(\d+)"/.exec(readIfThere(join(directory, 'postmaster.opts')) ?? '');
  return match ? Number(match[1]) : undefined;
}

/** Whether a process runs; one that is dead and only waits for its parent to notice does not. */
export function isRunning(pid: number): boolean {
  if (process.platform === 'linux') {
    const stat = readIfThere(`/proc/${pid}/stat`);
    return stat !== undefined && !/^ [ZX]/.test(stat.slice(stat.lastIndexOf(')') + 1));
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * Whether the process is a server on this very data directory. A number in a lock file that survived a power cut may
 * belong to a stranger by now; a server's working directory is its data directory.
 */
export function serves(pid: number, directory: string): boolean {
  if (!isRunning(pid)) return false;
  if (process.platform !== 'linux') return commandOf(pid).includes('postgres');
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory;
  } catch (error) {
    if (codeOf(error) === 'EACCES') return (readIfThere(`/proc/${pid}/comm`) ?? '').startsWith('postgres');
    return false;
  }
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return ''; // gone in between
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
