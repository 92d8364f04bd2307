import type { Finding, Process, Situation } from '../../../machines/eligibility/rule.ts';
import { atTime } from '../../../machines/time.ts';
import { kaili2023 } from '../programmes.ts';

/** The state of affairs of a test: Kaili's notice of 2023 within its click window, unless it says otherwise. */
export function situation(given: Partial<Situation> = {}): Situation {
  const programme = given.programme ?? kaili2023;
  return { on: '2023-08-05', cutoff: programme.rules.tenureCutoff.value, process: null, ...given, programme };
}

/** What the registers say on that day: nothing stands in the way, and nothing has been checked yet. */
export const course = (given: Partial<Process> = {}): Process => ({
  at: atTime('2023-08-05', '10:00'),
  vacancy: { approved: 2, reserved: 0, own: false },
  slotTaken: false,
  conclusions: null,
  ...given,
});

/** What a finding says, whatever the order of the facts was: without their places in the lists. */
export function unplaced({ facts, arithmetic, ...rest }: Finding) {
  const sorted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).sort();
  return { ...rest, facts: sorted(facts.map(({ at: _, ...fact }) => fact)), arithmetic: sorted(arithmetic) };
}
