/** The other way into an application: a granted recheck reopens a case that ended (domain A50). */
import type { Attempt } from './attempt.ts';
import { castOf, earlierCase, envelope, factsOf, grantedRecheck, instants, openingOf } from './cast.ts';
import type { Options, Search } from './search.ts';

/** How a case that ended so in an earlier search is opened anew, and what is known of it from there. */
export function reopeningOf({ states, setting }: Search, outcome: string): NonNullable<Options['reopening']> {
  const ended = states.find(({ stands }) => stands === outcome);
  if (!ended) throw new Error(`the search found no case that is ${outcome}`);
  const facts = {
    ...factsOf(setting),
    reopened: { outcome, context: ended.snapshot.context as unknown, recheck: grantedRecheck, followUp: null },
  };
  const attempt: Attempt = {
    label: `open (reopening what is ${outcome})`,
    type: 'open',
    data: { ...openingOf(setting), reopens: earlierCase },
    envelope,
    actor: castOf(setting).system,
    at: instants.inWindow,
    facts,
  };
  const { witness } = ended;
  const whole = { ...witness.whole, result: [] };
  return {
    attempts: [attempt],
    known: { ...witness, whole, open: [], returned: null, cutAt: null, slot: 'none', vacancy: 'none', armed: [] },
  };
}
