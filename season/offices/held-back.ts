import { type Publicity, publicities } from '../../machines/application/context.ts';
import type { Calendar } from '../../machines/calendar.ts';
import type { CaseId } from '../../machines/ids.ts';
import { publicityPlaces } from '../../machines/notice/guards.ts';
import { plannedInstant } from '../../machines/programme.ts';
import { dateOf, type Instant } from '../../machines/time.ts';
import type { Character } from '../characters.ts';
import { hourOn, workingDaysFrom } from '../hours.ts';

/**
 * Cases whose fate is to stand in a publicity when a node of the plan comes: overlooked until then, or published so late that
 * their days are not over. Two that leave one notice at the same instant would tell it in no certain order, so whoever is
 * to be shown when the node comes has a notice of its own.
 */
export interface HeldBack {
  /** In this publicity; others it has like everybody. */
  readonly kind: Publicity;
  /** Nobody publishes the case before. */
  readonly until: Instant;
  readonly alone: boolean;
}

interface Fates {
  readonly cast: readonly Character[];
  readonly calendar: Calendar;
}

const SHOWN_DAYS_BEFORE = 3;

export function heldBack({ cast, calendar }: Fates): ReadonlyMap<CaseId, HeldBack> {
  const found = cast.flatMap((who): [CaseId, HeldBack][] => {
    const { state } = who.stall ?? { state: '' };
    const isShown = state.endsWith('.shown');
    const place = state.replace(/shown$/, 'awaitingNotice');
    const kind = publicities.find((one) => publicityPlaces[one] === place);
    if (kind === undefined) return [];
    const node = nodeOf(who);
    if (!isShown) return [[who.caseId, { kind, until: node, alone: false }]];
    const day = workingDaysFrom(calendar, dateOf(node - 1), -SHOWN_DAYS_BEFORE);
    return [[who.caseId, { kind, until: hourOn(day, '09:00'), alone: true }]];
  });
  return new Map(found);
}

/** Last year's cases stand there when the year is over; this year's, when the departments' time is. */
function nodeOf({ programme, committee, year }: Character): Instant {
  return plannedInstant(programme, committee, year === 2022 ? 'cycleRollover' : 'intakeCutoff');
}
