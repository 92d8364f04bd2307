/** What one may try on a case: a command with its sender, facts and instant. */
import type { ApplicationContext } from '../../../machines/application/context.ts';
import type { ApplicationEventName } from '../../../machines/application/events.ts';
import type { Facts } from '../../../machines/facts.ts';
import type { Envelope } from '../../../machines/lifecycle.ts';
import type { Actor } from '../../../machines/roles.ts';
import type { Instant } from '../../../machines/time.ts';
import type { Cast, Setting } from './cast.ts';

/** One command as it would come through the door. */
export interface Attempt {
  readonly label: string;
  readonly type: ApplicationEventName;
  readonly data: object;
  readonly envelope: Envelope;
  readonly actor: Actor;
  readonly at: Instant;
  readonly facts: Partial<Facts>;
}

/** What an attempt differs in from the ordinary one: complete envelope, ordinary facts, within the click window. */
export type Variation = Partial<Omit<Attempt, 'label' | 'type' | 'data' | 'actor'>>;

export interface Place {
  readonly setting: Setting;
  readonly cast: Cast;
  readonly context: ApplicationContext;
  /** Where the case stands. */
  readonly stands: string;
  readonly attempt: (
    what: [type: ApplicationEventName, note?: string],
    by: Actor,
    data?: object,
    variation?: Variation,
  ) => Attempt;
}

/** The attempts at one event in a place. */
export type AttemptsOf = (place: Place) => Attempt[];
