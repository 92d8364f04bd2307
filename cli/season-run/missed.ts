import type pg from 'pg';
import type { Calendar } from '../../machines/calendar.ts';
import type { Programme } from '../../machines/programme.ts';
import { type CustodyEvent, responsibilityOf } from '../../machines/responsibility.ts';

/** Deadlines missed in a season, by who answers for them: told from the histories (domain §2.6). */

export interface MissedDeadlines {
  /** Null: applicants in person, together. */
  readonly organisation: string | null;
  readonly deadline: string;
  readonly cases: number;
}

export interface MissedGrounds {
  readonly calendar: Calendar;
  /** By id. */
  readonly programmes: ReadonlyMap<string, Programme>;
}

const PAGE = 500;

export async function countMissed(pool: pg.Pool, grounds: MissedGrounds): Promise<MissedDeadlines[]> {
  const counts = new Map<string, MissedDeadlines>();
  for (let page = await pageAfter(pool, null); page.length > 0; page = await pageAfter(pool, page.at(-1)?.id ?? null)) {
    for (const { programme, person, events } of page) {
      const body = grounds.programmes.get(programme);
      if (!body) throw new RangeError(`no programme ${programme}`);
      const { minCorrectionWorkingDays } = body.responsibility;
      const { missed } = responsibilityOf(events, {
        applicant: person,
        calendar: grounds.calendar,
        minCorrectionWorkingDays,
      });
      for (const {
        deadline,
        responsible: { organisation },
      } of missed) {
        const key = `${organisation}|${deadline}`;
        counts.set(key, { organisation, deadline, cases: (counts.get(key)?.cases ?? 0) + 1 });
      }
    }
  }
  return [...counts.values()].sort(
    (a, b) => b.cases - a.cases || `${a.organisation}`.localeCompare(`${b.organisation}`),
  );
}

interface History {
  readonly id: string;
  readonly programme: string;
  /** Null of a duty. */
  readonly person: string | null;
  readonly events: readonly CustodyEvent[];
}

async function pageAfter(pool: pg.Pool, after: string | null): Promise<History[]> {
  const { rows } = await pool.query<History>(
    `select c.id, c.programme, c.person, json_agg(json_build_object('seq', e.seq, 'type', e.type, 'at', e.at,
         'clause', e.clause, 'role', e.role, 'organisation', e.organisation, 'holderRole', e.holder_role,
         'holderOrganisation', e.holder_org, 'nodes', coalesce(e.nodes, '{}'), 'state', e.state,
         'actor', e.actor, 'onBehalfOf', e.on_behalf_of, 'reason', e.reason) order by e.seq) as events
       from (select id, programme, person from cases
             where lifecycle in ('application', 'duty') and ($1::uuid is null or id > $1) order by id limit $2) c
       join events e on e.case_id = c.id
      group by c.id, c.programme, c.person order by c.id`,
    [after, PAGE],
  );
  return rows;
}
