import type { AnyStateMachine } from 'xstate';
import type { z } from 'zod';
import type { BlockerCode } from './blocker-codes.ts';
import type { Calendar } from './calendar.ts';
import type { Deadline } from './deadlines.ts';
import type { Arm, DueQuestion } from './due-rule.ts';
import type { DutyWrite } from './duty/writes.ts';
import type { FactAsk, FactName, Facts } from './facts.ts';
import type { CaseId, OrganisationId, PersonId, Sha256 } from './ids.ts';
import type { ListingWrite } from './notice/writes.ts';
import type { Programme } from './programme.ts';
import type { TitleScope } from './programme-entries.ts';
import type { Breach } from './programme-rules.ts';
import type { Actor, Parties, PartyName, Role, Route } from './roles.ts';
import type { Instant, PlainDate } from './time.ts';

/**
 * What a lifecycle is (design D1). A chart says who may send what, by which clause, and who holds the case; everything
 * else – access, available events, buttons, drawings, the searches of the tests – is derived from it.
 */

/** A clause of the notice or an article of the regulation, as `domain.md` cites them: `二(二)3`, `令40 第16条`. */
export type Clause = string;

/** What an event must carry besides its data: a reason code, a signature with seal and date, a document, a second person. */
export type Need = 'reason' | 'signature' | 'document' | 'secondPerson';

export interface TransitionMeta {
  readonly by: readonly (Role | PartyName)[];
  readonly clause: Clause;
  readonly needs?: readonly Need[];
}

export interface StateMeta {
  /** Who holds the case in this state; `null` in a clock's region, which holds nothing. */
  readonly holder: Role | PartyName | null;
  readonly clause: Clause;
  readonly ended?: true;
}

/** Why a command is not accepted: data, so that people and programs read one explanation (design D1). */
export interface Blocker {
  readonly code: BlockerCode;
  readonly params: Readonly<Record<string, string | number | boolean | null>>;
  readonly clause: Clause;
  /** Who could remove the obstacle; `null` where nobody can. */
  readonly help: Role | null;
}

/**
 * A guard's answer: no blockers = passes; `'unknown'`: needs the payload; `'elsewhere'`: this branch is not the way for
 * this command, which is no reason.
 */
export type Verdict = readonly Blocker[] | 'unknown' | 'elsewhere';

/** The envelope every command of a person or program may carry; what is required stands in the transition's `needs`. */
export interface Envelope {
  readonly reason?: { readonly code: ReasonCode } | undefined;
  readonly signature?: { readonly date: string; readonly seal: Sha256 } | undefined;
  readonly document?: Sha256 | undefined;
}

