import type { OrganisationId, Sha256 } from '../ids.ts';
import type { DutyForm } from '../programme-materials.ts';

/** What a duty writes into registers: who owes which form, what was accepted of it last, and the vacancies it fixes. */

interface Owed {
  readonly form: DutyForm;
  readonly organisation: OrganisationId;
  readonly reviewer: OrganisationId;
}

export type DutyWrite =
  | ({ readonly kind: 'write'; readonly register: 'duty'; readonly op: 'owe' } & Owed)
  | ({
      readonly kind: 'write';
      readonly register: 'duty';
      readonly op: 'accept';
      readonly file: Sha256;
      readonly late: boolean;
      readonly people: number | null;
      readonly hours: number | null;
      readonly unitsIn: number | null;
      readonly unitsMissing: number | null;
    } & Owed)
  /** 五(五), 一(一)4: the vacancies of a unit, by class, until a later form fixes them anew (domain A47). */
  | {
      readonly kind: 'write';
      readonly register: 'vacancies';
      readonly op: 'approve';
      readonly unit: OrganisationId;
      readonly approved: readonly { readonly class: string; readonly approved: number }[];
    };

export const dutyBlockers = [
  'BUREAU_NOT_ABOVE',
  'CLASS_MISSING',
  'CLASS_UNKNOWN',
  'COUNTER_CLOSED',
  'DUTY_KNOWN',
  'DUTY_NOT_OWED',
  'FORM_DIFFERS',
  'HANDED_IN_LATE',
  'HANDED_IN_TIME',
  'HOUR_AHEAD',
  'NOT_AT_COUNTER',
  'NOT_ONLINE',
  'NO_REVIEWER',
  'POSTS_IMPOSSIBLE',
] as const;
