/** Who and what the tests of a notice are played with. */

import type { Listed, Listing } from '../../../machines/facts.ts';
import type { Envelope } from '../../../machines/lifecycle.ts';
import { publicityPlaces } from '../../../machines/notice/guards.ts';
import type { Programme } from '../../../machines/programme.ts';
import type { Actor, Role } from '../../../machines/roles.ts';
import { parseInstant } from '../../../machines/time.ts';
import { kaili2023 } from '../programmes.ts';

export const person = (role: Role, organisation: string | null): Actor => ({
  role,
  person: `p-${role}-${organisation}`,
  organisation,
  onBehalfOf: null,
});
export const observer: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };
export const clock: Actor = { role: 'clock', person: null, organisation: null, onBehalfOf: null };
export const owner = person('unitAdmin', 'school-1');
export const handler = person('unitHandler', 'school-1');
export const stranger = person('unitAdmin', 'school-2');
export const reviewer = person('bureauOfficer', 'kaili-hrss');

export const cases = {
  a: '00000000-0000-4000-8000-0000000000a1',
  b: '00000000-0000-4000-8000-0000000000a2',
  other: '00000000-0000-4000-8000-0000000000b1',
} as const;
const notice = '00000000-0000-4000-8000-0000000000c1';

/** The page is looked at once a day, at noon; a day and a half without it is a gap. */
export const daily: Programme = {
  ...kaili2023,
  publicity: { ...kaili2023.publicity, gapOverMinutes: { ...kaili2023.publicity.gapOverMinutes, value: 36 * 60 } },
};

/** Thursday; five working days later is Thursday 10 August. */
export const posting = parseInstant('2023-08-03T09:00');

export const envelope: Envelope = {
  reason: { code: 'OTHER' },
  signature: { date: '2023-08-03', seal: 'c'.repeat(64) },
};

export function listed(id: string, change: Partial<NonNullable<Listed['found']>> = {}): Listed {
  return {
    case: id,
    found: {
      person: `p-${id.slice(-2)}`,
      unit: 'school-1',
      organiser: 'kaili-hrss',
      bureau: 'kaili-hrss',
      above: ['kaili-edu', 'kaili-hrss'],
      series: 'SERIES_SCHOOL_TEACHER',
      level: 'INTERMEDIATE',
      content: 'a'.repeat(64),
      stands: publicityPlaces.internal,
      ended: false,
      ...change,
    },
    listedIn: null,
  };
}

export const listingOf = (...lines: readonly Listed[]): Listing => ({ notice, cases: lines });
export const listing = listingOf(listed(cases.a), listed(cases.b));
export const openData = { kind: 'internal', organisation: 'school-1', cases: [cases.a, cases.b] } as const;
