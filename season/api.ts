import type { DutyContext, FormContent } from '../machines/duty/context.ts';
import type { CaseId, OrganisationId, PersonId } from '../machines/ids.ts';
import type { LifecycleName, ReasonCode } from '../machines/lifecycle.ts';
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
  /** Of a duty. */
  readonly duty: DutyView | null;
}

export interface DutyView extends Pick<DutyContext, 'form' | 'collects' | 'inForce' | 'overdue'> {
  readonly owner: OrganisationId;
  readonly reviewer: OrganisationId;
  readonly handedIn: { readonly late: boolean; readonly content: FormContent } | null;
}

/** A case as a list has it. */
export interface ListedCase extends Pick<CaseView, 'id' | 'version' | 'state' | 'ended' | 'holder'> {
  readonly lifecycle: LifecycleName;
  /** For people; which of two cases has the lower one, chance decides. */
  readonly number: string;
  readonly programme: string;
  readonly year: number;
  readonly unit: OrganisationId;
  readonly committee: string | null;
  readonly person: PersonId | null;
  /** When something last happened to it. */
  readonly lastAt: Instant;
}

/** What a list is narrowed to, as the query of `GET /v1/cases`. */
export interface CaseFilter {
  readonly lifecycle?: LifecycleName;
  readonly state?: string;
  readonly unit?: OrganisationId;
  readonly year?: number;
  readonly holder?: Role;
  readonly organisation?: OrganisationId;
  readonly ended?: boolean;
}

/** Where a case of a lifecycle is opened: `/v1/notices`. */
export type OpenAddress = 'cases' | 'notices' | 'meetings' | 'rechecks';

/** The body of a command. */
export interface Command {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The text is kept sealed for the person whose case it is; what is nobody's takes none. */
  readonly reason?: { readonly code: ReasonCode; readonly text?: string };
  readonly signature?: { readonly date: string; readonly seal: string };
  readonly document?: string;
}

/** A command on its way. */
export interface Sent {
  readonly by: Hand;
  readonly case: CaseId;
  /** Of a case that is to be opened: where, and by the rules of which programme. */
  readonly opens: { readonly at: OpenAddress; readonly programme: string } | null;
  readonly command: Command;
  readonly key: string;
  /** The version the sender saw; null sends none. */
  readonly version: number | null;
  /** Sent on purpose once more: that it is replayed is the answer, not the trace of a lost one. */
  readonly again: boolean;
}

/** `code` is `moved`, `replayed`, `done` for an operation that is no case's, or the code of the problem. */
export interface Reply {
  readonly code: string;
  /** The event it caused. */
  readonly seq: number | null;
  /** The case after it; null where the sender is told nothing of it. */
  readonly view: CaseView | null;
  /** What an operation answered. */
  readonly body?: unknown;
}

/** What is no event of a case: opening duties, casting a ballot. */
export interface Operation {
  readonly path: string;
  readonly body: object;
  readonly by: Hand;
  /** Sent again with it where an answer was lost. */
  readonly key: string;
  /** The problem that then says that it was done the first time; null: it is answered the same. */
  readonly once: string | null;
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
  operate(operation: Operation): Promise<Reply>;
  read(of: CaseId, by: Hand): Promise<CaseView>;
  /** Every case that somebody may see and the filter lets through, by its id. */
  list(filter: CaseFilter, by: Hand): Promise<readonly ListedCase[]>;
  /** The body of any other `GET`. @throws Error where it is refused. */
  ask(path: string, by: Hand): Promise<unknown>;
  /** The certificate a person was issued in a year; null while there is none. */
  certificateOf(person: PersonId, of: { year: number; by: Hand }): Promise<CaseView | null>;
}
