/** Who and what certificates are played with. Days and dates are written out, not computed. */
import type { Envelope } from '../../../machines/lifecycle.ts';
import type { Programme } from '../../../machines/programme.ts';
import type { Actor, Role } from '../../../machines/roles.ts';
import { type Instant, parseInstant } from '../../../machines/time.ts';
import { kaili2022, kaili2023 } from '../programmes.ts';

const person = (role: Role, organisation: string | null, id: string, onBehalfOf: string | null = null): Actor => ({
  role,
  person: id,
  organisation,
  onBehalfOf,
});
export const system: Actor = { role: 'system', person: null, organisation: null, onBehalfOf: null };
export const clock: Actor = { role: 'clock', person: null, organisation: null, onBehalfOf: null };
export const holder = person('applicant', null, 'p-holder');
export const citizen = person('citizen', null, 'p-citizen');
export const unit = person('unitAdmin', 'school-1', 'p-unit');
export const one = person('organiserOfficer', 'kaili-hrss', 'p-one');
export const two = person('bureauOfficer', 'kaili-hrss', 'p-two');
export const forOne = person('bureauOfficer', 'kaili-hrss', 'p-two', 'p-one');
export const stranger = person('bureauOfficer', 'other-hrss', 'p-three');

export const fraud: Envelope = { reason: { code: 'FRAUD' }, document: 'a'.repeat(64) };
export const otherFinding: Envelope = { reason: { code: 'FRAUD' }, document: 'b'.repeat(64) };
export const failure: Envelope = { reason: { code: 'SYSTEM_FAILURE' }, document: 'a'.repeat(64) };

interface Confirming {
  readonly programme: Programme;
  readonly committee: string;
  /** By day of confirmation. */
  readonly approvedOn: readonly string[];
  readonly countsFrom: readonly string[];
}

export interface Setting {
  readonly days: readonly Instant[];
  readonly of: Readonly<Record<'first' | 'later', Confirming>>;
  /** Words of everybody, of every content; else of two persons that say the same. */
  readonly allWords: boolean;
  /** Whether there is a second title at all. */
  readonly pair: boolean;
}

const days = ['2023-08-01', '2023-08-15', '2023-08-28'];
const delayedDays = ['2022-12-20', '2023-03-06', '2023-09-01'];
const at = (list: readonly string[]) => list.map((day) => parseInstant(`${day}T10:00`));
const ordinary: Confirming = { programme: kaili2023, committee: 'kaili-teacher', approvedOn: days, countsFrom: days };

/** The key of the committee of 2022 whose reviews were delayed, and of one whose were not. */
const delayedKey = Object.entries(kaili2022.committees).find(([, { reviewDelayed }]) => reviewDelayed)![0];
const onTimeKey = Object.entries(kaili2022.committees).find(([, { reviewDelayed }]) => !reviewDelayed)![0];

export const settings: Readonly<Record<string, Setting>> = {
  'one title, everybody’s word': {
    days: at(days),
    of: { first: ordinary, later: ordinary },
    allWords: true,
    pair: false,
  },
  'two titles': { days: at(days), of: { first: ordinary, later: ordinary }, allWords: false, pair: true },
  'two titles, the later of a delayed review (五(二))': {
    days: at(delayedDays),
    of: {
      first: { programme: kaili2022, committee: onTimeKey, approvedOn: delayedDays, countsFrom: delayedDays },
      later: {
        programme: kaili2022,
        committee: delayedKey,
        approvedOn: delayedDays,
        countsFrom: ['2022-12-20', '2022-12-31', '2022-12-31'],
      },
    },
    allWords: false,
    pair: true,
  },
};
