import type { Deadline } from '../machines/deadlines.ts';
import type { CaseId, OrganisationId, PersonId } from '../machines/ids.ts';
import type { Role } from '../machines/roles.ts';
import type { Instant } from '../machines/time.ts';
import type { Tx } from './db.ts';

/** What the morning's round looks at, each in one statement over all cases (design D4, D10). */

/** Cases named in one message; of more than these only the number is told. */
const NAMED = 50;

/** Cases that one holder has in hands and that share a deadline. */
export interface Ahead {
  readonly programme: string;
  readonly role: Role;
  readonly organisation: OrganisationId | null;
  readonly person: PersonId | null;
  readonly name: Deadline;
  readonly dueAt: Instant;
  readonly count: number;
  /** The first of them by id. */
  readonly cases: readonly CaseId[];
}

/** Firm deadlines after `now` and not after `until` (UTC ms), by holder, name and instant. */
export async function deadlinesAhead(tx: Tx, { now, until }: { now: Instant; until: Instant }): Promise<Ahead[]> {
  const { rows } = await tx.query<Ahead>(
    `select c.programme, c.holder_role as role, c.holder_org as organisation,
       case when c.holder_org is null then c.person end as person, d.name, d.due_at as "dueAt", count(*) as count,
       (array_agg(c.id order by c.id))[1:${NAMED}] as cases
     from deadlines d join cases c on c.id = d.case_id
     where d.status = 'armed' and d.due_at > $1 and d.due_at <= $2 and c.holder_role is not null
     group by 1, 2, 3, 4, 5, 6 order by d.due_at, d.name, 3, 4`,
    [now, until],
  );
  return rows;
}

/** Cases that the rollover flagged and on which the bureau has not decided (domain A02). */
export interface Undecided {
  readonly bureau: OrganisationId;
  readonly count: number;
  /** Of them those whose `rolloverDecisionDue` is over. */
  readonly late: number;
  readonly cases: readonly CaseId[];
}

/** By bureau; `states` are those in which a case may stand that has not ended, so that an index finds them. */
export async function undecidedCases(tx: Tx, states: readonly string[]): Promise<Undecided[]> {
  const { rows } = await tx.query<Undecided>(
    `select snapshot #>> '{context,route,bureau}' as bureau, count(*) as count,
       count(*) filter (where snapshot #>> '{value,underway,season,undecided}' = 'late') as late,
       (array_agg(id order by id))[1:${NAMED}] as cases
     from cases
     where state = any($1) and ended is null and snapshot #>> '{value,underway,season,undecided}' is not null
     group by 1 order by 1`,
    [states],
  );
  return rows;
}

/** Deadlines that something is wrong with. */
export interface Irregular {
  readonly count: number;
  readonly deadlines: readonly { readonly case: CaseId; readonly name: Deadline; readonly dueAt: Instant }[];
}

const irregular = (condition: string) => `
  select count(*) as count, coalesce((json_agg(json_build_object('case', case_id, 'name', name, 'dueAt', due_at)
      order by due_at, case_id) filter (where place <= ${NAMED})), '[]') as deadlines
    from (select *, row_number() over (order by due_at, case_id) as place from deadlines where ${condition}) d`;

/** Provisional deadlines whose instant has come: the gazette that fixes them is missing (design D2). */
export async function provisionalCome(tx: Tx, now: Instant): Promise<Irregular> {
  const { rows } = await tx.query<Irregular>(irregular(`status = 'provisional' and due_at <= $1`), [now]);
  return rows[0] ?? { count: 0, deadlines: [] };
}

/** Firm deadlines that were due at `before` (UTC ms) and have not fired. */
export async function stuckDeadlines(tx: Tx, before: Instant): Promise<Irregular> {
  const { rows } = await tx.query<Irregular>(irregular(`status = 'armed' and due_at <= $1`), [before]);
  return rows[0] ?? { count: 0, deadlines: [] };
}
