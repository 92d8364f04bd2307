import type { Blocker, Effect, Ride } from './lifecycle.ts';
import type { Breach } from './programme-rules.ts';
import { addPeriod, dateOf } from './time.ts';
import { blocker } from './verdict.ts';

/**
 * What a confirmed breach brings (三(三), 三(二); domain E29, E34, A17): a bar, and an entry in the integrity archive
 * (诚信档案库). Whether the person was an applicant or held the title already makes no difference.
 */

export const breaches = ['ACADEMIC_MISCONDUCT', 'EXAM_CHEATING', 'FRAUD'] as const satisfies readonly Breach[];

export const noBreach: Blocker = blocker('NO_BREACH', { clause: '三(三)', params: { breaches: breaches.join(' ') } });

/** The breach that an act's reason names; null where it names none. */
export function breachNamed({ envelope }: Ride): Breach | null {
  return breaches.find((breach) => breach === envelope.reason?.code) ?? null;
}

/**
 * The registers' writes of a breach determined by this act. The day of determination is the act's own (认定之日); the bar
 * and the entry include their last day. `serious` bars from posts as well (情节严重), which the entry tells.
 */
export function breachWrites(breach: Breach, ride: Ride, { serious }: { serious: boolean }): Effect[] {
  const { bansYears, integrityRecordYears } = ride.programme.rules;
  const decidedOn = dateOf(ride.at);
  const barredThrough = addPeriod(decidedOn, { years: bansYears.value[breach] });
  const standsThrough = addPeriod(decidedOn, { years: integrityRecordYears.value });
  const document = ride.envelope.document ?? null;
  return [
    { kind: 'write', register: 'bar', op: 'impose', breach, decidedOn, barredThrough },
    { kind: 'write', register: 'integrity', op: 'enter', breach, decidedOn, standsThrough, serious, document },
  ];
}
