import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { CaseId } from '../machines/ids.ts';
import type { Instant } from '../machines/time.ts';

/**
 * What the driver sent and what it was answered: an append-only file of JSON lines. An answer that says a command was
 * accepted is a promise; whoever holds the file can ask whether the history keeps it.
 */

export interface LedgerEntry {
  readonly case: CaseId;
  readonly key: string;
  readonly type: string;
  readonly person: string;
  readonly role: string;
  readonly sentAt: Instant;
  /** `null` while it is not answered. */
  readonly code: string | null;
  readonly seq: number | null;
}

export interface Ledger {
  write(entry: LedgerEntry): void;
  close(): void;
}

/** Appends to a file; the operating system keeps what was written although the driver dies. */
export function openLedger(file: string): Ledger {
  const descriptor = openSync(file, 'a');
  return {
    write: (entry) => writeSync(descriptor, `${JSON.stringify(entry)}\n`),
    close: () => closeSync(descriptor),
  };
}

/** A ledger that nobody reads. */
export const noLedger: Ledger = { write: () => {}, close: () => {} };

/** The commands a ledger says were accepted, each once. */
export function acknowledged(file: string): LedgerEntry[] {
  const entries = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LedgerEntry);
  const moved = entries.filter(({ code }) => code === 'moved' || code === 'replayed');
  return [...new Map(moved.map((entry) => [`${entry.case} ${entry.seq}`, entry])).values()];
}
