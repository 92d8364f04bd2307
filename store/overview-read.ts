import type { Deadline } from '../machines/deadlines.ts';
import type { Instant } from '../machines/time.ts';
import { isVisible, type Reader, type Visible } from './visible.ts';

export interface StateCount {
  readonly lifecycle: string;
  readonly state: string;
  readonly ended: boolean;
  readonly cases: number;
}

export interface ComingDeadline {
  readonly name: Deadline;
  readonly due_at: Instant;
  readonly cases: number;
}

/** How many of the cases the actor may see stand in each state. */
export async function countByState(db: Reader, visible: Visible): Promise<StateCount[]> {
  const { rows } = await db.query<StateCount>(
    `select c.lifecycle, c.state, c.ended is not null as ended, count(*) as cases
     from cases c where ${isVisible} group by 1, 2, 3 order by 1, 3, 2`,
    [...visible],
  );
  return rows;
}

/** The next deadlines of those cases: one line a name and instant, with how many cases share it. */
export async function comingDeadlines(db: Reader, visible: Visible, limit: number): Promise<ComingDeadline[]> {
  const { rows } = await db.query<ComingDeadline>(
    `select d.name, d.due_at, count(*) as cases
     from cases c join deadlines d on d.case_id = c.id and d.status in ('armed', 'provisional')
     where ${isVisible} group by d.due_at, d.name order by d.due_at, d.name limit $3`,
    [...visible, limit],
  );
  return rows;
}

/** The same over every case: numbers only, for the page that says what runs. */
export async function countAllByState(db: Reader): Promise<StateCount[]> {
  const { rows } = await db.query<StateCount>(
    `select lifecycle, state, ended is not null as ended, count(*) as cases
     from cases group by 1, 2, 3 order by 1, 3, 2`,
  );
  return rows;
}

/** The next deadlines over every case: numbers only. */
export async function allComingDeadlines(db: Reader, limit: number): Promise<ComingDeadline[]> {
  const { rows } = await db.query<ComingDeadline>(
    `select name, due_at, count(*) as cases from deadlines where status in ('armed', 'provisional')
     group by due_at, name order by due_at, name limit $1`,
    [limit],
  );
  return rows;
}
