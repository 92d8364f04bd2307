import { z } from 'zod';
import type { Calendar } from '../../machines/calendar.ts';
import { dateOf, type PlainDate } from '../../machines/time.ts';
import { hourOn, officeHour } from '../hours.ts';
import type { Desk, Errand, OfficeScript } from '../office.ts';
import type { Hand } from '../people.ts';

/**
 * The prefecture's bureau has the public pages looked at: on the evening of every working day, and on the morning after the
 * days of one were over, when it has to be proved. The clock stands, so nothing rings of itself (`POST /v1/rounds`).
 */

/** After the first who confirm on the morning; after those who publish in the evening. */
const MORNING = '10:30';
const EVENING = '18:00';

/** Two days on which nobody asks for it: what is over then stays unproved until the third. */
export const unwatchedDays: readonly PlainDate[] = ['2023-08-17', '2023-08-18'];

const postedNotices = z.object({ notices: z.array(z.object({ endedAt: z.string().nullable() })) });

export function watching({ calendar }: { calendar: Calendar }): OfficeScript {
  return {
    name: 'watching',
    wakes: (after) => officeHour(calendar, { after, days: 0, hour: 0, hours: [MORNING, EVENING] }),
    async look(desk) {
      const [by] = desk.stage.directory.handsOf('bureauOfficer', 'qdn-hrss');
      if (!by) throw new Error('nobody has the public pages watched');
      const day = dateOf(desk.now);
      if (unwatchedDays.includes(day)) return [];
      const isAsked = desk.now < hourOn(day, EVENING) ? isOneToBeProved : isOneOnShow;
      return (await isAsked(desk, by)) ? [observation(by)] : [];
    },
  };
}

async function isOneToBeProved({ list }: Desk, by: Hand): Promise<boolean> {
  return (await list({ lifecycle: 'notice', state: 'toBeProved' }, by)).length > 0;
}

/** Those on show come first. */
async function isOneOnShow({ ask }: Desk, by: Hand): Promise<boolean> {
  const { notices } = postedNotices.parse(await ask('/v1/notices?limit=1', by));
  return notices.some(({ endedAt }) => endedAt === null);
}

function observation(by: Hand): Errand {
  return {
    name: 'observation',
    by,
    to: { kind: 'operation', path: '/v1/rounds', about: 'rounds' },
    command: { type: 'observation', data: { round: 'observation' } },
    expects: ['done'],
  };
}
