import type { Calendar } from './calendar.ts';
import type { Deadline } from './deadlines.ts';
import type { Programme } from './programme.ts';
import type { Instant, PlainDate } from './time.ts';

/** The shape of a deadline's rule and of the timer it gives; how they are computed: `due.ts`. */

export type DueRule =
  /** A date of the plan: until the end of its day, or the hour it prints. */
  | {
      readonly kind: 'node';
      readonly clause: string;
      readonly source: string;
      readonly toDate: PlainDate;
      readonly time: string | null;
    }
  /** A cut-off that `extend` brought, later than the node. */
  | { readonly kind: 'extended'; readonly clause: string; readonly source: string }
  /** So many working days after the day of the anchor; `notAfter` where a node leaves less (domain A34). */
  | {
      readonly kind: 'period';
      readonly clause: string;
      readonly source: string;
      readonly workingDays: number;
      readonly from: PlainDate;
      readonly last: PlainDate;
      readonly notAfter: PlainDate | null;
    };

/** A timer to write: `provisional` where its days are not gazetted yet; such a row is shown, and not claimed (design D2). */
export interface Arm {
  readonly name: Deadline;
  /** UTC ms: the *at* of the event that armed it. */
  readonly anchor: Instant;
  readonly rule: DueRule;
  /** UTC ms. */
  readonly dueAt: Instant;
  readonly provisional: boolean;
}

export interface DueQuestion<Context> {
  readonly name: Deadline;
  readonly anchor: Instant;
  readonly context: Context;
  /** Where the case stands once the event is done. */
  readonly stands: string;
  readonly programme: Programme;
  readonly calendar: Calendar;
}
