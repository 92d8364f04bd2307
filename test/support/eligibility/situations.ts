import type { Situation } from '../../../machines/eligibility/rule.ts';
import { kaili2023 } from '../programmes.ts';

/** The state of affairs of a test: Kaili's notice of 2023 within its click window, unless it says otherwise. */
export function situation(given: Partial<Situation> = {}): Situation {
  const programme = given.programme ?? kaili2023;
  return { on: '2023-08-05', cutoff: programme.rules.tenureCutoff.value, process: null, ...given, programme };
}
