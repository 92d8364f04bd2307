import { openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { z } from 'zod';

const LIMIT_BYTES = 10_000_000;
const SHOWN_LINES = 10;

/** Opens a log to be added to; one that has grown large is set aside first, once. */
export function openLog(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LIMIT_BYTES) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

/** The last lines, for people: of an entry in JSON what it says, and nothing twice in a row. */
export function endOfLog(path: string): string {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n').map(inWords);
  return lines
    .filter((line, n) => line !== lines[n - 1])
    .slice(-SHOWN_LINES)
    .join('\n');
}

const entry = z.object({ msg: z.string(), message: z.string().optional() });

function inWords(line: string): string {
  try {
    const { msg, message } = entry.parse(JSON.parse(line));
    return message === undefined ? msg : `${msg}: ${message}`;
  } catch {
    return line;
  }
}
