/** Everything people may try on an application: each event with the payloads, senders, facts and instants that matter. */
import type { ApplicationContext } from '../../../machines/application/context.ts';
import type { ApplicationEventName } from '../../../machines/application/events.ts';
import type { Attempt, AttemptsOf, Place } from './attempt.ts';
import { aroundAttempts } from './attempts-around.ts';
import { earlyAttempts } from './attempts-early.ts';
import { lateAttempts } from './attempts-late.ts';
import { matterAttempts } from './attempts-matters.ts';
import { castOf, envelope, factsOf, instants, type Setting } from './cast.ts';

const tables: Record<ApplicationEventName, AttemptsOf> = {
  ...earlyAttempts,
  ...aroundAttempts,
  ...lateAttempts,
  ...matterAttempts,
};
export const eventNames = Object.keys(tables) as ApplicationEventName[];

export type Attempts = (type: ApplicationEventName, at: { context: ApplicationContext; stands: string }) => Attempt[];

/** The attempts at an event where a case stands; the same list comes back for the same place. */
export function attemptsFor(setting: Setting): Attempts {
  const cast = castOf(setting);
  const facts = factsOf(setting);
  const attempt: Place['attempt'] = ([type, note], by, data = {}, variation = {}) => ({
    label: note === undefined ? type : `${type} (${note})`,
    type,
    data,
    actor: by,
    envelope,
    at: instants.inWindow,
    facts,
    ...variation,
  });
  const known = new Map<string, Attempt[]>();
  return (type, { context, stands }) => {
    const { level, cutoff, proposal, leftAt, showing } = context;
    const key = `${type} ${stands} ${level} ${cutoff} ${proposal === null} ${leftAt} ${showing?.prolonged}`;
    const made = known.get(key) ?? tables[type]({ setting, cast, context, stands, attempt });
    known.set(key, made);
    return made;
  };
}
