import { type Question, UUID } from './question.ts';

/**
 * What must lie behind a certificate (令40 第16条, 第26条; 二(二)5; domain §2.7), asked of the events alone: each publicity shown by
 * a notice to its end, the notice proved, and no objection or complaint open. A reopened case has only its result published anew
 * (A50); a programme may leave the policy review unpublished (A22).
 */

const confirmed = `confirmed as (select case_id, seq, at, programme, programme_version from events
    where lifecycle = 'application' and type = 'confirm')`;

/** The last notice of each kind that showed a confirmed case. */
const shown = `shown as (
    select distinct on (c.case_id, k.kind) c.case_id, c.seq as confirmed, c.at, k.kind, p.seq, p.payload ->> 'notice' as notice
      from confirmed c join events p on p.case_id = c.case_id and p.type = 'publish' and p.seq < c.seq,
        lateral (select case when p.state like '%internalPublicity.%' then 'internal'
          when p.state like 'policyReview.%' then 'policy' else 'result' end as kind) k
      order by c.case_id, k.kind, p.seq desc)`;

/** Whichever kind is missing, or did not come to its end. */
const certifiedUnpublished: Question = {
  name: 'certifiedUnpublished',
  select: `with ${confirmed}, ${shown},
    owed as (
      select c.*, k.kind from confirmed c join events o on o.case_id = c.case_id and o.seq = 1
        left join programmes p on p.id = c.programme and p.version = c.programme_version,
        unnest(array['internal', 'policy', 'result']) as k(kind)
      where k.kind = 'result' or (o.payload ->> 'reopens' is null
        and (k.kind = 'internal' or p.body -> 'periods' -> 'policyPublicityEnd' ->> 'workingDays' is distinct from '0')))
    select o.case_id::text, o.seq, format('no %s publicity to its end', o.kind) as detail
      from owed o left join shown s on s.case_id = o.case_id and s.kind = o.kind
      where not exists (select from events e where e.case_id = o.case_id and e.type = o.kind || 'PublicityEnd'
        and e.seq > s.seq and e.seq < o.seq)`,
};

const certifiedUnproved: Question = {
  name: 'certifiedUnproved',
  select: `with ${confirmed}, ${shown}
    select s.case_id::text, s.confirmed as seq, format('the notice %s of its %s publicity was not proved', s.notice, s.kind) as detail
      from shown s where not exists (select from events e
        where e.case_id = case when s.notice ~ '^${UUID}$' then s.notice::uuid end
          and e.type = 'conclude' and e.state = 'closed' and e.at <= s.at)`,
};

const certifiedWhileHeld: Question = {
  name: 'certifiedWhileHeld',
  select: `with ${confirmed}
    select c.case_id::text, c.seq, format('%s %s was open', m.type, m.payload ->> 'matter') as detail
      from confirmed c join events m on m.case_id = c.case_id and m.type in ('object', 'complain') and m.seq < c.seq
      where not exists (select from events r where r.case_id = c.case_id and r.seq > m.seq and r.seq < c.seq
        and r.type = case m.type when 'object' then 'resolveObjection' else 'resolveComplaint' end
        and r.payload ->> 'matter' = m.payload ->> 'matter')`,
};

export const questionsOfPublicities: readonly Question[] = [
  certifiedUnpublished,
  certifiedUnproved,
  certifiedWhileHeld,
];