export const reasonCodes = [
  'ACADEMIC_MISCONDUCT',
  'BAR_FOUND',
  'COMMITTEE_OUT_OF_SCOPE',
  'ETHICS',
  'EXAM_CHEATING',
  'FRAUD',
  'ILLNESS_OR_DISASTER',
  'MATERIAL_INCOMPLETE',
  'MATERIAL_UNTRUE',
  'NOT_ELIGIBLE',
  'OBJECTION_UPHELD',
  'OTHER',
  'PERSONAL',
  'QUORUM_DEFECT',
  'SYSTEM_FAILURE',
  'UNIT_PRIORITY',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** What rides on every event into a chart: time, sender, facts and the place of the case are arguments, never read. */
export interface Ride {
  readonly at: Instant;
  readonly actor: Actor;
  readonly facts: Partial<Facts>;
  /** Where the case stands: the path of the stage's leaf, `beforeIntake.unitVerification.materialCheck`. */
  readonly stands: string;
  readonly programme: Programme;
  readonly calendar: Calendar;
  readonly envelope: Envelope;
}

/** The titles a person holds, and what became of a breach: bars, and the integrity archive (二(三)4, 三(二), 三(三)). */
export type TitleWrite =
  | {
      readonly kind: 'write';
      readonly register: 'title';
      readonly op: 'grant';
      readonly series: string;
      readonly level: string;
      readonly scope: TitleScope;
      readonly approvedOn: PlainDate;
      readonly countsFrom: PlainDate;
    }
  | { readonly kind: 'write'; readonly register: 'title'; readonly op: 'revoke'; readonly on: PlainDate }
  | {
      readonly kind: 'write';
      readonly register: 'bar';
      readonly op: 'impose';
      readonly breach: Breach;
      readonly decidedOn: PlainDate;
      readonly barredThrough: PlainDate;
    }
  | {
      readonly kind: 'write';
      readonly register: 'integrity';
      readonly op: 'enter';
      readonly breach: Breach;
      readonly decidedOn: PlainDate;
      readonly standsThrough: PlainDate;
      readonly serious: boolean;
      readonly document: Sha256 | null;
    };

/** What is asked about a result, once for each ground, and the case that a granted recheck opened (令40 第27条). */
export type RecheckWrite =
  | {
      readonly kind: 'write';
      readonly register: 'recheck';
      readonly op: 'ask';
      readonly result: CaseId;
      readonly ground: string;
    }
  | { readonly kind: 'write'; readonly register: 'followUp'; readonly op: 'open'; readonly result: CaseId };

/** Agendas of sittings, and their urns; a case is on one agenda at a time. */
type SittingWrite =
  | {
      readonly kind: 'write';
      readonly register: 'agenda';
      readonly op: 'list' | 'free';
      readonly cases: readonly CaseId[];
    }
  | {
      readonly kind: 'write';
      readonly register: 'urns';
      readonly op: 'open';
      readonly cases: readonly {
        readonly case: CaseId;
        readonly voters: readonly PersonId[];
        readonly recused: readonly PersonId[];
      }[];
    }
  | { readonly kind: 'write'; readonly register: 'urns'; readonly op: 'close' };

/** A write to a register, applied in the transaction of its event; a message; or a command to another case (design D3). */
export type Effect =
  | { readonly kind: 'write'; readonly register: 'yearSlot'; readonly op: 'take' | 'keep' | 'free' }
  | { readonly kind: 'write'; readonly register: 'vacancy'; readonly op: 'reserve' | 'release' }
  | DutyWrite
  | ListingWrite
  | TitleWrite
  | RecheckWrite
  | SittingWrite
  | {
      readonly kind: 'send';
      readonly what: 'notify';
      readonly to: Role;
      readonly about: string;
      readonly person: PersonId | null;
      readonly organisation: string | null;
    }
  | {
      readonly kind: 'command';
      readonly lifecycle: LifecycleName;
      /** The case it goes to; null: one that it opens; `own`: the one that this case opens, or opened, under that name. */
      readonly case: CaseId | null | { readonly own: string };
      readonly event: string;
      readonly data: Readonly<Record<string, unknown>>;
      readonly envelope: Envelope;
      /** Refusals that are no violation. */
      readonly accepts: readonly string[];
    };

export const lifecycleNames = ['application', 'certificate', 'recheck', 'notice', 'matter', 'meeting', 'duty'] as const;
export type LifecycleName = (typeof lifecycleNames)[number];

/** What a chart's context must have for the step to work on it; each lifecycle adds its own. */
export interface BaseContext {
  readonly route: Route;
  readonly level: number;
  readonly parties?: Parties | undefined;
}

export interface EventContract {
  /** Payload schema: ids, codes, dates and hashes only; never personal data or free text (design D7). */
  readonly data: z.ZodType<object>;
  readonly facts: readonly FactName[];
  /** The fact's name in the past tense. */
  readonly past: string;
  /** Events whose sender sees no version: no `If-Match` (design §4). */
  readonly blind?: true;
}

/** A published lifecycle: chart, contracts and the pure functions the step needs. One per (name, version). */
export interface Lifecycle {
  readonly name: LifecycleName;
  readonly version: number;
  readonly machine: AnyStateMachine;
  readonly events: Readonly<Record<string, EventContract>>;
  readonly context: z.ZodType<BaseContext>;
  /** The context before `open`; never stored. */
  readonly unopened: BaseContext;
  /** The same guards the chart calls, by name, for refusals and available events. */
  readonly guards: Readonly<Record<string, AnyGuard>>;
  /** The path, below the root, of the region that says where the case stands; `[]` where the chart has no regions. */
  readonly stage: readonly string[];
  /** Organisations that see a case (design D8); whoever is outside does not know that it exists. */
  readonly seenBy: (context: never) => OrganisationId[];
  /** Relations that `open` claims with its data: before a case is open there are no others. */
  readonly claimed: (data: never) => Partial<Route> & { readonly parties?: Parties };
  /** What facts are asked for: of the case, or of the data that would open it, and of the data that is sent (else null). */
  readonly asks: (context: never, opening: never, programme: Programme, sent: never) => Partial<FactAsk>;
  /** When a deadline of a case falls due. */
  readonly due: (question: DueQuestion<never>) => Arm;
  /** Regions judged once at a node: region name → the node. */
  readonly nodes: Readonly<Record<string, Deadline>>;
}

export type AnyGuard = (context: never, event: never, params: never) => Verdict;
