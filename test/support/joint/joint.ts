/** A joint state: cases of every lifecycle, the outbox between them, the registers, the public pages, and what a monitor saw. */
import type { AnyMachineSnapshot } from 'xstate';
import type { Deadline } from '../../../machines/deadlines.ts';
import type { CaseId, PersonId } from '../../../machines/ids.ts';
import type { Effect, Lifecycle, LifecycleName } from '../../../machines/lifecycle.ts';
import type { Instant } from '../../../machines/time.ts';
import type { Page, Witness } from './witness.ts';

/** One case. */
export interface Part {
  readonly lifecycle: LifecycleName;
  readonly snapshot: AnyMachineSnapshot;
  readonly stands: string;
  /** Deadlines that are armed and are rung here. */
  readonly due: Readonly<Partial<Record<Deadline, Instant>>>;
  readonly lastAt: Instant;
}

type Command = Extract<Effect, { kind: 'command' }>;

/** A command under way. What one case sends to another arrives in the order in which it was sent. */
export interface UnderWay extends Pick<Command, 'lifecycle' | 'event' | 'data' | 'envelope' | 'accepts'> {
  readonly from: CaseId;
  readonly to: CaseId;
}

export interface Listed {
  readonly kind: string;
  readonly cases: readonly CaseId[];
  /** Cases that are kept from other notices. */
  readonly live: readonly CaseId[];
}

export interface Registers {
  readonly listings: Readonly<Record<CaseId, Listed>>;
  /** Case → the sitting that has it on its agenda. */
  readonly agendas: Readonly<Record<CaseId, CaseId>>;
  /** Case → who may vote or has voted on it. */
  readonly urns: Readonly<Record<CaseId, readonly PersonId[]>>;
  /** Result → the case that was opened on it. */
  readonly followUps: Readonly<Record<CaseId, CaseId>>;
  /** Recheck → the result it asks about, on which ground. */
  readonly rechecks: Readonly<Record<CaseId, { readonly result: CaseId; readonly ground: string }>>;
}

/** What all that comes between is counted under. */
export const DISTURBANCES = 'disturbances';

/** What may be done only so often, and how often it was. */
export type Spent = Readonly<Record<string, number>>;

export interface Joint {
  readonly now: Instant;
  readonly parts: Readonly<Record<CaseId, Part>>;
  readonly outbox: readonly UnderWay[];
  readonly registers: Registers;
  readonly pages: Readonly<Record<CaseId, Page>>;
  readonly witness: Witness;
  readonly spent: Spent;
}

export type Lifecycles = Readonly<Record<LifecycleName, Lifecycle>>;

/** How far an exploration goes. */
export interface Bounds {
  /**
   * How often something may come between on one way, of whatever kind: a matter, a return, a notice taken down, a page that is not
   * there, a night before a command arrives, an expert who leaves, a sitting postponed, a recheck, a date of the plan.
   */
  readonly disturbances: number;
  /** Of each kind of thing, how many there may be on one way. */
  readonly most: Readonly<Record<Limited, number>>;
  /** Whether corrections may change what a notice shows. */
  readonly contents: boolean;
  /** Commands that are carried out at once: nothing that moves an application depends on when they arrive. */
  readonly atOnce: readonly LifecycleName[];
  /** Events nobody sends. */
  readonly without: readonly string[];
}

export const limited = [
  'matters',
  'returns',
  'notices',
  'sittings',
  'missed',
  'delays',
  'recusals',
  'departures',
  'rechecks',
  'dates',
] as const;
export type Limited = (typeof limited)[number];

/** What of the exploration's world is broken on purpose. */
export interface Broken {
  readonly lifecycles: Lifecycles;
  /** Commands that are lost. */
  readonly lost?: ((from: LifecycleName, event: string) => boolean) | undefined;
  /** Writes that are lost. */
  readonly unwritten?: ((register: string, op: string) => boolean) | undefined;
  /** Whether commands between two cases may overtake each other. */
  readonly overtaking?: boolean | undefined;
}
