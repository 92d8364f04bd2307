import type { Text } from '../programme-entries.ts';

/** What a lifecycle is called in all its parts; one file a lifecycle, and a test holds it against the chart. */
export interface LifecycleWords<EventName extends string = string> {
  readonly name: Text;
  /**
   * By path, the parts of its chart in which no case can be said to stand: what contains states, and the clocks beside the
   * stages. Together with `states` every part has one name and no more.
   */
  readonly parts: Readonly<Record<string, Text>>;
  /** Where a case stands, as `standsOf` says it. */
  readonly states: Readonly<Record<string, Text>>;
  /** What may be sent to a case. */
  readonly events: Readonly<Record<EventName, Text>>;
}
