import { openSync, readFileSync, renameSync, statSync } from 'node:fs';

const LIMIT_BYTES = 10_000_000;
const SHOWN_LINES = 10;

/** Opens a log to be added to; one that has grown large is set aside first, once. */
export function openLog(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LIMIT_BYTES) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

/** The last lines, for people. */
export function endOfLog(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
}
