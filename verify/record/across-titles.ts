import { type Question, UUID } from './question.ts';

/** What no certificate and no recheck can tell alone: where it came from, and what should have followed. */

/** The event that sent the command by which each of these cases was opened; its cause names it (design D3). */
const ordersOf = (these: string) => `these as (${these}),
  causes as (
    select o.case_id, o.cause, string_to_array(substring(o.cause from '^cause:(${UUID}:[0-9]{1,9}):[0-9]+$'), ':')
      as parts from these join events o on o.case_id = these.id and o.seq = 1),
  orders as (select case_id, cause, parts[1]::uuid as sender, parts[2]::integer as seq from causes)`;
const ofCertificates = ordersOf(`select id from cases where lifecycle = 'certificate'`);
const ofFollowUps = ordersOf('select case_id as id from follow_ups');

/** 二(三)4: only what was confirmed becomes a certificate. */
const certificateWithoutApplication: Question = {
  name: 'certificateWithoutApplication',
  select: `with ${ofCertificates} select c.id::text as case_id, 1 as seq,
      format('opened by %s, %s of %s that ended as %s', o.cause, e.type, a.lifecycle, a.ended) as detail
    from cases c left join orders o on o.case_id = c.id
      left join events e on e.case_id = o.sender and e.seq = o.seq left join cases a on a.id = o.sender
    where c.lifecycle = 'certificate' and (e.type = 'confirm' and a.lifecycle = 'application' and a.ended = 'certified')
      is not true`,
};

/** The title is the one that was applied for, of whom applied, from the day of the confirmation. */
const certificateUnlikeApplication: Question = {
  name: 'certificateUnlikeApplication',
  select: `with ${ofCertificates} select t.case_id::text, 1 as seq,
      format('%s %s of %s on %s; applied for %s by %s', t.series, t.level, t.person, t.approved_on,
        a.snapshot -> 'context' -> 'claim', a.person) as detail
    from titles t join orders o on o.case_id = t.case_id join cases a on a.id = o.sender
      join events e on e.case_id = o.sender and e.seq = o.seq
    where a.lifecycle = 'application' and (t.person, t.series, t.level, t.scope, t.approved_on) is distinct from (a.person,
      a.snapshot -> 'context' -> 'claim' ->> 'series', a.snapshot -> 'context' -> 'claim' ->> 'level',
      a.snapshot -> 'context' -> 'claim' ->> 'scope', (to_timestamp(e.at / 1000.0) at time zone 'Asia/Shanghai')::date)`,
};

/** §2.5: what rests on a title that fell is looked into, unless it fell too. A question may still be on its way. */
const titleUnquestioned: Question = {
  name: 'titleUnquestioned',
  select: `select b.case_id::text, null::integer as seq, format('rests on %s, revoked on %s', a.case_id, a.revoked_on) as detail
    from titles a join titles b on b.person = a.person and b.counts_from > a.counts_from and a.revoked_on >= b.approved_on
    where b.revoked_on is null
      and not exists (select from events e where e.case_id = b.case_id and e.seq = 1 and e.state = 'questioned')
      and not exists (select from outbox o where o.case_id = a.case_id and o.kind = 'command' and o.target = b.case_id)`,
};

/** A50: a case is reopened by a recheck of that very result, granted. */
const reopenedUnasked: Question = {
  name: 'reopenedUnasked',
  select: `with ${ofFollowUps} select o.case_id::text, 1 as seq, format('opened by %s, reopens %s', o.cause, f.result) as detail
    from orders o join follow_ups f on f.case_id = o.case_id
    where not exists (select from events r join events g on g.case_id = r.case_id and g.seq <= o.seq and g.type = 'grant'
      where r.case_id = o.sender and r.seq = 1 and r.lifecycle = 'recheck' and r.payload ->> 'result' = f.result::text)`,
};

/** The programme's prefix, the digits of its year, and at least six digits; drawn once. */
const numberIllFormed: Question = {
  name: 'numberIllFormed',
  select: `select c.id::text as case_id, null::integer as seq, format('number %s', c.number) as detail
    from cases c where not exists (select from programmes p where p.id = c.programme and c.number ~ format('^%s%s-[0-9]{6,}$',
      p.body ->> 'numberPrefix', lpad((c.year % 100)::text, 2, '0')))`,
};

const numberTwice: Question = {
  name: 'numberTwice',
  select: `select min(id::text) as case_id, null::integer as seq,
      format('%s: %s', number, string_agg(id::text, ' ' order by id)) as detail
    from cases group by number having count(*) > 1`,
};

export const questionsOfTitles: readonly Question[] = [
  certificateWithoutApplication,
  certificateUnlikeApplication,
  titleUnquestioned,
  reopenedUnasked,
  numberIllFormed,
  numberTwice,
];
