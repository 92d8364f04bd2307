import { createHash } from 'node:crypto';
import { derivedId } from '../../store/hashing.ts';
import { type Office, type OfficeOptions, opening, openOffice, sending } from './office.ts';

/** Six teachers open an application and do nothing more: after a year every deadline of theirs has come. */
export const IDLE_UNTIL = '2024-08-01T12:00';
const idlers = Array.from({ length: 6 }, (_, n) => `school-1-a${n}`);

export async function idleApplicants(options: OfficeOptions = {}): Promise<Office> {
  const office = await openOffice(options);
  await office.door.advanceAll(idlers.map((person) => sending(opening(derivedId(`of ${person}`), person))));
  return office;
}

/** Everything the histories say that does not depend on when it was written: columns, rows and their order. */
export async function historyOf({ query }: Office): Promise<{ events: number; hash: string; deadlines: string }> {
  const events = await query<{ line: string }>(
    `select (to_jsonb(e) - 'recorded' - 'tx' - 'request_id' - 'prev' - 'hash')::text as line
       from events e order by case_id, seq`,
  );
  const deadlines = await query<{ status: string; n: number }>(
    'select status, count(*) as n from deadlines group by 1 order by 1',
  );
  const hash = createHash('sha256')
    .update(events.map(({ line }) => line).join('\n'))
    .digest('hex');
  return { events: events.length, hash, deadlines: deadlines.map(({ status, n }) => `${n} ${status}`).join(', ') };
}

/** How many deadlines are due and have not fired. */
export async function dueNow({ query }: Office): Promise<number> {
  const rows = await query<{ n: number }>(
    `select count(*) as n from deadlines, clock
      where status = 'armed' and due_at <= case mode when 'frozen' then instant else raw_now() + offset_ms - grace_ms end`,
  );
  return rows[0]?.n ?? 0;
}

/** Steps the raw clock of a simulation, as a wrong server would. */
export async function stepRaw({ query }: Office, byMs: number): Promise<void> {
  await query('update clock set raw_offset_ms = raw_offset_ms + $1', [byMs]);
}
