import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from './rows.ts';

/** Where the launcher of `npm start` says which database it runs. */
const RUNNING = join('.zhicheng', 'running.json');

/** The address of the database the launcher runs in this directory; undefined where none is said to run. */
export function runningDatabase(directory: string): string | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(directory, RUNNING), 'utf8'));
    return isObject(value) && typeof value.databaseUrl === 'string' ? value.databaseUrl : undefined;
  } catch {
    return undefined;
  }
}
