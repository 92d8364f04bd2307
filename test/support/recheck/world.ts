/**
 * A result, up to three rechecks of it and the cases that follow: what there is, and what a witness has written down of it – from
 * what was sent and what came back alone, never from the context of a chart.
 */
import type { AnyMachineSnapshot } from 'xstate';
import type { Ruling } from '../../../machines/facts.ts';
import type { Effect, Envelope } from '../../../machines/lifecycle.ts';
import type { Actor } from '../../../machines/roles.ts';
import type { Moved } from '../../../machines/step.ts';

/** Asked for in this order; the third asks on the ground of the first. */
export const names = ['first', 'complaint', 'again'] as const;
export type Name = (typeof names)[number];
export const groundOf = { first: 'RESULT', complaint: 'PROCEDURE', again: 'RESULT' } as const;
export const idOf: Readonly<Record<Name, string>> = {
  first: '00000000-0000-4000-8000-0000000000d1',
  complaint: '00000000-0000-4000-8000-0000000000d2',
  again: '00000000-0000-4000-8000-0000000000d3',
};

export type CommandEffect = Extract<Effect, { kind: 'command' }>;

export interface One {
  readonly snapshot: AnyMachineSnapshot;
  readonly stands: string;
  /** Whether it was asked for at all, and who decided. */
  readonly asked: boolean;
  readonly decidedBy: readonly string[];
  readonly lastAt: number;
}

export interface World {
  readonly day: number;
  readonly rechecks: Readonly<Record<Name, One>>;
  /** Commands on their way, in no order: to open a case, or to tell a recheck that one is open. */
  readonly outbox: readonly CommandEffect[];
  /** The cases that were opened on the result. */
  readonly followUps: number;
  /** What the unit has free. */
  readonly vacancy: boolean;
  /** Grounds in the register. */
  readonly register: readonly string[];
}

export function keyOf({ rechecks, ...world }: World): string {
  const each = names.map((name) => {
    const { snapshot, decidedBy, lastAt, asked } = rechecks[name];
    return [snapshot.value, asked, decidedBy, lastAt, snapshot.status === 'done' ? null : snapshot.context];
  });
  return JSON.stringify([each, world]);
}

/** Something that was sent to one of the rechecks, or rang there. */
export interface Sent {
  readonly name: Name;
  readonly type: string;
  readonly by: Actor;
  readonly label: string;
  readonly carried: Envelope;
  /** Whether it must be refused, whatever else. */
  readonly wrong: boolean;
  readonly changed: Partial<Ruling>;
}

export interface Move {
  readonly sent: Sent;
  readonly before: World;
  readonly after: World;
  readonly moved: Moved;
}
