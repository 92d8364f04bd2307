import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

export function forgetRunning(dataDirectory: string): void {
  rmSync(join(dataDirectory, FILE), { force: true });
}
