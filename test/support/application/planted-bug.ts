import type { ApplicationEventName } from '../../../machines/application/events.ts';
import type { Mutation, Text } from './mutants.ts';

export interface Planted {
  readonly bug: string;
  readonly mutation: Mutation;
  /** The property that says so, or the finding of the lint. */
  readonly foundBy: string;
  /** Events it needs beyond those of the smallest search. */
  readonly needs?: readonly ApplicationEventName[];
}

export const stage = 'underway.stage';

/** Anything, as a part of the chart's text. */
export const put = (value: unknown): Text => value as Text;
