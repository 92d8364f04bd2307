import type { ExpertPool } from '../machines/facts.ts';
import type { CaseId, PersonId } from '../machines/ids.ts';
import { openText } from './sealing.ts';
import type { Reader } from './visible.ts';

/** What of a sitting stands outside its own row: its cases, its urns without a choice, its draw, its experts' names. */

export interface CaseOfAgenda {
  readonly id: CaseId;
  readonly number: string;
  readonly state: string;
  readonly ended: string | null;
}

export async function casesOfAgenda(db: Reader, cases: readonly CaseId[]): Promise<Map<CaseId, CaseOfAgenda>> {
  const { rows } = await db.query<CaseOfAgenda>({
    name: 'cases-of-agenda',
    text: 'select id, number, state, ended from cases where id = any ($1::uuid[])',
    values: [cases],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

export interface Urn {
  readonly case: CaseId;
  readonly open: boolean;
  /** Who may vote on the case. */
  readonly voters: number;
  readonly voted: number;
  /** Null while it is open: nothing is counted before it is closed (reliability H57). */
  readonly counts: { readonly yes: number; readonly no: number; readonly abstain: number } | null;
}

/** How many may vote on each case and have, and the counts of closed urns; how anybody voted is not known. */
export async function urnsOf(db: Reader, meeting: CaseId): Promise<Map<CaseId, Urn>> {
  const { rows } = await db.query<Urn>({
    name: 'urns-of-meeting',
    text: `select u.case_id as case, u.box is not null as open,
        case when u.box is null then json_build_object('yes', u.yes, 'no', u.no, 'abstain', u.abstain) end as counts,
        (select count(*)::integer from ballot_roster r
          where r.meeting = u.meeting and r.case_id = u.case_id and not r.recused) as voters,
        (select count(*)::integer from ballot_marks m where m.meeting = u.meeting and m.case_id = u.case_id) as voted
      from urns u where u.meeting = $1`,
    values: [meeting],
  });
  return new Map(rows.map((row) => [row.case, row]));
}

export interface DrawRecord {
  /** The pool as the call found it. */
  readonly pool: ExpertPool;
  /** Null until the experts were drawn. */
  readonly secret: string | null;
}

/** What the history of a sitting has of its draw. @throws Error for a sitting that was never called. */
export async function drawOf(db: Reader, meeting: CaseId): Promise<DrawRecord> {
  const { rows } = await db.query<DrawRecord>({
    name: 'draw-of-meeting',
    text: `select o.facts -> 'expertPool' as pool,
        (select d.payload ->> 'secret' from events d where d.case_id = o.case_id and d.type = 'drawExperts') as secret
      from events o where o.case_id = $1 and o.type = 'open'`,
    values: [meeting],
  });
  if (!rows[0]) throw new Error(`meeting ${meeting} was never called`);
  return rows[0];
}

/** Names by person; none for whoever has no key any more (design D7). */
export async function namesOf(db: Reader, people: readonly PersonId[]): Promise<Map<PersonId, string>> {
  const { rows } = await db.query<{ id: PersonId; key: Buffer | null; name_sealed: Buffer }>({
    name: 'names-of-people',
    text: 'select id, key, name_sealed from people where id = any ($1::text[]) and key is not null',
    values: [people],
  });
  return new Map(rows.flatMap(({ id, key, name_sealed }) => (key ? [[id, openText(key, name_sealed)] as const] : [])));
}
