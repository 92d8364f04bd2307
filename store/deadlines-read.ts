import type { Deadline } from '../machines/deadlines.ts';
import type { DueRule } from '../machines/due-rule.ts';
import type { CaseId } from '../machines/ids.ts';
import { isVisible, type Reader, type Visible } from './visible.ts';

export type DeadlineStatus = 'armed' | 'provisional' | 'fired' | 'disarmed';

/** A row of a case's deadlines, with what its rule is carried out on. */
export interface DeadlineRecord {
  readonly name: Deadline;
  readonly armed_seq: number;
  readonly anchor: number;
  readonly rule: DueRule;
  readonly due_at: number;
  readonly programme: string;
  readonly committee: string;
  readonly programme_version: number;
  readonly calendar_version: number;
  readonly status: DeadlineStatus;
  readonly settled_seq: number | null;
}

/** Every deadline a case ever had, by instant; `null` where the actor sees no such case. */
export async function readDeadlines(db: Reader, visible: Visible, id: CaseId): Promise<DeadlineRecord[] | null> {
  const { rows } = await db.query<DeadlineRecord & { known: CaseId }>(
    `select c.id as known, c.programme, c.committee, d.name, d.armed_seq, d.anchor, d.rule, d.due_at, d.programme_version,
       d.calendar_version, d.status, d.settled_seq
     from cases c left join deadlines d on d.case_id = c.id
     where c.id = $3 and ${isVisible} order by d.due_at, d.name, d.armed_seq`,
    [...visible, id],
  );
  if (rows.length === 0) return null;
  return rows.filter(({ name }) => name !== null);
}
