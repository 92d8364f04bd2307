import type { Deadline } from '../machines/deadlines.ts';
import type { CaseId } from '../machines/ids.ts';
import type { Blocker, Envelope, LifecycleName } from '../machines/lifecycle.ts';
import type { Actor } from '../machines/roles.ts';
import type { Instant } from '../machines/time.ts';

/** What comes through the one door, and what it answers (design D3). */

export const channels = ['console', 'api', 'counter', 'clock', 'system'] as const;
export type Channel = (typeof channels)[number];

/** A command of a person or a program. */
export interface SentCommand {
  readonly kind: 'sent';
  readonly case: CaseId;
  readonly lifecycle: LifecycleName;
  readonly type: string;
  /** Parsed by the event's own schema. */
  readonly data: object;
  readonly envelope: Envelope;
  /** Free text of the reason: sealed in a row of its own, never in the event (design D7). */
  readonly text: string | null;
  readonly actor: Actor;
  readonly channel: Channel;
  /** Whose keys these are: the token's person, or the case a command comes from. */
  readonly principal: string;
  readonly key: string | null;
  /** SHA-256 over method, path and body. */
  readonly fingerprint: Uint8Array | null;
  /** The version the sender saw; `null` for events whose sender sees none. */
  readonly expected: number | null;
  /** The process's monotonic clock (`performance.now()`, ms) at the request's head; `null` counts as now. */
  readonly headAt: number | null;
  readonly requestId: string | null;
  /** Programme of a case that is to be opened; its lifecycle's current version is taken. */
  readonly programme: string | null;
  /** Set where the command comes from another case: it counts at *recorded* (design D6). */
  readonly cause: string | null;
}

/** A deadline that a worker believes due. Its case's due deadlines fire in order, or nothing happens. */
export interface DueCommand {
  readonly kind: 'due';
  readonly case: CaseId;
  readonly deadline: Deadline;
}

/** An amendment reaches a case: its armed deadlines get their instants anew (design D2). */
export interface RecomputeCommand {
  readonly kind: 'recompute';
  readonly case: CaseId;
}

export type Command = SentCommand | DueCommand | RecomputeCommand;

export interface CaseVersion {
  readonly case: CaseId;
  readonly number: string;
  readonly version: number;
  readonly state: string;
  readonly ended: string | null;
}

export type Answer =
  /** `seq` is the event it caused; `replayed` when an earlier command with this key had caused it. */
  | {
      readonly outcome: 'moved';
      readonly at: Instant;
      readonly seq: number;
      readonly now: CaseVersion;
      readonly replayed: boolean;
    }
  | {
      readonly outcome: 'refused';
      readonly code: Blocker['code'];
      readonly blockers: readonly Blocker[];
      readonly now: CaseVersion | null;
    }
  | { readonly outcome: 'notFound' }
  | { readonly outcome: 'stale'; readonly version: number }
  | { readonly outcome: 'versionRequired' }
  | { readonly outcome: 'keyReused' }
  /** Received at or after a deadline that may not fire before the grace is over. */
  | { readonly outcome: 'closing'; readonly deadline: Deadline; readonly retryAfterMs: number }
  /** The case was held by somebody else for too long, or the database is not to be had. */
  | { readonly outcome: 'tryAgain' }
  /** Of a `due` or `recompute` command: there was nothing left to do. */
  | { readonly outcome: 'nothingDue' };

/** The one door. Commands that arrive while a batch is in flight go together into the next (design D3). */
export interface Door {
  /** Never rejects for what a command can cause; rejects when the database fails in a way nobody can answer for. */
  advance(command: Command): Promise<Answer>;
  /** The same for many, in order; each answers for itself. */
  advanceAll(commands: readonly Command[]): Promise<Answer[]>;
  /** Waits for what is in flight. */
  close(): Promise<void>;
}
