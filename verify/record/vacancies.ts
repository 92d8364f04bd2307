import type { Finding } from '../findings.ts';
import { type Db, Pages } from '../snapshot.ts';

/**
 * No vacancy was ever given twice (二(二)2): the events that reserve and release are played again, unit by unit, and never
 * may more cases hold one than were approved when the last of them was recommended.
 */

/**
 * Transactions that overlap are not in one order by id or by instant: a release that was nearly simultaneous may have come
 * first. Longer than any transaction can wait for its locks (ms).
 */
const OVERLAP_MS = 10_000;

interface Reservation {
  readonly case_id: string;
  readonly seq: number;
  readonly vacancy: string;
  readonly reserved: number;
  /** `null` while it is held. */
  readonly released: number | null;
  /** As the event's fact had it; `null`: no quota applies. */
  readonly approved: number | null;
}

const reservations = `with writes as (
    select e.case_id, e.seq, e.recorded, e.tx, e.facts -> 'vacancy' as fact, effect ->> 'op' as op
    from events e, json_array_elements(e.effects) as effect
    where e.effects is not null and json_typeof(e.effects) = 'array' and effect ->> 'register' = 'vacancy'),
  spans as (
    select *, lead(recorded) over of_case as until, lag(op) over of_case as previous
    from writes window of_case as (partition by case_id order by seq))
  select s.case_id, s.seq, format('%s %s %s', c.unit, c.snapshot -> 'context' ->> 'vacancyClass', c.year) as vacancy,
    s.recorded as reserved, (select min(r.recorded) from writes r where r.case_id = s.case_id and r.seq > s.seq
      and r.op = 'release') as released, (s.fact ->> 'approved')::integer as approved
  from spans s join cases c on c.id = s.case_id
  where s.op = 'reserve' and s.previous is distinct from 'reserve' and s.fact ->> 'approved' is not null
  order by vacancy, s.recorded, s.tx, s.case_id`;

export async function checkVacancies(db: Db, found: (finding: Finding) => void): Promise<void> {
  const pages = await Pages.open<Reservation>(db, { name: 'verify_vacancies', select: reservations, size: 500 });
  let vacancy: string | undefined;
  let holders: Reservation[] = [];
  for (let page = await pages.next(); page.length > 0; page = await pages.next()) {
    for (const one of page) {
      if (one.vacancy !== vacancy) holders = [];
      vacancy = one.vacancy;
      if (isMomentary(one)) continue;
      holders = [...holders.filter(({ released }) => isHeldAt(released, one.reserved)), one];
      const approved = one.approved ?? holders.length;
      if (holders.length <= approved) continue;
      const cases = holders.map(({ case_id }) => case_id).join(' ');
      found({
        name: 'overReserved',
        case: one.case_id,
        seq: one.seq,
        detail: `${vacancy}: ${holders.length} of ${approved}, ${cases}`,
      });
    }
  }
}

function isHeldAt(released: number | null, instant: number): boolean {
  return released === null || released > instant + OVERLAP_MS;
}

function isMomentary({ reserved, released }: Reservation): boolean {
  return !isHeldAt(released, reserved);
}
