import type { CaseId, OrganisationId, PersonId } from '../machines/ids.ts';
import type { ReasonCode } from '../machines/lifecycle.ts';
import type { Role } from '../machines/roles.ts';
import type { Instant } from '../machines/time.ts';
import type { Hand } from './people.ts';

/** What the season knows of the service: the few things it asks over HTTP, and what it is told. */

/** A case as the service told of it. */
export interface CaseView {
  readonly id: CaseId;
  readonly version: number;
  readonly state: string;
  readonly ended: string | null;
  readonly holder: { readonly role: Role; readonly organisation: OrganisationId | null } | null;
  readonly openMatters: readonly { readonly id: string; readonly kind: 'objection' | 'complaint' }[];
}

/** The body of a command. */
export interface Command {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly reason?: { readonly code: ReasonCode; readonly text: string };
  readonly signature?: { readonly date: string; readonly seal: string };
  readonly document?: string;
}

/** A command on its way. */
export interface Sent {
  readonly by: Hand;
  readonly case: CaseId;
  /** Of a case that is to be opened. */
  readonly programme: string | null;
  readonly command: Command;
  readonly key: string;
  /** The version the sender saw; null sends none. */
  readonly version: number | null;
  /** Sent on purpose once more: that it is replayed is the answer, not the trace of a lost one. */
  readonly again: boolean;
}

/** `code` is `moved`, `replayed`, or the code of the problem. */
export interface Reply {
  readonly code: string;
  /** The event it caused. */
  readonly seq: number | null;
  /** The case after it; null where the sender is told nothing of it. */
  readonly view: CaseView | null;
}

export interface ClockView {
  readonly now: Instant;
  readonly nextDue: Instant | null;
  /** Nothing is due, in the outbox, in a queue or being recomputed. */
  readonly settled: boolean;
  /** In words, for whoever watches a season that does not settle. */
  readonly inFlight: string;
}

export interface SeasonApi {
  clock(): Promise<ClockView>;
  moveClock(to: Instant): Promise<void>;
  /** Answers only when the service has: a lost connection is asked again with the same key. */
  send(sent: Sent): Promise<Reply>;
  read(of: CaseId, by: Hand): Promise<CaseView>;
  /** The certificate a person was issued in a year; null while there is none. */
  certificateOf(person: PersonId, of: { year: number; by: Hand }): Promise<CaseView | null>;
}
