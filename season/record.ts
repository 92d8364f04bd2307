import type { Instant } from '../machines/time.ts';
import type { Sent } from './api.ts';

/** What a case's people remember of it: counted from the answers they were given, in order. */
export interface CaseRecord {
  /** When its present state was first seen. */
  since: Instant;
  /** When something was last sent. */
  last: Instant | null;
  /** How many commands were sent; the next key is made of it. */
  sent: number;
  readonly tried: Map<string, number>;
  readonly moved: Map<string, number>;
  readonly codes: Map<string, string>;
  lastMoved: { readonly name: string; readonly sent: Sent } | null;
}

export function newRecord(): CaseRecord {
  return { since: 0, last: null, sent: 0, tried: new Map(), moved: new Map(), codes: new Map(), lastMoved: null };
}

/** How often a deed was tried, whatever the answer. */
export function tried(record: CaseRecord, name: string): number {
  return record.tried.get(name) ?? 0;
}

/** How often a deed was accepted. */
export function moved(record: CaseRecord, name: string): number {
  return record.moved.get(name) ?? 0;
}

/** The answer a deed was last given. */
export function lastCode(record: CaseRecord, name: string): string | null {
  return record.codes.get(name) ?? null;
}

export function remember(record: CaseRecord, answer: { name: string; sent: Sent; code: string; at: Instant }): void {
  const { name, sent, code, at } = answer;
  record.last = at;
  record.sent += 1;
  record.tried.set(name, tried(record, name) + 1);
  record.codes.set(name, code);
  if (code !== 'moved') return;
  record.moved.set(name, moved(record, name) + 1);
  record.lastMoved = { name, sent };
}
