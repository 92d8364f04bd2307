/**
 * Two titles of one person: what there is, and what a witness has written down of it – from what was sent and what the registers
 * were told, never from the context of a chart.
 */
import type { AnyMachineSnapshot } from 'xstate';
import type { Effect, Envelope } from '../../../machines/lifecycle.ts';
import type { Actor } from '../../../machines/roles.ts';
import type { Moved } from '../../../machines/step.ts';
import type { Setting } from './cast.ts';

export const names = ['first', 'later'] as const;
export type Name = (typeof names)[number];
export const idOf: Readonly<Record<Name, string>> = {
  first: '00000000-0000-4000-8000-0000000000c1',
  later: '00000000-0000-4000-8000-0000000000c2',
};
export const nameOf = (id: string | null): Name => names.find((name) => idOf[name] === id)!;

export type CommandEffect = Extract<Effect, { kind: 'command' }>;

/** Somebody's word that a certificate is to be revoked: what it says, and whose hands it has. */
export interface Word {
  readonly says: string;
  readonly hands: readonly string[];
}

export interface Title {
  readonly approvedOn: string;
  readonly countsFrom: string;
  readonly revokedOn: string | null;
}

export interface One {
  readonly snapshot: AnyMachineSnapshot;
  readonly stands: string;
  /** The day of the confirmation: the certificate is ordered. */
  readonly ordered: number | null;
  /** Everybody's, the latest last. */
  readonly words: readonly Word[];
  /** What the register of titles was told. */
  readonly title: Title | null;
  /** Whether it was in question since the other title fell. */
  readonly asked: boolean;
  readonly bars: number;
  readonly entries: number;
}

export interface World {
  readonly day: number;
  readonly certificates: Readonly<Record<Name, One>>;
  /** Questions on their way, in no order. */
  readonly outbox: readonly CommandEffect[];
}

export function keyOf({ day, certificates, outbox }: World): string {
  const each = names.map((name) => {
    const { snapshot, words, ...one } = certificates[name];
    const said = [words.at(-1), words.map((word) => JSON.stringify(word)).sort()];
    return [
      snapshot.value,
      snapshot.status === 'done' ? null : [snapshot.context, said],
      one.title,
      one.asked,
      one.ordered,
    ];
  });
  return JSON.stringify([day, each, outbox.map((one) => [one.case, one.data])]);
}

export interface Sent {
  readonly name: Name;
  readonly type: string;
  readonly by: Actor;
  readonly label: string;
  readonly data: object;
  readonly carried: Envelope;
  /** Whether it must be refused, whatever else. */
  readonly wrong: boolean;
}

export interface Move {
  readonly sent: Sent;
  readonly before: World;
  readonly after: World;
  readonly moved: Moved;
  readonly setting: Setting;
}

/** What a revocation says: its finding and its reason. */
export const saidIn = ({ reason, document }: Envelope) => `${reason?.code} ${document}`;
