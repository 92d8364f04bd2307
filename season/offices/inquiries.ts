import { addWorkingDays, type Calendar } from '../../machines/calendar.ts';
import type { CaseId } from '../../machines/ids.ts';
import type { Programme } from '../../machines/programme.ts';
import { dateOf, type Instant } from '../../machines/time.ts';
import type { ListedCase } from '../api.ts';
import { officeHour } from '../hours.ts';
import type { Desk, Errand, OfficeScript } from '../office.ts';
import type { Hand } from '../people.ts';

/**
 * The prefecture's bureau watches the objections and complaints under it (domain §2.7). Whoever has not answered one on the
 * last day is reminded, and extends it; some forget it all the same. Answering is the business of the case's own people.
 */

const EVENING = '17:30';
const FORGETS_PERCENT = 40;

export interface InquiryRules {
  readonly calendar: Calendar;
  readonly programme: Programme;
}

export function inquiries({ calendar, programme }: InquiryRules): OfficeScript {
  const extended = new Set<CaseId>();
  const { value: days } = programme.rules.objectionResponseWorkingDays;
  const isLastDay = ({ lastAt }: ListedCase, now: Instant) =>
    addWorkingDays(calendar, dateOf(lastAt), days).last === dateOf(now);
  return {
    name: 'inquiries',
    wakes: (after) => officeHour(calendar, { after, days: 0, hour: 0, hours: [EVENING] }),
    async look(desk) {
      const [bureau] = desk.stage.directory.handsOf('bureauOfficer', 'qdn-hrss');
      if (!bureau) throw new Error('nobody watches the matters');
      const open = await desk.list({ lifecycle: 'matter', state: 'underInquiry' }, bureau);
      return open
        .filter((matter) => !extended.has(matter.id) && isLastDay(matter, desk.now))
        .filter(({ id }) => !desk.stage.chance.happens(FORGETS_PERCENT, 'inquiries', 'forgets', id))
        .map((matter) => extension(desk, matter));
    },
    told({ to }, { code }) {
      if (to.kind === 'event' && code === 'moved') extended.add(to.case);
    },
  };
}

function extension(desk: Desk, matter: ListedCase): Errand {
  return {
    name: 'extendAnswer',
    by: answering(desk, matter),
    to: { kind: 'event', case: matter.id, version: matter.version },
    command: { type: 'extendAnswer', data: {}, reason: { code: 'OTHER' } },
  };
}

/** One of those who have it, not somebody whose own case it may be about. */
function answering({ stage }: Desk, { id, holder }: ListedCase): Hand {
  if (!holder) throw new Error(`nobody has matter ${id}`);
  const hands = stage.directory
    .handsOf(holder.role, holder.organisation)
    .filter(({ person }) => person.startsWith(`${holder.organisation}-`) && !/-p\d+$/.test(person));
  return stage.chance.pick(hands, 'inquiries', 'hand', id);
}
