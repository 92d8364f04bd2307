import { setTimeout as pause } from 'node:timers/promises';
import type { CaseId } from '../machines/ids.ts';
import { sha256Hex } from '../store/hashing.ts';

/** A look at the public page of a notice: some attempts over some seconds, for whoever finds it away would try again too. */

export interface LookOptions {
  /** Where the service answers the public: `http://127.0.0.1:8080`. */
  readonly address: string;
  /** ms between an attempt and the next; after the last there is none. */
  readonly pauses?: readonly number[];
}

/** Seven and a half seconds: as long as it takes to start an ended process again, and not so long that it could count. */
const PAUSES: readonly number[] = [500, 1_000, 2_000, 4_000];
/** A page that takes longer is not there. */
const PATIENCE_MS = 5_000;

/** What the page has to show. */
export interface Expected {
  readonly digest: string;
  /** Lines of its list. */
  readonly count: number;
}

export interface Seen {
  readonly seen: boolean;
  /** Of the last answer; null where none came. */
  readonly status: number | null;
  /** SHA-256 of what was shown; null where nothing came. */
  readonly shown: string | null;
}

/** Looks until the page is there with all it has to show, or patience is over; null for one that is not on show any more. */
export async function look(
  { address, pauses = PAUSES }: LookOptions,
  notice: CaseId,
  expect: () => Promise<Expected | null>,
): Promise<Seen | null> {
  for (const wait of [...pauses, null]) {
    const expected = await expect();
    if (expected === null) return null;
    const page = await pageAt(`${address}/notices/${notice}`);
    const shown = page === null ? null : sha256Hex(page.text);
    const seen = page !== null && page.status === 200 && shows(page.text, expected);
    if (seen || wait === null) return { seen, status: page?.status ?? null, shown };
    await pause(wait);
  }
  return null;
}

function shows(text: string, { digest, count }: Expected): boolean {
  return text.includes(digest) && text.split('class="listed"').length - 1 === count;
}

async function pageAt(url: string): Promise<{ status: number; text: string } | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
    return { status: response.status, text: await response.text() };
  } catch {
    // Whatever kept it away, whoever wanted to read it did not get it either.
    return null;
  }
}
