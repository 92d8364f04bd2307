import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What runs here, for `npm run verify` and `zhicheng` beside it. Holds the password, so it is ours alone to read. */
export interface Running {
  readonly databaseUrl: string;
  /** Where the API listens. */
  readonly address: string;
  readonly launcher: number;
  readonly api: number | undefined;
  readonly workers: number | undefined;
  /** The embedded server; null where the database is somebody else's. */
  readonly postgres: number | null;
}

const FILE = 'running.json';

export function writeRunning(dataDirectory: string, running: Running): void {
  mkdirSync(dataDirectory, { recursive: true });
  const path = join(dataDirectory, FILE);
  writeFileSync(path, JSON.stringify(running, null, 2), { mode: 0o600 });
  chmodSync(path, 0o600); // also one that was there before
}

/** Leaves it where another launcher has written it since: two may share a database. */
export function forgetRunning(dataDirectory: string): void {
  const path = join(dataDirectory, FILE);
  if (launcherIn(path) === process.pid) rmSync(path, { force: true });
}

function launcherIn(path: string): unknown {
  try {
    return z.object({ launcher: z.number() }).parse(JSON.parse(readFileSync(path, 'utf8'))).launcher;
  } catch {
    return null; // nobody has written it
  }
}
